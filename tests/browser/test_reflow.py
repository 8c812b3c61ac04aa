"""Large text and narrow windows: nothing is cut off, nothing needs sideways scrolling."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import hands
from tests.browser.conftest import Opens
from tests.browser.small_town import SmallTown

pytestmark = pytest.mark.browser
RESIDENT = (
    "/",
    "/ask/?words=漏水",
    "/my/",
    "/my/{closed}/",
    "/my/{new}/",
    "/family/",
    "/stations/",
)
DESK = (
    "/desk/", "/work/", "/find/?q=sgh", "/people/", "/people/{sun}/", "/cases/{accepted}/",
    "/cases/{late}/", "/intake/?person={sun}", "/intake/?person={sun}&kind=leak", "/overview/",
    "/me/",
)  # fmt: skip
PUBLIC = ("/signin/", "/signin/resident/", "/signin/staff/", "/stations/", "/items/", "/not-there/")
MAIN_TARGETS = ".btn-primary, .btn-big, .tick, .door, .tool"
OTHER_TARGETS = "main .btn, nav a, main a.row, summary"
SHELLS = {"resident": RESIDENT, "secretary": DESK, None: PUBLIC}


def _filled(town: SmallTown, path: str) -> str:
    numbers = {story: case.number for story, case in town.cases.items()}
    return path.format(sun=town.people.sun.pk, **numbers)


def _lost(page: Page) -> list[str]:
    wide = hands.overflow(page)
    return [f"{wide} px wider than the window"] * (wide > 0) + hands.probe(page, "lost")


@pytest.mark.parametrize("who", SHELLS, ids=str)
def test_nothing_is_lost_at_320_pixels(who: str | None, opens: Opens, town: SmallTown) -> None:
    """400 % zoom of a window 1280 wide."""
    page = opens(town.roles[who] if who else None, width=hands.NARROWEST)
    found = []
    for path in SHELLS[who]:
        page.goto(_filled(town, path))
        found += [f"{path} {line}" for line in _lost(hands.settled(page))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", SHELLS, ids=str)
def test_nothing_is_lost_with_text_twice_as_large(
    who: str | None, opens: Opens, town: SmallTown
) -> None:
    width = hands.DESK if who == "secretary" else hands.PHONE
    page, found = opens(town.roles[who] if who else None, width=width), []
    devtools = page.context.new_cdp_session(page)
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    for path in SHELLS[who]:
        page.goto(_filled(town, path))
        size = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
        found += [f"{path} text stays at {size} px"] * (size < 28)
        found += [f"{path} {line}" for line in _lost(hands.settled(page))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", ["resident", None], ids=str)
def test_elder_mode_is_large(who: str | None, opens: Opens, town: SmallTown) -> None:
    page = opens(town.roles[who] if who else None, width=hands.PHONE)
    page.goto("/")
    with page.expect_response("**/preferences/"):
        page.get_by_role("button", name="大字").click()
    expect(page.locator("html")).to_have_attribute("data-mode", "elder")
    found = []
    for path in SHELLS[who]:
        page.goto(_filled(town, path))
        assert page.locator("html").get_attribute("data-mode") == "elder"
        hands.settled(page)
        small = hands.probe(page, "small_text", 18)
        main = hands.probe(page, "small_targets", [MAIN_TARGETS, 60])
        other = hands.probe(page, "small_targets", [OTHER_TARGETS, 44])
        found += [f"{path} {line}" for line in (*small, *main, *other, *_lost(page))]
    assert not found, "\n".join(found)
