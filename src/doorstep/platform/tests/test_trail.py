"""Whoever touches the trail is found out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from doorstep.kernel.actor import Actor
from doorstep.platform import jobs, trail
from doorstep.platform.models import TrailEntry
from doorstep.platform.tests.stage import AT, PLACE

SYSTEM = Actor.system("test")


def note(count: int = 3) -> None:
    for number in range(count):
        trail.record(action="stage.wrote", by=SYSTEM, at=AT + timedelta(seconds=number))


def test_what_is_sealed_holds(db):
    note()
    assert trail.seal_trail() == 3
    assert trail.seal_trail() == 0
    verdict = trail.verify()
    assert (verdict.holds, verdict.links, verdict.unsealed) == (True, 3, 0)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_application_changes_nothing(db, change):
    note()
    entries = TrailEntry.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        entries.update(actor_name="x") if change == "update" else entries._raw_delete("default")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE platform_trailentry SET actor_name = 'x'",
        "UPDATE platform_traillink SET hash = decode(repeat('00', 32), 'hex') WHERE seq = 3",
        "DELETE FROM platform_traillink WHERE seq = 2",
        "UPDATE platform_traillink SET seq = seq + 10 WHERE seq = 1",
    ],
    ids=["an entry edited", "a link forged", "a link removed", "reordered"],
)  # fmt: skip
def test_tampering_by_the_owner_of_the_tables_shows(owner_db, sql):
    note()
    trail.seal_trail()
    table = "platform_traillink" if "traillink" in sql else "platform_trailentry"
    owner_db.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    owner_db.execute(sql)
    assert not trail.verify().holds


def test_links_cut_off_at_the_end_show_by_the_anchor(owner_db):
    note()
    trail.seal_trail()
    trail.anchor_trail(at=AT)
    owner_db.execute("ALTER TABLE platform_traillink DISABLE TRIGGER USER")
    owner_db.execute("DELETE FROM platform_traillink WHERE seq = 3")
    assert trail.verify().broken_at == 3


def test_the_head_is_also_kept_outside_the_database(
    db, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.TRAIL_ANCHOR_LOG = tmp_path / "logs" / "trail-anchors.log"
    note()
    trail.seal_trail()
    with django_capture_on_commit_callbacks(execute=True):
        jobs.anchor_trail(AT)
    outside = trail.written_anchors(settings.TRAIL_ANCHOR_LOG)
    assert list(outside) == [3]
    assert settings.TRAIL_ANCHOR_LOG.stat().st_mode & 0o077 == 0
    assert trail.verify(outside).holds


def test_a_chain_rebuilt_whole_shows_by_the_anchor_outside(db):
    note()
    trail.seal_trail()
    assert trail.verify({2: b"\1" * 32}).broken_at == 2
    assert trail.verify({9: b"\1" * 32}).broken_at == 4


def test_a_line_cut_off_by_a_crash_is_passed_over(tmp_path):
    log = tmp_path / "anchors.log"
    log.write_text(f"2026-11-20 4 {'ab' * 32}\n2026-11-21 5 {'ab' * 9}")
    assert trail.written_anchors(log) == {4: b"\xab" * 32}


def test_an_entry_says_who_where_and_why(db):
    by = Actor("staff", "陈敏", account_id=1, via="session", address="10.0.0.8")
    entry = trail.record(action="case.seen", by=by, at=AT, place=PLACE, purpose="回访")
    assert (entry.actor_name, entry.address, entry.place, entry.purpose) == (
        "陈敏", "10.0.0.8", PLACE, "回访",
    )  # fmt: skip
