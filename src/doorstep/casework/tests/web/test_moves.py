"""Moves through their pages: done, refused, changed meanwhile, and nothing typed is lost."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from doorstep.casework.models import Assignment, Case
from doorstep.casework.operations.return_case import return_case
from doorstep.casework.tests.factories import LATER, accepted, closed, fresh, opened, resolved
from doorstep.casework.web.moves import DOORS
from doorstep.people.public import Account
from doorstep.people.tests.factories import acting, everywhere


def post(client, case, path, **given):
    return client.post(f"/cases/{case.number}/{path}/", {"version": case.version, **given})


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.path)
def test_every_form_opens_alone_and_in_its_page(town, desk, door):
    case, client = accepted(town), desk(town.zhou)
    assert client.get(f"/cases/{case.number}/{door.path}/").status_code == 200
    part = client.get(f"/cases/{case.number}/{door.path}/", headers={"HX-Request": "true"})
    assert part.content.decode().lstrip().startswith("<section")


def test_from_asking_to_closing(town, desk):
    case, client = opened(town), desk()
    assert post(client, case, "acceptance").status_code == 302
    case = fresh(case)
    assert post(client, case, "reply", text="师傅明早来").status_code == 302
    case = fresh(case)
    assert post(client, case, "resolution", text="修好了").status_code == 302
    case = fresh(case)
    assert post(client, case, "closure", word="").status_code == 302
    assert fresh(case).state == "closed"


def test_accepting_can_be_taken_back(town, desk):
    case, client = opened(town), desk()
    post(client, case, "acceptance")
    assert client.post(f"/cases/{case.number}/acceptance/undo/").status_code == 302
    back = fresh(case)
    assert (back.state, back.handler_id, back.returned_at) == ("dispatched", None, None)
    client.post(f"/cases/{case.number}/acceptance/undo/")
    assert fresh(case).version == back.version


def test_somebody_was_faster_and_the_words_are_kept(town, desk):
    case, client = accepted(town), desk()
    with acting(town.zhou):
        return_case(number=case.number, reason="不归我们", by=town.zhou, at=LATER)
    answer = post(client, case, "escalation", reason="解决不了，请上级帮忙", word="")
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "周伟" in html
    assert "解决不了，请上级帮忙" in html
    assert f'name="version" value="{fresh(case).version}"' in html


def test_too_late_for_this_move_but_nothing_is_lost(town, desk):
    case = accepted(town)
    closed_case = closed(town)
    answer = post(desk(), closed_case, "resolution", text="我写了很多字")
    assert answer.status_code == 409
    assert "我写了很多字" in answer.content.decode()
    assert fresh(case).state == "accepted"


def test_without_the_capability(town, desk):
    case = accepted(town)
    assert post(desk(), case, "extension", more=2, reason="等配件").status_code == 403
    assert post(desk(town.sun_herself), case, "acceptance").status_code == 403


def test_other_places(town, desk):
    case = accepted(town)
    assert post(desk(town.lu), case, "reply", text="x").status_code == 404


def test_signed_out(town, settings, desk):
    case = accepted(town)
    assert Client().post(f"/cases/{case.number}/reply/", {"text": "x"}).status_code == 401


def test_an_expired_form(town, desk):
    case = accepted(town)
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(pk=town.chen.account_id))
    answer = client.post(f"/cases/{case.number}/reply/", {"text": "写好的话"})
    assert answer.status_code == 403
    assert fresh(case).replied_at is None


@pytest.mark.parametrize("text", ["", "　", "长" * 10_000, "还有……没填", "零\x00"])
def test_texts_that_do_not_fit(town, desk, text):
    case = accepted(town)
    answer = post(desk(), case, "reply", text=text)
    assert answer.status_code == 422
    assert fresh(case).replied_at is None
    if len(text) > 100:
        assert text in answer.content.decode()


def test_emoji_and_tags_are_only_text(town, desk):
    case, client = accepted(town), desk()
    assert post(client, case, "reply", text="<script>x</script>好的😀").status_code == 302
    html = client.get(f"/cases/{case.number}/").content.decode()
    assert "&lt;script&gt;x&lt;/script&gt;好的😀" in html


def test_a_reason_is_needed(town, desk):
    case = accepted(town)
    assert post(desk(), case, "escalation", reason="", word="").status_code == 422
    assert post(desk(), case, "return", reason=" ").status_code == 422


def test_dispatch_by_the_rules_or_to_a_colleague(town, desk):
    case, client = accepted(town), desk(town.zhou)
    form = client.get(f"/cases/{case.number}/reassignment/").content.decode()
    assert "王磊" in form
    to = f"colleague:{town.wang.account_id}:officer:{town.wang.places[0]}"
    assert post(client, case, "reassignment", to=to, reason="他在那边", word="").status_code == 302
    moved = fresh(case)
    assert (moved.level, moved.handler_id) == ("joint_duty", town.wang.account_id)
    assert post(client, moved, "reassignment", to="colleague:1:x:y", reason="x").status_code == 422


def test_a_returned_case_goes_where_the_rules_say(town, desk):
    case, client = accepted(town), desk()
    post(client, case, "return", reason="不归我们")
    back = fresh(case)
    assert back.state == "new"
    assert "建议" in client.get(f"/cases/{case.number}/dispatch/").content.decode()
    assert post(client, back, "dispatch", to="rules", word="").status_code == 302
    assert fresh(case).state == "dispatched"


def test_joint_work_from_giving_to_its_outcome(town, desk):
    case, client = accepted(town), desk()
    given = {"part": "assist", "to": "unit:joint_duty", "task": "去看一下", "days": "2"}
    assert post(client, case, "assignments", **given).status_code == 302
    part = everywhere(lambda: Assignment.objects.get(case=case))()
    assert part.due_at is not None
    refused = post(client, fresh(case), "resolution", text="好了")
    assert refused.status_code == 409
    assert "好了" in refused.content.decode()
    address = f"/cases/{case.number}/assignments/{part.pk}/outcome/"
    assert desk(town.wang).get(address).status_code == 200
    done = desk(town.wang).post(address, {"outcome": "done", "report": "看过了"})
    assert done.status_code == 302
    wrong = f"/cases/{case.number}/assignments/987654/outcome/"
    assert client.get(wrong).status_code == 404


def test_split_merge_and_close_with_outcomes(town, desk):
    case, client = accepted(town), desk()
    assert post(client, case, "sub-cases", kind="t-leak", words="修楼顶").status_code == 302
    child = everywhere(lambda: Case.objects.get(parent=case))()
    assert child.number in client.get(f"/cases/{case.number}/").content.decode()
    twin = opened(town)
    merged = post(client, twin, "duplicate", original=case.number.replace("-", " "), word="")
    assert merged.status_code == 302
    assert fresh(twin).duplicate_of_id == case.pk
    assert post(client, opened(town), "duplicate", original="1").status_code == 404


def test_relocate_by_what_people_say(town, desk):
    case, client = accepted(town), desk()
    assert post(client, case, "place", where="999弄1号", reason="记错了").status_code == 422
    said = post(client, case, "place", where="375-3-602", reason="记错了楼层")
    assert said.status_code == 302
    assert fresh(case).place_text == "375弄3号602"


def picture() -> SimpleUploadedFile:
    memory = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(memory, "PNG")
    return SimpleUploadedFile("leak.png", memory.getvalue(), "image/png")


def test_a_photo_and_what_only_claims_to_be_one(town, desk):
    case, client = accepted(town), desk()
    good = client.post(f"/cases/{case.number}/files/", {"file": picture(), "audience": "resident"})
    assert good.status_code == 302
    assert "/files/" in client.get(f"/cases/{case.number}/").content.decode()
    fake = SimpleUploadedFile("x.jpg", b"MZ\x90\x00" * 50, "image/jpeg")
    bad = client.post(f"/cases/{case.number}/files/", {"file": fake, "audience": "staff"})
    assert bad.status_code == 422


def test_a_rating_by_call_back_is_never_one_s_own(town, desk):
    case = closed(town)
    address = f"/cases/{case.number}/rating/"
    assert desk().get(address).status_code == 403
    assert desk(town.zhou).post(address, {"score": "2", "words": "没修好"}).status_code == 302
    again = desk(town.zhou).post(address, {"score": "5", "words": ""})
    assert again.status_code == 409


def test_a_resolved_case_is_reopened_with_a_reason(town, desk):
    case = resolved(town)
    assert post(desk(), case, "reopening", reason="又漏了").status_code == 302
    assert fresh(case).rounds == 2


def test_sent_twice_is_done_once(town, desk):
    case, client = accepted(town), desk()
    given = {"version": case.version, "text": "师傅明早来", "_once": "token-of-this-form"}
    first = client.post(f"/cases/{case.number}/reply/", given)
    second = client.post(f"/cases/{case.number}/reply/", given)
    assert (first.status_code, second.status_code) == (302, 302)
    replies = everywhere(lambda: case.timeline.filter(verb="reply").count())()
    assert replies == 1
