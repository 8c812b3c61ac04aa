"""Templates: nothing inline that the Content-Security-Policy would refuse; English texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.house import tree

COMMENTS = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.DOTALL)
INLINE = {
    "style attribute": re.compile(r"<[^<>]*?\sstyle\s*=", re.IGNORECASE),
    "event handler": re.compile(r"<[^<>]*?\son[a-z]+\s*=", re.IGNORECASE),
    "hx-on attribute": re.compile(r"<[^<>]*?\shx-on", re.IGNORECASE),
    "javascript: address": re.compile(r"=\s*[\"']?\s*javascript:", re.IGNORECASE),
    "script without nonce": re.compile(r"<script\b(?![^>]*\bnonce=)", re.IGNORECASE),
    "style without nonce": re.compile(r"<style\b(?![^>]*\bnonce=)", re.IGNORECASE),
    "foreign address": re.compile(r"<(?:script|link|img)[^>]*(?:src|href)=[\"']?(?:https?:)?//"),
}
# Data for scripts is no script: browsers don't run it, and the policy doesn't look at it.
DATA = re.compile(r"<script\b[^>]*type=[\"']application/(?:ld\+)?json[\"']", re.IGNORECASE)
CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
MARKED = re.compile(r"(?:\btranslate\s+|\b_\()([\"'])(.*?)\1")
# The page of the design system shows specimens: what people will see, so in Chinese.
SPECIMENS = re.compile(r"templates/platform/design/")
# A language is offered under its own name, whatever the page's language.
OWN_NAMES = {"中文", "简体中文"}


def is_english(text: str) -> bool:
    """Say whether a text is English; it may quote a name or an address ("like 375弄3号502")."""
    quoted = sum(map(len, CJK.findall(text)))
    return not quoted or quoted * 3 < len(re.findall("[A-Za-z]", text))


def _without(pattern: re.Pattern[str], text: str) -> str:
    """Blank out matches but keep their lines, so that line numbers stay true."""
    return pattern.sub(lambda match: "\n" * match.group().count("\n"), text)


def _html(path: Path) -> str:
    return _without(COMMENTS, tree.text_of(path))


def _found(path: Path) -> Iterator[str]:
    text = _without(DATA, _html(path))
    for what, pattern in INLINE.items():
        for match in pattern.finditer(text):
            yield f"{tree.place(path, text[: match.end()].count(chr(10)) + 1)} {what}"


def _pages() -> list[Path]:
    return [path for path in tree.templates() if path.suffix in (".html", ".svg")]


def test_nothing_inline() -> None:
    found = [f for path in _pages() for f in _found(path)]
    tree.refuse(found, "The policy refuses it; use a class, a data attribute or a module:")


def _without_english(line: str) -> str:
    return MARKED.sub(lambda mark: "" if is_english(mark[2]) else mark[2], line)


def test_texts_are_english() -> None:
    found = [
        f"{tree.place(path, number)} {line.strip()[:80]}"
        for path in _pages()
        if not SPECIMENS.search(tree.place(path))
        for number, line in enumerate(_html(path).splitlines(), 1)
        if set(CJK.findall(_without_english(line))) - OWN_NAMES
    ]
    tree.refuse(found, "Write the English text, and the Chinese into the catalogue:")


def test_forms_that_write_can_be_sent_twice() -> None:
    form = re.compile(r"<form\b[^>]*method=[\"']post[\"'][^>]*>(.*?)</form>", re.S | re.I)
    found = [
        tree.place(path, text[: match.start()].count("\n") + 1)
        for path in _pages()
        for text in [_html(path)]
        for match in form.finditer(text)
        if not re.search(r"{%\s*once\b", match.group(1))
    ]
    tree.refuse(found, "A form without {% once %}: a double click would do it twice:")
