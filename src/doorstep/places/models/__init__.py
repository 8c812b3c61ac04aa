"""Models of places. All but dwellings are public facts; see docs/reference/places.md."""

from doorstep.places.models.block import Block, BlockBuilding
from doorstep.places.models.building import Building, Dwelling
from doorstep.places.models.calendar import CalendarYear, HolidayOverride
from doorstep.places.models.change import DivisionChange, PlaceMove, PlaceMoveRow
from doorstep.places.models.division import Division, DivisionList, DivisionUpload
from doorstep.places.models.estate import Estate
from doorstep.places.models.station import Station, StationHours

__all__ = [
    "Block",
    "BlockBuilding",
    "Building",
    "CalendarYear",
    "Division",
    "DivisionChange",
    "DivisionList",
    "DivisionUpload",
    "Dwelling",
    "Estate",
    "HolidayOverride",
    "PlaceMove",
    "PlaceMoveRow",
    "Station",
    "StationHours",
]
