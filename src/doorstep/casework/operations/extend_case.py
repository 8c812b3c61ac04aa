"""Extend: the resolve clock is given longer, with a reason; at most twice a round."""

from __future__ import annotations

from datetime import datetime

from doorstep.casework.events import CaseExtended
from doorstep.casework.models import Case, Extension
from doorstep.casework.models.labels import UNIT_TITLES
from doorstep.casework.operations import _clocks
from doorstep.casework.operations._moving import moving
from doorstep.casework.rules.kinds import MAX_EXTENSION_UNITS, MAX_EXTENSIONS
from doorstep.casework.rules.states import Move
from doorstep.casework.selectors.kinds import kind_of
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict, Invalid


class ExtensionTooLong(Invalid):
    code = "case-extension-too-long"
    title = N_("An extension is 1 to {limit} {unit} long.")
    mend = N_("Choose a shorter time, or suspend the case until a day.")


class ExtendedTooOften(Conflict):
    code = "case-extended-too-often"
    title = N_("Case {number} was extended {count} times already.")
    mend = N_("Escalate it, or suspend it until a day.")


def extend_case(
    *,
    number: str,
    more: int,
    reason: str,
    by: Actor,
    at: datetime,
    word: str = "",
    version: int | None = None,
) -> Case:
    """Give the resolve clock ``more`` of the kind's own units (working days, minutes).

    Raises:
        ExtensionTooLong, ExtendedTooOften. And those of ``moving``.
    """
    with moving(Move.EXTEND, number, by=by, at=at, version=version, reason=reason) as step:
        case = step.case
        unit = kind_of(case.kind_id).resolve_clock.unit
        limit = MAX_EXTENSION_UNITS[unit]
        if not 1 <= more <= limit:
            fields = {"more": ExtensionTooLong.title}
            raise ExtensionTooLong(limit=limit, unit=str(UNIT_TITLES[unit]), fields=fields)
        count = case.extensions.count()
        changed = _clocks.extend_resolve_clock(case, more=more)
        if count >= MAX_EXTENSIONS or changed is None:
            raise ExtendedTooOften(number=case.number, count=count)
        before, after = changed
        Extension.objects.create(
            case=case,
            place=case.place,
            reason=step.reason,
            due_before=before.at,
            due_after=after.at,
            at=at,
            by_id=by.account_id,
        )
        step.tells(word)
        step.publishes(CaseExtended)
    return case
