"""Notices: everybody who waits for a case is told of each step that concerns her, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.db import transaction

from doorstep.casework.models import Case, CaseAsker, Notice, TimelineEntry
from doorstep.casework.selectors.texts import text_for_asker, text_for_others
from doorstep.kernel.scope import Scope
from doorstep.platform.scope import scoped

log = structlog.get_logger(__name__)
MOST_ATTEMPTS = 8
Deliver = Callable[[Notice], None]
"""The door by which a notice leaves. It may be called again with the same notice after a crash,
so it must pass ``notice.pk`` on as the key of the message."""


def make_notices(*, entry_id: int, at: datetime) -> int:
    """Make a notice of an entry for each asker of its case; return how many are new."""
    entry = TimelineEntry.objects.select_related("case").get(pk=entry_id)
    if entry.audience != TimelineEntry.Audience.RESIDENT:
        return 0
    case = entry.case
    wanted = {
        resident: text_for_others(case, entry)
        for resident in CaseAsker.objects.filter(case=case).values_list("resident_id", flat=True)
    }
    if case.asker_id is not None:
        wanted[case.asker_id] = text_for_asker(case, entry)
    there = set(Notice.objects.filter(entry=entry).values_list("resident_id", flat=True))
    new = [
        _notice(case, entry, resident, text, at)
        for resident, text in sorted(wanted.items())
        if text and resident not in there
    ]
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def deliver_notices(*, deliver: Deliver, at: datetime, limit: int = 1_000) -> int:
    """Send the notices that wait; return how many went out. One that fails is tried again after
    1, 2, 4 … minutes, and given up as failed after eight times. Several workers share the work."""
    sent = 0
    for _ in range(limit):
        with scoped(Scope.everywhere("casework.deliver_notices")):
            notice = (
                Notice.objects.filter(state=Notice.State.WAITING, next_try_at__lte=at)
                .order_by("next_try_at", "id")
                .select_for_update(skip_locked=True)
                .first()
            )
            if notice is None:
                break
            sent += _deliver_one(notice, deliver, at)
    return sent


def _deliver_one(notice: Notice, deliver: Deliver, at: datetime) -> int:
    notice.attempts += 1
    try:
        with transaction.atomic():
            deliver(notice)
    except Exception:
        log.exception("casework.notice_failed", notice=notice.pk, attempts=notice.attempts)
        notice.next_try_at = at + timedelta(minutes=2 ** (notice.attempts - 1))
        if notice.attempts >= MOST_ATTEMPTS:
            notice.state = Notice.State.FAILED
        notice.save()
        return 0
    notice.state, notice.sent_at = Notice.State.SENT, at
    notice.save()
    return 1


def _notice(case: Case, entry: TimelineEntry, resident: int, text: str, at: datetime) -> Notice:
    return Notice(
        case=case,
        place=case.place,
        entry=entry,
        resident_id=resident,
        text=text,
        next_try_at=at,
        made_at=at,
    )
