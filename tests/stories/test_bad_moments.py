"""Two at once, a form left open too long, a sentence that is a formula."""

from __future__ import annotations

import threading

import pytest
from django.db import connections

from doorstep.casework.models import Case
from doorstep.people.tests import factories as people
from doorstep.people.tests.factories import everywhere
from tests.stories.conftest import asked, moved


def _at_once(*works) -> list:
    """Run each in a thread with a connection of its own; return what came of them."""
    outcomes, start = [None] * len(works), threading.Barrier(len(works))

    def run(index, work):
        try:
            start.wait()
            outcomes[index] = work()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_close_one_case_and_the_second_is_told_who_was_first(clock, town, sits):
    number = asked(sits(town.sun_herself))
    desks = {"陈敏": sits(town.chen), "周伟": sits(town.zhou)}
    moved(desks["陈敏"], number, "acceptance")
    moved(desks["陈敏"], number, "resolution", text="总管修好了")
    version = everywhere(Case.objects.get)(number=number).version

    def closing(name):
        given = {"version": version, "word": f"{name}写的最后一句"}
        return lambda: (name, desks[name].post(f"/cases/{number}/closure/", given))

    answers = _at_once(*map(closing, desks))
    assert sorted(answer.status_code for _name, answer in answers) == [302, 409]
    winner = next(name for name, answer in answers if answer.status_code == 302)
    loser, refused = next(pair for pair in answers if pair[1].status_code == 409)
    words = refused.content.decode()
    assert winner in words
    assert f"{loser}写的最后一句" in words, "what was typed is kept"
    assert everywhere(Case.objects.get)(number=number).state == "closed"


@pytest.mark.django_db
@pytest.mark.parametrize("with_token", [True, False])
def test_a_form_that_expired_gives_the_words_back(clock, town, sits, with_token):
    number = asked(sits(town.sun_herself))
    desk = sits(town.chen, enforce_csrf_checks=True)
    given = {"text": "师傅明早九点来，请留人", "version": 1, "password": "不该看见的话"}
    given |= {"csrfmiddlewaretoken": "x" * 64} if with_token else {}
    answer = desk.post(f"/cases/{number}/reply/", given)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "师傅明早九点来，请留人" in page
    assert "不该看见的话" not in page
    assert everywhere(Case.objects.get)(number=number).state == "dispatched"


@pytest.mark.django_db
def test_a_double_click_asks_once(clock, town, sits):
    phone = sits(town.sun_herself)
    given = {"words": "漏水", "kind": "leak", "person": town.sun.pk, "_once": "a" * 32}
    first, second = phone.post("/ask/", given), phone.post("/ask/", given)
    assert first["Location"] == second["Location"]
    assert everywhere(Case.objects.count)() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "\t=1"])
def test_no_formula_leaves_in_an_export(clock, town, sits, words):
    asked(sits(town.sun_herself), words)
    export = sits(town.chen, recently=True).get("/work/export.csv?whose=all")
    assert export.status_code == 200
    cells = export.content.decode("utf-8-sig").replace("\r\n", ",").split(",")
    assert not [cell for cell in cells if cell.strip('"')[:1] in tuple("=+-@\t")]
    assert words.strip() in export.content.decode("utf-8-sig")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("'; DROP TABLE casework_case; --", 302),
        ("<script>alert(1)</script>", 302),
        ("漏水😭🚰", 302),
        ("漏" * 10_000, 422),
        ("水\x00管", 422),
        ("   ", 422),
    ],
)
def test_strange_words_are_kept_or_refused_whole(clock, town, sits, words, status):
    phone = sits(town.sun_herself)
    given = {"words": words, "kind": "leak", "person": town.sun.pk}
    answer = phone.post("/ask/", given)
    assert answer.status_code == status
    assert everywhere(Case.objects.count)() == (status == 302)
    if status == 302:
        page = phone.get(answer["Location"]).content.decode()
        assert "<script>alert" not in page


@pytest.mark.django_db
def test_another_places_worker_sees_nothing_of_it(clock, town, sits):
    number = asked(sits(town.sun_herself))
    elsewhere = sits(people.lu_jia())
    assert elsewhere.get(f"/cases/{number}/").status_code == 404
    assert number not in elsewhere.get("/work/?whose=all").content.decode()
