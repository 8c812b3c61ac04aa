"""Bad ratings open a case of their own."""

from doorstep.casework.events import CaseRated
from doorstep.casework.models import Case
from doorstep.casework.operations.follow_up_rating import follow_up_rating
from doorstep.casework.subscribers import open_follow_up
from doorstep.casework.tests.factories import LATER, SYSTEM, closed, fresh, last_fact
from doorstep.casework.tests.operations.test_rate_case import rate
from doorstep.people.tests.factories import everywhere
from doorstep.platform import facts
from doorstep.platform.models import StoredFact


def test_a_bad_one_goes_to_the_secretary_once(town):
    case = closed(town)
    rating = rate(case, town.sun_herself, 1, words="没修好")
    assert last_fact(case) == "CaseRated"
    fact = everywhere(StoredFact.objects.filter(name=CaseRated.name).latest)("id")
    for _delivery in range(2):
        facts.deliver(fact_id=fact.pk, listener=facts.name_of(open_follow_up), at=LATER)
    follow_up = everywhere(Case.objects.get)(follows=case)
    assert (follow_up.kind_id, follow_up.holder_role) == ("follow-up", "secretary")
    assert (follow_up.asker_id, follow_up.words) == (town.sun.pk, "没修好")
    assert follow_up.answers == {"case": case.number, "score": 1}
    again = everywhere(follow_up_rating)(rating_id=rating.pk, by=SYSTEM, at=LATER)
    assert again.pk == follow_up.pk


def test_a_fair_one_does_not(town):
    rating = rate(closed(town), town.sun_herself, 3)
    assert everywhere(follow_up_rating)(rating_id=rating.pk, by=SYSTEM, at=LATER) is None
    assert fresh(rating.case).state == "closed"
