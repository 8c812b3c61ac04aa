"""What is wrong with a field, said in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext

from doorstep.kernel.errors import N_

_TEXTS: Final[dict[str, str]] = {
    "missing": N_("This is needed."),
    "extra_forbidden": N_("There is no such field."),
    "string_too_long": N_("At most {max_length} characters fit."),
    "string_too_short": N_("At least {min_length} characters are needed."),
    "string_pattern_mismatch": N_("This is not written as expected."),
    "greater_than_equal": N_("This must be at least {ge}."),
    "less_than_equal": N_("This must be at most {le}."),
    "too_long": N_("At most {max_length} entries fit."),
    "too_short": N_("At least {min_length} entries are needed."),
    "literal_error": N_("This must be one of: {expected}."),
    "enum": N_("This must be one of: {expected}."),
    "moment_range": N_("The time must lie between the years 2000 and 2100."),
}
# By how the type of a mistake begins.
_KINDS: Final[dict[str, str]] = {
    "int_": N_("A whole number is needed."),
    "float_": N_("A number is needed."),
    "finite_": N_("A number is needed."),
    "bool_": N_("Either true or false is needed."),
    "string_": N_("A text is needed."),
    "list_": N_("A list is needed."),
    "dict_": N_("An object with names and values is needed."),
    "model_": N_("An object with names and values is needed."),
    "datetime_": N_("A time with its offset is needed, such as 2026-11-20T16:00:00+08:00."),
    "timezone_": N_("A time with its offset is needed, such as 2026-11-20T16:00:00+08:00."),
    "date_": N_("A day is needed, such as 2026-11-20."),
    "time_": N_("A time of day is needed, such as 16:00."),
}
_ELSE: Final = N_("This doesn't fit here.")
_MOST_FIELDS: Final = 30


def fields_of(errors: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return field → message for the mistakes that the router found, the first thirty.

    A field of the body is named as it stands there (``to.level``), not by the route's parameter.
    """
    found: dict[str, str] = {}
    for error in errors:
        if len(found) < _MOST_FIELDS:
            found.setdefault(_name(error["loc"]), _message(error))
    return found


def _name(loc: tuple[Any, ...]) -> str:
    source, *rest = loc
    if source in ("body", "query", "form") and len(rest) > 1 and not isinstance(rest[-1], int):
        rest = rest[1:]
    elif source == "body":
        rest = ["body"]
    return ".".join(str(part) for part in rest)[:100] or str(source)


def _message(error: Mapping[str, Any]) -> str:
    kind = str(error["type"])
    text = _TEXTS.get(kind)
    if text is None:
        text = next((said for start, said in _KINDS.items() if kind.startswith(start)), _ELSE)
    return gettext(text).format(**error.get("ctx", {}))
