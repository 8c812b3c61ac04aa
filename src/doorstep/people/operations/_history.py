"""The history of a resident: which fields differ, sealed ones masked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from doorstep.kernel.actor import Actor
from doorstep.people.models import Resident, ResidentChange
from doorstep.people.rules.masking import mask_id_number, mask_phone
from doorstep.platform.sealed import Sealed

_MASKS: Final = {
    "phone": mask_phone,
    "id_number": mask_id_number,
    "birth": lambda day: f"{day[:4]}-**-**",
}
# What is derived from another field says nothing of its own.
_SILENT: Final = frozenset(
    {
        "name_key", "name_pinyin", "name_initials", "id_whole", "id_tail", "phone_whole",
        "phone_tail", "birth_year", "birth_month", "updated_at", "version",
    }
)  # fmt: skip


def shown(field: str, value: Any) -> Any:
    """Return ``value`` as the history may keep it."""
    if value is None or value == "":
        return None
    if isinstance(value, Sealed):
        value = value.reveal()
    if field in _MASKS:
        return _MASKS[field](str(value))
    return value.isoformat() if isinstance(value, date) else value


def differing(resident: Resident, values: dict[str, Any]) -> dict[str, Any]:
    """Return the part of ``values`` that differs from what ``resident`` has."""
    return {key: new for key, new in values.items() if _plain(getattr(resident, key)) != new}


def _plain(value: Any) -> Any:
    if isinstance(value, Sealed):
        return value.reveal()
    return bytes(value) if isinstance(value, memoryview) else value


def note_change(
    resident: Resident,
    action: str,
    *,
    before: dict[str, Any],
    after: dict[str, Any],
    by: Actor,
    at: datetime,
) -> ResidentChange:
    """Add a line to the history; the caller is in the transaction of the change."""
    return ResidentChange.objects.create(
        resident=resident,
        at=at,
        by_id=by.account_id,
        by_name=by.name[:64],
        action=action,
        before={k: shown(k, v) for k, v in before.items() if k not in _SILENT},
        after={k: shown(k, v) for k, v in after.items() if k not in _SILENT},
    )
