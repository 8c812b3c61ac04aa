"""Size budgets as a ratchet: limits and waivers stand in budget.toml; waivers only shrink."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from tests.house import tree

BUDGET = tomllib.loads((Path(__file__).parent / "budget.toml").read_text(encoding="utf-8"))
LIMITS = BUDGET["limits"]


def _counted() -> list[Path]:
    """Return Python, ours, without migrations (made by machine, written once)."""
    roots = [tree.SOURCE, tree.REPOSITORY / "tests", tree.REPOSITORY / "bench"]
    return [p for root in roots for p in tree.python_files(root) if not tree.is_migration(p)]


def _lines(path: Path) -> int:
    return len(tree.text_of(path).splitlines())


@cache
def _file_sizes() -> dict[str, int]:
    front = [p for kind in ("*.css", "*.js") for p in tree.SOURCE.rglob(kind)]
    return {tree.place(path): _lines(path) for path in [*_counted(), *front]}


@cache
def _template_sizes() -> dict[str, int]:
    return {tree.place(p): _lines(p) for p in tree.templates() if p.suffix == ".html"}


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@cache
def _function_sizes() -> dict[str, int]:
    return {
        f"{tree.place(path)}::{node.name}@{node.lineno}": _length(node)
        for path in _counted()
        for node in tree.functions_of(tree.syntax_of(path))
    }


def _share(values: Iterable[int], share: float) -> int:
    ordered = sorted(values) or [0]
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


MEASURES = {"file": _file_sizes, "function": _function_sizes, "template": _template_sizes}


def _key(name: str) -> str:
    """Return the name of a waiver: without the line, which moves."""
    return name.partition("@")[0]


@pytest.mark.parametrize("what", MEASURES)
def test_nothing_is_longer_than_its_limit(what: str) -> None:
    waivers = BUDGET["waivers"].get(what, {})
    found = [
        f"{name}: {size} lines, limit {waivers.get(_key(name), LIMITS[what])}"
        for name, size in MEASURES[what]().items()
        if size > waivers.get(_key(name), LIMITS[what])
    ]
    tree.refuse(found, f"Too long for a {what}; cut it where the subject changes:")


@pytest.mark.parametrize("what", MEASURES)
def test_waivers_only_shrink(what: str) -> None:
    sizes: dict[str, int] = {}
    for name, size in MEASURES[what]().items():
        sizes[_key(name)] = max(size, sizes.get(_key(name), 0))
    found = [
        f"{name}: waiver {allowed}, now {sizes.get(name, 'gone')}"
        for name, allowed in BUDGET["waivers"].get(what, {}).items()
        if sizes.get(name, 0) < allowed
    ]
    tree.refuse(found, "It got shorter: write the new length into budget.toml, or drop the line:")


@pytest.mark.parametrize("what", ["file", "function"])
def test_nineteen_of_twenty_are_short(what: str) -> None:
    sizes = [
        size
        for name, size in MEASURES[what]().items()
        if not tree.is_test(tree.REPOSITORY / name.partition("::")[0])
    ]
    assert _share(sizes, 0.95) <= LIMITS[f"{what}_p95"]


def test_hardly_any_function_is_long() -> None:
    sizes = _function_sizes().values()
    share = sum(size > LIMITS["function"] for size in sizes) / len(sizes)
    assert share <= LIMITS["share_of_long_functions"]
