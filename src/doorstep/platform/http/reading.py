"""Reading what comes in: JSON as the database can keep it, versions from ``If-Match``."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from django.http import HttpRequest
from ninja.parser import Parser

from doorstep.kernel.errors import N_, DoorstepError

_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
_BIGGEST: Final = 2**63
_MAX_DEPTH: Final = 32


class BodyUnreadable(DoorstepError):
    code = "body-unreadable"
    status = 400
    title = N_("The body of this request can't be read.")
    mend = N_("Send JSON in UTF-8, without NUL characters and not deeply nested.")


def is_storable(text: str) -> bool:
    """Say whether PostgreSQL can keep ``text``: no NUL, no half of a surrogate pair."""
    return _UNSTORABLE.search(text) is None


def _check(value: Any, depth: int = 0) -> None:
    if depth > _MAX_DEPTH:
        raise ValueError("too deep")
    if isinstance(value, str) and not is_storable(value):
        raise ValueError("unstorable text")
    if isinstance(value, int) and abs(value) > _BIGGEST:
        raise ValueError("unstorable number")
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list):
        for part in value:
            _check(part, depth + 1)


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError("unstorable number")
    return number


class CarefulParser(Parser):
    """Refuses what JSON doesn't have (NaN) and what the database can't keep, wherever it stands.

    The router turns any error here into 400 ``body-unreadable``.
    """

    def parse_body(self, request: HttpRequest) -> Any:
        data = json.loads(request.body, parse_constant=_no_constant, parse_float=_finite)
        _check(data)
        return data


def version_in(if_match: str) -> int | None:
    """Return the version that ``If-Match`` names; None when there is none to compare."""
    found = re.search("[0-9]+", if_match)
    return int(found[0]) if found else None


def etag_of(version: int) -> str:
    """Return the ``ETag`` of a version."""
    return f'"{version}"'
