"""Take a case: somebody asked, or something was sensed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from doorstep.casework.models import Case
from doorstep.casework.operations import _intake
from doorstep.casework.operations._access import working_at
from doorstep.casework.operations._intake import NOBODY, Asked
from doorstep.casework.operations._moving import checked_text
from doorstep.casework.operations._opening import Opening, Settled
from doorstep.casework.rules.states import TAKE
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Forbidden, Invalid
from doorstep.platform.modules import CaseKind

__all__ = ["Asked", "NotOnTheSpot", "Settled", "open_case"]


class NotOnTheSpot(Invalid):
    code = "case-not-on-the-spot"
    title = N_("Cases of the kind “{kind}” can't be settled on the spot.")
    mend = N_("Take the case; it goes to whoever is responsible.")


def open_case(
    *,
    kind: str,
    place: str,
    by: Actor,
    at: datetime,
    words: str = "",
    answers: Mapping[str, Any] | None = None,
    place_text: str = "",
    asked: Asked = NOBODY,
    channel: str = Case.Channel.DESK,
    urgent: bool = False,
    settled: Settled | None = None,
    handle_myself: bool = False,
    subject_key: str | None = None,
    parent: Case | None = None,
    follows: Case | None = None,
    idempotency_key: str | None = None,
) -> Case:
    """Take a case, start its clocks and send it to whoever is responsible.

    ``words``: hers, at most 2,000 characters. ``settled``: it was settled on the spot and is
    closed at once. ``handle_myself``: the worker who takes it keeps it. ``subject_key``: what a
    machine or rule saw; while a case of this kind about it is open, that one is returned with
    one more entry. ``idempotency_key``: a replay returns the first case.

    Raises:
        Those of ``_intake``, TextTooLong, NotOnTheSpot, Forbidden.
    """
    declared = _intake.checked_kind(kind, place)
    where = _where(declared, place, place_text)
    _intake.check_asker(asked.resident, by=by, agent=asked.spoken_for, place=place)
    if by.is_resident and (settled or handle_myself or urgent or subject_key):
        raise Forbidden(permission=TAKE)  # what she asks is hers to say; what becomes of it isn't
    if settled is not None and not declared.on_the_spot:
        raise NotOnTheSpot(kind=declared.title_in("zh-hans"))
    case = Case(
        urgent=urgent or declared.urgent,
        created_at=at,
        opened_by_id=by.account_id,
        subject_key=subject_key,
        parent=parent,
        follows=follows,
        idempotency_key=idempotency_key,
        **where,
        **_what(declared, words, answers or {}, channel),
        **_who(asked),
    )
    with working_at(place, by=by):
        return Opening(case, declared, by, at).write(settled, handle_myself)


def _where(kind: CaseKind, place: str, place_text: str) -> dict[str, Any]:
    place_text = checked_text(place_text, 200, name="place_text")
    return {"place": _intake.checked_place(kind, place, place_text), "place_text": place_text}


def _what(kind: CaseKind, words: str, answers: Mapping[str, Any], channel: str) -> dict[str, Any]:
    said = checked_text(words, name="words")
    if not (said or answers):
        raise _intake.NothingSaid(fields={"words": _intake.NothingSaid.title})
    return {
        "kind_id": kind.code,
        "sensitive": kind.visibility == "sensitive",
        "words": said,
        "answers": _intake.checked_answers(kind, answers),
        "channel": _intake.checked_channel(channel),
    }


def _who(asked: Asked) -> dict[str, Any]:
    return {
        "asker_id": asked.resident,
        "asked_by_id": asked.by_account,
        "asked_by_name": checked_text(asked.by_name, 60, name="asked_by_name"),
    }
