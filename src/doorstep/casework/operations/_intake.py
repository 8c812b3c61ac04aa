"""What is checked before a case is taken: its kind, words, answers, place and asker."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from jsonschema import Draft202012Validator, ValidationError

from doorstep.casework.models import Case
from doorstep.casework.rules.kinds import MAX_ANSWERS_BYTES
from doorstep.casework.rules.states import TAKE
from doorstep.casework.selectors.kinds import find_kind_at
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Forbidden, Invalid
from doorstep.kernel.places import LENGTHS, is_place_code
from doorstep.platform.modules import CaseKind


class UnknownKind(Invalid):
    code = "case-kind-unknown"
    title = N_("There is no kind of case “{kind}”.")
    mend = N_("Choose one of the kinds on offer; “other” takes anything.")


class AnswersInvalid(Invalid):
    code = "case-answers-invalid"
    title = N_("Some answers of the form don't fit.")
    mend = N_("Look at the marked fields and correct them.")


class PlaceMissing(Invalid):
    code = "case-place-missing"
    title = N_("Where is it? This kind of case needs a place.")
    mend = N_("Choose the building or dwelling, or describe the spot.")


class PlaceInvalid(Invalid):
    code = "case-place-invalid"
    title = N_("“{place}” is not the code of a place.")
    mend = N_("Choose the place from the list.")


class AskerUnknown(Invalid):
    code = "case-asker-unknown"
    title = N_("There is no such resident that you may see.")
    mend = N_("Find the resident again, or take the case without a name.")


class AgentWithoutAsker(Invalid):
    code = "case-agent-without-asker"
    title = N_("Somebody who speaks for another needs that other's name.")
    mend = N_("Say for whom the case is.")


class ChannelUnknown(Invalid):
    code = "case-channel-unknown"
    title = N_("Nothing comes in by “{channel}”.")
    mend = N_("Choose one of the ways on offer.")


class NothingSaid(Invalid):
    code = "case-nothing-said"
    title = N_("There are neither words nor answers.")
    mend = N_("Write down what she asked, in her own words.")


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked: ``resident`` id, and who spoke for them (an account, or a name)."""

    resident: int | None = None
    by_account: int | None = None
    by_name: str = ""

    @property
    def spoken_for(self) -> bool:
        return bool(self.by_account or self.by_name)


NOBODY: Final = Asked()


def checked_kind(code: str, place: str) -> CaseKind:
    """Return the kind on offer under ``code`` at ``place``, or raise UnknownKind."""
    kind = find_kind_at(code, place)
    if kind is None:
        raise UnknownKind(kind=code[:40], fields={"kind": UnknownKind.title})
    return kind


@lru_cache(maxsize=256)
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema))


def checked_answers(kind: CaseKind, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``answers`` when they fit the kind's form.

    Raises:
        AnswersInvalid: with one message a field, or the whole is larger than 16 KiB.
    """
    data = dict(answers)
    if len(json.dumps(data, ensure_ascii=False).encode()) > MAX_ANSWERS_BYTES:
        raise AnswersInvalid(fields={"answers": AnswersInvalid.title})
    if kind.form:
        schema = json.dumps(kind.form, sort_keys=True, default=dict)
        fields = dict(_misfits(_validator(schema).iter_errors(data)))
        if fields:
            raise AnswersInvalid(fields=fields)
    return data


_MISFIT = {
    "required": N_("Please answer this."),
    "enum": N_("Choose one of the answers."),
    "additionalProperties": N_("The form does not ask for this."),
}


def _misfits(mistakes: Iterable[ValidationError]) -> Iterator[tuple[str, str]]:
    """Yield (field, message) of what does not fit a form; the validator's own words are for
    programmers."""
    for mistake in mistakes:
        path = ".".join(str(part) for part in mistake.absolute_path)
        message = _MISFIT.get(str(mistake.validator), N_("This answer does not fit."))
        if mistake.validator == "required":
            wanted: Any = mistake.validator_value
            instance: Any = mistake.instance
            missing = [name for name in wanted if name not in instance]
            yield from ((f"{path}.{name}".lstrip("."), message) for name in missing)
        else:
            yield path or "answers", message


def checked_channel(channel: str) -> str:
    """Return how the case came in, or raise ChannelUnknown."""
    if channel not in Case.Channel.values:
        raise ChannelUnknown(channel=channel[:20], fields={"channel": ChannelUnknown.title})
    return channel


def checked_place(kind: CaseKind, place: str, place_text: str) -> str:
    """Return the place code; a kind that needs a place needs a spot inside the community, or
    words for it."""
    if not is_place_code(place) or len(place) < LENGTHS["district"]:
        raise PlaceInvalid(place=place[:30], fields={"place": PlaceInvalid.title})
    if kind.needs_place and len(place) <= LENGTHS["community"] and not place_text:
        raise PlaceMissing(fields={"place": PlaceMissing.title})
    return place


def check_asker(asker: int | None, *, by: Actor, agent: bool, place: str) -> None:
    """Raise unless ``by`` may take a case at ``place`` for ``asker``.

    A resident asks for herself or for somebody who let her; staff for whom they may see.
    """
    if agent and asker is None:
        raise AgentWithoutAsker
    if by.is_resident:
        if asker not in by.persons:
            raise Forbidden(permission=TAKE)
        return
    by.require(TAKE, place)
    if asker is not None and by.kind != "system":
        residents = Case._meta.get_field("asker").related_model._default_manager  # type: ignore[union-attr]
        if not residents.filter(pk=asker).exists():
            raise AskerUnknown(fields={"asker": AskerUnknown.title})
