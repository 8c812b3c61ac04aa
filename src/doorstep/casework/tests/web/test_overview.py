"""The overview: each number is what its list shows; the rater stays hidden from the rated."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from doorstep.casework.models import Rating
from doorstep.casework.operations.follow_up_rating import follow_up_rating
from doorstep.casework.operations.give_assignment import give_assignment
from doorstep.casework.operations.rate_case import rate_case
from doorstep.casework.rules.routing import Target
from doorstep.casework.tests.factories import AT, LATER, SYSTEM, accepted, closed, opened, resolved
from doorstep.kernel.scope import Scope
from doorstep.people.tests.factories import acting
from doorstep.platform.scope import scoped

LINK = re.compile(r'<a [^>]*?href="([^"]*/work/\?[^"]*)"[^>]*>(.*?)</a>', re.S)
NUMBER = re.compile(r'class="row-link row-title" id="case-([\d-]+)"')


@pytest.fixture
def busy(town):
    """A month with one of everything."""
    opened(town, at=AT - timedelta(days=20))
    opened(town)
    resolved(town)
    joint = accepted(town)
    with acting(town.chen):
        give_assignment(
            number=joint.number, part="assist", task="看现场", to=Target("joint_duty"),
            by=town.chen, at=LATER,
        )  # fmt: skip
    judged = closed(town)
    with acting(town.sun_herself):
        rate_case(number=judged.number, score=1, words="没修好", by=town.sun_herself, at=LATER)
    return judged


def listed(client, address: str) -> int:
    """Count the cases on all pages of a list."""
    count, address = 0, address.replace("&amp;", "&")
    while address:
        html = client.get(address).content.decode()
        count += len(NUMBER.findall(html))
        older = re.search(r'rel="next" href="([^"]+)"', html)
        address = older[1].replace("&amp;", "&") if older else ""
    return count


def test_each_number_is_what_its_list_shows(town, desk, busy):
    client = desk(town.zhou)
    html = client.get("/overview/").content.decode()
    links = [(url, re.sub(r"<[^>]+>", " ", inside).split()) for url, inside in LINK.findall(html)]
    counted = [(url, int(word)) for url, words in links for word in words[-2:] if word.isdigit()]
    assert len(counted) >= 12
    for url, number in counted:
        if "answered" not in url:
            assert listed(client, url) == number, url


def test_first_answers_in_time(town, desk, busy):
    figures = {f["code"]: f for f in desk(town.zhou).get("/overview/").context["figures"]}
    in_time, late = 2, 1  # two were answered, one is twenty days old
    assert figures["on_time"]["value"] == round(100 * in_time / (in_time + late))
    assert listed(desk(town.zhou), figures["on_time"]["url"]) == late


def test_bad_ratings_and_what_became_of_them(town, desk, busy):
    html = desk(town.zhou).get("/overview/").content.decode()
    assert "没修好" in html
    assert busy.number in html
    assert "孙桂花" not in html[html.index("差评和后来") :]


def test_who_was_rated_does_not_learn_by_whom(town, desk):
    case = closed(town)
    with acting(town.zhou):
        type(case).objects.filter(pk=case.pk).update(handler=town.zhou.account_id)
    with acting(town.sun_herself):
        rate_case(number=case.number, score=1, words="态度不好", by=town.sun_herself, at=LATER)
    html = desk(town.zhou).get("/overview/").content.decode()
    assert "态度不好" not in html
    assert "由上一级来跟进" in html
    assert case.number not in desk(town.zhou).get("/work/?whose=all&bad=1").content.decode()
    assert case.number in desk(town.centre).get("/work/?whose=all&bad=1").content.decode()


def test_place_and_period_stand_in_the_address(town, desk, busy):
    client = desk(town.centre)
    html = client.get("/overview/?days=7").content.decode()
    assert "市新居委会" in html
    assert client.get("/overview/?place=310115005005&days=90").status_code == 200
    assert client.get("/overview/?place=310106021&days=30").status_code == 404
    assert client.get("/overview/?place='x&days=many").status_code == 404


def test_not_for_everybody(town, desk):
    assert desk().get("/overview/").status_code == 403


def test_an_empty_place(town, desk):
    html = desk(town.zhou).get("/overview/").content.decode()
    assert "没有超时的" in html


def test_the_rated_cannot_open_the_follow_up(town, desk, busy):
    with scoped(Scope.everywhere("tests")):
        rating = Rating.objects.get(case=busy)
        follow_up = follow_up_rating(rating_id=rating.pk, by=SYSTEM, at=LATER)
    assert desk().get(f"/cases/{follow_up.number}/").status_code == 404
    assert follow_up.number not in desk().get("/work/?whose=all").content.decode()
    assert desk(town.zhou).get(f"/cases/{follow_up.number}/").status_code == 200
