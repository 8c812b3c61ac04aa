"""The towns that can be made, and the proportions they keep."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Town:
    """``root``: the division it covers. ``dwellings``: in each community. ``main``: the community
    whose people and accounts the tutorial names. ``days``/``cases_a_day``: the life it has lived.
    ``over_60``: share of registered residents, as reported for Linfen Road. ``roads``: for
    communities whose name says no lane.
    """

    name: str
    root: str
    main: str
    dwellings: int
    over_60: float = 0.446
    days: int = 75
    cases_a_day: float = 3.2
    estates: int = 2
    roads: tuple[str, ...] = ()
    main_lane: tuple[str, str, str] = field(default=("", "", ""))

    @property
    def subdistrict(self) -> str:
        return self.main[:9]

    @property
    def district(self) -> str:
        return self.main[:6]


# Homes, in the first estate of the main community, of the people whom the tutorial names.
HERO_ROOMS: Final = ("3-502", "3-301", "3-404", "3-501", "5-201", "5-302", "6-101")

TOWNS: Final[dict[str, Town]] = {
    "shixin": Town(
        name="shixin",
        root="310115005005",
        main="310115005005",
        dwellings=1_500,
        roads=("崂山路", "乳山路", "福山路"),
        main_lane=("市新小区", "崂山路", "375"),
    ),
    "linfen": Town(
        name="linfen",
        root="310106021",
        main="310106021004",
        dwellings=1_700,
        cases_a_day=8.0,
        roads=("临汾路", "岭南路", "阳曲路", "汾西路", "闻喜路", "保德路", "场中路"),
    ),
    "pudong": Town(
        name="pudong",
        root="310115",
        main="310115005005",
        dwellings=1_530,
        over_60=0.32,
        cases_a_day=3.0,
        estates=3,
        roads=(
            "浦东大道",
            "张杨路",
            "世纪大道",
            "杨高中路",
            "川沙路",
            "南汇路",
            "周浦路",
            "三林路",
        ),
        main_lane=("市新小区", "崂山路", "375"),
    ),
}
