"""Taking a case."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doorstep.casework.events import CaseOpened
from doorstep.casework.models import Assignment, Case, Clock, ClockStep
from doorstep.casework.operations._intake import (
    AgentWithoutAsker,
    AnswersInvalid,
    AskerUnknown,
    ChannelUnknown,
    NothingSaid,
    PlaceInvalid,
    PlaceMissing,
    UnknownKind,
)
from doorstep.casework.operations._moving import TextTooLong
from doorstep.casework.operations.open_case import Asked, NotOnTheSpot, Settled, open_case
from doorstep.casework.tests.factories import (
    AT,
    LATER,
    SHIXIN,
    SYSTEM,
    acting,
    fresh,
    last_entry,
    last_fact,
    last_trail,
    opened,
    verbs,
)
from doorstep.kernel.errors import Forbidden
from doorstep.kernel.scope import Scope
from doorstep.people.tests.factories import LINFEN, dwelling, resident
from doorstep.platform.models import StoredFact
from doorstep.platform.scope import scoped

TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def test_a_case_is_numbered_sent_timed_and_told(town):
    case = fresh(opened(town, answers={"from": "roof"}))
    assert case.number.startswith("261120-")
    assert (case.state, case.level) == ("dispatched", "community")
    assert (case.holder_place, case.holder_role, case.handler_id) == (SHIXIN, "worker", None)
    assert case.reply_due_at == TUESDAY == case.next_due_at
    assert case.resolve_due_at == datetime(2026, 12, 4, 9, 30, tzinfo=UTC)
    assert verbs(case) == ["open", "route"]
    assert last_trail(case) == "case.open"
    with scoped(Scope.everywhere("tests")):
        fact = CaseOpened.from_payload(StoredFact.objects.get(subject=case.subject).payload)
        assert set(case.clocks.values_list("what", flat=True)) == {"reply", "resolve"}
        assert ClockStep.objects.filter(case=case).count() == 7
    assert (fact.number, fact.holder_place, list(fact.persons)) == (
        case.number,
        SHIXIN,
        [town.sun.pk],
    )


def test_the_timeline_says_why_it_went_where(town):
    route = last_entry(opened(town), "staff").data
    assert route["label"] == "kind:t-leak:1"
    assert route["why"][0]["tests"] == [
        {
            "field": "answers.running",
            "op": "eq",
            "want": True,
            "have": None,
            "holds": False,
        }
    ]


def test_a_way_may_bring_urgency_clocks_and_joint_work(town):
    case = fresh(opened(town, answers={"running": True}))
    assert case.urgent
    assert case.reply_due_at == AT + timedelta(minutes=30)
    with scoped(Scope.everywhere("tests")):
        part = Assignment.objects.get(case=case)
    assert (part.part, part.unit_role, part.task) == ("assist", "officer", "水还在流")


def test_settled_on_the_spot_it_is_closed_answered_and_has_no_clocks(town):
    case = fresh(opened(town, settled=Settled("told", "给您讲清楚了")))
    assert case.state == "closed"
    assert case.closed_at == case.replied_at == case.resolved_at == AT
    assert verbs(case) == ["open", "settle"]
    assert last_entry(case).text == "给您讲清楚了"
    with scoped(Scope.everywhere("tests")):
        assert not Clock.objects.filter(case=case).exists()
        assert case.closings.get().on_the_spot


def test_who_takes_it_may_keep_it(town):
    case = opened(town, handle_myself=True)
    assert (case.state, case.handler_id) == ("accepted", town.chen.account_id)


def test_a_resident_asks_for_herself_on_the_phone(town):
    case = fresh(opened(town, by=town.sun_herself, channel="app"))
    assert case.opened_by_id == town.sun_herself.account_id
    assert case.asker_id == town.sun.pk
    with acting(town.sun_herself):
        assert [entry.verb for entry in case.timeline.all()] == ["open"]


def test_a_machine_case_has_nobody_to_answer(town):
    alarm = fresh(
        opened(
            town, by=SYSTEM, kind="t-alarm", asked=Asked(), subject_key="meter:1", channel="machine"
        )
    )
    assert (alarm.reply_due_at, alarm.urgent) == (None, True)
    assert alarm.next_due_at == AT + timedelta(minutes=60)


def test_what_a_machine_sees_again_is_the_same_case(town):
    given = {"kind": "t-alarm", "asked": Asked(), "subject_key": "meter:1", "by": SYSTEM}
    first = opened(town, **given)
    again = opened(town, at=LATER, **given)
    assert again.pk == first.pk
    assert verbs(first)[-1] == "again"
    other = opened(town, **(given | {"subject_key": "meter:2"}))
    assert other.pk != first.pk


def test_a_replay_returns_the_first_case(town):
    first = opened(town, idempotency_key="k1")
    again = opened(town, words="别的", idempotency_key="k1", at=LATER)
    assert (again.pk, again.words) == (first.pk, "楼上漏水")
    assert last_fact(first) == "CaseOpened"
    with scoped(Scope.everywhere("tests")):
        assert StoredFact.objects.filter(subject=first.subject).count() == 1


def test_both_identities_are_kept_when_somebody_speaks_for_her(town):
    asked = Asked(resident=town.sun.pk, by_name="女儿 孙小红")
    case = fresh(opened(town, asked=asked))
    assert (case.asker_id, case.asked_by_name) == (town.sun.pk, "女儿 孙小红")


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"kind": "no-such"}, UnknownKind),
        ({"words": "水" * 2001}, TextTooLong),
        ({"words": "  ", "answers": {}}, NothingSaid),
        ({"answers": {"from": "the moon"}}, AnswersInvalid),
        ({"answers": {"more": 1}}, AnswersInvalid),
        ({"answers": {"from": "roof" * 5000}}, AnswersInvalid),
        ({"place": SHIXIN}, PlaceMissing),
        ({"place": "31011500500"}, PlaceInvalid),
        ({"place": "'; drop table"}, PlaceInvalid),
        ({"asked": Asked(by_name="孙小红")}, AgentWithoutAsker),
        ({"asked": Asked(resident=10**9)}, AskerUnknown),
        ({"place": LINFEN, "place_text": "门口"}, Forbidden),
        ({"channel": "carrier pigeon"}, ChannelUnknown),
        ({"kind": "t-alarm", "settled": Settled("done")}, NotOnTheSpot),
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_nothing(town, more, error):
    with pytest.raises(error):
        opened(town, **more)
    with scoped(Scope.everywhere("tests")):
        assert not Case.objects.exists()


def test_emoji_quotes_and_tags_are_her_own_words(town):
    words = "😀 '; drop table casework_case; -- <script>alert(1)</script>\x00"
    assert fresh(opened(town, words=words)).words == words.removesuffix("\x00")


def test_staff_cannot_take_a_case_for_somebody_they_may_not_see(town):
    stranger = resident("李建国", place=dwelling(LINFEN).pk)
    with pytest.raises(AskerUnknown):
        opened(town, asked=Asked(resident=stranger.pk))


def test_a_resident_cannot_ask_in_anothers_name(town):
    neighbour = resident("王小明")
    with pytest.raises(Forbidden):
        opened(town, by=town.sun_herself, asked=Asked(resident=neighbour.pk))


def test_the_community_with_words_is_place_enough(town):
    assert opened(town, place=SHIXIN, place_text="3 号楼门口").place == SHIXIN


def test_taking_a_case_stays_lean(town):
    with acting(town.chen), CaptureQueriesContext(connection) as statements:
        open_case(
            kind="t-leak",
            place=town.home,
            words="漏水",
            asked=Asked(resident=town.sun.pk),
            by=town.chen,
            at=AT,
        )
    sql = [q["sql"] for q in statements if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(sql) <= 14, "\n".join(sql)
