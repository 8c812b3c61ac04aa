"""The kinds of case that a community really has, read from ``kinds/*.toml``.

One file a kind; what kinds share (defaults, escalation, replies) is in ``kinds/_shared.toml``.
The format is described in docs/reference/case-kind-file.md and held by ``kinds.schema.json``.
Plain Python: the manifest turns what comes out of here into ``platform.modules.CaseKind``.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

KINDS: Final = Path(__file__).with_name("kinds")
SCHEMA: Final = Path(__file__).with_name("kinds.schema.json")
SHARED: Final = "_shared.toml"

Data = dict[str, Any]


def load_schema() -> Data:
    """Return the JSON Schema of one file of ``kinds/``."""
    schema: Data = json.loads(SCHEMA.read_text("utf-8"))
    return schema


def read_kinds(folder: Path = KINDS) -> dict[str, Data]:
    """Return the kinds as they are written: file name without ending → content."""
    paths = sorted(path for path in folder.glob("*.toml") if path.name != SHARED)
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in paths}


def read_shared(folder: Path = KINDS) -> Data:
    """Return what kinds share."""
    return tomllib.loads((folder / SHARED).read_text("utf-8"))


def load_kinds(folder: Path = KINDS) -> list[Data]:
    """Return every kind complete, in the order in which a desk shows them.

    Keys are the fields of ``platform.modules.CaseKind`` (clocks as ``{"amount", "unit"}``), and
    besides ``order``, ``guide`` (what a worker should mind), ``calls`` (whom to ring at once) and
    ``holders`` (level → who holds it). Conditions of ``route`` and ``calls`` ask ``answers.<key>``.
    """
    shared = read_shared(folder)
    kinds = [complete(written, shared) for written in read_kinds(folder).values()]
    return sorted(kinds, key=lambda kind: (kind["order"], kind["code"]))


def complete(written: Mapping[str, Any], shared: Mapping[str, Any]) -> Data:
    """Return one kind with what it shares filled in.

    Raises:
        KeyError: its escalation profile is not one of the shared ones.
    """
    kind: Data = {**shared["defaults"], **written}
    kind["form"] = form_of(kind.pop("questions"))
    kind["route"] = [_with_answers(way) for way in kind["route"]]
    kind["calls"] = [_with_answers(call) for call in kind.get("calls", ())]
    kind["escalation"] = [dict(step) for step in shared["escalation"][kind["escalation"]]]
    kind["replies"] = replies_of(kind["replies"], shared["replies"], kind.pop("said_as", None))
    known = {**shared["holders"], **kind.get("holders", {})}
    kind["holders"] = {level: known[level] for level in kind["ladder"]}
    kind["spot_outcomes"] = list(kind.get("spot_outcomes", ()))
    return kind


def form_of(questions: Iterable[Mapping[str, Any]]) -> Data:
    """Return questions as a JSON Schema of the answers.

    A question without answers to choose from is a yes or no. ``title`` is the English text;
    ``x-title`` and ``x-options`` (value → text) carry both languages for the page.
    """
    asked = list(questions)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [question["key"] for question in asked if question.get("required")],
        "properties": {question["key"]: _property_of(question) for question in asked},
    }


def _property_of(question: Mapping[str, Any]) -> Data:
    titles = {"title": question["ask"]["en"], "x-title": dict(question["ask"])}
    answers = question.get("answers")
    if not answers:
        return {"type": "boolean", **titles}
    options = {answer["value"]: {"zh": answer["zh"], "en": answer["en"]} for answer in answers}
    return {"type": "string", "enum": list(options), **titles, "x-options": options}


def replies_of(
    own: Mapping[str, Mapping[str, str]],
    shared: Mapping[str, Mapping[str, str]],
    said_as: Mapping[str, str] | None,
) -> dict[str, dict[str, str]]:
    """Return the words for every move: the kind's own before the shared ones.

    ``said_as`` stands for ``{kind}`` where the title itself, read by somebody over a shoulder,
    could do harm.
    """
    texts = {move: dict(text) for move, text in {**shared, **own}.items()}
    if said_as:
        for text in texts.values():
            for language, words in text.items():
                text[language] = words.replace("{kind}", said_as[language])
    return texts


def _with_answers(entry: Mapping[str, Any]) -> Data:
    when = {f"answers.{key}": value for key, value in entry.get("when", {}).items()}
    return {**entry, "when": when}


def propose(sentence: str, kinds: Iterable[Mapping[str, Any]], limit: int = 3) -> list[str]:
    """Return codes of the kinds that somebody's own words most probably mean, the likeliest first.

    An alias that stands in the sentence counts most, the longer the more; otherwise one of whose
    pairs of characters at least half do. Nothing alike: nothing is proposed.
    """
    said = "".join(sentence.lower().split())
    scores = {kind["code"]: _likeness(said, kind) for kind in kinds}
    found = [code for code, score in scores.items() if score > 0]
    return sorted(found, key=lambda code: -scores[code])[:limit]


def _likeness(said: str, kind: Mapping[str, Any]) -> float:
    words = [kind["title"]["zh"], kind["title"]["en"].lower(), *kind["aliases"]]
    whole = sum(len(word) for word in words if word in said)
    if whole:
        return 1 + whole
    pairs = _pairs(said)
    shares = (len(_pairs(word) & pairs) / (len(_pairs(word)) or 1) for word in kind["aliases"])
    best = max(shares, default=0)
    return best if best >= 0.5 else 0


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}
