"""The front door of places: other apps import this and ``events``, nothing else."""

from doorstep.places.models import (
    Block,
    BlockBuilding,
    Building,
    CalendarYear,
    Division,
    DivisionChange,
    DivisionList,
    Dwelling,
    Estate,
    HolidayOverride,
    Station,
    StationHours,
)
from doorstep.places.operations.apply_division_change import Wanted, apply_division_change
from doorstep.places.operations.change_dwelling import change_dwelling
from doorstep.places.operations.change_estate import change_estate
from doorstep.places.operations.change_station import change_station
from doorstep.places.operations.compare_divisions import compare_divisions
from doorstep.places.operations.create_block import create_block
from doorstep.places.operations.create_building import create_building
from doorstep.places.operations.create_estate import create_estate
from doorstep.places.operations.import_divisions import ImportOutcome, import_divisions
from doorstep.places.operations.load_calendar_year import load_calendar_year
from doorstep.places.operations.open_station import open_station
from doorstep.places.operations.set_block_buildings import set_block_buildings
from doorstep.places.operations.set_holiday import set_holiday
from doorstep.places.operations.set_station_hours import set_station_hours
from doorstep.places.operations.undo_division_change import undo_division_change
from doorstep.places.rules.addresses import (
    AddressKeys,
    AddressProbe,
    address_keys,
    building_key,
    lane_part,
    parse_address,
    room_part,
)
from doorstep.places.rules.buildings import PlannedDwelling, floors_up_to, plan_dwellings
from doorstep.places.rules.calendar import DeclaredDay
from doorstep.places.rules.divisions import DivisionDifference, DivisionRow
from doorstep.places.rules.hours import Opening, Span
from doorstep.places.rules.numerals import normalize_address, read_numeral
from doorstep.places.rules.pinyin import place_pinyin
from doorstep.places.selectors.blocks import access_block
from doorstep.places.selectors.buildings import (
    BuildingGrid,
    access_building,
    access_estate,
    building_grid,
)
from doorstep.places.selectors.division_files import (
    bundled_divisions,
    read_division_lines,
    read_division_list,
)
from doorstep.places.selectors.divisions import (
    access_community,
    access_division,
    division_children,
    division_line,
    division_search,
    place_names,
)
from doorstep.places.selectors.dwellings import access_dwelling, dwelling_lookup, dwelling_of
from doorstep.places.selectors.holidays import (
    calendar_of,
    holiday_days,
    working_calendar,
    years_not_announced,
)
from doorstep.places.selectors.stations import (
    StationSight,
    access_station,
    nearest_open_station,
    station_list,
    station_page,
)

__all__ = [
    "AddressKeys",
    "AddressProbe",
    "Block",
    "BlockBuilding",
    "Building",
    "BuildingGrid",
    "CalendarYear",
    "DeclaredDay",
    "Division",
    "DivisionChange",
    "DivisionDifference",
    "DivisionList",
    "DivisionRow",
    "Dwelling",
    "Estate",
    "HolidayOverride",
    "ImportOutcome",
    "Opening",
    "PlannedDwelling",
    "Span",
    "Station",
    "StationHours",
    "StationSight",
    "Wanted",
    "access_block",
    "access_building",
    "access_community",
    "access_division",
    "access_dwelling",
    "access_estate",
    "access_station",
    "address_keys",
    "apply_division_change",
    "building_grid",
    "building_key",
    "bundled_divisions",
    "calendar_of",
    "change_dwelling",
    "change_estate",
    "change_station",
    "compare_divisions",
    "create_block",
    "create_building",
    "create_estate",
    "division_children",
    "division_line",
    "division_search",
    "dwelling_lookup",
    "dwelling_of",
    "floors_up_to",
    "holiday_days",
    "import_divisions",
    "lane_part",
    "load_calendar_year",
    "nearest_open_station",
    "normalize_address",
    "open_station",
    "parse_address",
    "place_names",
    "place_pinyin",
    "plan_dwellings",
    "read_division_lines",
    "read_division_list",
    "read_numeral",
    "room_part",
    "set_block_buildings",
    "set_holiday",
    "set_station_hours",
    "station_list",
    "station_page",
    "undo_division_change",
    "working_calendar",
    "years_not_announced",
]
