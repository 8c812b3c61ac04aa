"""Every table of ours has row-level security, or a reason written down here why it needs none.

Read from the database itself, after all migrations.
"""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from tests.house import tree

pytestmark = pytest.mark.django_db

_PUBLISHED = "published by an office; the same for everybody"
_ADDRESSES = "about houses, not people; residents choose their address from it"
_RULES = "how the work goes, not whose"
# Tables that are about nobody, or that only the platform itself reads.
OPEN = {
    "places_division": _PUBLISHED,
    "places_divisionlist": _PUBLISHED,
    "places_divisionupload": _PUBLISHED,
    "places_divisionchange": _PUBLISHED,
    "places_placemove": _PUBLISHED,
    "places_placemoverow": _PUBLISHED,
    "places_calendaryear": _PUBLISHED,
    "places_holidayoverride": _PUBLISHED,
    "places_estate": _ADDRESSES,
    "places_building": _ADDRESSES,
    "places_block": _ADDRESSES,
    "places_blockbuilding": _ADDRESSES,
    "places_station": _PUBLISHED,
    "places_stationhours": _PUBLISHED,
    "catalogue_serviceitem": _PUBLISHED,
    "casework_casekind": _RULES,
    "casework_replytemplate": _RULES,
    "casework_routingrule": _RULES,
    "platform_moduleswitch": _RULES,
    "platform_trailentry": "every request adds; read by auditors through one selector",
    "platform_storedfact": "every request adds; read by the worker",
    "platform_trailanchor": "numbers and hashes",
    "platform_traillink": "numbers and hashes",
    "platform_factdelivery": "numbers and names of listeners",
    "platform_idempotentanswer": "found by a key that only its sender has; answers are sealed",
}
# A place, and yet a policy that doesn't compare it.
UNPLACED = {"people_grant": "read before the request has a scope; it is what the scope comes from"}
# Residents' requests add to these, and may do nothing else with them.
RESIDENTS_WRITE = {
    "platform_idempotentanswer": "the key of their own request",
    "platform_trailentry": "what they did",
    "platform_storedfact": "what they made true",
}
# Open tables that speak of other people; the role of residents may add, not read (but the new id).
NOT_FOR_RESIDENTS = ("platform_trailentry", "platform_storedfact")


def _tables() -> dict[str, bool]:
    """Return our tables → whether row-level security is on."""
    ours = [c.label for c in apps.get_app_configs() if tree.unit_of(c.name)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, relrowsecurity FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        )
        found = dict(cursor.fetchall())
    return {name: on for name, on in found.items() if name.startswith(tuple(f"{o}_" for o in ours))}


def test_every_table_has_a_policy_or_a_reason() -> None:
    found = [name for name, secured in _tables().items() if not secured and name not in OPEN]
    tree.refuse(found, "EnableRowSecurity(…) in its migration, or a reason in OPEN:")


def test_reasons_are_for_tables_without_policies() -> None:
    tables = _tables()
    found = [name for name in OPEN if tables.get(name, True)]
    tree.refuse(found, "It has row-level security now (or is gone); take the reason away:")


def test_tables_with_a_place_are_compared_with_the_scope() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE a.attname = 'place' AND c.relrowsecurity AND NOT EXISTS ("
            "   SELECT FROM pg_policy p WHERE p.polrelid = c.oid"
            "   AND pg_get_expr(p.polqual, p.polrelid) ~ 'platform_in_scope|EXISTS')"
        )
        found = [name for (name,) in cursor.fetchall() if name not in UNPLACED]
    tree.refuse(
        found, "It has a place, but no policy compares it with the scope (or with its parent):"
    )


def test_residents_change_no_table_without_a_policy() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, has_table_privilege('doorstep_resident', name, 'INSERT, UPDATE, DELETE')"
            " FROM unnest(%s::text[]) AS name",
            [[name for name in OPEN if name in _tables()]],
        )
        found = [name for name, may in cursor.fetchall() if may and name not in RESIDENTS_WRITE]
    tree.refuse(found, "REVOKE INSERT, UPDATE, DELETE … FROM doorstep_resident in its migration:")


@pytest.mark.parametrize("table", NOT_FOR_RESIDENTS)
def test_residents_do_not_read_what_is_told_about_others(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('doorstep_resident', %s, 'SELECT')", [table])
        (may,) = cursor.fetchone()
    assert not may, f"REVOKE SELECT ON {table} …; GRANT SELECT (id) ON {table} TO doorstep_resident"


def test_the_application_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles"
                       " WHERE rolname = current_user")  # fmt: skip
        assert cursor.fetchone() == ("doorstep_app", False, False)
        cursor.execute("SELECT relname FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchall() == []
