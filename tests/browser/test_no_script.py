"""Without JavaScript: asking, following, rating and writing back; finding and taking."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import hands
from tests.browser.conftest import Opens
from tests.browser.small_town import SmallTown

pytestmark = pytest.mark.browser


def test_a_resident_asks_and_follows(opens: Opens, town: SmallTown) -> None:
    phone = opens(town.sun, width=hands.PHONE, java_script_enabled=False)
    phone.goto("/")
    phone.get_by_label("说一句就行").fill("楼道灯坏了")
    phone.get_by_role("button", name="我要办").click()
    phone.get_by_label("是什么事").fill("厨房水管漏水")
    phone.get_by_role("button", name="看看这件事要问什么").click()
    expect(phone.get_by_label("是什么事")).to_have_value("厨房水管漏水")
    phone.get_by_role("radio", name="漏水渗水").check()
    phone.get_by_role("button", name="看看这件事要问什么").click()
    phone.get_by_text("楼里的总管").click()
    phone.get_by_role("button", name="送出").click()
    expect(phone).to_have_url(re.compile(r"/my/\d+-\d+/"))
    expect(phone.locator("#matter")).to_contain_text("收到")

    phone.get_by_label("留言").fill("师傅什么时候来？")
    phone.get_by_role("button", name="送出").click()
    expect(phone.locator("#matter")).to_contain_text("师傅什么时候来？")


def test_a_resident_rates(opens: Opens, town: SmallTown) -> None:
    phone = opens(town.sun, width=hands.PHONE, java_script_enabled=False)
    phone.goto(f"/my/{town.cases['closed'].number}/")
    phone.get_by_role("radio", name="非常满意").check()
    phone.get_by_role("button", name="评价").click()
    expect(phone.locator("main")).to_contain_text("您的评价")
    expect(phone.get_by_role("group", name="办得怎么样")).to_have_count(0)


def test_a_colleague_finds_takes_and_accepts(opens: Opens, town: SmallTown) -> None:
    desk = opens(town.chen, java_script_enabled=False)
    desk.goto("/desk/")
    desk.get_by_role("searchbox").fill("孙桂花")
    desk.keyboard.press("Enter")
    desk.get_by_role("link", name="孙桂花").first.click()
    desk.locator("main a.chip", has_text="漏水渗水").click()
    desk.locator("#id_words").fill("天井漏水")
    desk.get_by_role("button", name="受理").click()
    expect(desk.locator(".case-words")).to_have_text("天井漏水")
    desk.get_by_role("button", name="接单").click()
    expect(desk.locator("#case-head")).to_contain_text("办理中")
    desk.locator("#reply_text").fill("师傅明早九点来")
    desk.get_by_role("button", name="发给居民").click()
    expect(desk.locator("#case-head")).to_contain_text("已按时答复")
