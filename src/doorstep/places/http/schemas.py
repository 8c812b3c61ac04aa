"""Shapes of the JSON door of places; what comes in and what goes out are apart."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import AfterValidator


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("no NUL characters")
    return text


Words = Annotated[str, AfterValidator(_without_nul)]
PlaceCode = Annotated[str, Field(pattern=r"^[0-9]{2,22}$")]
CommunityCode = Annotated[str, Field(pattern=r"^[0-9]{12}$")]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class DivisionOut(Schema):
    code: str
    name: str
    level: str
    kind: str
    status: str
    parent: str | None = Field(None, alias="parent_id")
    pinyin: str = Field("", alias="name_pinyin")
    initials: str


class DivisionPage(Schema):
    items: list[DivisionOut]
    next: str | None


class DivisionQuery(Schema):
    under: PlaceCode | None = None
    level: Literal["province", "city", "district", "subdistrict", "community"] | None = None
    q: Words = Field("", max_length=80)
    cursor: Words = Field("", max_length=200)
    limit: int = Field(50, ge=1, le=500)


class HoursLineOut(Schema):
    """One line of opening hours (HSDS schedule). ``rrule``: RFC 5545."""

    weekday: int
    opens: time | None
    closes: time | None
    since: date | None
    until: date | None
    special: bool
    holidays: bool
    rrule: str


class HoursLineIn(Schema):
    weekday: int = Field(ge=1, le=7)
    opens: time | None = None
    closes: time | None = None
    since: date | None = None
    until: date | None = None
    special: bool = False
    holidays: bool = False


class StationOut(Schema):
    code: str
    place: str
    place_name: str
    kind: str
    name: str
    address: str
    phone: str
    about: str
    how_to_get_there: str
    latitude: float | None
    longitude: float | None
    step_free: bool
    closed_on: date | None
    is_open: bool
    open_until: str | None
    next_opening: str | None
    metres: int | None
    hours: list[HoursLineOut]


class StationPage(Schema):
    items: list[StationOut]
    next: str | None


class StationQuery(Schema):
    place: PlaceCode | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    cursor: Words = Field("", max_length=200)
    limit: int = Field(50, ge=1, le=200)


class StationIn(Schema):
    place: PlaceCode
    name: Words = Field(min_length=1, max_length=80)
    kind: Literal["station", "centre", "extension"] = "station"
    address: Words = Field("", max_length=120)
    phone: Words = Field("", max_length=30)
    about: Words = Field("", max_length=500)
    how_to_get_there: Words = Field("", max_length=200)
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    step_free: bool = False


class StationChange(Schema):
    name: Words | None = Field(None, min_length=1, max_length=80)
    address: Words | None = Field(None, max_length=120)
    phone: Words | None = Field(None, max_length=30)
    about: Words | None = Field(None, max_length=500)
    how_to_get_there: Words | None = Field(None, max_length=200)
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    step_free: bool | None = None
    closed_on: date | None = None


class EstateOut(Schema):
    code: str
    community: str = Field(alias="community_id")
    name: str
    kind: str
    road: str
    lane: str
    latitude: float | None
    longitude: float | None


class EstateIn(Schema):
    community: CommunityCode
    name: Words = Field(min_length=1, max_length=80)
    kind: Literal["estate", "team"] = "estate"
    road: Words = Field("", max_length=40)
    lane: Words = Field("", max_length=16)
    latitude: Latitude | None = None
    longitude: Longitude | None = None


class EstateChange(Schema):
    name: Words | None = Field(None, min_length=1, max_length=80)
    road: Words | None = Field(None, max_length=40)
    lane: Words | None = Field(None, max_length=16)


class BuildingOut(Schema):
    code: str
    estate: str = Field(alias="estate_id")
    number: str
    kind: str
    floors: list[str]
    units: int
    has_lift: bool
    built_year: int | None


class BuildingIn(Schema):
    estate: Annotated[str, Field(pattern=r"^[0-9]{15}$")]
    number: Words = Field(min_length=1, max_length=20)
    kind: Literal["block", "farmstead"] = "block"
    floors: list[Words] = Field(min_length=1, max_length=150)
    units: int = Field(1, ge=1, le=20)
    rooms: int = Field(2, ge=0, le=99)
    has_lift: bool = False
    built_year: int | None = Field(None, ge=1800, le=2100)


class DwellingOut(Schema):
    code: str
    building: str = Field(alias="building_id")
    number: str
    address: str = Field(alias="said")
    floor: str
    storey: int
    unit: int
    position: int
    use: str
    occupancy: str


class DwellingChange(Schema):
    number: Words | None = Field(None, min_length=1, max_length=16)
    use: Literal["home", "shop", "office", "public", "other"] | None = None
    occupancy: Literal["unknown", "own", "let", "empty"] | None = None


class DwellingQuery(Schema):
    """``q``: an address as people say it (375弄3号502); or ``building``: its code."""

    q: Words = Field("", max_length=100)
    building: Annotated[str, Field(pattern=r"^[0-9]{18}$")] | None = None
    limit: int = Field(20, ge=1, le=200)


class BlockOut(Schema):
    code: str
    community: str
    name: str
    buildings: list[str]


class BlockIn(Schema):
    community: CommunityCode
    name: Words = Field(min_length=1, max_length=40)
    buildings: list[PlaceCode] = Field(default_factory=list, max_length=500)


class BlockBuildingsIn(Schema):
    buildings: list[PlaceCode] = Field(max_length=500)
