"""From what was typed about a person to what is stored; shared by entering and correcting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext

from doorstep.kernel.errors import N_, Invalid
from doorstep.people.models import Resident
from doorstep.people.rules.id_number import EARLIEST_BIRTH, clean, read_id_number
from doorstep.people.rules.keystrokes import plain_letters
from doorstep.people.rules.name import clean_name, name_key, read_name
from doorstep.people.rules.phone import normalise_phone
from doorstep.people.rules.refusal import RefusedError
from doorstep.platform.sealed import blind, tail

BORN_TOO_EARLY = N_("Nobody alive was born then; please check the year.")
NOT_YET_BORN = N_("That day has not come yet.")
NOT_A_DATE = N_("That is not a date.")
BIRTH_DIFFERS = N_("The ID number says {birth}; one of the two is wrong.")
GENDER_DIFFERS = N_("The ID number says otherwise; one of the two is wrong.")
NOT_ON_LIST = N_("Please choose from the list.")
TOO_LONG = N_("At most {n} characters, please.")

CHOICES: Final = {
    "gender": Resident.Gender,
    "residence": Resident.Residence,
    "relation_to_head": Resident.Kinship,
}
TEXTS: Final = {"language": 20, "needs_note": 500}


class ResidentInvalid(Invalid):
    code = "resident-invalid"
    title = N_("Something about this person needs mending.")


class _Reader:
    """Reads the details of one person, keeping every complaint instead of only the first."""

    def __init__(self, details: Mapping[str, Any], today: date) -> None:
        self.details, self.today = details, today
        self.found: dict[str, Any] = {}
        self.wrong: dict[str, str] = {}

    def read(self) -> dict[str, Any]:
        steps: dict[str, Callable[[], None]] = {
            "name": self._name, "id_number": self._id_number, "birth": self._birth,
            "birth_year": self._birth_year, "phone": self._phone,
        }  # fmt: skip
        for key, step in steps.items():
            if key in self.details:
                self._try(key, step)
        for key, choices in CHOICES.items():
            if key in self.details:
                self._choice(key, choices.values)
        for key, most in TEXTS.items():
            if key in self.details:
                self._text(key, most)
        if self.wrong:
            raise ResidentInvalid(fields=self.wrong)
        return self.found

    def _try(self, key: str, step: Callable[[], None]) -> None:
        try:
            step()
        except RefusedError as error:
            self.wrong[key] = gettext(error.message).format(**error.data)

    def _name(self) -> None:
        name = clean_name(str(self.details["name"] or ""))
        reading = read_name(name)
        self.found.update(
            name=name,
            name_key=name_key(name),
            name_pinyin=reading.full[:160],
            name_initials=reading.initials,
        )
        syllables = [plain_letters(s) for s in str(self.details.get("reading") or "").split()]
        if any(syllables):  # said otherwise than a library can know: 乐 is Le in Ningbo
            self.found["name_pinyin"] = "".join(syllables)[:160]
            self.found["name_initials"] = "".join(s[0] for s in syllables if s)

    def _id_number(self) -> None:
        text = clean(str(self.details["id_number"] or ""))
        if not text:
            self.found.update(id_number=None, id_whole=None, id_tail=None)
            return
        card = read_id_number(text, today=self.today)
        self.found.update(
            id_number=card.number,
            id_whole=blind("id_number", card.number),
            id_tail=tail("id_number", card.number),
        )
        self._set_birth(card.birth)
        self.found["gender"] = card.gender
        said = str(self.details.get("birth") or "")
        if said not in ("", card.birth.isoformat()):
            self.wrong["birth"] = gettext(BIRTH_DIFFERS).format(birth=card.birth.isoformat())
        if self.details.get("gender") not in (None, "", "u", card.gender):
            self.wrong["gender"] = gettext(GENDER_DIFFERS)

    def _birth(self) -> None:
        birth = self.details["birth"]
        if not birth:
            return
        if isinstance(birth, str):
            try:
                birth = date.fromisoformat(birth)
            except ValueError:
                raise RefusedError(NOT_A_DATE) from None
        if birth < EARLIEST_BIRTH:
            raise RefusedError(BORN_TOO_EARLY)
        if birth > self.today:
            raise RefusedError(NOT_YET_BORN)
        if "id_whole" not in self.found or not self.found["id_whole"]:
            self._set_birth(birth)

    def _set_birth(self, birth: date) -> None:
        self.found.update(birth=birth.isoformat(), birth_year=birth.year, birth_month=birth.month)

    def _birth_year(self) -> None:
        year, month = self.details["birth_year"], self.details.get("birth_month")
        if not year or "birth_year" in self.found:
            return
        if not EARLIEST_BIRTH.year <= int(year) <= self.today.year:
            raise RefusedError(BORN_TOO_EARLY if int(year) < 1900 else NOT_YET_BORN)
        if month is not None and not 1 <= int(month) <= 12:
            raise RefusedError(NOT_A_DATE)
        self.found.update(birth_year=int(year), birth_month=int(month) if month else None)

    def _phone(self) -> None:
        text = str(self.details["phone"] or "").strip()
        if not text:
            self.found.update(phone=None, phone_whole=None, phone_tail=None)
            return
        number = normalise_phone(text)
        self.found.update(
            phone=number, phone_whole=blind("phone", number), phone_tail=tail("phone", number)
        )

    def _choice(self, key: str, allowed: list[str]) -> None:
        value = self.details[key]
        if value in (None, "") or key in self.found:
            return
        if value not in allowed:
            self.wrong[key] = gettext(NOT_ON_LIST)
            return
        self.found[key] = value

    def _text(self, key: str, most: int) -> None:
        text = str(self.details[key] or "").replace("\x00", "").strip()
        if len(text) > most:
            self.wrong[key] = gettext(TOO_LONG).format(n=most)
            return
        self.found[key] = text


def resident_fields(details: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """Return the columns that ``details`` set: name, reading (syllables, said otherwise), gender,
    birth (date) or birth_year and birth_month, id_number, phone, residence, relation_to_head,
    language, needs_note; keys that are missing are left alone, "" clears a number.

    Raises:
        ResidentInvalid: with a message for each field.
    """
    return _Reader(details, today).read()
