"""The one way to see a sealed value: with a purpose, leaving a mark in the trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid
from doorstep.platform import trail


class PurposeMissing(Invalid):
    code = "purpose-missing"
    title = N_("Say what you need this for.")
    mend = N_("Choose the case at hand, or write the purpose in a few words.")


def open_sealed(instance: Any, field: str, *, by: Actor, purpose: str, at: datetime) -> str:
    """Return the clear value of a sealed field of ``instance`` and record who saw it and why.

    Raises:
        PurposeMissing: ``purpose`` is shorter than two characters.
    """
    if len(purpose.strip()) < 2:
        raise PurposeMissing(fields={"purpose": PurposeMissing.title})
    sealed = getattr(instance, field)
    trail.record(
        action="sealed.opened",
        by=by,
        at=at,
        subject=f"{instance._meta.model_name}:{instance.pk}",
        place=getattr(instance, "place", ""),
        purpose=purpose.strip(),
        detail={"field": field},
    )
    return sealed.reveal() if sealed is not None else ""
