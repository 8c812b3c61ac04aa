"""Note an export: a list of cases left the system, by whose hand and how many rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from doorstep.casework.permissions import SEE
from doorstep.kernel.actor import Actor
from doorstep.platform import trail


def note_case_export(
    *, rows: int, kept: Mapping[str, str], form: str, by: Actor, at: datetime
) -> None:
    """Record that ``rows`` cases were written out as ``form`` (csv, xlsx); ``kept``: the filter.

    Raises:
        Forbidden.
    """
    by.require(SEE)
    trail.record(
        action="case.export",
        by=by,
        at=at,
        subject="cases",
        place=min(by.places, default=""),
        detail={"rows": rows, "form": form, "kept": dict(kept)},
    )
