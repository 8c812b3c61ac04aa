"""axe-core finds nothing on any page, for anybody who can open it, narrow and wide, in any mode.

Pages come from the resolver. Every role asks for every page; a page is judged in the browser when
nobody was given one built like it before (the same elements with the same classes and roles).
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from doorstep.kernel.actor import Actor
from doorstep.people.public import Account
from tests.browser import hands
from tests.browser.conftest import Opens
from tests.browser.enumerated import pages
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
    (hands.PHONE, {"mode": "elder", "theme": "dark"}),
)
MAIN = {
    "home", "ask", "my_cases", "my_case", "family", "stations", "station", "desk", "find", "person",
    "intake", "work", "case", "overview", "signin", "account_request_login_code",
}  # fmt: skip
GROUPS = (
    ("nobody",),
    ("resident",),
    ("worker",),
    ("secretary", "block_lead", "officer"),
    ("subdistrict", "district", "department"),
    ("system_admin", "security_admin", "auditor"),
)
_WORDS = re.compile(r">[^<]+<|\b(href|value|id|for|name|content|hx-\w+|action|nonce)=\"[^\"]*\"")


def _built(page: str, name: str) -> str:
    """Return what a page is built of, without its words and numbers."""
    main = page[page.find("<main") : page.find("</main>")]
    elements = sorted(set(re.findall(r"<[a-z][^>]*>", _WORDS.sub("", main))))
    return hashlib.sha256(json.dumps([name, elements]).encode()).hexdigest()


def _client(actor: Actor | None) -> Client:
    client = Client()
    if actor is not None:
        client.force_login(Account.objects.get(pk=actor.account_id))
    return client


def _judge(page: Page, looks: tuple[Any, ...]) -> list[str]:
    found = []
    for width, look in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("(look) => Object.assign(document.documentElement.dataset, look)", look)
        options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
        said = hands.probe(page, "axe", options)
        found += [f"{width} {' '.join(look.values())} {line}" for line in said]
    return found


@pytest.mark.parametrize("roles", GROUPS, ids=lambda roles: roles[0])
def test_axe_finds_nothing(roles: tuple[str, ...], opens: Opens, town: SmallTown) -> None:
    script, built, found, judged = AXE.read_text(encoding="utf-8"), set(), [], 0
    for role in roles:
        actor = town.roles.get(role)
        client, page = _client(actor), opens(actor)
        for name, path in pages(town):
            answer = client.get(path)
            if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
                continue
            shape = _built(answer.content.decode(), name)
            if shape in built:
                continue
            built.add(shape)
            judged += 1
            hands.settled(page).goto(path)
            page.evaluate(script)
            looks = (*LOOKS, *(MORE_LOOKS if name in MAIN else ()))
            found += [f"{role} {path}: {line}" for line in _judge(page, looks)]
    assert judged > 5
    assert not found, f"{len(found)} of {judged} pages\n" + "\n".join(found)
