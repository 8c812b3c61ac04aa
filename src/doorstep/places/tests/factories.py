"""Places for tests, made through the operations that make them in life."""

from __future__ import annotations

from datetime import UTC, datetime, time

from doorstep.kernel.actor import Actor, Grant
from doorstep.kernel.scope import Scope
from doorstep.places.models import Building, Dwelling, Estate, Station
from doorstep.places.operations.create_building import create_building
from doorstep.places.operations.create_estate import create_estate
from doorstep.places.operations.import_divisions import import_divisions
from doorstep.places.operations.open_station import open_station
from doorstep.places.operations.set_station_hours import set_station_hours
from doorstep.places.permissions import ROLE_GRANTS
from doorstep.places.rules.buildings import floors_up_to
from doorstep.places.rules.divisions import DivisionRow
from doorstep.places.rules.hours import Span
from doorstep.platform.scope import scoped

SHIXIN = "310115005005"
LINFEN_375 = "310106021004"
PUDONG = "310115"
SYSTEM = Actor.system("tests")
AT = datetime(2026, 9, 4, 2, 0, tzinfo=UTC)  # a Friday, 10:00 in Shanghai

LINE = [
    DivisionRow("31", "上海市"),
    DivisionRow("3101", "市辖区"),
    DivisionRow("310106", "静安区"),
    DivisionRow("310106021", "临汾路街道"),
    DivisionRow(LINFEN_375, "临汾路三七五弄居委会"),
    DivisionRow("310115", "浦东新区"),
    DivisionRow("310115005", "陆家嘴街道"),
    DivisionRow("310115005001", "梅园一村居委会"),
    DivisionRow(SHIXIN, "市新居委会"),
]


def staff(role: str, place: str, name: str = "陈敏") -> Actor:
    """Return an actor with a role's permissions of places at ``place``."""
    grant = Grant(role, place, frozenset(ROLE_GRANTS[role]))
    return Actor("staff", name, account_id=1, grants=(grant,), via="session")


def make_line() -> None:
    """Load the few divisions that tests stand on."""
    import_divisions(rows=LINE, version="2023", source="tests", by=SYSTEM, at=AT)


def make_estate(community: str = SHIXIN, lane: str = "375弄", name: str = "市新小区") -> Estate:
    return create_estate(community=community, name=name, road="临汾路", lane=lane, by=SYSTEM, at=AT)


def make_building(estate: Estate, number: str = "3号", floors: int = 6, rooms: int = 2) -> Building:
    """Enter a building with its dwellings, under a scope over everything."""
    with scoped(Scope.everywhere("tests")):
        return create_building(
            estate=estate.code,
            number=number,
            floors=floors_up_to(floors),
            rooms=rooms,
            by=SYSTEM,
            at=AT,
        )


def make_station(place: str = SHIXIN, **more: object) -> Station:
    """Open a station: weekdays 8:30-20:00, weekends 9:00-16:00."""
    given = {"name": "市新家门口服务站", "phone": "021-58750000", **more}
    station = open_station(place=place, by=SYSTEM, at=AT, **given)  # type: ignore[arg-type]
    spans = [Span(day, time(8, 30), time(20)) for day in range(1, 6)]
    spans += [Span(day, time(9), time(16)) for day in (6, 7)]
    set_station_hours(code=station.code, spans=spans, by=SYSTEM, at=AT)
    return station


def dwellings_of(building: Building) -> list[Dwelling]:
    with scoped(Scope.everywhere("tests")):
        return list(Dwelling.objects.under(building.code).order_by("code"))
