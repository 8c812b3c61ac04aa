"""The case kind: somebody misses something."""

from __future__ import annotations

from doorstep.platform.modules import CaseKind, Clock

LOST_THING = CaseKind(
    code="lost-thing",
    title={"zh": "丢了东西", "en": "Lost something"},
    aliases=("丢东西", "失物招领", "捡到", "伞忘了", "包丢了"),
    category="life",
    icon="umbrella",
    ladder=("community",),
    reply_clock=Clock(1),
    resolve_clock=Clock(10),
    form={
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "what": {
                "type": "string",
                "maxLength": 80,
                "title": "What",
                "x-title": {"zh": "丢了什么？", "en": "What is missing?"},
            }
        },
    },
    route=({"to": {"level": "community", "role": "worker"}},),
    replies={
        "resolve": {
            "zh": "{form_of_address}，您丢的东西找到了，带上身份证来站里拿吧。",
            "en": "{form_of_address}, it was found. Please bring your identity card and fetch it.",
        }
    },
    needs_place=False,
)
