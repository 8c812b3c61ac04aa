"""From what people say of a place to its code, and whom to look it up among."""

from __future__ import annotations

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid
from doorstep.kernel.places import is_place_code
from doorstep.people.public import said_of
from doorstep.places.public import dwelling_of, parse_address


class PlaceNotFound(Invalid):
    code = "place-not-found"
    title = N_("We know no place “{where}”, or several.")
    mend = N_("Say lane, building and room (375-3-502), or give the code of the place.")


def find_place(actor: Actor, where: str) -> tuple[str, str]:
    """Return the code of a place and how people say it.

    Raises:
        PlaceNotFound.
    """
    text = where.strip()
    if is_place_code(text) and len(text) >= 12:
        return text, said_of([text]).get(text, "")
    probe = parse_address(text)
    found = dwelling_of(actor, probe) if probe else None
    if found is None:
        raise PlaceNotFound(where=text[:40], fields={"where": PlaceNotFound.title})
    return found.code, found.said
