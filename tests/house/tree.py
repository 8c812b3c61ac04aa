"""The repository as data: files, syntax trees, floors. Nothing here runs the code it reads."""

from __future__ import annotations

import ast
import subprocess
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCE = REPOSITORY / "src" / "doorstep"


@cache
def settings_of(tool: str) -> dict:
    """Return the table ``[tool.<tool>]`` of pyproject.toml."""
    text = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["tool"][tool]


@cache
def floors() -> tuple[str, ...]:
    """Return the floors from the top down, as import-linter holds them."""
    contract = next(
        c for c in settings_of("importlinter")["contracts"] if c["name"].startswith("floors")
    )
    return tuple(layer.strip("()") for layer in contract["layers"])


def unit_of(dotted: str) -> str:
    """Return the package that owns a module: ``people``, ``modules.reception`` …; "" if foreign."""
    parts = dotted.split(".")
    if parts[0] != "doorstep" or len(parts) < 2:
        return ""
    return ".".join(parts[1:3]) if parts[1] == "modules" and len(parts) > 2 else parts[1]


def height_of(unit: str) -> int:
    """Return how high a unit stands; packages on one floor have the same height."""
    return len(floors()) - floors().index(unit.split(".")[0])


def may_know(unit: str, other: str) -> bool:
    """Say whether ``unit`` may refer to ``other``: itself, or what lies below."""
    return unit == other or height_of(other) < height_of(unit)


def unit_of_path(path: Path) -> str:
    return unit_of(dotted_of(path))


def dotted_of(path: Path) -> str:
    """Return the dotted name of a source file."""
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def python_files(root: Path = SOURCE) -> tuple[Path, ...]:
    return tuple(sorted(root.rglob("*.py")))


@cache
def templates() -> tuple[Path, ...]:
    return tuple(sorted(p for p in SOURCE.rglob("templates/**/*") if p.is_file()))


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def syntax_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path), filename=str(path))


def is_test(path: Path) -> bool:
    return "tests" in path.parts or path.name in ("conftest.py", "testing.py")


def is_migration(path: Path) -> bool:
    return "migrations" in path.parts


def product_files() -> Iterator[Path]:
    """Yield the source that runs: neither tests nor migrations."""
    return (p for p in python_files() if not is_test(p) and not is_migration(p))


def place(path: Path, line: int | None = None) -> str:
    """Return ``path:line`` as editors understand it."""
    shown = str(path.relative_to(REPOSITORY))
    return f"{shown}:{line}" if line else shown


def functions_of(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def docstrings_of(tree: ast.AST) -> set[int]:
    """Return the ids of the nodes that are docstrings or other bare texts."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def tracked_files() -> list[Path]:
    """Return what git tracks; without git, every file outside the folders that are made."""
    if (REPOSITORY / ".git").exists():
        names = subprocess.run(
            ["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True, text=True
        ).stdout.split("\0")
        return [path for name in names if name and (path := REPOSITORY / name).is_file()]
    made = {"node_modules", "var", "site", ".venv", "__pycache__"}
    return [p for p in REPOSITORY.rglob("*") if p.is_file() and not made & set(p.parts)]


def refuse(found: Iterable[str], rule: str) -> None:
    """Fail with the rule, what to do instead, and every place that breaks it."""
    broken = sorted(set(found))
    if broken:
        pytest.fail(f"{rule}\n  " + "\n  ".join(broken), pytrace=False)
