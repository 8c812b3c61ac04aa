"""axe-core finds nothing on any page, for anybody who can open it, narrow and wide, in any mode.

Pages come from the resolver. Every role asks for every page; a page is judged in the browser when
nobody was given one built like it before (the same elements with the same classes and roles).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from doorstep.kernel.actor import Actor
from tests.browser import hands
from tests.browser.conftest import Opens
from tests.browser.enumerated import UNSEEN, pages
from tests.browser.small_town import SmallTown

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = settings.NODE_MODULES / "axe-core/axe.min.js"
# Looks: width and what stands on <html>. Elder and dark only change colours and sizes.
LOOKS = (
    (hands.DESK, {"mode": "normal", "theme": "light"}),
    (hands.PHONE, {"mode": "normal", "theme": "light"}),
)
MORE_LOOKS = (
    (hands.PHONE, {"mode": "elder", "theme": "light"}),
    (hands.DESK, {"mode": "normal", "theme": "dark"}),
)
MAIN = {
    "home", "ask", "my_cases", "my_case", "family", "stations", "station", "desk", "find", "person",
    "intake", "work", "case", "overview", "signin", "account_request_login_code",
}  # fmt: skip
# Pages are dealt out by their names, so that a page which many roles see alike is judged once.
HANDS = 6
_ELEMENT = re.compile(r"<([a-z][a-z0-9]*)(?=[\s>])[^>]*?(?:\sclass=\"([^\"]*)\")?[^>]*>")


def _built(page: str, name: str) -> str:
    """Return what a page is built of: its elements with their classes, in no order."""
    main = page[page.find("<main") : page.find("</main>")]
    elements = sorted({f"{tag}.{classes}" for tag, classes in _ELEMENT.findall(main)})
    return f"{name} {elements}"


def _dealt(name: str) -> int:
    return zlib.crc32(name.encode()) % HANDS


def _client_of(actor: Actor | None) -> Client:
    return Client() if actor is None else hands.client_of(actor)


def _judge(page: Page, looks: tuple[Any, ...]) -> list[str]:
    found = []
    for width, look in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("(look) => Object.assign(document.documentElement.dataset, look)", look)
        options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
        said = hands.probe(page, "axe", options)
        found += [f"{width} {' '.join(look.values())} {line}" for line in said]
    return found


def _answers(client: Client, wanted: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield name, path and what a page is built of, for those that open."""
    for name, path in wanted:
        answer = client.get(path)
        page = answer.content.decode() if "text/html" in answer.get("Content-Type", "") else ""
        if answer.status_code == 200 and "<html" in page:
            yield name, path, _built(page, name)


@pytest.mark.parametrize("hand", range(HANDS))
def test_axe_finds_nothing(hand: int, opens: Opens, town: SmallTown) -> None:
    script, built, found = AXE.read_text(encoding="utf-8"), set(), []
    wanted = [page for page in pages(town) if _dealt(page[0]) == hand]
    for role, actor in {"nobody": None, **town.roles}.items():
        page = opens(actor, reduced_motion="reduce")  # no colour on its way to another
        for name, path, shape in _answers(_client_of(actor), wanted):
            if shape in built:
                continue
            built.add(shape)
            hands.settled(page).goto(path)
            page.evaluate(script)
            looks = (*LOOKS, *(MORE_LOOKS if name in MAIN else ()))
            found += [f"{role} {path}: {line}" for line in _judge(page, looks)]
    assert len(built) > 5
    assert not found, f"{len(found)} things on {len(built)} pages\n" + "\n".join(found)


def test_every_page_is_opened_by_somebody(town: SmallTown) -> None:
    """A page that nobody can open here would pass unseen: give it a thing in ``enumerated``."""
    wanted = {name: (name, path) for name, path in pages(town) if name not in UNSEEN}
    for actor in (None, *town.roles.values()):
        opened = {name for name, _path, _shape in _answers(_client_of(actor), [*wanted.values()])}
        wanted = {name: page for name, page in wanted.items() if name not in opened}
    assert " ".join(sorted(wanted)) == ""
