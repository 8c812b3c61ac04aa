"""Taking a case for a known resident: at most four clicks, and no typing but her words."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.hands import settled
from tests.browser.small_town import SmallTown

pytestmark = pytest.mark.browser

# Real presses of the mouse, over all pages of the tab.
_COUNT = """addEventListener('pointerdown', () => {
  sessionStorage.setItem('clicks', Number(sessionStorage.getItem('clicks') || 0) + 1);
}, true);"""
_CLICKS = "Number(sessionStorage.getItem('clicks') || 0)"


def test_a_common_case_takes_four_clicks_from_her_page(opens: Opens, town: SmallTown) -> None:
    page = opens(town.chen)
    page.add_init_script(_COUNT)
    settled(page).goto(f"/people/{town.people.sun.pk}/")

    page.locator("main a.chip", has_text="漏水渗水").click()
    page.locator("#id_words").click()
    page.keyboard.type("厨房水管漏水，地上都是水")
    page.get_by_text("楼里的总管").click()
    page.get_by_role("button", name="受理").click()

    expect(page).to_have_url(re.compile("/cases/"))
    expect(page.locator(".case-words")).to_have_text("厨房水管漏水，地上都是水")
    expect(page.locator("h1")).to_contain_text("漏水渗水")
    expect(page.locator(".page-head .sub")).to_contain_text("375弄3号502")
    assert page.evaluate(_CLICKS) <= 4


def test_a_case_settled_on_the_spot_takes_four_clicks_too(opens: Opens, town: SmallTown) -> None:
    page = opens(town.chen)
    page.add_init_script(_COUNT)
    page.goto(f"/people/{town.people.sun.pk}/")
    page.locator("main a.chip", has_text="就医记录册").click()
    outcome = page.get_by_role("group", name="当场办好了吗").locator("label").nth(1)
    outcome.click()
    page.locator("#id_words").click()
    page.keyboard.type("本子用完了")
    page.get_by_role("button", name="受理").click()
    expect(page.locator("h1")).to_contain_text("就医记录册")
    assert page.evaluate(_CLICKS) <= 4
