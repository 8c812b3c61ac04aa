"""Where it is on it is part of the house; where it is off nothing of it is to be seen."""

from __future__ import annotations

import pytest
from django.urls import reverse

from doorstep.casework.operations._intake import UnknownKind
from doorstep.casework.public import kinds_on_offer, open_case, sync_case_kinds
from doorstep.people.tests.factories import (
    LINFEN,
    SYSTEM,
    acting,
    divisions,
    dwelling,
    everywhere,
    staff,
)
from doorstep.places.public import open_station
from doorstep.platform.facts import deliver, name_of
from doorstep.platform.models import StoredFact
from doorstep.platform.modules import switching
from lost_and_found.models import Search
from lost_and_found.operations.keep_find import keep_find
from lost_and_found.subscribers import look_out
from lost_and_found.tests.conftest import AT, PLACE, turn


def shown_kinds(actor) -> set[str]:
    with acting(actor), switching.shown_to(actor):
        return {kind.code for kind in kinds_on_offer()}


@pytest.fixture
def kinds(db):
    everywhere(sync_case_kinds)()


def lost(place: str, by):
    return open_case(kind="lost-thing", place=place, words="伞丢了", by=by, at=AT)


def test_the_page_is_there_and_in_the_navigation(chen, page_of):
    page = page_of(chen, reverse("finds"))
    assert page.status_code == 200
    assert 'href="/finds/"' in page.content.decode()


def test_a_find_is_written_down_and_handed_over_on_the_page(chen, page_of):
    assert page_of(chen, "/finds/", {"what": "蓝色的伞", "where": "门口"}).status_code == 302
    assert "蓝色的伞" in page_of(chen, "/finds/").content.decode()
    with acting(chen):
        find = keep_find(what="钥匙", where="", place=PLACE, by=chen, at=AT)
    page_of(chen, f"/finds/{find.pk}/hand-over/", {"receiver": "孙桂花"})
    assert "钥匙" not in page_of(chen, "/finds/").content.decode()


def test_a_form_without_words_is_told_so(chen, page_of):
    assert page_of(chen, "/finds/", {"what": ""}).status_code == 422


def test_where_it_is_off_there_is_no_page(lu, page_of):
    assert page_of(lu, reverse("finds")).status_code == 404
    assert "/finds/" not in page_of(lu, "/design/").content.decode()


def test_where_it_is_off_there_is_no_such_kind(chen, lu, kinds):
    assert "lost-thing" in shown_kinds(chen)
    assert "lost-thing" not in shown_kinds(lu)
    divisions(LINFEN)
    with acting(lu), pytest.raises(UnknownKind):
        lost(LINFEN, lu)


def test_it_is_turned_off_again_at_once(chen, page_of):
    turn(False)
    assert page_of(chen, "/finds/").status_code == 404


@pytest.fixture
def station(chen):
    dwelling()
    return everywhere(open_station)(place=PLACE, name="市新家门口服务站", by=SYSTEM, at=AT)


def test_the_panel_stands_on_the_page_of_the_station(chen, station, page_of):
    with acting(chen):
        keep_find(what="蓝色的伞", where="", place=PLACE, by=chen, at=AT)
    assert "蓝色的伞" in page_of(chen, reverse("station", args=[station.code])).content.decode()


def test_with_two_places_the_panel_stands_only_where_it_is_on(chen, station, page_of):
    both = staff("both", "两边跑", ("worker", PLACE), ("worker", LINFEN))
    with acting(chen):
        keep_find(what="蓝色的伞", where="", place=PLACE, by=chen, at=AT)
    turn(False)
    turn(True, LINFEN)
    assert page_of(both, "/finds/").status_code == 200
    assert "蓝色的伞" not in page_of(both, f"/stations/{station.code}/").content.decode()


def test_a_case_of_that_kind_is_a_search(chen, kinds):
    dwelling()
    with acting(chen):
        lost(PLACE, chen)
    fact = StoredFact.objects.get(name="casework.CaseOpened")
    for _again in range(2):
        deliver(fact_id=fact.pk, listener=name_of(look_out), at=AT)
    with acting(chen):
        assert Search.objects.count() == 1
