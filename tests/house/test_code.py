"""Habits of the code that ruff doesn't know: no local imports, no save() override, no signals."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house import tree

SIGNALS = ("django.db.models.signals", "django.dispatch")
# The command line speaks to a terminal; so does the door for text messages of the demo.
MAY_PRINT = re.compile(
    r"project/command|/__main__\.py$|people/accounts/sms\.py$|^src/doorstep/demo/"
)


def _imports_in_functions(path: Path) -> Iterator[str]:
    for function in tree.functions_of(tree.syntax_of(path)):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield tree.place(path, node.lineno)


def test_no_imports_inside_functions() -> None:
    found = [
        line
        for path in tree.product_files()
        if path.name != "apps.py"  # AppConfig.ready() has to wait for the models
        for line in _imports_in_functions(path)
    ]
    tree.refuse(found, "A local import hides a circle; move what both need down a floor:")


def test_models_do_not_override_save_or_delete() -> None:
    found = [
        f"{tree.place(path, method.lineno)} {node.name}.{method.name}"
        for path in tree.product_files()
        if "models" in path.parts or path.name == "models.py"
        for node in ast.walk(tree.syntax_of(path))
        if isinstance(node, ast.ClassDef)
        for method in node.body
        if isinstance(method, ast.FunctionDef)
        if method.name in ("save", "delete", "full_clean")
    ]
    tree.refuse(found, "bulk_create and update() pass by save(); put it into the operation:")


def test_no_model_signals() -> None:
    found = [
        tree.place(path, node.lineno)
        for path in tree.product_files()
        for node in ast.walk(tree.syntax_of(path))
        if isinstance(node, ast.ImportFrom)
        if (node.module or "").startswith(SIGNALS)
    ]
    tree.refuse(found, "Signals act at a distance; publish a fact, wire it in project/wiring.py:")


def test_nothing_prints() -> None:
    found = [
        tree.place(path, node.lineno)
        for path in tree.product_files()
        if not MAY_PRINT.search(tree.place(path))
        for node in ast.walk(tree.syntax_of(path))
        if isinstance(node, ast.Call)
        if isinstance(node.func, ast.Name)
        if node.func.id == "print"
    ]
    tree.refuse(found, "Log it with structlog, or hand it to the command line:")


def _positional(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return bool(function.args.args or function.args.posonlyargs)


def _operations() -> Iterator[tuple[Path, ast.FunctionDef]]:
    """Yield the function of each file of operations that carries the file's name."""
    for path in tree.product_files():
        if path.parent.name == "operations" and not path.name.startswith("_"):
            for node in tree.syntax_of(path).body:
                if isinstance(node, ast.FunctionDef) and node.name == path.stem:
                    yield path, node


def test_operations_are_keyword_only() -> None:
    found = [tree.place(path, node.lineno) for path, node in _operations() if _positional(node)]
    tree.refuse(found, "An operation takes keywords only: def open_case(*, …, by, at):")


def test_operations_take_their_time_from_the_caller() -> None:
    clocks = {"now", "today", "localdate", "localtime", "utcnow"}  # localdate(at) is fine
    found = [
        tree.place(path, node.lineno)
        for path in tree.product_files()
        if {"operations", "rules"} & set(path.parts) or path.name == "rules.py"
        for node in ast.walk(tree.syntax_of(path))
        if isinstance(node, ast.Call)
        if isinstance(node.func, ast.Attribute)
        if node.func.attr in clocks and (node.func.attr == "now" or not node.args)
    ]
    tree.refuse(found, "The time comes in as `at`, so that a day can be replayed:")
