"""Every page of the site with a plausible thing in its address, from the resolver itself."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.small_town import SmallTown
from tests.house import doors

Things = dict[str, object]
# What isn't a page for people: an answer for machines, a download, a piece of a page, an address
# that sends on at once.
NOT_PAGES = {
    "healthz": "for machines",
    "readyz": "for machines",
    "metrics": "for machines",
    "file": "a picture or a paper itself",
    "work_left": "a piece of the desk",
    "work_export": "a download",
    "find_suggestions": "a piece of the box",
    "ask_proposals": "a piece of asking",
    "ask_questions": "a piece of asking",
    "openid_connect_login": "sends on to the identity provider",
    "openid_connect_callback": "sends on",
}
# Pages that the small town doesn't come to, with the reason.
UNSEEN = {
    "account_confirm_login_code": "needs a code under way; test_two_tabs walks through it",
    "mfa_authenticate": "needs a password given; test_two_tabs walks through it",
    "signin_enrol": "needs an account without a second factor",
    "signin_console_sms": "the demonstration's only",
    "case_assignment_outcome": "needs joint work under way; same form as the other moves",
    "division_preview": "needs an uploaded list of divisions",
    "item": "the catalogue is imported, not made",
    "routing_rule": "same form as a new rule",
    "person_sealed": "a piece of the person's page",
    "finds": "sends on to the box",
    "places": "sends on to one's place",
    "calendar": "sends on to this year",
}
# Addresses that are worth seeing with something asked of them, besides as they are.
QUESTIONS = {
    "find": ("?q=sgh", "?q=nobody"),
    "ask": ("?words=厨房水管漏水",),
    "work": ("?tab=all", "?late=1"),
    "design": ("?shell=desk", "?shell=resident", "?shell=board", "?shell=kiosk"),
    "residents": ("?q=sgh",),
    "stations": ("?q=市新",),
    "accounts": ("?q=chen",),
}


def _case(town: SmallTown, name: str) -> Things:
    state = {"case_reopening": "closed", "case_closure": "resolved", "case_rating": "closed"}
    state |= {"case_acceptance": "new", "case_settlement": "new", "case_dispatch": "new"}
    return {"number": town.cases[state.get(name, "accepted")].number, "assignment_id": 1}


def _place(town: SmallTown, name: str) -> Things:
    code = {"dwelling_edit": town.people.home}
    code |= dict.fromkeys(("estate_edit", "building_new"), town.people.home[:15])
    return {"code": code.get(name, town.chen.places[0]), "year": 2026}


def _things(town: SmallTown) -> list[tuple[str, Callable[[str], Things]]]:
    sun = {"resident_id": town.people.sun.pk, "field": "phone"}
    return [
        ("/my/", lambda name: {"number": town.cases["closed"].number}),
        ("/cases/", lambda name: _case(town, name)),
        ("/people/", lambda name: sun),
        ("/accounts/", lambda name: {"account_id": town.chen.account_id}),
        ("/stations/", lambda name: {"code": town.station}),
        ("/blocks/", lambda name: {"code": town.block}),
        ("/items/", lambda name: {"code": "nothing"}),
        ("/", lambda name: _place(town, name)),
    ]


def pages(town: SmallTown) -> list[tuple[str, str]]:
    """Return ``(name, address)`` of every page one can open."""
    found = []
    for door in doors.pages():
        if door.method != "GET" or door.name in NOT_PAGES or not door.route or not door.access:
            continue
        made = next(make for start, make in _things(town) if door.route.startswith(start))
        values = dict.fromkeys(door.parameters, 1) | made(door.name)
        path = door.path_with(values) if door.parameters else door.path
        found += [(door.name, path + more) for more in ("", *QUESTIONS.get(door.name, ()))]
    return found
