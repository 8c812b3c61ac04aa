"""What PostgreSQL keeps about cases: who sees which row, what only grows, no loose ends."""

from django.db import migrations

from doorstep.platform.db.rls import AppendOnly, EnableRowSecurity, PlainSql

# As the policy of every table with a place, but with the functions called plainly: they are stable,
# so the planner knows their values and how many rows to expect, which a subquery hides. At a
# million cases the newest of a community come in 12 ms instead of 84, a district's by due time in
# 7 instead of 207.
IN_SCOPE = "place >= platform_lo() AND place < platform_hi() AND platform_in_scope(place)"
MINE = "asker_id = ANY((SELECT platform_persons())::bigint[])"

BY_PLACE = (
    "casework_clock",
    "casework_clockstep",
    "casework_assignment",
    "casework_suspension",
    "casework_extension",
)
# Rows that can't be rewritten follow their case when divisions merge, not the place they bear.
BY_CASE = {
    "casework_timelineentry": "audience = 'resident'",
    "casework_closing": "true",
    "casework_rating": "true",
    "casework_casefile": "audience = 'resident'",
}
TABLES = (
    "casework_case",
    "casework_caseasker",
    "casework_notice",
    *BY_PLACE,
    *BY_CASE,
)

NO_LOOSE_ENDS = """
CREATE FUNCTION casework_no_loose_ends() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM casework_assignment WHERE case_id = NEW.id AND ended_at IS NULL) THEN
        RAISE EXCEPTION 'case % has open assignments', NEW.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'casework_case_joint_work_done';
    END IF;
    IF EXISTS (SELECT FROM casework_case WHERE parent_id = NEW.id
               AND state NOT IN ('resolved', 'closed', 'cancelled', 'duplicate')) THEN
        RAISE EXCEPTION 'case % has open sub-cases', NEW.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'casework_case_sub_cases_done';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER casework_case_no_loose_ends BEFORE UPDATE OF state ON casework_case
    FOR EACH ROW WHEN (NEW.state IN ('resolved', 'closed', 'cancelled', 'duplicate')
                       AND NEW.state IS DISTINCT FROM OLD.state)
    EXECUTE FUNCTION casework_no_loose_ends();
"""
DROP_NO_LOOSE_ENDS = """
DROP TRIGGER casework_case_no_loose_ends ON casework_case;
DROP FUNCTION casework_no_loose_ends();
"""

# Residents write through operations only, which check and then work as the site itself.
# How the work goes is nobody's in particular: no policy, but not for residents to change either.
SETTINGS = (
    "casework_casekind",
    "casework_replytemplate",
    "casework_routingrule",
)
WRITTEN = ", ".join((*TABLES, *SETTINGS))
READ_ONLY = f"REVOKE INSERT, UPDATE, DELETE ON {WRITTEN} FROM doorstep_resident"
READ_WRITE = f"GRANT INSERT, UPDATE, DELETE ON {WRITTEN} TO doorstep_resident"


def of_case(table: str, condition: str = "") -> str:
    and_so = f"{condition} AND " if condition else ""
    return f"{and_so}EXISTS (SELECT FROM casework_case c WHERE c.id = {table}.case_id)"


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial"), ("platform", "0002_rules")]

    operations = [
        PlainSql("CREATE SEQUENCE casework_number", "DROP SEQUENCE casework_number"),
        PlainSql(NO_LOOSE_ENDS, DROP_NO_LOOSE_ENDS),
        EnableRowSecurity("casework_case", staff=IN_SCOPE, resident=MINE),
        EnableRowSecurity(
            "casework_caseasker",
            resident="resident_id = ANY((SELECT platform_persons())::bigint[])",
        ),
        EnableRowSecurity(
            "casework_notice", resident="resident_id = ANY((SELECT platform_persons())::bigint[])"
        ),
        *(EnableRowSecurity(table) for table in BY_PLACE),
        *(
            EnableRowSecurity(table, staff=of_case(table), resident=of_case(table, condition))
            for table, condition in BY_CASE.items()
        ),
        *(AppendOnly(table) for table in BY_CASE),
        PlainSql(READ_ONLY, READ_WRITE),
    ]
