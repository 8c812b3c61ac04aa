"""The next free code below a place."""

from __future__ import annotations

from django.db import connection
from django.db.models import Max, Model

from doorstep.kernel.errors import N_, Conflict


class PlaceFull(Conflict):
    code = "place-full"
    title = N_("No number is left below {place}.")
    mend = N_("Split it first.")


def next_code(model: type[Model], parent: str, digits: int) -> str:
    """Return the code after the highest one of ``model`` below ``parent``.

    Takes a lock on the parent until the end of the transaction, so that two at once get two codes.

    Raises:
        PlaceFull: all numbers of that many ``digits`` are used.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [parent])
    length = len(parent) + digits
    found = model._default_manager.filter(code__startswith=parent, code__length=length)
    highest = found.aggregate(highest=Max("code"))["highest"]
    serial = int(highest[-digits:]) + 1 if highest else 1
    if serial >= 10**digits:
        raise PlaceFull(place=parent)
    return f"{parent}{serial:0{digits}d}"
