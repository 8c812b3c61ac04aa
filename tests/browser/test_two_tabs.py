"""The story of the house in two tabs: her phone and the desk, nobody reloads anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import hands
from tests.browser.conftest import Opens
from tests.browser.small_town import PHONE_OF_SUN, SmallTown

pytestmark = pytest.mark.browser
Shot = Callable[[Page, str], None]
WORDS = "厨房水管漏水，地上都是水，请快点来人"
LIVE = "html[data-live=on]"


def _ask(phone: Page, photo: Path) -> str:
    """She types one sentence, adds a photo, and is shown her matter. Returns its number."""
    phone.get_by_label("说一句就行").fill(WORDS)
    phone.get_by_role("button", name="我要办").click()
    expect(phone.get_by_role("radio", name="漏水渗水")).to_be_checked()
    phone.locator("input[type=file]").set_input_files(photo)
    phone.get_by_role("button", name="送出").click()
    phone.wait_for_url(re.compile(r"/my/.+/"))
    return phone.url.rstrip("/").rsplit("/", 1)[1]


def _stand_at(desk: Page, number: str) -> None:
    """Walk the list with ``j`` until the case has the focus."""
    for _step in range(20):
        if desk.evaluate("document.activeElement.id") == f"case-{number}":
            return
        desk.keyboard.press("j")
    raise AssertionError("j never came to the case")


def _photo(folder: Path) -> Path:
    path = folder / "kitchen.jpg"
    Image.new("RGB", (320, 240), (90, 120, 140)).save(path)
    return path


def _accepted_by_keyboard(desk: Page, phone: Page, number: str) -> None:
    _stand_at(desk, number)
    desk.keyboard.press("a")
    expect(desk.locator(".work-row", has=desk.locator(f"#case-{number}"))).to_contain_text("办理中")
    expect(phone.locator("#matter")).to_contain_text("陈敏")


def _answered(desk: Page, phone: Page, number: str) -> None:
    _stand_at(desk, number)
    desk.keyboard.press("Enter")
    expect(desk.locator(".case-words")).to_have_text(WORDS)
    expect(desk.locator(".gallery img").first).to_be_visible()
    desk.locator("#reply button.chip").first.click()
    expect(desk.locator("#reply_text")).not_to_have_value("")
    answer = desk.locator("#reply_text").input_value()
    desk.get_by_role("button", name="发给居民").click()
    expect(desk.locator("#case-head")).to_contain_text("已按时答复")
    expect(phone.locator("#matter")).to_contain_text(answer[:20])


def _finished_and_rated(desk: Page, phone: Page) -> None:
    desk.keyboard.press("d")
    desk.locator("#move").get_by_role("button", name="办结").click()
    expect(desk.locator("#case-head")).to_contain_text("已办好")
    faces = phone.get_by_role("group", name="办得怎么样")
    expect(faces).to_be_visible()
    desk.keyboard.press("c")
    desk.locator("#move").get_by_role("button").first.click()
    expect(desk.locator("#case-head")).to_contain_text("已办结")
    faces.get_by_role("radio", name="满意", exact=True).check()
    phone.get_by_role("button", name="评价").click()
    expect(phone.locator("main")).to_contain_text("满意")
    expect(faces).not_to_be_visible()


def _counted(board: Page, number: str, cases: int) -> None:
    board.goto("/overview/")
    figures = board.locator(".stats")
    expect(figures.get_by_role("link", name=f"收到 {cases}")).to_be_visible()
    figures.get_by_role("link", name="办结 2").click()
    expect(board.locator(f"#case-{number}")).to_be_visible()


def test_from_asking_to_rating(
    opens: Opens, town: SmallTown, live_pages: int, tmp_path: Path, shot: Shot
) -> None:
    phone, desk = opens(width=hands.PHONE), opens()
    hands.sign_in_by_phone(phone, PHONE_OF_SUN)
    hands.sign_in_at_desk(desk, "chenmin")
    desk.goto("/work/")
    expect(desk.locator(LIVE)).to_be_attached()

    number = _ask(phone, _photo(tmp_path))
    expect(phone.locator(LIVE)).to_be_attached()
    expect(desk.locator(f"#case-{number}")).to_be_visible()
    shot(desk, "two-tabs-1-desk-hears")
    _accepted_by_keyboard(desk, phone, number)
    shot(phone, "two-tabs-2-phone-accepted")
    _answered(desk, phone, number)
    shot(desk, "two-tabs-3-desk-answered")
    _finished_and_rated(desk, phone)
    shot(phone, "two-tabs-4-phone-rated")
    board = opens(town.people.zhou)
    _counted(board, number, len(town.cases) + 1)
    shot(board, "two-tabs-5-overview")


def test_a_page_without_the_stream_asks_by_the_clock(
    opens: Opens, town: SmallTown, settings: Any
) -> None:
    """No live process, so the stream can't be had: within half a minute the row is there."""
    settings.LIVE_PORT = ""
    desk, phone = opens(town.chen), opens(town.sun, width=hands.PHONE)
    desk.clock.install()
    desk.goto("/work/")
    for _try in range(5):
        with desk.expect_response("**/live/"):
            desk.clock.run_for(10_500)
    expect(desk.locator("html[data-live=polling]")).to_be_attached()

    phone.goto("/")
    phone.get_by_label("说一句就行").fill(WORDS)
    phone.get_by_role("button", name="我要办").click()
    phone.get_by_role("button", name="送出").click()
    phone.wait_for_url(re.compile(r"/my/.+/"))
    number = phone.url.rstrip("/").rsplit("/", 1)[1]
    expect(desk.locator(f"#case-{number}")).to_have_count(0)
    desk.clock.run_for(31_000)
    expect(desk.locator(f"#case-{number}")).to_be_visible()
