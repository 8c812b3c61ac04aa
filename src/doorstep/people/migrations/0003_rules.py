"""What PostgreSQL keeps about residents: who sees which row, and a history that only grows."""

from django.db import migrations

from doorstep.platform.db.rls import AppendOnly, EnableRowSecurity, PlainSql

OWN = "{} = ANY(platform_persons())"
# The history follows the person, so it is seen by whoever sees the person.
WITH_RESIDENT = "EXISTS (SELECT FROM people_resident r WHERE r.id = resident_id)"

# Whom an account is or may act for. It is asked before the request has a scope, so it runs as the
# owner; it gives back nothing but numbers, and only the application may call it.
PERSONS = """
CREATE FUNCTION people_persons_of(account bigint, moment timestamptz) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT coalesce(array_agg(DISTINCT person), '{}') FROM (
        SELECT resident_id AS person FROM people_account
        WHERE id = account AND resident_id IS NOT NULL
        UNION ALL
        SELECT principal_id FROM people_consent
        WHERE agent_id = account AND since <= moment AND withdrawn_at IS NULL
          AND (until IS NULL OR until > moment)
          AND acts && ARRAY['ask', 'rate', 'book', 'file', 'see']::varchar[]
    ) AS found
$$;
REVOKE ALL ON FUNCTION people_persons_of(bigint, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_persons_of(bigint, timestamptz) TO doorstep_app;
"""

# Residents read their own record and change nothing in it by hand: corrections are asked for.
READ_ONLY = """
REVOKE INSERT, UPDATE, DELETE ON
    people_resident, people_household, people_contactphone, people_relation, people_tag,
    people_consent, people_residentchange
FROM doorstep_resident;
"""
READ_ONLY_BACK = """
GRANT INSERT, UPDATE, DELETE ON
    people_resident, people_household, people_contactphone, people_relation, people_tag,
    people_consent, people_residentchange
TO doorstep_resident;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_residents"), ("platform", "0002_rules")]

    operations = [
        EnableRowSecurity("people_resident", resident=OWN.format("id")),
        EnableRowSecurity(
            "people_household",
            resident="EXISTS (SELECT FROM people_resident r WHERE r.household_id = "
            "people_household.id)",
        ),
        EnableRowSecurity("people_contactphone", resident=OWN.format("resident_id")),
        EnableRowSecurity("people_relation", resident=OWN.format("resident_id")),
        # What workers noted about a person is for a request to see one's data, not for the phone.
        EnableRowSecurity("people_tag", resident=None),
        EnableRowSecurity("people_consent", resident=OWN.format("principal_id")),
        EnableRowSecurity("people_residentchange", staff=WITH_RESIDENT, resident=WITH_RESIDENT),
        AppendOnly("people_residentchange"),
        PlainSql(PERSONS, "DROP FUNCTION people_persons_of(bigint, timestamptz)"),
        PlainSql(READ_ONLY, READ_ONLY_BACK),
    ]
