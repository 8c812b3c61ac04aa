"""At the one desk: found in a breath, taken in a few ticks, settled or passed on."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from doorstep.casework.public import Case
from doorstep.kernel.scope import Scope
from doorstep.people.tests.factories import lu_jia, resident, staff
from doorstep.platform.models import StoredFile, TrailEntry
from doorstep.platform.permissions import ROLES
from doorstep.platform.scope import scoped

pytestmark = pytest.mark.django_db


def cases() -> list[Case]:
    with scoped(Scope.everywhere("tests")):
        return list(Case.objects.order_by("id"))


def photo() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(out, "JPEG")
    return SimpleUploadedFile("天井.jpg", out.getvalue())


def intake(person=None, kind="leak") -> str:
    whom = f"&person={person.pk}" if person else ""
    return f"{reverse('intake')}?kind={kind}{whom}"


TAKEN = {"words": "天井漏水", "q_from": "roof", "channel": "desk"}


def test_the_front_door_leads_staff_to_the_desk(desk):
    assert desk.get("/").headers["Location"] == reverse("desk")
    assert "漏水渗水" in desk.get(reverse("desk")).content.decode()


@pytest.mark.parametrize(
    "query", ["孙桂", "sgh", "sunguihua", "375弄3号502", "三七五弄3号502", "1234"]
)
def test_found_in_one_breath(desk, sun, query):
    found = desk.get(reverse("find_suggestions"), {"q": query}).content.decode()
    assert "孙桂花" in found
    assert reverse("person", args=[sun.pk]) in found


@pytest.mark.parametrize(
    "query", ["'; drop table people_resident;--", "<script>alert(1)</script>", "😀", "x" * 5000]
)
def test_hostile_words_in_the_box_find_nothing_and_break_nothing(desk, query):
    answer = desk.get(reverse("find"), {"q": query})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_taken_with_a_kind_a_tick_and_her_words(desk, sun):
    form = desk.get(intake(sun)).content.decode()
    assert "孙阿姨" in form or "孙桂花" in form
    assert "375弄3号502" in form
    answer = desk.post(intake(sun), TAKEN)
    [case] = cases()
    assert answer.headers["Location"] == reverse("case", args=[case.number])
    assert (case.asker_id, case.place, case.words) == (sun.pk, sun.place, "天井漏水")
    assert case.answers == {"from": "roof"}
    assert case.reply_due_at is not None
    assert TrailEntry.objects.filter(action="case.open").count() == 1


def test_settled_on_the_spot_is_closed_at_once(desk, sun):
    form = desk.get(intake(sun, "medical-booklet"))
    outcome = form.context["form"]["outcome"].field.choices[1][0]
    desk.post(
        intake(sun, "medical-booklet"), {"words": "换新册", "outcome": outcome, "channel": "desk"}
    )
    [case] = cases()
    assert case.state == "closed"


def test_a_double_click_takes_one_case(desk, sun):
    sent = {**TAKEN, "_once": "a-token-of-the-form"}
    first, second = desk.post(intake(sun), sent), desk.post(intake(sun), sent)
    assert len(cases()) == 1
    assert first.headers["Location"] == second.headers["Location"]


def test_nothing_said_and_nothing_ticked_is_asked_again(desk, sun):
    answer = desk.post(intake(sun, "suggestion"), {"channel": "desk"})
    assert answer.status_code == 422
    assert "说几个字是什么事" in answer.content.decode()
    assert not cases()


def test_ten_thousand_characters_are_too_many_and_kept_on_the_page(desk, sun):
    answer = desk.post(intake(sun), {**TAKEN, "words": "漏" * 10_000})
    assert answer.status_code == 422
    assert "漏漏漏" in answer.content.decode()
    assert not cases()


def test_a_photo_comes_along(desk, sun):
    desk.post(intake(sun), {**TAKEN, "photos": [photo()]})
    with scoped(Scope.everywhere("tests")):
        assert StoredFile.objects.get().mime == "image/jpeg"


def test_a_program_named_jpg_is_refused_and_no_case_is_left_behind(desk, sun):
    fake = SimpleUploadedFile("photo.jpg", b"MZ\x90\x00 not a photo")
    answer = desk.post(intake(sun), {**TAKEN, "photos": [fake]})
    assert answer.status_code == 422
    assert not cases()


def test_the_desk_of_another_place_cannot_take_for_her(enter, sun):
    assert enter(lu_jia()).get(intake(sun)).status_code == 404
    assert enter(lu_jia()).post(intake(sun), TAKEN).status_code == 404
    assert not cases()


def test_an_auditor_takes_no_cases(enter, sun):
    auditor = staff("gaojie", "高洁", ("auditor", "310115"))
    assert enter(auditor).get(reverse("intake")).status_code == 403


@pytest.mark.parametrize("role", sorted(ROLES))
def test_each_role_lands_on_a_page_it_may_open(enter, sun, role):
    browser = enter(staff(f"x-{role}", "某人", (role, "310115")))
    assert browser.get("/", follow=True).status_code == 200


def test_nobody_signed_in_is_sent_to_sign_in(client):
    assert client.get(reverse("desk")).headers["Location"].startswith("/signin/")


def test_what_is_open_already_is_shown(desk, sun):
    desk.post(intake(sun), TAKEN)
    [case] = cases()
    assert case.number in desk.get(intake(sun)).content.decode()


def test_a_long_name_and_no_phone_stand_on_the_form(desk, sun):
    long = resident("古丽娜扎尔·买买提明·阿不都热合曼", place=sun.place)
    assert "古丽娜扎尔·买买提明·阿不都热合曼" in desk.get(intake(long)).content.decode()


def test_the_desk_costs_the_same_however_many_kinds(desk, django_assert_max_num_queries):
    desk.get(reverse("desk"))
    with django_assert_max_num_queries(20):
        desk.get(reverse("desk"))
