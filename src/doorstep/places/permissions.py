"""What one may be allowed to do with places."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from doorstep.platform.permissions import Permission

PLACE_SEE = "places.place.see"
DWELLING_SEE = "places.dwelling.see"
ESTATE_EDIT = "places.estate.edit"
STATION_EDIT = "places.station.edit"
BLOCK_EDIT = "places.block.edit"
HOLIDAY_EDIT = "places.holiday.edit"
DIVISION_IMPORT = "places.division.import"

PERMISSIONS = (
    Permission(PLACE_SEE, _("See communities, estates and buildings")),
    Permission(DWELLING_SEE, _("See dwellings")),
    Permission(ESTATE_EDIT, _("Enter and correct estates, buildings and dwellings")),
    Permission(STATION_EDIT, _("Keep stations and their opening hours")),
    Permission(BLOCK_EDIT, _("Cut a community into blocks")),
    Permission(HOLIDAY_EDIT, _("Set working days of one's own")),
    Permission(DIVISION_IMPORT, _("Load lists of divisions, merge and split them")),
)

_SEE = (PLACE_SEE, DWELLING_SEE)
ROLE_GRANTS = {
    "worker": _SEE,
    "block_lead": _SEE,
    "officer": _SEE,
    "department": (PLACE_SEE,),
    "secretary": (*_SEE, ESTATE_EDIT, STATION_EDIT, BLOCK_EDIT),
    "subdistrict": (*_SEE, ESTATE_EDIT, STATION_EDIT, BLOCK_EDIT),
    "district": (*_SEE, ESTATE_EDIT, STATION_EDIT, BLOCK_EDIT, HOLIDAY_EDIT, DIVISION_IMPORT),
    "system_admin": (PLACE_SEE, DIVISION_IMPORT),
}
