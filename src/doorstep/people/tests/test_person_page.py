"""The page of one person is read in a constant number of queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doorstep.kernel.errors import NotFound
from doorstep.people.operations.note_relation import note_phone, note_relation
from doorstep.people.operations.tag_resident import tag_resident
from doorstep.people.selectors.person_page import person_page
from doorstep.people.selectors.residents import resident_list
from doorstep.people.tests.factories import (
    AT,
    acting,
    chen_min,
    dwelling,
    lu_jia,
    resident,
    staff,
    sun_guihua,
)

pytestmark = pytest.mark.django_db


def queries_of(actor, pk) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        person_page(actor, pk, at=AT)
    return len(seen)


def test_it_takes_the_same_queries_however_much_there_is():
    sun, chen = sun_guihua(), chen_min()
    with acting(chen):
        before = queries_of(chen, sun.pk)
        for n in range(5):
            note_relation(
                resident_id=sun.pk,
                kind="child",
                name=f"李{'红' * (n + 1)}",
                by=chen,
                at=AT,
                phone=f"1370000000{n}",
            )
            note_phone(resident_id=sun.pk, label="home", phone=f"5888000{n}", by=chen, at=AT)
        for kind in ("lives_alone", "veteran", "volunteer"):
            tag_resident(resident_id=sun.pk, kind=kind, source="visit", by=chen, at=AT)
        resident("孙桂花", sun.place)
        resident("孙桂花", dwelling(room="301").pk)
        page = person_page(chen, sun.pk, at=AT)
        assert queries_of(chen, sun.pk) == before <= 11
    assert (page.name, page.called, page.age, page.address) == (
        "孙桂花",
        "孙阿姨",
        78,
        "375弄3号502",
    )
    assert (len(page.relations), len(page.housemates), len(page.namesakes)) == (5, 1, 2)


def test_it_is_hidden_elsewhere_and_masked_for_the_district():
    sun = sun_guihua()
    with acting(lu_jia()) as lu, pytest.raises(NotFound):
        person_page(lu, sun.pk, at=AT)
    district = staff("qu", "区里", ("district", "310115"))
    with acting(district):
        assert person_page(district, sun.pk, at=AT).name == "孙*花"


def test_the_list_pages_through_everybody_once():
    for n in range(7):
        resident(f"王{'伟' * (n + 1)}")
    with acting(chen_min()) as chen:
        seen, cursor = [], ""
        while True:
            page = resident_list(chen, cursor=cursor, limit=3)
            seen += [person.pk for person in page.items]
            if not page.next:
                break
            cursor = page.next
    assert len(seen) == len(set(seen)) == 7
