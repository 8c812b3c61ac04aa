"""The database itself refuses a row outside the scope of the request."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import InternalError, OperationalError, ProgrammingError

from doorstep.kernel.actor import Actor
from doorstep.kernel.scope import Scope
from doorstep.platform import trail
from doorstep.platform.models import StoredFile
from doorstep.platform.scope import scoped

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
SHIXIN, LINFEN_375, LUJIAZUI = "310115005005", "310106021004", "310115005"


@pytest.fixture
def two_files():
    with scoped(Scope.everywhere("test")):
        for place in (SHIXIN, LINFEN_375):
            StoredFile.objects.create(
                key=place, name=place, mime="image/png", size=1, sha256=b"", place=place,
                stored_at=NOW,
            )  # fmt: skip


def seen() -> set[str]:
    return set(StoredFile.objects.values_list("place", flat=True))


def test_without_a_scope_nothing_is_visible(two_files):
    assert seen() == set()


def test_a_scope_of_one_place_sees_that_place(two_files):
    with scoped(Scope.over([LUJIAZUI])):
        assert seen() == {SHIXIN}


def test_a_scope_of_two_places_sees_both_and_nothing_between(two_files):
    with scoped(Scope.over(["310106021001", LUJIAZUI])):
        assert seen() == {SHIXIN}
    with scoped(Scope.over([LINFEN_375, SHIXIN])):
        assert seen() == {SHIXIN, LINFEN_375}


def test_the_outer_scope_comes_back_after_an_inner_one(two_files):
    with scoped(Scope.over([SHIXIN])):
        with scoped(Scope.everywhere("look-up")):
            assert len(seen()) == 2
        assert seen() == {SHIXIN}


def test_the_outer_scope_comes_back_after_an_error_inside(two_files):
    with scoped(Scope.over([SHIXIN])):
        with pytest.raises(ProgrammingError), scoped(Scope.everywhere("broken")):
            connection.cursor().execute("SELECT nonsense")
        assert seen() == {SHIXIN}


def test_a_row_cannot_be_written_outside_the_scope(two_files):
    with scoped(Scope.over([SHIXIN])), pytest.raises(ProgrammingError), transaction.atomic():
        StoredFile.objects.create(
            key="x", name="x", mime="image/png", size=1, sha256=b"", place=LINFEN_375, stored_at=NOW
        )


def test_the_trail_cannot_be_changed_even_by_raw_sql():
    trail.record(action="test.done", by=Actor.system("test"), at=NOW)
    for statement in (
        "UPDATE platform_trailentry SET action = 'x'",
        "DELETE FROM platform_trailentry",
        "TRUNCATE platform_trailentry CASCADE",
    ):
        with (
            pytest.raises((ProgrammingError, InternalError, OperationalError)),
            transaction.atomic(),
        ):
            connection.cursor().execute(statement)


def test_the_owner_is_refused_too(owner_db):
    trail.record(action="test.done", by=Actor.system("test"), at=NOW)
    for statement in (
        "UPDATE platform_trailentry SET action = 'x'",
        "DELETE FROM platform_trailentry",
    ):
        with pytest.raises(psycopg.errors.RestrictViolation, match="only grows"):
            owner_db.execute(statement)


def forge(owner_db, statement: str) -> None:
    """Do what only somebody with the database's own power could do."""
    owner_db.execute("ALTER TABLE platform_trailentry DISABLE TRIGGER USER")
    owner_db.execute("ALTER TABLE platform_traillink DISABLE TRIGGER USER")
    owner_db.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE platform_trailentry SET actor_name = 'somebody else' WHERE subject = 'n:2'",
        "DELETE FROM platform_traillink WHERE seq = 3",
        "DELETE FROM platform_traillink WHERE seq = 5",
        "UPDATE platform_traillink SET hash = (SELECT hash FROM platform_traillink WHERE seq = 2)"
        " WHERE seq = 4",
    ],
    ids=["edited", "link removed", "end cut off", "reordered"],
)
def test_tampering_past_the_triggers_is_found(owner_db, statement):
    for number in range(5):
        trail.record(action="test.done", by=Actor.system("test"), at=NOW, subject=f"n:{number}")
    trail.seal_trail()
    trail.anchor_trail(at=NOW)
    assert trail.verify().holds
    forge(owner_db, statement)
    assert not trail.verify().holds


def test_the_chain_holds():
    for number in range(5):
        trail.record(action="test.done", by=Actor.system("test"), at=NOW, subject=f"n:{number}")
    assert trail.seal_trail() == 5
    assert trail.verify().holds
    assert trail.verify().links == 5


def test_an_unsealed_entry_is_counted_and_sealed_later():
    trail.record(action="test.done", by=Actor.system("test"), at=NOW)
    assert trail.verify().unsealed == 1
    trail.seal_trail()
    assert trail.verify().unsealed == 0
