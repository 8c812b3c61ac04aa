"""On her own phone: asked in her own words, followed like a parcel, rated."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doorstep.casework.public import (
    Case,
    TimelineEntry,
    accept_case,
    close_case,
    make_notices,
    mark_duplicate,
    reply_to_asker,
    resolve_case,
)
from doorstep.kernel.scope import Scope
from doorstep.people.public import Consent
from doorstep.people.tests.factories import acting, chen_min, own_account, resident
from doorstep.platform.scope import scoped

pytestmark = pytest.mark.django_db


def the_case() -> Case:
    with scoped(Scope.everywhere("tests")):
        return Case.objects.get()


def ask(phone, sun, **more) -> Case:
    sent = {"kind": "leak", "words": "天井漏水", "q_from": "roof", "person": sun.pk, **more}
    answer = phone.post(reverse("ask"), sent)
    assert answer.status_code == 302, answer.content.decode()
    return the_case()


def answer_it(case: Case) -> None:
    with acting(chen_min()) as chen:
        at = timezone.now()
        accept_case(number=case.number, by=chen, at=at)
        reply_to_asker(number=case.number, text="师傅明早九点来。", by=chen, at=at)


def finish(case: Case) -> None:
    with acting(chen_min()) as chen:
        at = timezone.now() + timedelta(minutes=1)
        resolve_case(number=case.number, text="修好了，不漏了。", by=chen, at=at)
        close_case(number=case.number, by=chen, at=at)


def test_the_front_page_asks_for_one_sentence(client, enter):
    page = client.get("/").content.decode()
    assert "您要办什么？" in page
    assert "用手机号登录" in page


def test_her_sentence_is_understood(phone, sun):
    page = phone.get(reverse("ask"), {"words": "我家天井漏水了"})
    assert page.context["kind"].code == "leak"
    assert "水从哪里来" in page.content.decode()


def test_another_kind_brings_its_own_questions(phone):
    page = phone.get(reverse("ask_questions"), {"kind": "gas-smell"}).content.decode()
    assert "tel:" in page


def test_words_that_mean_nothing_known_are_taken_all_the_same(phone):
    assert phone.get(reverse("ask"), {"words": "嗯嗯啊啊"}).context["kind"].code == "other"


def test_asked_and_followed_like_a_parcel(phone, sun):
    case = ask(phone, sun)
    assert (case.channel, case.asker_id) == ("app", sun.pk)
    assert "天井漏水" in phone.get("/").content.decode()
    answer_it(case)
    page = phone.get(reverse("my_case", args=[case.number])).content.decode()
    assert "师傅明早九点来" in page
    assert "已答复" in page


def test_she_rates_once_and_it_stands(phone, sun):
    case = ask(phone, sun)
    answer_it(case)
    finish(case)
    page = reverse("my_case", args=[case.number])
    assert 'name="stars"' in phone.get(page).content.decode()
    phone.post(reverse("my_case_rating", args=[case.number]), {"stars": "5", "words": "快"})
    phone.post(reverse("my_case_rating", args=[case.number]), {"stars": "1"})
    shown = phone.get(page).content.decode()
    assert "非常满意" in shown
    assert 'name="stars"' not in shown


def test_rating_what_was_resolved_closes_it(phone, sun):
    case = ask(phone, sun)
    answer_it(case)
    with acting(chen_min()) as chen:
        resolve_case(number=case.number, text="修好了。", by=chen, at=timezone.now())
    phone.post(reverse("my_case_rating", args=[case.number]), {"stars": "4"})
    assert the_case().state == "closed"


@pytest.mark.parametrize("stars", ["", "0", "6", "five", "-1"])
def test_a_rating_outside_the_five_steps_is_not_kept(phone, sun, stars):
    case = ask(phone, sun)
    answer_it(case)
    finish(case)
    phone.post(reverse("my_case_rating", args=[case.number]), {"stars": stars})
    assert 'name="stars"' in phone.get(reverse("my_case", args=[case.number])).content.decode()


def test_she_writes_back_and_the_desk_reads_it(phone, sun):
    case = ask(phone, sun)
    phone.post(reverse("my_case_words", args=[case.number]), {"text": "明早我在家 😀"})
    assert "明早我在家 😀" in phone.get(reverse("my_case", args=[case.number])).content.decode()


def test_she_takes_it_back(phone, sun):
    case = ask(phone, sun)
    phone.post(reverse("my_case_withdrawal", args=[case.number]), {"reason": "自己修好了"})
    assert the_case().state == "cancelled"


def test_it_is_not_right_yet(phone, sun):
    case = ask(phone, sun)
    answer_it(case)
    finish(case)
    phone.post(reverse("my_case_reopening", args=[case.number]), {"reason": "又滴了"})
    assert the_case().state == "dispatched"


def test_a_script_in_her_words_is_only_words(phone, sun):
    case = ask(phone, sun, words="<script>alert(1)</script>")
    shown = phone.get(reverse("my_case", args=[case.number])).content.decode()
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;" in shown


def test_a_neighbour_sees_nothing_of_it(phone, sun, enter):
    case = ask(phone, sun)
    neighbour = enter(own_account(resident("王秀英", place=sun.place)))
    assert neighbour.get(reverse("my_case", args=[case.number])).status_code == 404
    assert (
        neighbour.post(reverse("my_case_words", args=[case.number]), {"text": "x"}).status_code
        == 404
    )
    assert "天井漏水" not in neighbour.get(reverse("my_cases")).content.decode()


def test_a_neighbour_cannot_ask_in_her_name(phone, sun, enter):
    neighbour = enter(own_account(resident("王秀英", place=sun.place)))
    sent = {"kind": "leak", "words": "x", "person": sun.pk}
    assert neighbour.post(reverse("ask"), sent).status_code == 422
    with scoped(Scope.everywhere("tests")):
        assert not Case.objects.exists()


def trust_the_daughter(phone) -> Consent:
    form = {"phone": "139 0013 9045", "acts": ["ask", "rate", "see"]}
    phone.post(reverse("family_consents"), form)
    with scoped(Scope.everywhere("tests")):
        return Consent.objects.select_related("agent").get()


def test_the_daughter_asks_for_her_by_consent_until_it_ends(phone, sun):
    consent = trust_the_daughter(phone)
    daughter = Client()
    daughter.force_login(consent.agent)
    case = ask(daughter, sun)
    assert (case.asker_id, case.asked_by_id) == (sun.pk, consent.agent_id)
    assert "天井漏水" in phone.get(reverse("my_cases")).content.decode()
    phone.post(reverse("family_withdrawal", args=[consent.pk]))
    assert daughter.get(reverse("my_case", args=[case.number])).status_code == 404


def test_the_page_of_the_family_names_whom_she_trusts(phone):
    trust_the_daughter(phone)
    assert "139****9045" in phone.get(reverse("family")).content.decode()


def test_a_number_that_cannot_be_a_phone_is_said_so(phone):
    answer = phone.post(reverse("family_consents"), {"phone": "12345", "acts": ["ask"]})
    assert answer.status_code == 422


def test_who_asked_the_same_hears_how_the_neighbours_matter_goes(phone, sun, enter):
    case = ask(phone, sun)
    wang = resident("王秀英", place=sun.place)
    neighbour = enter(own_account(wang))
    sent = {"kind": "leak", "words": "楼道也漏", "q_from": "roof", "person": wang.pk}
    number = neighbour.post(reverse("ask"), sent).headers["Location"].split("/")[-2]
    with acting(chen_min()) as chen:
        mark_duplicate(number=number, original=case.number, by=chen, at=timezone.now())
    answer_it(case)
    with scoped(Scope.everywhere("tests")):
        for entry in TimelineEntry.objects.filter(case=case, verb="reply"):
            make_notices(entry_id=entry.pk, at=timezone.now())
    page = neighbour.get(reverse("my_case", args=[number])).content.decode()
    assert "邻居报的那件事" in page
    assert case.number in page
    assert "师傅明早九点来" not in page, "another's words stay hers"


def test_staff_have_no_matters_of_their_own_here(desk):
    assert desk.get(reverse("my_cases")).status_code == 403
