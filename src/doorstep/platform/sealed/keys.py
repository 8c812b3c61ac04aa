"""Keys of sealed fields: outside the database, numbered, rotated by adding a new one."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from doorstep.platform.secret_files import write_private


@dataclass(frozen=True, slots=True)
class KeyRing:
    """``sealing``: key id → 32 bytes; the highest id seals. ``blind``: 32 bytes for indexes."""

    sealing: dict[int, bytes]
    blind: bytes

    @property
    def current(self) -> int:
        return max(self.sealing)


@lru_cache
def load_ring(path: Path) -> KeyRing:
    """Load the ring from ``path``; a first one is made when there is none."""
    if not path.exists():
        first = {"sealing": {"1": secrets.token_hex(32)}, "blind": secrets.token_hex(32)}
        write_private(path, json.dumps(first))
    stored = json.loads(path.read_text(encoding="utf-8"))
    return KeyRing(
        sealing={int(key): bytes.fromhex(value) for key, value in stored["sealing"].items()},
        blind=bytes.fromhex(stored["blind"]),
    )


def add_key(path: Path) -> int:
    """Add a sealing key and return its id. Values sealed before stay readable; reseal them by
    ``doorstep keys rotate``."""
    load_ring(path)
    stored = json.loads(path.read_text(encoding="utf-8"))
    new = max(int(key) for key in stored["sealing"]) + 1
    stored["sealing"][str(new)] = secrets.token_hex(32)
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(stored), encoding="utf-8")
    fresh.replace(path)
    load_ring.cache_clear()
    return new
