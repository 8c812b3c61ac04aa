"""Finding dwellings by what people say, within the scope of who asks."""

from __future__ import annotations

from django.db.models import Q

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, NotFound
from doorstep.places.models import Dwelling
from doorstep.places.rules.addresses import AddressProbe
from doorstep.places.rules.numerals import normalize_address


class DwellingMissing(NotFound):
    code = "dwelling-missing"
    title = N_("There is no such dwelling.")
    mend = N_("Check the number of the house and the room.")


def access_dwelling(actor: Actor, code: str, *, to: str, lock: bool = False) -> Dwelling:
    """Return a dwelling with building and estate.

    Raises:
        DwellingMissing: not there, or out of scope (row-level security hides it). Forbidden.
    """
    dwellings = Dwelling.objects.select_related("building__estate")
    if lock:
        dwellings = dwellings.select_for_update(of=("self",))
    found = dwellings.filter(code=code.replace("\0", "")).first()
    if found is None:
        raise DwellingMissing
    actor.require(to, found.code)
    return found


def dwelling_lookup(
    actor: Actor, probe: AddressProbe, limit: int = 10, *, codes_only: bool = False
) -> list[Dwelling]:
    """Find dwellings in scope by an address; at most ``limit``, in order of the key.

    ``codes_only``: without building and estate, for whoever goes on by the codes.

    One range of one index: ``lane_key`` when a lane was said, else ``room_key`` (a number); names
    of road and estate narrow by the estate.
    """
    condition = _condition(probe)
    if condition is None:
        return []
    found = Dwelling.objects.filter(condition, _in_scope(actor))
    if probe.unit:
        found = found.filter(unit=int(probe.unit))
    if probe.road:
        found = found.filter(building__estate__road=probe.road)
    if probe.estate:
        name = normalize_address(probe.estate)
        found = found.filter(
            building__estate__search_name__gte=name,
            building__estate__search_name__lt=name + "\U0010ffff",
        )
    # In the order of the index, so that the walk ends with the limit and not with the matches.
    key = "lane_key" if probe.lane else "room_key"
    found = found.only("code") if codes_only else found.select_related("building__estate")
    return list(found.order_by(key, "code")[:limit])


def _condition(probe: AddressProbe) -> Q | None:
    if not (probe.lane or probe.number):
        return None
    column, key = ("lane_key", probe.lane_key) if probe.lane else ("room_key", probe.room_key)
    if probe.is_whole and probe.is_closed:
        return Q(**{column: key})
    return Q(**{f"{column}__gte": key, f"{column}__lt": key + "~"})  # ~ is above digits and letters


def _in_scope(actor: Actor) -> Q:
    """Say the scope beside row-level security, so that the index's second column helps."""
    scope = actor.scope()
    if scope.resident or not scope.prefixes:
        return Q(pk__in=[]) if not scope.resident else Q()
    return Q(code__gte=scope.lo, code__lt=scope.hi) if scope.lo else Q()


def dwelling_of(actor: Actor, probe: AddressProbe) -> Dwelling | None:
    """Return the one dwelling that ``probe`` names whole in scope; None when none or several."""
    if not probe.is_whole:
        return None
    key = probe.lane_key if probe.lane else probe.room_key
    column = "lane_key" if probe.lane else "room_key"
    found = [one for one in dwelling_lookup(actor, probe, 20) if getattr(one, column) == key]
    return found[0] if len(found) == 1 else None


def building_dwellings(building: str, *, limit: int = 200) -> list[Dwelling]:
    """Return the dwellings of a building in scope, by code."""
    return list(Dwelling.objects.under(building).order_by("code")[:limit])
