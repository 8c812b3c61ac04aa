"""What reception adds to every shell: the places one may choose, the station below one's flat."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from doorstep.modules.reception.selectors.phone import station_of_resident
from doorstep.people.public import place_choices
from doorstep.places.public import Opening
from doorstep.platform.web.access import Request


def shell_extras(request: Request) -> dict[str, Any]:
    """Return ``places`` and ``station``; asked for only when a template uses them."""
    return {
        "places": SimpleLazyObject(lambda: _places(request)),
        "station": SimpleLazyObject(lambda: _station(request)),
    }


def _places(request: Request) -> list[dict[str, Any]]:
    if not request.actor.is_staff or not hasattr(request, "granted_places"):
        return []
    return place_choices(request)


def _station(request: Request) -> dict[str, Any]:
    if not request.actor.is_resident:
        return {}
    sight = station_of_resident(request.actor, timezone.now())
    if sight is None:
        return {}
    return {
        "name": sight.station.name,
        "phone": sight.station.phone,
        "open": sight.opening.is_open,
        "hours_text": hours_text(sight.opening),
        "url": reverse("station", args=[sight.station.code]),
    }


def hours_text(opening: Opening) -> str:
    """Return what the door says: 开到 20:00, or when it opens next."""
    if opening.is_open and opening.until:
        return _("open until {time}").format(time=date_format(opening.until, "H:i"))
    if opening.next_at:
        moment = timezone.localtime(opening.next_at)
        return _("opens {day} {time}").format(
            day=date_format(moment, "l"), time=date_format(moment, "H:i")
        )
    return _("closed")
