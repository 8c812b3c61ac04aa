"""English in the source, Chinese in the catalogues, nothing missing."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from babel.messages.pofile import read_po

from tests.house import tree
from tests.house.test_templates import is_english

MARKS = {
    "_", "N_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext",
    "pgettext_lazy", "npgettext",
}  # fmt: skip
# Dates: English names the month, Chinese counts it.
DATES = {"{day} {name}", "{day} {name} {year}"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|{\w*}")


def _catalogues() -> list[Path]:
    return sorted(tree.SOURCE.rglob("locale/*/LC_MESSAGES/*.po"))


def _messages(path: Path) -> list:
    with path.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def _singular(message) -> str:  # type: ignore[no-untyped-def]
    return message.id[0] if isinstance(message.id, tuple) else message.id


def test_catalogues_have_english_keys() -> None:
    found = [
        f"{tree.place(path, message.lineno)} {_singular(message)}"
        for path in _catalogues()
        for message in _messages(path)
        if not is_english(_singular(message))
    ]
    tree.refuse(found, "The key of a translation is the English text:")


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def test_marked_texts_are_english() -> None:
    found = [
        tree.place(path, node.lineno)
        for path in tree.product_files()
        for node in ast.walk(tree.syntax_of(path))
        if isinstance(node, ast.Call) and _name(node.func) in MARKS
        for argument in node.args
        if isinstance(argument, ast.Constant)
        if isinstance(argument.value, str) and not is_english(argument.value)
    ]
    tree.refuse(found, "Mark the English text; the Chinese stands in the catalogue:")


def _texts(message) -> list[str]:  # type: ignore[no-untyped-def]
    return list(message.string) if isinstance(message.string, tuple) else [message.string or ""]


def test_every_key_is_translated() -> None:
    found = [
        f"{tree.place(path, message.lineno)} {_singular(message)}"
        for path in _catalogues()
        for message in _messages(path)
        if message.fuzzy or not all(_texts(message))
    ]
    tree.refuse(found, "Say it in Chinese, as a kind neighbour would:")


def test_one_english_text_has_one_chinese_text() -> None:
    """Django merges the catalogues of all apps into one, and the first app wins."""
    said: dict[tuple[str, str], dict[str, str]] = {}
    for path in _catalogues():
        for message in _messages(path):
            key = (message.context or "", _singular(message))
            said.setdefault(key, {})["".join(_texts(message))] = tree.place(path, message.lineno)
    found = [
        f"{english}: " + "; ".join(f"{chinese} ({where})" for chinese, where in ways.items())
        for (_context, english), ways in said.items()
        if len(ways) > 1
    ]
    tree.refuse(found, "Said in two ways, so one page shows the other's; say it once, or pgettext:")


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def test_translations_keep_their_placeholders() -> None:
    found = [
        f"{tree.place(path, message.lineno)} {_singular(message)}"
        for path in _catalogues()
        for message in _messages(path)
        if not isinstance(message.id, tuple) and _singular(message) not in DATES
        if _placeholders(_singular(message)) != _placeholders("".join(_texts(message)))
    ]
    tree.refuse(found, "A placeholder is missing or has another name:")
