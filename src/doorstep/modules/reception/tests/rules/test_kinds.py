"""Every kind of case: written as the schema says, complete in both languages, routable."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from doorstep.modules.reception.rules import (
    complete,
    form_of,
    load_kinds,
    load_schema,
    read_kinds,
    read_shared,
    replies_of,
)

WRITTEN = read_kinds()
SHARED = read_shared()
KINDS = {kind["code"]: kind for kind in load_kinds()}
VALIDATOR = Draft202012Validator(load_schema())
EVERYWHERE = {"form_of_address", "kind", "place", "due", "worker", "phone"}
BY_MOVE = {"ask": {"question"}, "suspend": {"until"}, "extend": {"reason"}}
URGENT_CODES = ("gas-smell", "missing-elder", "domestic-violence", "loose-facade")

each_kind = pytest.mark.parametrize("code", sorted(KINDS))


def texts_of(value: Any) -> list[dict[str, str]]:
    """Find every {zh, en} inside a kind."""
    if isinstance(value, list):
        return [text for item in value for text in texts_of(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if "zh" in value else []
    return own + [text for item in value.values() for text in texts_of(item)]


def holds(when: dict[str, Any], answers: dict[str, Any]) -> bool:
    have = {f"answers.{key}": value for key, value in answers.items()}
    return all(
        have.get(field) in want if isinstance(want, list) else have.get(field) == want
        for field, want in when.items()
    )


def options_of(kind: dict[str, Any]) -> dict[str, list[Any]]:
    """Return the answers that each question of a kind allows."""
    properties = kind["form"]["properties"]
    return {key: prop.get("enum", [True, False]) for key, prop in properties.items()}


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(load_schema())


@each_kind
def test_a_file_is_written_as_the_schema_says(code: str) -> None:
    mistakes = [f"{e.json_path}: {e.message}" for e in VALIDATOR.iter_errors(WRITTEN[code])]
    assert mistakes == []
    assert WRITTEN[code]["code"] == code, "the file is named after the code"


def test_there_are_enough_kinds_of_every_category() -> None:
    assert len(KINDS) >= 36
    categories = {kind["category"] for kind in KINDS.values()}
    assert categories == set(load_schema()["properties"]["category"]["enum"])


def test_titles_and_orders_tell_kinds_apart() -> None:
    for language in ("zh", "en"):
        titles = Counter(kind["title"][language] for kind in KINDS.values())
        assert titles.most_common(1)[0][1] == 1
    orders = Counter(kind["order"] for kind in KINDS.values())
    assert orders.most_common(1)[0][1] == 1


def test_one_word_leads_to_one_kind() -> None:
    words = Counter(word for kind in KINDS.values() for word in kind["aliases"])
    assert [word for word, count in words.items() if count > 1] == []


def test_the_desk_shows_a_screenful_of_common_kinds() -> None:
    common = [kind["code"] for kind in KINDS.values() if kind["common"]]
    assert 8 <= len(common) <= 20


@each_kind
def test_the_last_route_takes_everything_and_the_others_ask_something(code: str) -> None:
    *before, last = KINDS[code]["route"]
    assert last["when"] == {}
    assert all(way["when"] for way in before)


@each_kind
def test_routes_and_calls_ask_only_what_the_form_asks(code: str) -> None:
    kind = KINDS[code]
    allowed = {f"answers.{key}": values for key, values in options_of(kind).items()}
    for entry in [*kind["route"], *kind["calls"]]:
        for field, want in entry["when"].items():
            for value in want if isinstance(want, list) else [want]:
                assert value in allowed[field], (field, value)


@each_kind
def test_every_route_is_taken_by_some_answers(code: str) -> None:
    kind = KINDS[code]
    options = options_of(kind)
    taken = set()
    for values in product(*options.values()):
        answers = dict(zip(options, values, strict=True))
        ways = [holds(way["when"], answers) for way in kind["route"]]
        taken.add(ways.index(True))
    assert taken == set(range(len(kind["route"])))


@each_kind
def test_a_case_goes_and_rises_only_along_its_ladder(code: str) -> None:
    kind = KINDS[code]
    order = ["community", "joint_duty", "subdistrict", "district"]
    assert kind["ladder"] == [level for level in order if level in kind["ladder"]]
    assert {way["to"]["level"] for way in kind["route"]} <= set(kind["ladder"])
    assert list(kind["holders"]) == kind["ladder"]


@each_kind
def test_a_role_sits_at_its_level(code: str) -> None:
    roles = {
        "community": {"worker", "block_lead", "secretary"},
        "joint_duty": {"officer"},
        "subdistrict": {"subdistrict"},
        "district": {"district", "department"},
    }
    for way in KINDS[code]["route"]:
        for home in [way["to"], *way.get("assist", ())]:
            assert home["role"] in roles[home["level"]]


@each_kind
def test_texts_use_only_placeholders_that_can_be_filled(code: str) -> None:
    for move, text in KINDS[code]["replies"].items():
        used = {
            language: set(re.findall(r"\{([^}]*)\}", words)) for language, words in text.items()
        }
        assert used["zh"] <= EVERYWHERE | BY_MOVE.get(move, set()), move
        assert used["zh"] == used["en"], move


@each_kind
def test_every_message_greets_and_every_move_has_its_words(code: str) -> None:
    replies = KINDS[code]["replies"]
    assert set(replies) >= set(SHARED["replies"])
    assert all("{form_of_address}" in words for text in replies.values() for words in text.values())


@each_kind
def test_no_text_is_left_undone(code: str) -> None:
    for text in texts_of(WRITTEN[code]):
        for words in (text["zh"], text["en"]):
            assert words == words.strip()
            assert not re.search(r"TODO|TBD|xxx|待补|\s{2,}", words)
        assert not re.search(r"[,;?!]", re.sub(r"\{\w+\}", "", text["zh"])), "Chinese punctuation"


@each_kind
def test_the_first_answer_comes_before_the_end(code: str) -> None:
    minutes = {"working_days": 510, "working_minutes": 1, "minutes": 1}
    kind = KINDS[code]
    for entry in [kind, *kind["route"]]:
        reply = entry.get("reply_clock", kind["reply_clock"])
        resolve = entry.get("resolve_clock", kind["resolve_clock"])
        assert (
            reply["amount"] * minutes[reply["unit"]] <= resolve["amount"] * minutes[resolve["unit"]]
        )


@each_kind
def test_nobody_waits_longer_than_two_working_days_for_a_word(code: str) -> None:
    reply = KINDS[code]["reply_clock"]
    assert reply["unit"] != "working_days" or reply["amount"] <= 2


@each_kind
def test_what_is_urgent_runs_by_the_clock_on_the_wall(code: str) -> None:
    kind = KINDS[code]
    for entry in [kind, *kind["route"]]:
        if entry.get("urgent"):
            reply = entry.get("reply_clock", kind["reply_clock"])
            assert reply["unit"] == "minutes"
            assert reply["amount"] <= 120


@pytest.mark.parametrize("code", URGENT_CODES)
def test_danger_is_urgent_whatever_is_ticked(code: str) -> None:
    assert KINDS[code]["urgent"]


@each_kind
def test_what_can_be_settled_at_once_says_how(code: str) -> None:
    kind = KINDS[code]
    if not kind["on_the_spot"]:
        assert kind["spot_outcomes"] == []
    codes = [outcome["code"] for outcome in kind["spot_outcomes"]]
    assert len(set(codes)) == len(codes)


def test_people_stuck_in_a_lift_are_urgent_and_the_rest_is_not() -> None:
    lift = KINDS["lift-fault"]
    stuck, ordinary = lift["route"][0], lift["route"][-1]
    assert stuck["when"] == {"answers.inside": True}
    assert stuck["urgent"]
    assert stuck["reply_clock"] == {"amount": 5, "unit": "minutes"}
    assert {home["level"] for home in stuck["assist"]} == {"joint_duty", "subdistrict"}
    assert "119" in {call["phone"] for call in lift["calls"]}
    assert "urgent" not in ordinary


def test_a_complaint_about_the_station_does_not_go_to_the_station() -> None:
    complaint = KINDS["staff-complaint"]
    assert "community" not in complaint["ladder"]
    assert complaint["visibility"] == "sensitive"


def test_the_title_of_violence_at_home_is_in_no_message() -> None:
    kind = KINDS["domestic-violence"]
    for text in kind["replies"].values():
        for language, words in text.items():
            assert "{kind}" not in words
            assert kind["title"][language] not in words


def test_a_form_takes_ticks_and_nothing_else() -> None:
    form = form_of(
        [
            {"key": "inside", "ask": {"zh": "有人吗？", "en": "Anybody?"}, "required": True},
            {
                "key": "from",
                "ask": {"zh": "哪里来？", "en": "From where?"},
                "answers": [
                    {"value": "roof", "zh": "屋顶", "en": "Roof"},
                    {"value": "pipe", "zh": "管子", "en": "Pipe"},
                ],
            },
        ]
    )
    validator = Draft202012Validator(form)
    assert validator.is_valid({"inside": True, "from": "roof"})
    for wrong in ({}, {"inside": "yes"}, {"inside": True, "from": "sky"}, {"inside": True, "x": 1}):
        assert not validator.is_valid(wrong)
    assert form["properties"]["from"]["x-options"]["roof"] == {"zh": "屋顶", "en": "Roof"}


@each_kind
def test_the_form_of_a_kind_is_a_json_schema(code: str) -> None:
    Draft202012Validator.check_schema(KINDS[code]["form"])


def test_a_kinds_own_words_win_and_a_quiet_name_replaces_the_title() -> None:
    shared = {"open": {"zh": "收到{kind}", "en": "Got {kind}"}, "close": {"zh": "结", "en": "End"}}
    own = {"close": {"zh": "再见", "en": "Bye"}}
    texts = replies_of(own, shared, {"zh": "您托的事", "en": "it"})
    assert texts["open"] == {"zh": "收到您托的事", "en": "Got it"}
    assert texts["close"]["en"] == "Bye"
    assert shared["open"]["en"] == "Got {kind}", "what is shared is left as it was"


def test_an_unknown_escalation_is_refused() -> None:
    with pytest.raises(KeyError):
        complete({**WRITTEN["leak"], "escalation": "never"}, SHARED)


def test_the_example_of_the_manual_is_a_kind() -> None:
    page = Path(__file__).parents[6] / "docs" / "how-to" / "add-a-case-kind.md"
    example = re.search(r"```toml\n(.+?)```", page.read_text("utf-8"), re.DOTALL)
    assert example
    written = tomllib.loads(example[1])
    assert [error.message for error in VALIDATOR.iter_errors(written)] == []
    assert complete(written, SHARED)["reply_clock"] == {"amount": 2, "unit": "working_days"}
