"""Addresses as people say them, read into parts and into the keys that dwellings are found by."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from doorstep.places.rules.numerals import normalize_address

MAX_LENGTH: Final[int] = 100

_ROOM = r"[A-Z]?\d{1,4}[A-Z]?(?:\d{1,2})?"
_NUMBER = r"(?:\d{1,4}[A-Z]?|[A-Z]\d{0,3})"
# 小区, 社区 and the like are names of estates, not of an administrative district.
_REGION: Final[re.Pattern[str]] = re.compile(
    r"^(?:[一-鿿]{2,8}(?:省|自治区))?(?:[一-鿿]{2,3}市)?"
    r"(?:[一-鿿]{1,4}?(?:新区|(?<![小社园院校库矿])区|县))?(?:[一-鿿]{2,6}(?:街道|镇))?",
)
_SPOKEN: Final[re.Pattern[str]] = re.compile(
    rf"(?:(?P<lane>\d{{1,5}}[A-Z]?)弄(?:(?P<sublane>\d{{1,4}})支弄)?)?"
    rf"(?:(?P<number>{_NUMBER})(?:号楼|号|幢|栋|座)(?:楼|-)?)?"
    rf"(?:(?P<unit>\d{{1,2}})单元)?"
    rf"(?:\d{{1,2}}[楼层])?"
    rf"(?P<room>{_ROOM})?(?P<door>室)?$",
)
_DASHED: Final[re.Pattern[str]] = re.compile(
    rf"(?:(?P<lane>\d{{1,5}}[A-Z]?)(?:弄|-))?(?P<number>{_NUMBER})号?-(?P<room>{_ROOM})?室?$",
)
_ROAD: Final[re.Pattern[str]] = re.compile(r"[一-鿿]{1,10}(?:大道|公路|路|街|巷)$")
_HEAD: Final[re.Pattern[str]] = re.compile(r"^(?:[^\dA-Z]+\d{1,2}[村坊街里])?[^\dA-Z]*")


@dataclass(frozen=True, slots=True)
class AddressProbe:
    """Parts of an address that somebody typed; each is empty when it wasn't said.

    ``lane``: 375 (with a sub-lane ``87/2``) · ``number``: of the building, 3 · ``room``: 502 ·
    ``unit``: 2单元 → 2 · ``road``: 临汾路 · ``estate``: any other name before the number.
    ``is_closed``: the last part is finished (375弄3号), not perhaps still being typed (375弄3).
    """

    lane: str = ""
    number: str = ""
    room: str = ""
    road: str = ""
    estate: str = ""
    unit: str = ""
    is_closed: bool = False

    @property
    def lane_key(self) -> str:
        """What a dwelling's ``lane_key`` begins with; the whole of it when :attr:`is_whole`."""
        return self._begun(self.lane, self.number, self.room) if self.lane else ""

    @property
    def room_key(self) -> str:
        """What a dwelling's ``room_key`` begins with; the whole of it when :attr:`is_whole`."""
        return self._begun(self.number, self.room) if self.number else ""

    def _begun(self, *parts: str) -> str:
        key = _joined(*parts)
        return f"{key}-" if self.is_closed and not self.is_whole else key

    @property
    def is_whole(self) -> bool:
        """Whether building and room are both named, so that keys are compared for equality."""
        return bool(self.number and self.room)


@dataclass(frozen=True, slots=True)
class AddressKeys:
    """What is stored on a dwelling: ``375-3-502``, ``3-502`` and the words ``375弄3号502``."""

    lane_key: str
    room_key: str
    said: str


def address_keys(
    *, number: str, room: str, lane: str = "", road: str = "", estate: str = "", unit: str = ""
) -> AddressKeys:
    """Make the keys and the words of one dwelling from the parts of its address.

    Without a lane the words begin with the road or else the estate: 临汾路380号502,
    崂山五村12号302.
    """
    number_key, room_key, lane_key = building_key(number), room_part(room), lane_part(lane)
    head = lane_words(lane_key)
    middle = number if number.endswith(("号", "宅", "幢", "栋", "座")) else f"{number}号"
    inner = f"{unit}单元" if unit else ""
    return AddressKeys(
        lane_key=_joined(lane_key, number_key, room_key) if lane_key else "",
        room_key=_joined(number_key, room_key),
        said=f"{head or road or estate}{middle}{inner}{room}",
    )


def building_key(number: str) -> str:
    """Return a building's number as it is compared: 3号 → 3, 十二号楼 → 12, A座 → A."""
    flat = normalize_address(number)
    return re.sub(r"(?:号楼|号|幢|栋|座|楼|宅)$", "", flat)[:16]


def lane_part(lane: str) -> str:
    """Return a lane as it is compared: 三七五弄 → 375, 87弄2支弄 → 87/2."""
    flat = normalize_address(lane if lane.endswith("弄") or not lane else f"{lane}弄")
    found = re.search(r"(\d{1,5}[A-Z]?)弄(?:(\d{1,4})支弄)?", flat)
    if not found:
        return ""
    return f"{found[1]}/{found[2]}" if found[2] else found[1]


def lane_words(lane_key: str) -> str:
    """Return a lane as it is said: 375 → 375弄, 87/2 → 87弄2支弄."""
    if not lane_key:
        return ""
    return f"{lane_key.replace('/', '弄')}支弄" if "/" in lane_key else f"{lane_key}弄"


def room_part(room: str) -> str:
    """Return a room as it is compared: 502室 → 502, ０５０２ → 0502."""
    return normalize_address(room).removesuffix("室")[:16]


def parse_address(text: str) -> AddressProbe | None:
    """Read an address as people type it; None when it isn't one.

    Understood: 375弄3号502(室) · 三七五弄3号 · 临汾路375弄 · 3号楼502室 · 十二号楼 · 12-302 ·
    375-3-502 · 崂山五村12号302 · 12号2单元302; full-width digits and spaces don't matter.
    A bare number is no address: it may be the tail of a phone number.
    """
    if not text or len(text) > MAX_LENGTH:
        return None
    flat = normalize_address(text)
    flat = flat[_REGION.match(flat).end() :]  # type: ignore[union-attr]  # matches the empty text
    split = _HEAD.match(flat).end()  # type: ignore[union-attr]  # matches the empty text
    head, tail = flat[:split], flat[split:]
    probe = _read_tail(tail)
    if probe is None or (not head and not (probe.lane or probe.number or tail.endswith("室"))):
        return None
    road = head if _ROAD.search(head) else ""
    if road and not probe.lane and not probe.number:
        return AddressProbe(lane=probe.room, road=road)  # 临汾路375 is on its way to 375弄
    estate = "" if road else head
    return replace(probe, road=road, estate=estate)


def _read_tail(tail: str) -> AddressProbe | None:
    found = _DASHED.match(tail) or _SPOKEN.match(tail)
    if not tail or found is None:
        return None
    parts = {key: value or "" for key, value in found.groupdict().items()}
    lane, number, room = parts["lane"], parts["number"], parts["room"]
    if parts.get("sublane"):
        lane = f"{lane}/{parts['sublane']}"
    if lane and room and not number and not parts.get("door"):
        number, room = room, ""  # 375弄3 is on its way to 375弄3号
    return AddressProbe(
        lane,
        number,
        room,
        unit=parts.get("unit", ""),
        is_closed=not tail[-1].isascii() or tail.endswith("-"),
    )


def _joined(*parts: str) -> str:
    """Join from the left up to the first part that is missing: ('375', '3', '') → '375-3'."""
    said: list[str] = []
    for part in parts:
        if not part:
            break
        said.append(part)
    return "-".join(said)
