"""Who has a case: handing it to a unit or a colleague, and remembering who had it before."""

from __future__ import annotations

from typing import Any

from doorstep.casework.models import Case
from doorstep.casework.operations._moving import Moving
from doorstep.casework.rules.routing import LEVELS, Target, home_of
from doorstep.kernel.errors import N_, Invalid


class ColleagueLeft(Invalid):
    code = "colleague-left"
    title = N_("{name} no longer works with this system.")
    mend = N_("Choose another colleague, or send the case to the unit.")


class LevelUnknown(Invalid):
    code = "level-unknown"
    title = N_("There is no level “{level}”.")
    mend = N_("Choose a level of the ladder.")


def give_to(step: Moving, to: Target) -> None:
    """Hand the case of ``step`` to a unit or colleague; the timeline keeps who had it before.

    Raises:
        ColleagueLeft, LevelUnknown.
    """
    if to.level not in LEVELS:
        raise LevelUnknown(level=to.level[:40], fields={"level": LevelUnknown.title})
    check_colleague(to.account)
    case = step.case
    step.notes(before=holder_of(case))
    case.holder_place, case.holder_role = home_of(case.place, to)
    case.level, case.handler_id = to.level, to.account
    case.returned_at = None
    step.notes(after=holder_of(case))


def check_colleague(account: int | None) -> None:
    """Raise ColleagueLeft when the account of a colleague is closed or unknown."""
    if account is None:
        return
    accounts = Case._meta.get_field("handler").related_model._default_manager  # type: ignore[union-attr]
    colleague = accounts.filter(pk=account).values("name", "is_active").first()
    if colleague is None or not colleague["is_active"]:
        name = colleague["name"] if colleague else str(account)
        raise ColleagueLeft(name=name, fields={"account": ColleagueLeft.title})


def holder_of(case: Case) -> dict[str, Any]:
    """Return who has a case, JSON-ready."""
    return {
        "level": case.level,
        "place": case.holder_place,
        "role": case.holder_role,
        "account": case.handler_id,
    }


def give_back(step: Moving) -> None:
    """Hand the case back to the unit that had it before, as the timeline says."""
    case = step.case
    last = (
        case.timeline.filter(data__has_key="before")
        .order_by("-id")
        .values_list("data", flat=True)
        .first()
    )
    step.notes(before=holder_of(case))
    if last is not None:
        before = last["before"]
        case.level, case.holder_place = before["level"], before["place"]
        case.holder_role = before["role"]
    else:
        # Nobody handed it on: whoever may dispatch in the same unit decides what becomes of it.
        case.holder_role = ""
    case.handler_id = None
    case.returned_at = step.at
    step.notes(after=holder_of(case))


def with_unit(case: Case) -> dict[str, str]:
    """Return what facts say about the unit."""
    return {"holder_place": case.holder_place, "level": case.level}
