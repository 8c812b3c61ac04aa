"""Database writes live in ``operations/``; found over the syntax tree.

A rule that can be reached by two doors drifts apart; an operation is the only way to the table.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house import tree

ALWAYS = {
    "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "abulk_create", "abulk_update", "aget_or_create", "aupdate_or_create", "acreate", "asave",
}  # fmt: skip
ON_QUERYSETS = {"create", "update", "delete", "aupdate", "adelete"}
ON_ROWS = {"save", "delete"}
QUERYSET_SIGNS = {
    "objects", "filter", "exclude", "all", "select_for_update", "using", "order_by",
    "_base_manager", "_default_manager",
}  # fmt: skip
# Things that are saved or deleted without being rows (no form is a model form, see below).
NOT_ROWS = {"cache", "storage", "default_storage", "image", "picture", "workbook", "book", "form"}
RAW = re.compile(
    r"\b(INSERT\s+INTO|UPDATE\s+[\w\"{}.]+\s+(AS\s+\w+\s+|\w+\s+)?SET|DELETE\s+FROM|TRUNCATE\s+)",
    re.IGNORECASE,
)


def _may_write(path: Path) -> bool:
    inside = path.relative_to(tree.SOURCE).parts
    return inside[0] in ("platform", "demo") or "operations" in inside


def _chain(node: ast.AST) -> set[str]:
    """Return the names along ``a.b(…).c``."""
    names: set[str] = set()
    while True:
        if isinstance(node, ast.Attribute):
            names.add(node.attr)
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Subscript):
            node = node.value
        else:
            return names | ({node.id} if isinstance(node, ast.Name) else set())


def _queryset_names(tree_: ast.AST) -> set[str]:
    """Return names that are given a queryset somewhere in the file."""
    return {
        target.id
        for node in ast.walk(tree_)
        if isinstance(node, ast.Assign) and _chain(node.value) & {"objects", "select_for_update"}
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _writes(call: ast.Call, querysets: set[str]) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    verb, chain = call.func.attr, _chain(call.func.value)
    if verb in ALWAYS:
        return True
    if verb in ON_QUERYSETS and chain & (QUERYSET_SIGNS | querysets):
        return True
    return verb in ON_ROWS and not chain & NOT_ROWS


def _is_raw(value: object) -> bool:
    return isinstance(value, str) and RAW.search(value) is not None


def _found(path: Path) -> Iterator[str]:
    syntax = tree.syntax_of(path)
    texts = tree.docstrings_of(syntax)
    querysets = _queryset_names(syntax)
    for node in ast.walk(syntax):
        if isinstance(node, ast.Call) and _writes(node, querysets):
            yield f"{tree.place(path, node.lineno)} {ast.unparse(node.func)}()"
        elif isinstance(node, ast.Constant) and id(node) not in texts and _is_raw(node.value):
            yield f"{tree.place(path, node.lineno)} raw SQL"


def test_writes_live_in_operations() -> None:
    found = [f for path in tree.product_files() if not _may_write(path) for f in _found(path)]
    tree.refuse(found, "A database write outside operations/; give it a verb of its own there:")


def test_no_form_writes_by_itself() -> None:
    found = [
        tree.place(path, node.lineno)
        for path in tree.product_files()
        for node in ast.walk(tree.syntax_of(path))
        if isinstance(node, ast.Attribute | ast.Name | ast.alias)
        if {"ModelForm", "modelform_factory", "ModelSchema"} & {*map(str, vars(node).values())}
    ]
    tree.refuse(found, "A model form is a second way to write; parse, then call an operation:")


def test_the_search_sees_what_it_should() -> None:
    """Each line is a way of writing that somebody has used to slip past such a test."""
    seen = ast.parse(
        "Case.objects.create(x=1)\nCase.objects.filter(a=1).update(b=2)\ncase.save()\n"
        "rows = Case.objects.filter(a=1)\nrows.delete()\nhousehold.members.get_or_create(a=1)"
    )
    calls = [n for n in ast.walk(seen) if isinstance(n, ast.Call)]
    assert sum(_writes(call, _queryset_names(seen)) for call in calls) == 5
    passed = ast.parse("context.update(a=1)\nform.save()\ncache.delete('x')")
    calls = [n for n in ast.walk(passed) if isinstance(n, ast.Call)]
    assert not any(_writes(call, set()) for call in calls)
