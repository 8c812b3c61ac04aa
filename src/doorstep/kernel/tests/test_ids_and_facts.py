from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pytest

from doorstep.kernel.facts import Fact
from doorstep.kernel.ids import case_number, new_token


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed(Fact):
    name: ClassVar[str] = "casework.CaseClosed"

    outcome: str = "done"


def test_a_case_number_is_digits_that_can_be_read_aloud() -> None:
    assert case_number(date(2026, 11, 22), 42) == "261122-000042"
    assert case_number(date(2026, 1, 2), 1_000_001) == "260102-000001"


def test_tokens_are_safe_in_an_address_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(t) == 32 and t.replace("-", "").replace("_", "").isalnum() for t in tokens)


def test_a_fact_goes_through_json_and_back() -> None:
    fact = CaseClosed(place="310115005005", subject="case:42", persons=(7, 8), outcome="withdrawn")
    assert CaseClosed.from_payload(json.loads(json.dumps(fact.as_payload()))) == fact


def test_a_fact_of_a_newer_version_is_still_understood() -> None:
    payload = {"place": "310115005005", "subject": "case:42", "colour": "teal"}
    assert CaseClosed.from_payload(payload).outcome == "done"


def test_a_fact_cannot_be_changed() -> None:
    fact = CaseClosed(place="310115005005", subject="case:42")
    with pytest.raises(dataclasses.FrozenInstanceError):
        fact.outcome = "other"  # type: ignore[misc]
