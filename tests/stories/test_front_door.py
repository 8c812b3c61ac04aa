"""Whoever comes in stands somewhere: the front door leads every role to a page it may open."""

from __future__ import annotations

import pytest
from django.test import Client

from doorstep.people.tests import factories as people

ROLES = {
    "worker": people.SHIXIN, "block_lead": people.SHIXIN, "secretary": people.SHIXIN,
    "officer": people.SHIXIN, "subdistrict": "310115005", "department": "310115",
    "district": "310115", "system_admin": "310115", "security_admin": "310115",
    "auditor": "310115",
}  # fmt: skip
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES)
def test_the_front_door_leads_somewhere(role, clock, town, sits):
    client = sits(people.staff(f"some-{role.replace('_', '-')}", "某人", (role, ROLES[role])))
    answer = client.get("/", follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain


def test_everything_in_the_bar_opens(clock, town, sits):
    for role, place in ROLES.items():
        client = sits(people.staff(f"some-{role.replace('_', '-')}", "某人", (role, place)))
        for entry in client.get("/me/").context["nav"]:
            assert client.get(entry["url"], follow=True).status_code == 200, (role, entry["url"])


def test_without_signing_in_one_may_look_and_ask(clock, town):
    client = Client()
    assert client.get("/").status_code == 200
    assert client.get("/stations/").status_code == 200
    to_sign_in = client.get("/ask/", {"words": "漏水"})
    assert to_sign_in["Location"].startswith("/signin/?next=")
    assert "%25E6%25BC%258F" in to_sign_in["Location"], "her words come along"
