"""What places plug in."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from doorstep.places.permissions import HOLIDAY_EDIT, PERMISSIONS, PLACE_SEE, ROLE_GRANTS
from doorstep.places.selectors.holidays import years_not_announced
from doorstep.places.web.finder import find
from doorstep.platform.modules import Finder, Manifest, Nav


def check_config() -> Iterable[tuple[str, bool, str]]:
    """Say loudly which coming year's holidays nobody has announced: its due times may move."""
    year = timezone.localdate().year
    for missing in years_not_announced(year, year + 1):
        what = _("Holidays of {year}").format(year=missing)
        mend = _("Load the year as soon as the State Council's notice is out.")
        yield str(what), False, str(mend)


MANIFEST = Manifest(
    code="places",
    title=_("Places"),
    permissions=PERMISSIONS,
    role_grants=ROLE_GRANTS,
    navigation=(
        Nav(
            shell="desk",
            title=_("Places"),
            url_name="places",
            icon="map-pin",
            order=60,
            permission=PLACE_SEE,
        ),
        Nav(
            shell="desk",
            title=_("Working calendar"),
            url_name="calendar",
            icon="calendar-days",
            order=75,
            permission=HOLIDAY_EDIT,
        ),
        Nav(shell="resident", title=_("Stations"), url_name="stations", icon="house", order=60),
    ),
    finders=(Finder(code="places", find=find, order=30, permission=PLACE_SEE),),
    movable_tables=(("places_holidayoverride", "place"),),
    check_config=check_config,
)
