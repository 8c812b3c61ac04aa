"""The main job without a mouse: one always sees where one stands, and comes out again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import hands
from tests.browser.conftest import Opens
from tests.browser.small_town import SmallTown

pytestmark = pytest.mark.browser


def _tab_through(page: Page, most: int = 90) -> list[str]:
    """Press Tab until the start comes round again; return what is wrong on the way."""
    wrong: list[str] = []
    seen: list[str] = []
    for _press in range(most):
        page.keyboard.press("Tab")
        state = hands.focus_state(page)
        if state is None or state["what"] in seen[:1]:
            return wrong
        wrong += [f"no ring: {state['what']}"] * (not state["drawn"])
        wrong += [f"hidden: {state['what']}"] * (not state["seen"])
        if len(seen) > 2 and state["what"] == seen[-1] == seen[-2]:
            return [*wrong, f"trapped at {state['what']}"]
        seen.append(state["what"])
    return wrong


def test_a_case_is_taken_by_keys_only(opens: Opens, town: SmallTown) -> None:
    page = opens(town.chen)
    hands.settled(page).goto("/desk/")
    page.keyboard.press("/")
    page.keyboard.type("sgh", delay=30)
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("孙桂花")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/people/"))

    hands.settled(page).keyboard.press("n")
    page.wait_for_url(re.compile(r"/intake/\?person="))
    kind = page.get_by_role("link", name="漏水渗水").first
    kind.focus()
    page.keyboard.press("Enter")
    words = page.locator("#id_words")
    expect(words).to_be_visible()
    while not words.evaluate("e => e === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.type("水管漏水")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="楼上人家")).to_be_checked()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/cases/"))
    expect(page.locator(".case-words")).to_have_text("水管漏水")


def test_my_work_is_walked_by_j_and_k(opens: Opens, town: SmallTown) -> None:
    page = opens(town.chen)
    hands.settled(page).goto("/work/")
    here = "document.activeElement.id"
    page.keyboard.press("j")
    first = page.evaluate(here)
    page.keyboard.press("j")
    second = page.evaluate(here)
    page.keyboard.press("k")
    assert first == page.evaluate(here) != second
    state = hands.focus_state(page)
    assert state and state["drawn"] and state["seen"]
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/cases/{first.removeprefix('case-')}"))

    hands.settled(page).keyboard.press(".")
    menu = page.locator("[popover]:popover-open")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)


def test_question_mark_lists_the_keys_and_escape_closes(opens: Opens, town: SmallTown) -> None:
    page = opens(town.chen)
    hands.settled(page).goto("/desk/")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog")
    expect(keys).to_contain_text("/")
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("sgh", delay=30)
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_single_keys_can_be_turned_off(opens: Opens, town: SmallTown) -> None:
    page = opens(town.chen)
    hands.settled(page).goto("/desk/")
    page.keyboard.press("?")
    page.locator("[data-keys-off]").check()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_timeout(200)
    assert page.url.endswith("/desk/")


@pytest.mark.parametrize(
    ("who", "width", "paths"),
    [
        ("worker", hands.DESK, ("/desk/", "/work/", "/people/{sun}/", "/cases/{case}/")),
        ("worker", hands.DESK, ("/intake/?person={sun}&kind=leak", "/find/?q=sgh", "/me/")),
        ("subdistrict", hands.DESK, ("/overview/", "/routing/")),
        ("resident", hands.PHONE, ("/", "/ask/?words=漏水", "/my/{closed}/", "/family/")),
        (None, hands.PHONE, ("/signin/", "/signin/resident/", "/stations/")),
    ],
)
def test_focus_is_seen_and_never_trapped(
    who: str | None, width: int, paths: tuple[str, ...], opens: Opens, town: SmallTown
) -> None:
    page = opens(town.roles[who] if who else None, width=width)
    things = {"sun": town.people.sun.pk}
    things |= {"case": town.cases["accepted"].number, "closed": town.cases["closed"].number}
    found = []
    for path in paths:
        page.goto(path.format(**things))
        found += [f"{path} {line}" for line in _tab_through(hands.settled(page))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("who", "path"), [("worker", "/work/"), ("resident", "/"), (None, "/signin/")]
)
def test_the_first_tab_leads_past_the_bar(
    who: str | None, path: str, opens: Opens, town: SmallTown
) -> None:
    page = opens(town.roles[who] if who else None)
    page.goto(path)
    page.keyboard.press("Tab")
    expect(hands.focused(page)).to_have_attribute("href", "#main")
    expect(hands.focused(page)).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
