"""People who ask twice, send back, leave, and change their minds."""

from __future__ import annotations

import pytest

from doorstep.casework.models import Case, Notice
from doorstep.people.models import Account, Consent
from doorstep.people.operations.close_account import close_account
from doorstep.people.operations.give_consent import give_consent
from doorstep.people.tests import factories as people
from doorstep.people.tests.factories import acting, everywhere
from tests.stories.conftest import asked, moved

pytestmark = pytest.mark.django_db


@everywhere
def _case(number: str) -> Case:
    return Case.objects.select_related("handler", "asker").get(number=number)


@everywhere
def _told(resident_id: int) -> list[str]:
    return list(Notice.objects.filter(resident_id=resident_id).values_list("text", flat=True))


def test_two_who_ask_for_the_same_are_both_told(clock, town, sits, worker) -> None:
    neighbour = people.resident("李建国", people.dwelling(room="401").pk, phone="13912340000")
    his_phone, her_phone = sits(people.own_account(neighbour)), sits(town.sun_herself)
    first, second = asked(her_phone, "楼道天花板漏水"), asked(his_phone, "我家门口顶上滴水")
    desk = sits(town.chen)
    moved(desk, second, "duplicate", original=first, word="和楼上说的是一件事")
    moved(desk, first, "acceptance")
    moved(desk, first, "reply", text="师傅明早九点来看总管")
    worker()
    assert "师傅明早九点来看总管" in her_phone.get(f"/my/{first}/").content.decode()
    assert "和楼上说的是一件事" in his_phone.get(f"/my/{second}/").content.decode()
    assert any("师傅明早九点来看总管" in text for text in _told(town.sun.pk))
    before = _told(neighbour.pk)
    moved(desk, first, "resolution", text="孙阿姨家门口的总管修好了")
    worker()
    news = _told(neighbour.pk)[len(before) :]
    assert news, "he hears how hers went"
    assert not any("孙" in text for text in news), "but not what was said to her"
    assert her_phone.get(f"/my/{second}/").status_code == 404


def test_a_department_that_is_wrong_sends_it_back_with_a_reason(clock, town, sits) -> None:
    number = asked(sits(town.sun_herself))
    boss, desk = sits(town.zhou), sits(town.chen)
    moved(desk, number, "acceptance")
    moved(desk, number, "escalation", reason="要动公共总管", word="")
    centre = sits(town.wang)
    assert _case(number).level != "community"
    moved(centre, number, "return", reason="管道在屋内，归社区先看")
    page = boss.get(f"/cases/{number}/").content.decode()
    assert "管道在屋内，归社区先看" in page
    assert "退回" in desk.get("/work/?whose=unit").content.decode()
    hers = sits(town.sun_herself).get(f"/my/{number}/").content.decode()
    assert "归社区先看" not in hers, "what colleagues say among themselves isn't for her"


def test_a_colleague_who_leaves_leaves_no_case_behind(clock, town, sits, worker) -> None:
    number = asked(sits(town.sun_herself))
    desk = sits(town.chen)
    moved(desk, number, "acceptance")
    admin = people.staff("hebin", "何斌", ("system_admin", "310115"))
    account = Account.objects.get(pk=town.chen.account_id)
    with acting(admin):
        close_account(account=account, reason="调走", by=admin, at=clock.now)
    worker()
    case = _case(number)
    assert (case.state, case.handler) == ("dispatched", None)
    assert desk.get("/work/").status_code == 302, "her session has ended"

    boss = sits(town.zhou)
    page = boss.get(f"/cases/{number}/reassignment/")
    offered = [value for value, _title in page.context["form"].fields["to"].choices]
    assert not any(str(value).endswith(f":{account.pk}") for value in offered)
    gone = {"version": case.version, "to": f"colleague:{account.pk}", "reason": "她熟悉"}
    answer = boss.post(f"/cases/{number}/reassignment/", gone)
    assert answer.status_code == 422
    assert "她熟悉" in answer.content.decode()
    assert _case(number).handler is None


def test_consent_that_is_withdrawn_midway_closes_the_door_at_once(clock, town, sits) -> None:
    daughter = people.resident("孙丽华", people.dwelling(room="501").pk, phone="13912345678")
    hers = people.own_account(daughter)
    agent = everywhere(Account.objects.get)(pk=hers.account_id)
    with acting(town.sun_herself):
        give_consent(
            principal_id=town.sun.pk, acts=["ask", "see"], evidence="app", at=clock.now,
            by=town.sun_herself, agent=agent,
        )  # fmt: skip
    phone = sits(hers)
    number = asked(phone, "妈妈家厨房漏水", person=town.sun.pk)
    assert _case(number).asker == town.sun
    assert phone.get(f"/my/{number}/").status_code == 200

    consent = everywhere(lambda: Consent.objects.get(principal=town.sun))()
    mother = sits(town.sun_herself)
    assert mother.post(f"/family/consents/{consent.pk}/withdrawal/").status_code == 302
    assert phone.get(f"/my/{number}/").status_code == 404
    assert phone.post(f"/my/{number}/words/", {"text": "催一下"}).status_code == 404
    late = phone.post("/ask/", {"words": "还漏", "kind": "leak", "person": town.sun.pk})
    assert late.status_code == 422
    assert mother.get(f"/my/{number}/").status_code == 200
