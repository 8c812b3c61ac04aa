"""Residents entered, corrected, moved; each refusal says what to mend."""

from __future__ import annotations

from datetime import date

import pytest

from doorstep.kernel.errors import Forbidden, NotFound
from doorstep.people.models import Resident
from doorstep.people.operations._resident_fields import ResidentInvalid
from doorstep.people.operations.amend_resident import ResidentChangedMeanwhile, amend_resident
from doorstep.people.operations.form_household import HeadMissing, NotOneDwelling, form_household
from doorstep.people.operations.move_resident import HasDied, NotInTheFuture, move_resident
from doorstep.people.operations.note_relation import note_phone, note_relation
from doorstep.people.operations.open_sealed_field import NoSuchSealedField, open_sealed_field
from doorstep.people.operations.record_death import record_death
from doorstep.people.operations.register_resident import (
    IdNumberTaken,
    LooksKnown,
    UnknownPlace,
    register_resident,
)
from doorstep.people.tests.factories import (
    AT,
    LINFEN,
    acting,
    chen_min,
    dwelling,
    lu_jia,
    own_account,
    resident,
    sun_guihua,
)
from doorstep.platform.models import StoredFact, TrailEntry
from doorstep.platform.sealed import PurposeMissing

pytestmark = pytest.mark.django_db
ID = "31011519480312122X"


def register(by, place="", another_person=False, **details):
    return register_resident(
        place=place or dwelling().pk, details=details, by=by, at=AT, another_person=another_person
    )


def test_it_registers_with_history_trail_and_fact():
    home, chen = dwelling(), chen_min()
    with acting(chen):
        sun = register(chen, home.pk, name=" 孙桂花 ", id_number=ID, phone="138 1234 1234")
        assert (sun.name_pinyin, sun.name_initials, sun.gender) == ("sunguihua", "sgh", "f")
        assert (sun.birth_year, sun.birth_month, sun.phone.masked) == (1948, 3, "138****1234")
        day = date(2026, 11, 20)
        assert (sun.age_on(day), sun.called_on(day)) == (78, "孙阿姨")
        change = sun.changes.get()
    assert change.after["id_number"] == "3101**********122X" and change.by_name == "陈敏"
    assert TrailEntry.objects.filter(action="resident.registered").count() == 1
    assert StoredFact.objects.filter(name="people.ResidentRegistered").count() == 1


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "<script>"}, "name"),
        ({"name": "孙" * 61}, "name"),
        ({"name": "孙桂花", "id_number": "31011519480312122"}, "id_number"),
        ({"name": "孙桂花", "id_number": "310115185003121229"}, "id_number"),
        ({"name": "孙桂花", "id_number": ID, "birth": "1950-01-01"}, "birth"),
        ({"name": "孙桂花", "id_number": ID, "gender": "m"}, "gender"),
        ({"name": "孙桂花", "phone": "1381234123"}, "phone"),
        ({"name": "孙桂花", "birth": "1850-01-01"}, "birth"),
        ({"name": "孙桂花", "birth": "2027-01-01"}, "birth"),
        ({"name": "孙桂花", "birth_year": 1850}, "birth_year"),
        ({"name": "孙桂花", "gender": "x"}, "gender"),
        ({"name": "孙桂花", "needs_note": "a" * 10_000}, "needs_note"),
    ],
)
def test_it_says_which_field_is_wrong(details, field):
    home, chen = dwelling(), chen_min()
    with acting(chen), pytest.raises(ResidentInvalid) as refused:
        register(chen, home.pk, **details)
    assert list(refused.value.fields) == [field]
    assert not Resident.objects.exists()


def test_one_card_is_one_person():
    sun, chen = sun_guihua(), chen_min()
    with acting(chen), pytest.raises(IdNumberTaken) as refused:
        register(chen, sun.place, name="孙桂芳", id_number=ID)
    assert refused.value.data["resident"] == sun.pk


def test_two_of_one_name_at_one_address_are_asked_about():
    sun, chen = sun_guihua(), chen_min()
    with acting(chen):
        with pytest.raises(LooksKnown):
            register(chen, sun.place, name="孙桂花")
        twin = register(chen, sun.place, name="孙桂花", another_person=True)
    assert twin.pk != sun.pk


def test_other_peoples_places_are_closed():
    home, lu = dwelling(), lu_jia()
    with acting(lu), pytest.raises(Forbidden):
        register(lu, home.pk, name="孙桂花")
    with acting(chen_min()) as chen, pytest.raises(UnknownPlace):
        register(chen, home.pk[:-4] + "9999", name="孙桂花")


def test_amending_keeps_before_and_after_and_the_version():
    sun, chen = sun_guihua(), chen_min()
    with acting(chen):
        now = amend_resident(
            resident_id=sun.pk, version=1, details={"phone": "13900001111"}, by=chen, at=AT
        )
        change = now.changes.order_by("-id").first()
        assert (now.version, change.before, change.after) == (
            2, {"phone": "138****1234"}, {"phone": "139****1111"},
        )  # fmt: skip
        same = amend_resident(
            resident_id=sun.pk, version=2, details={"phone": "13900001111"}, by=chen, at=AT
        )
        assert same.version == 2
        with pytest.raises(ResidentChangedMeanwhile) as refused:
            amend_resident(resident_id=sun.pk, version=1, details={"name": "孙桂"}, by=chen, at=AT)
    assert refused.value.data == {"who": "陈敏"}


