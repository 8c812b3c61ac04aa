"""The pages of residents, through the door."""

from __future__ import annotations

import pytest
from django.urls import reverse

from doorstep.people.models import Account, Consent, Resident, Tag
from doorstep.people.operations.note_relation import note_relation
from doorstep.people.tests.factories import (
    AT,
    SYSTEM,
    chen_min,
    dwelling,
    everywhere,
    lu_jia,
    resident,
    staff,
    sun_guihua,
)
from doorstep.platform.models import TrailEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, settings):
    """Return a client signed in as whoever is asked for, over plain http."""
    settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME = "session"

    def enter(actor=None):
        who = actor or chen_min()
        client.force_login(Account.objects.get(pk=who.account_id))
        return client

    return enter


@everywhere
def now(model, **which):
    return model.objects.filter(**which).first()


@everywhere
def guardian(child):
    note_relation(resident_id=child.pk, kind="guardian", name="孙明", by=SYSTEM, at=AT)


def test_the_page_says_who_where_and_what_to_mind(desk):
    sun = sun_guihua()
    html = desk().get(reverse("person", args=[sun.pk])).content.decode()
    for said in (
        "孙桂花",
        "375弄3号502",
        "孙阿姨",
        "138****1234",
        "耳朵不太好",
        "3101**********122X",
    ):
        assert said in html, said
    assert "13812341234" not in html


def test_other_places_don_t_exist_and_other_roles_see_less(desk):
    sun = sun_guihua()
    assert desk(lu_jia()).get(reverse("person", args=[sun.pk])).status_code == 404
    district = desk(staff("qu", "区里", ("district", "310115")))
    html = district.get(reverse("person", args=[sun.pk])).content.decode()
    assert "孙*花" in html and "孙桂花" not in html
    assert district.get(reverse("resident_edit", args=[sun.pk])).status_code == 403


def test_finding_as_one_types(desk):
    sun_guihua()
    page = desk().get(reverse("residents"), {"q": "sgh"}, headers={"HX-Request": "true"})
    html = page.content.decode()
    assert "孙桂花" in html and "375弄3号502" in html and "<html" not in html
    nobody = desk().get(reverse("residents"), {"q": "'; drop table"})
    assert nobody.status_code == 200 and "孙桂花" not in nobody.content.decode()


def test_a_sealed_field_opens_for_a_minute_with_a_purpose(desk):
    sun = sun_guihua()
    url, client = reverse("person_openings", args=[sun.pk]), desk()
    bare = client.post(url, {"field": "phone", "purpose": ""}, headers={"HX-Request": "true"})
    assert bare.status_code == 422 and "13812341234" not in bare.content.decode()
    opened = client.post(url, {"field": "phone", "purpose": "回访"}, headers={"HX-Request": "true"})
    html = opened.content.decode()
    assert "13812341234" in html and "delay:60s" in html
    assert opened["Cache-Control"] == "no-store"
    plain = client.post(url, {"field": "phone", "purpose": "回访"})
    assert plain["Refresh"].startswith("60;")
    again = client.get(reverse("person_sealed", args=[sun.pk, "phone"])).content.decode()
    assert "138****1234" in again and "13812341234" not in again
    assert TrailEntry.objects.filter(action="sealed.opened", purpose="回访").count() == 2


def test_entering_somebody(desk):
    dwelling()
    client, url = desk(), reverse("resident_new")
    assert client.get(url).status_code == 200
    given = {
        "name": "王芳", "address": "三七五弄3号501", "gender": "f", "residence": "living",
        "relation_to_head": "other", "phone": "1381234123",
    }  # fmt: skip
    wrong = client.post(url, given)
    assert wrong.status_code == 422 and "1" in wrong.content.decode()
    assert client.post(url, {**given, "phone": "", "address": "999弄1号101"}).status_code == 422
    done = client.post(url, {**given, "phone": "13812341234"})
    made = now(Resident, name="王芳")
    assert done.status_code == 302 and done.url == reverse("person", args=[made.pk])


def test_correcting_leaves_sealed_fields_alone(desk):
    sun = sun_guihua()
    client, url = desk(), reverse("resident_edit", args=[sun.pk])
    html = client.get(url).content.decode()
    assert "孙桂花" in html and "13812341234" not in html
    given = {
        "name": "孙桂花", "gender": "f", "residence": "living", "relation_to_head": "head",
        "needs_note": "", "version": 1,
    }  # fmt: skip
    assert client.post(url, given).status_code == 302
    after = now(Resident, pk=sun.pk)
    assert (after.residence, after.phone.masked, after.version) == ("living", "138****1234", 2)
    assert client.post(url, {**given, "name": "孙桂"}).status_code == 422


def test_moves_deaths_tags_consents_and_relations(desk):
    sun, client = sun_guihua(), desk()
    at = {"args": [sun.pk]}
    tag = {"kind": "lives_alone", "source": "visit", "note": ""}
    assert client.post(reverse("person_tags", **at), tag).status_code == 302
    assert client.post(reverse("person_tags", **at), tag).status_code == 422
    held = now(Tag, resident=sun)
    assert client.post(reverse("person_tag_end", args=[held.pk])).status_code == 302
    consent = {"acts": ["ask"], "agent_phone": "13900001111", "evidence": "纸质，3号柜"}
    assert client.post(reverse("person_consents", **at), consent).status_code == 302
    given = now(Consent, principal=sun)
    assert client.post(reverse("consent_withdrawal", args=[given.pk])).status_code == 302
    child = {"kind": "child", "name": "李红", "phone": "13700002222", "whereabouts": "杨浦"}
    assert client.post(reverse("person_relations", **at), child).status_code == 302
    html = client.get(reverse("person", **at)).content.decode()
    assert "李红" in html and "13700002222" not in html
    moved = {"on": "2026-01-05", "moved_to": "杨浦"}
    assert client.get(reverse("resident_move", **at)).status_code == 200
    assert client.post(reverse("resident_move", **at), moved).status_code == 302
    assert client.post(reverse("resident_death", **at), {"on": "2099-01-05"}).status_code == 422
    assert client.post(reverse("resident_death", **at), {"on": "2026-01-06"}).status_code == 302
    assert "2026-01-06" in client.get(reverse("person", **at)).content.decode()


def test_namesakes_children_and_people_without_a_phone_are_said(desk):
    sun = sun_guihua()
    twin = resident("孙桂花", dwelling(room="301").pk, birth="2018-05-01")
    guardian(twin)
    html = desk().get(reverse("person", args=[twin.pk])).content.decode()
    assert reverse("person", args=[sun.pk]) in html  # the other of this name
    assert html.count("孙明") == 2  # in the banner of a child, and among whom to call
    assert "details" not in html.split('id="sealed-phone"')[1][:200]  # nothing to open
