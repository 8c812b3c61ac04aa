"""Finding cases as somebody types: the number or its end, who asked, the words of a kind."""

from __future__ import annotations

from django.utils.translation import get_language

from doorstep.casework.models import Case
from doorstep.casework.permissions import visible_to
from doorstep.casework.selectors.cases import case_by_number
from doorstep.kernel.actor import Actor
from doorstep.people.public import find_people
from doorstep.platform.modules import CaseKind, registry

SHORTEST_TAIL = 4
SAME_NAME_MOST = 5
RECENT = 2_000
"""How many of the newest cases the end of a number is looked for in."""


def find_cases(actor: Actor, query: str, *, limit: int) -> list[Case]:
    """Return the cases that ``query`` names, the best first: by number, by the end of a number,
    the open ones of the people of that name, the open ones of that kind (at most four queries)."""
    text = query.strip()
    digits = "".join(c for c in text if c.isdigit())
    if digits and len(digits) == len(text.replace("-", "").replace(" ", "")):
        return _by_number(actor, text, digits, limit)
    if len(text) < 2:
        return []
    return _of_people(actor, text, limit) or _of_kinds(actor, text, limit)


def _by_number(actor: Actor, text: str, digits: str, limit: int) -> list[Case]:
    exact = case_by_number(actor, text)
    if exact is not None:
        return [exact]
    if not SHORTEST_TAIL <= len(digits) <= 6:
        return []
    newest = visible_to(actor).order_by("-id")[:RECENT].values("pk")
    found = Case.objects.filter(pk__in=newest, number__endswith=digits)
    return list(found.select_related("asker").order_by("-id")[:limit])


def _of_people(actor: Actor, text: str, limit: int) -> list[Case]:
    people = [person.id for person in find_people(actor, text, SAME_NAME_MOST)]
    if not people:
        return []
    found = visible_to(actor).open().filter(asker_id__in=people).select_related("asker")
    return list(found.order_by("next_due_at", "-id")[:limit])


def _of_kinds(actor: Actor, text: str, limit: int) -> list[Case]:
    codes = [kind.code for kind in registry().case_kinds.values() if _says(kind, text)]
    if not codes:
        return []
    found = visible_to(actor).open().filter(kind_id__in=codes).select_related("asker")
    return list(found.order_by("next_due_at", "-id")[:limit])


def _says(kind: CaseKind, text: str) -> bool:
    words = (kind.title_in(get_language() or ""), *kind.aliases)
    return any(text.lower() in word.lower() for word in words)
