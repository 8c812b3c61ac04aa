"""What was typed is there again after a form has expired."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.hands import settled
from tests.browser.small_town import SmallTown

pytestmark = pytest.mark.browser
WORDS = "师傅明早九点来，请留人"


def test_an_expired_form_loses_nothing(opens: Opens, town: SmallTown) -> None:
    desk = opens(town.chen)
    desk.goto(f"/cases/{town.cases['accepted'].number}/")
    settled(desk).locator("#reply_text").fill(WORDS)
    desk.context.clear_cookies(name="csrf")
    desk.get_by_role("button", name="发给居民").click()
    expect(desk.locator("main")).to_contain_text(WORDS)
    desk.goto(f"/cases/{town.cases['accepted'].number}/")
    expect(desk.locator("#reply_text")).to_have_value(WORDS)
    desk.get_by_role("button", name="发给居民").click()
    expect(desk.locator("#case-head")).to_contain_text("已按时答复")
    desk.goto(f"/cases/{town.cases['accepted'].number}/")
    expect(desk.locator("#reply_text")).to_have_value("")
