"""The database itself refuses rows out of place, asked in raw SQL as the application's role."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from doorstep.kernel.scope import Scope
from doorstep.people.models import Household
from doorstep.people.operations.give_consent import give_consent
from doorstep.people.operations.note_relation import note_phone, note_relation
from doorstep.people.operations.tag_resident import tag_resident
from doorstep.people.tests.factories import (
    AT,
    SYSTEM,
    acting,
    chen_min,
    everywhere,
    lu_jia,
    own_account,
    resident,
    sun_guihua,
)
from doorstep.platform.scope import scoped

pytestmark = pytest.mark.django_db
TABLES = (
    "resident", "household", "contactphone", "relation", "tag", "consent", "residentchange",
)  # fmt: skip
OWN = {
    "resident": 1,
    "household": 1,
    "contactphone": 1,
    "relation": 1,
    "tag": 0,
    "consent": 1,
    "residentchange": 1,
}


@pytest.fixture
def sun(db):
    return _with_everything()


@everywhere
def _with_everything():
    sun = sun_guihua()
    household = Household.objects.create(place=sun.place, formed_on=date(2020, 1, 1))
    type(sun).objects.filter(pk=sun.pk).update(household=household)
    known = {"resident_id": sun.pk, "by": SYSTEM, "at": AT}
    note_phone(label="home", phone="58889999", **known)
    note_relation(kind="child", name="李红", **known)
    tag_resident(kind="lives_alone", source="visit", **known)
    give_consent(principal_id=sun.pk, acts=["ask"], evidence="纸质", by=SYSTEM, at=AT)
    return sun


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM people_{table}")
        return cursor.fetchone()[0]


def test_the_application_owns_nothing_and_bypasses_nothing(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_seen_in_their_place_only(sun, table):
    with acting(chen_min()):
        assert count(table) == 1
    with acting(lu_jia()):
        assert count(table) == 0
    with scoped(Scope.nowhere()):
        assert count(table) == 0


@pytest.mark.parametrize("table", TABLES)
def test_residents_see_their_own_rows(sun, table):
    other = resident("王芳")
    with acting(own_account(sun)):
        assert count(table) == OWN[table]
    with acting(own_account(other)):
        assert count(table) == (1 if table in ("resident", "residentchange") else 0)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_resident SET name = '别人'",
        "DELETE FROM people_resident",
        "UPDATE people_consent SET withdrawn_at = NULL",
        "INSERT INTO people_household (place, formed_on, note) "
        "VALUES ('3101150050050010010001', '2026-01-01', '')",
    ],
)
def test_residents_change_nothing_by_hand(sun, statement):
    with acting(own_account(sun)), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(statement)


def test_a_row_is_not_written_out_of_place(sun):
    with acting(lu_jia()), connection.cursor() as cursor:
        cursor.execute("UPDATE people_resident SET needs_note = 'x'")
        assert cursor.rowcount == 0
    with acting(chen_min()), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(
            "UPDATE people_resident SET place = '3101060210040010010001' WHERE id = %s", [sun.pk]
        )


@pytest.mark.parametrize(
    "change",
    [
        "birth_year = 1850",
        "birth_year = 2030, birth_month = NULL",
        "birth_month = 13",
        "birth_year = NULL",
        "gender = 'x'",
        "status = 'gone'",
        "status = 'died'",
        "residence = 'nowhere'",
        "name = ''",
        "place = '310115'",
        "place = '3101150050050010010001; --'",
        "phone_tail = NULL",
        "id_whole = NULL",
        "version = 0",
    ],
)
def test_the_database_refuses_nonsense(sun, change):
    with scoped(Scope.everywhere("test")), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(f"UPDATE people_resident SET {change}")


def test_history_only_grows(sun):
    for statement in (
        "UPDATE people_residentchange SET by_name = 'x'",
        "DELETE FROM people_residentchange",
    ):
        with acting(chen_min()), pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(statement)


def test_what_is_sealed_is_not_in_the_table(sun):
    with acting(chen_min()), connection.cursor() as cursor:
        cursor.execute("SELECT r::text FROM people_resident r")
        text = cursor.fetchone()[0]
    assert "13812341234" not in text and "31011519480312122" not in text
    assert b"13812341234".hex() not in text
