"""Reply texts: filled from what is known, nothing else."""

from doorstep.casework.rules.templates import choose, fill, unknown_placeholders


def test_known_placeholders_are_filled_and_others_left():
    assert fill("{kind}：{heart} {number}", {"kind": "漏水", "number": "1"}) == "漏水：{heart} 1"


def test_a_template_cannot_reach_into_objects():
    assert fill("{kind.__class__} {0} {kind!r}", {"kind": "x"}) == "{kind.__class__} {0} {kind!r}"


def test_the_place_comes_before_the_kind_and_a_language_is_always_found():
    replies = {"open": {"zh": "一", "en": "one"}, "close": {"zh": "完"}}
    assert choose(replies, {}, move="open", language="en") == "one"
    assert choose(replies, {"open": {"zh": "二"}}, move="open", language="en") == "二"
    assert choose(replies, {}, move="close", language="en") == "完"
    assert choose(replies, {}, move="ask", language="en") == ""


def test_placeholders_nobody_can_fill_are_named():
    assert unknown_placeholders("{kind} {heart} {due} {heart}") == ["heart"]
