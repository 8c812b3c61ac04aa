"""Words of the API about cases that several shapes share."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Field

StateName = Literal[
    "new", "dispatched", "accepted", "waiting", "suspended", "resolved", "closed", "cancelled",
    "duplicate",
]  # fmt: skip
ChannelName = Literal[
    "desk", "phone", "app", "visit", "patrol", "hotline", "kiosk", "machine", "rule"
]
LevelName = Literal["community", "joint_duty", "subdistrict", "district"]
MoveName = Literal[
    "open", "settle", "dispatch", "accept", "return", "reassign", "escalate", "ask", "hear",
    "resume", "suspend", "extend", "reply", "resolve", "close", "reopen", "cancel", "duplicate",
    "split", "assign", "relocate",
]  # fmt: skip
Answers = Annotated[dict[str, Any], Field(max_length=100)]
Role = Annotated[str, Field(pattern="^[a-z_]{0,32}$")]
CaseNumber = Annotated[str, Field(max_length=40)]
