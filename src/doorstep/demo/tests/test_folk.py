"""The town is made by rule: the same seed gives the same people, in the reported proportions."""

from __future__ import annotations

from random import Random

import pytest
from jsonschema import validate
from stdnum.cn import ric

from doorstep.casework.public import find_kind
from doorstep.demo.cast import stories
from doorstep.demo.folk import Person, draw_household, id_number, number_once, settle_registration
from doorstep.demo.homes import Home, plan_estates
from doorstep.demo.towns import TOWNS

LINFEN = TOWNS["linfen"]


def community(seed: int = 1) -> tuple[list[Home], list[Person]]:
    rng = Random(f"{seed}:{LINFEN.main}")
    estates = plan_estates(LINFEN, LINFEN.main, "临汾路三七五弄居委会", rng)
    homes = [home for e in estates for b in e.buildings for home in b.homes]
    lived_in = [h for h in homes if h.use == "home" and h.occupancy != "empty"]
    people = [p for h in lived_in for p in draw_household(rng, h.occupancy == "let")]
    settle_registration(people, LINFEN.over_60, rng)
    return homes, people


def test_the_same_seed_gives_the_same_town():
    assert community() == community()
    assert community(1)[1] != community(2)[1]


def test_twenty_communities_have_34_000_dwellings():
    assert len(community()[0]) * 20 == 34_000


def test_and_about_83_000_people():
    assert len(community()[1]) * 20 == pytest.approx(83_000, rel=0.05)


def test_44_6_percent_of_the_registered_are_over_sixty():
    registered = [p for p in community()[1] if p.residence == "registered"]
    share = sum(p.age >= 60 for p in registered) / len(registered)
    assert share == pytest.approx(0.446, abs=0.005)


def test_the_estate_is_the_lane_that_the_community_is_named_after():
    homes, _people = community()
    assert homes[0].said.startswith("375弄1号")
    assert len({home.code for home in homes}) == len(homes)


def test_nobody_has_anothers_number():
    twins = [draw_household(Random(7), let=True)[0] for _ in range(2)]
    number_once(twins, Random(1))
    assert twins[0].id_number != twins[1].id_number


def test_every_id_number_has_its_check_digit():
    rng = Random(1)
    assert all(ric.is_valid(p.id_number) for p in community()[1][:500])
    assert ric.is_valid(id_number(rng, community()[1][0].born, "f"))


@pytest.mark.parametrize(
    "story", stories(), ids=lambda story: f"{story['kind']}: {story['reply'][:6]}"
)
def test_each_story_fits_its_kind(story):
    kind = find_kind(story["kind"])
    assert kind is not None
    validate(story["answers"], dict(kind.form))
    assert "spot" not in story or kind.on_the_spot