def test_amending_elsewhere_is_not_found():
    sun = sun_guihua()
    with acting(lu_jia()) as lu, pytest.raises(NotFound):
        amend_resident(resident_id=sun.pk, version=1, details={}, by=lu, at=AT)


def test_moving_takes_along_what_hangs_on_the_person():
    sun, chen, there = sun_guihua(), chen_min(), dwelling(number="5号", room="101")
    with acting(chen):
        note_phone(resident_id=sun.pk, label="home", phone="58881234", by=chen, at=AT)
        moved = move_resident(resident_id=sun.pk, on=date(2026, 11, 1), to=there.pk, by=chen, at=AT)
        assert moved.place == there.pk and moved.more_phones.get().place == there.pk
        away = move_resident(
            resident_id=sun.pk, on=date(2026, 11, 2), moved_to="杨浦女儿家", by=chen, at=AT
        )
    assert (away.status, away.moved_to, away.place) == ("moved", "杨浦女儿家", there.pk)
    facts = StoredFact.objects.filter(name="people.ResidentMoved").order_by("id")
    assert [f.payload["away"] for f in facts] == [False, True]


def test_moving_out_of_reach_or_time_is_refused():
    sun, chen, far = sun_guihua(), chen_min(), dwelling(LINFEN)
    with acting(chen):
        with pytest.raises(Forbidden):
            move_resident(resident_id=sun.pk, on=date(2026, 11, 1), to=far.pk, by=chen, at=AT)
        with pytest.raises(NotInTheFuture):
            move_resident(resident_id=sun.pk, on=date(2027, 1, 1), by=chen, at=AT)


def test_who_has_died_stays_and_nothing_is_done_in_their_name():
    sun, chen = sun_guihua(), chen_min()
    with acting(chen):
        gone = record_death(resident_id=sun.pk, on=date(2026, 11, 3), by=chen, at=AT)
        assert gone.age_on(date(2040, 1, 1)) == 78
        with pytest.raises(HasDied):
            record_death(resident_id=sun.pk, on=date(2026, 11, 3), by=chen, at=AT)
        with pytest.raises(HasDied):
            move_resident(resident_id=sun.pk, on=date(2026, 11, 4), by=chen, at=AT)


def test_a_household_lives_at_one_address_and_has_one_head():
    sun, chen = sun_guihua(), chen_min()
    son = resident("李明", sun.place)
    far = resident("李强", dwelling(number="5号").pk)
    with acting(chen):
        made = form_household(
            place=sun.place, members={sun.pk: "head", son.pk: "child"}, by=chen, at=AT
        )
        assert sorted(made.members.values_list("pk", flat=True)) == sorted([sun.pk, son.pk])
        with pytest.raises(HeadMissing):
            form_household(place=sun.place, members={sun.pk: "spouse"}, by=chen, at=AT)
        with pytest.raises(NotOneDwelling):
            form_household(
                place=sun.place, members={sun.pk: "head", far.pk: "child"}, by=chen, at=AT
            )
        again = form_household(
            place=sun.place, members={sun.pk: "head", son.pk: "child"}, by=chen, at=AT
        )
        made.refresh_from_db()
    assert made.ended_on is not None and again.ended_on is None


def test_opening_a_sealed_field_leaves_a_mark():
    sun, chen = sun_guihua(), chen_min()
    with acting(chen):
        opened = open_sealed_field(
            resident_id=sun.pk, field="phone", purpose="case:261120-000042", by=chen, at=AT
        )
        assert (opened.value, opened.seconds) == ("13812341234", 60)
        daughter = note_relation(
            resident_id=sun.pk, kind="child", name="李红", phone="13700002222",
            whereabouts="杨浦", first_to_call=True, by=chen, at=AT,
        )  # fmt: skip
        second = open_sealed_field(
            resident_id=sun.pk, field=f"relation:{daughter.pk}", purpose="回访", by=chen, at=AT
        )
        assert second.value == "13700002222"
        with pytest.raises(PurposeMissing):
            open_sealed_field(resident_id=sun.pk, field="phone", purpose=" ", by=chen, at=AT)
        with pytest.raises(NoSuchSealedField):
            open_sealed_field(resident_id=sun.pk, field="name", purpose="看看", by=chen, at=AT)
    marks = TrailEntry.objects.filter(action="sealed.opened").order_by("id")
    assert [m.purpose for m in marks] == ["case:261120-000042", "回访"]
    assert "13812341234" not in str([m.detail for m in marks])


def test_the_person_themself_may_see_their_number():
    sun = sun_guihua()
    with acting(own_account(sun)) as herself:
        seen = open_sealed_field(
            resident_id=sun.pk, field="phone", purpose="本人查看", by=herself, at=AT
        )
    assert seen.value == "13812341234"


def test_first_to_call_is_one():
    sun, chen = sun_guihua(), chen_min()
    with acting(chen):
        for name in ("李红", "李明"):
            note_relation(
                resident_id=sun.pk, kind="child", name=name, first_to_call=True, by=chen, at=AT
            )
        assert [r.name for r in sun.relations.filter(first_to_call=True)] == ["李明"]
