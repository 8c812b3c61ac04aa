"""Every operation has a test that names it."""

from __future__ import annotations

from pathlib import Path

from tests.house import tree


def _tests_of(unit_folder: Path) -> str:
    own = [p for p in tree.python_files(unit_folder) if tree.is_test(p)]
    crossing = tree.python_files(tree.REPOSITORY / "tests")
    return "\n".join(tree.text_of(path) for path in [*own, *crossing])


def test_every_operation_is_tested() -> None:
    found = [
        tree.place(path)
        for path in tree.product_files()
        if path.parent.name == "operations" and not path.name.startswith("_")
        if path.stem not in _tests_of(path.parents[1])
    ]
    tree.refuse(found, "An operation that no test names; write tests/operations/test_<verb>.py:")
