"""What the one box shows of cases."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from doorstep.casework.selectors.finding import find_cases
from doorstep.casework.web.rows import rows_of
from doorstep.kernel.actor import Actor
from doorstep.platform.modules import Hit


def find(actor: Actor, q: str, limit: int) -> Iterable[Hit]:
    """Return hits for the one box, the best first."""
    rows = rows_of(actor, find_cases(actor, q, limit=limit), at=timezone.now())
    return [
        Hit(
            kind="case",
            title=f"{row.kind} · {row.who}",
            subtitle=" · ".join([str(row.state), row.place, row.case.number]),
            url=reverse("case", args=[row.case.number]),
            icon=row.icon,
            score=0.9 - n * 0.02,
            key=row.case.subject,
        )
        for n, row in enumerate(rows)
    ]
