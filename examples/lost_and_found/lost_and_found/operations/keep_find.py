"""Keep what somebody found and brought in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid
from doorstep.platform import trail
from doorstep.platform.facts import publish
from lost_and_found.events import FindKept
from lost_and_found.models import Find
from lost_and_found.permissions import KEEP
from lost_and_found.rules import MAX_WHAT


class FindNotNamed(Invalid):
    code = "find-not-named"
    title = N_("Say what was found, in at most {most} characters.")
    mend = N_("A few words will do: a blue umbrella.")


@transaction.atomic
def keep_find(*, what: str, where: str, place: str, by: Actor, at: datetime) -> Find:
    """Write a find down.

    Raises:
        FindNotNamed: no words, or too many. Forbidden: without the grant at ``place``.
    """
    by.require(KEEP, place)
    what, where = what.strip(), where.strip()
    if not 0 < len(what) <= MAX_WHAT or len(where) > MAX_WHAT:
        raise FindNotNamed(most=MAX_WHAT, fields={"what": FindNotNamed.title})
    find = Find.objects.create(
        place=place, what=what, where=where, kept_at=at, kept_by=by.account_id
    )
    subject = f"find:{find.pk}"
    trail.record(action="find.kept", by=by, at=at, subject=subject, place=place)
    publish(FindKept(place=place, subject=subject, what=what), by=by, at=at)
    return find
