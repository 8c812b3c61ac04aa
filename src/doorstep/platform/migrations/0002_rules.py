"""What PostgreSQL keeps: the functions that policies compare with, and tables that only grow."""

from django.db import migrations

from doorstep.platform.db.rls import AppendOnly, EnableRowSecurity, PlainSql

FUNCTIONS = """
CREATE FUNCTION platform_lo() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('doorstep.lo', true), '') $$;

CREATE FUNCTION platform_hi() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('doorstep.hi', true), '') $$;

-- The hull has been compared already; only a scope of several prefixes needs a closer look.
CREATE FUNCTION platform_in_scope(place text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT position(',' IN coalesce(current_setting('doorstep.prefixes', true), '')) = 0
       OR EXISTS (SELECT FROM unnest(string_to_array(
              current_setting('doorstep.prefixes', true), ',')) AS prefix
              WHERE place ^@ prefix) $$;

CREATE FUNCTION platform_persons() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(string_to_array(nullif(
       current_setting('doorstep.persons', true), ''), ',')::bigint[], '{}') $$;

CREATE FUNCTION platform_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('doorstep.retention', true) = TG_TABLE_NAME
       AND NOT pg_has_role(session_user, 'doorstep_app', 'MEMBER') THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% only grows: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
"""

DROP = """
DROP FUNCTION platform_refuse_change();
DROP FUNCTION platform_persons();
DROP FUNCTION platform_in_scope(text);
DROP FUNCTION platform_hi();
DROP FUNCTION platform_lo();
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0001_initial")]

    operations = [
        PlainSql(FUNCTIONS, DROP),
        AppendOnly("platform_trailentry"),
        AppendOnly("platform_traillink"),
        AppendOnly("platform_trailanchor"),
        AppendOnly("platform_storedfact"),
        AppendOnly("platform_factdelivery"),
        EnableRowSecurity("platform_storedfile", resident="true"),
    ]
