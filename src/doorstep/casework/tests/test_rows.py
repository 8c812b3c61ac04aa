"""The database refuses what must not be, with raw SQL as the application's role."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from doorstep.casework.models import Case, Rating, TimelineEntry
from doorstep.casework.operations.open_case import Asked
from doorstep.casework.tests.factories import SYSTEM, acting, closed, opened
from doorstep.casework.tests.operations.test_rate_case import rate
from doorstep.people.tests.factories import everywhere, own_account, resident

TABLES = [
    "casework_case",
    "casework_timelineentry",
    "casework_clock",
    "casework_clockstep",
    "casework_closing",
    "casework_rating",
]


def count(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("table", TABLES)
def test_staff_elsewhere_see_no_row(town, table):
    rate(closed(town), town.sun_herself)
    with acting(town.chen):
        assert count(table) > 0
    with acting(town.lu):
        assert count(table) == 0


def test_a_resident_sees_her_own_and_what_is_meant_for_her(town):
    case = opened(town)
    opened(town, asked=Asked(resident=resident("王小明").pk))
    with acting(town.sun_herself):
        assert count("casework_case") == 1
        assert set(case.timeline.values_list("audience", flat=True)) == {"resident"}
        assert count("casework_clock") == 0
    with acting(own_account(resident("李四"))):
        assert count("casework_case") == 0


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE casework_case SET state = 'closed', closed_at = now(), resolved_at = now()",
        "INSERT INTO casework_rating SELECT * FROM casework_rating",
        "DELETE FROM casework_case",
    ],
)
def test_a_residents_role_only_reads(town, sql):
    opened(town)
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        acting(town.sun_herself),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_a_case_cannot_be_written_elsewhere(town):
    case = opened(town)
    with pytest.raises(DatabaseError, match="row-level security"), acting(town.chen):
        Case.objects.filter(pk=case.pk).update(place="310106021004")


@pytest.mark.parametrize("table", ["casework_timelineentry", "casework_rating"])
@pytest.mark.parametrize("verb", ["DELETE FROM {}", "UPDATE {} SET place = place", "TRUNCATE {}"])
def test_what_was_said_and_judged_stays(town, table, verb):
    rate(closed(town), town.sun_herself)

    def by_hand():
        with connection.cursor() as cursor:
            cursor.execute(verb.format(table))

    with pytest.raises(DatabaseError, match="permission denied"):
        everywhere(by_hand)()
    assert everywhere(TimelineEntry.objects.count)() > 0 < everywhere(Rating.objects.count)()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"state": "asleep"}, "casework_case_state"),
        ({"state": "closed"}, "casework_case_closed_when_final"),
        ({"state": "duplicate"}, "casework_case_(closed|duplicate)"),
        ({"state": "resolved"}, "casework_case_resolved_has_time"),
        ({"reply_due_at": "2020-01-01T00:00:00Z"}, "casework_case_due_after_creation"),
        ({"parent_id": "self"}, "casework_case_not_its_own_kin"),
        ({"asker_id": None, "asked_by_name": "女儿"}, "casework_case_agent_speaks"),
    ],
)
def test_what_cannot_be_true_of_a_case(town, change, rule):
    case = opened(town)
    change = {key: case.pk if value == "self" else value for key, value in change.items()}

    def by_hand():
        with transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**change)

    with pytest.raises(IntegrityError, match=rule):
        everywhere(by_hand)()


def test_one_open_case_per_subject(town):
    given = {"kind": "t-alarm", "by": SYSTEM}
    opened(town, subject_key="meter:1", **given)
    other = opened(town, subject_key="meter:2", **given)

    def by_hand():
        with transaction.atomic():
            Case.objects.filter(pk=other.pk).update(subject_key="meter:1")

    with pytest.raises(IntegrityError, match="one_open_per_subject"):
        everywhere(by_hand)()
