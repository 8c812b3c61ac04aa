"""Correct a dwelling: its number, what it is used for, who lives in it or nobody."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict, Invalid
from doorstep.places.models import Dwelling
from doorstep.places.operations.change_estate import set_address
from doorstep.places.permissions import ESTATE_EDIT
from doorstep.places.rules.addresses import room_part
from doorstep.places.selectors.dwellings import access_dwelling
from doorstep.platform import trail


class DwellingUnfit(Invalid):
    code = "dwelling-unfit"


class DwellingNumberTaken(Conflict):
    code = "dwelling-number-taken"
    title = N_("There is a dwelling {number} in this building already.")
    mend = N_("Open that one, or give another number.")


def change_dwelling(
    *,
    code: str,
    by: Actor,
    at: datetime,
    number: str | None = None,
    use: str | None = None,
    occupancy: str | None = None,
) -> Dwelling:
    """Change what is given; None leaves it.

    Raises:
        DwellingMissing, Forbidden, DwellingUnfit, DwellingNumberTaken.
    """
    with transaction.atomic():
        dwelling = access_dwelling(by, code, to=ESTATE_EDIT, lock=True)
        before = {key: getattr(dwelling, key) for key in ("number", "use", "occupancy")}
        wanted = {"number": number, "use": use, "occupancy": occupancy}
        for key, value in wanted.items():
            if value is not None:
                setattr(dwelling, key, value.strip())
        _check(dwelling)
        set_address(dwelling, dwelling.building, dwelling.building.estate)
        _save(dwelling)
        trail.record(
            action="dwelling.changed",
            by=by,
            at=at,
            subject=f"place:{code}",
            place=code,
            detail={"before": before},
        )
    return dwelling


def _check(dwelling: Dwelling) -> None:
    wrong: dict[str, str] = {}
    if not room_part(dwelling.number) or len(dwelling.number) > 16:
        wrong["number"] = N_("Write the number like 502.")
    if dwelling.use not in Dwelling.Use.values:
        wrong["use"] = N_("Choose one of the list.")
    if dwelling.occupancy not in Dwelling.Occupancy.values:
        wrong["occupancy"] = N_("Choose one of the list.")
    if wrong:
        raise DwellingUnfit(fields=wrong)


def _save(dwelling: Dwelling) -> None:
    try:
        with transaction.atomic():
            dwelling.save()
    except IntegrityError as error:
        if "places_dwelling_number_once" in str(error):
            raise DwellingNumberTaken(number=dwelling.number)
        raise
