"""Reading residents: one, a list, those of a dwelling."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, NotFound
from doorstep.kernel.places import hi_of, is_place_code
from doorstep.people.models import Household, Resident
from doorstep.people.permissions import RESIDENT_NAME, RESIDENT_SEE
from doorstep.people.rules.masking import mask_name
from doorstep.platform.http.paging import Page, decode_cursor, encode_cursor


class ResidentMissing(NotFound):
    code = "resident-missing"
    title = N_("There is no such person in your place.")
    mend = N_("Look for them in the one box.")


def access_resident(
    actor: Actor, resident_id: int, *, to: str = RESIDENT_SEE.code, lock: bool = False
) -> Resident:
    """Return a resident that ``actor`` may do ``to`` with; "" asks for no permission.

    Residents see themselves and those they act for, by row-level security alone.

    Raises:
        ResidentMissing: not there, or out of scope. Forbidden: without the permission.
    """
    residents: QuerySet[Resident] = Resident.objects.all()
    if lock:
        residents = residents.select_for_update()
    found = residents.filter(pk=resident_id).first()
    if found is None:
        raise ResidentMissing
    if to and not actor.is_resident:
        actor.require(to, found.place)
    elif actor.is_resident and found.pk not in actor.persons:
        raise ResidentMissing
    return found


def name_for(actor: Actor, name: str, place: str) -> str:
    """Return the name as ``actor`` may read it: in full, or 孙*花."""
    if actor.is_resident or actor.can(RESIDENT_NAME.code, place):
        return name
    return mask_name(name)


def readable_names(actor: Actor) -> tuple[str, ...]:
    """Return the places whose people's names :func:`name_for` gives in full, for many at once."""
    if actor.is_resident or actor.kind == "system":
        return ("",)
    return tuple(g.place for g in actor.grants if RESIDENT_NAME.code in g.permissions)


def resident_list(
    actor: Actor, *, place: str = "", status: str = "", cursor: str = "", limit: int = 50
) -> Page[Resident]:
    """Return a page of residents at or below ``place`` in the order of their places."""
    residents: QuerySet[Resident] = Resident.objects.order_by("place", "id")
    if place:
        inside = Q(place__gte=place, place__lt=hi_of(place))
        residents = residents.filter(inside) if is_place_code(place) else residents.none()
    if status:
        residents = residents.filter(status=status)
    if cursor:
        after_place, after_id = decode_cursor(cursor, str, int)
        beyond = Q(place__gt=str(after_place)) | Q(place=str(after_place), pk__gt=int(after_id))
        residents = residents.filter(beyond, place__gte=str(after_place))
    rows = list(residents[: limit + 1])
    more = len(rows) > limit
    last = rows[limit - 1] if more else None
    return Page(rows[:limit], encode_cursor([last.place, last.pk]) if last else None)


def residents_of_dwelling(actor: Actor, place: str) -> list[Resident]:
    """Return who lives (or is registered) at a dwelling, head of the household first."""
    found = Resident.objects.here().filter(place=place).select_related("household")
    order = [*Resident.Kinship.values, ""]
    return sorted(found, key=lambda r: (r.household_id or 0, order.index(r.relation_to_head), r.pk))


def households_of(actor: Actor, place: str) -> list[Household]:
    """Return the households at a dwelling with ``members_here``; two queries."""
    here: QuerySet[Resident] = Resident.objects.here().order_by("id")
    found = Household.objects.filter(place=place, ended_on=None).order_by("id")
    return list(found.prefetch_related(Prefetch("members", here, to_attr="members_here")))


def namesakes_of(resident: Resident) -> list[Resident]:
    """Return others of the same name in the same building, whom one could take for them."""
    building = resident.place[:18]
    return list(
        Resident.objects.here()
        .filter(community=resident.community, name_key=resident.name_key)
        .filter(place__gte=building, place__lt=building + ":")
        .exclude(pk=resident.pk)[:5]
    )
