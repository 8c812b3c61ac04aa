"""The SMS door: one small port, with a console for demonstrations and a memory for tests.

A deployment names its own class in ``DOORSTEP_SMS``; it needs one method, ``send_code``.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

KEPT = 20


class SmsDoor(Protocol):
    """Sends text messages."""

    def send_code(self, phone: str, code: str) -> None:
        """Send a sign-in code. Raises Unavailable when the operator doesn't answer."""


class ConsoleSms:
    """Prints the code and keeps the last ones in a private file, so that a demonstration can show
    the "phone" in a second tab whichever process sent it."""

    @property
    def path(self) -> Path:
        return Path(settings.VAR_DIR) / "console-sms.json"

    def send_code(self, phone: str, code: str) -> None:
        print(f"SMS {phone}: {code}", file=sys.stderr, flush=True)
        message = {"at": timezone.now().isoformat(), "phone": phone, "code": code}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch(mode=0o600)
        self.path.write_text(json.dumps([message, *self.last()][:KEPT]), encoding="utf-8")

    def last(self) -> list[dict[str, str]]:
        """Return the last messages, newest first: ``at``, ``phone``, ``code``."""
        try:
            return list(json.loads(self.path.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError):
            return []


@dataclass
class MemorySms:
    """Keeps messages in memory, for tests."""

    sent: list[tuple[str, str]] = field(default_factory=list)

    def send_code(self, phone: str, code: str) -> None:
        self.sent.append((phone, code))


@lru_cache
def _door(path: str) -> SmsDoor:
    return import_string(path)()


def sms_door() -> SmsDoor:
    """Return the door that the settings name; one for the life of the process."""
    return _door(getattr(settings, "DOORSTEP_SMS", "doorstep.people.accounts.sms.ConsoleSms"))
