"""Keys of sealed fields: outside the database, numbered, rotated by adding a new one."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from doorstep.platform.secret_files import write_private


@dataclass(frozen=True, slots=True)
class KeyRing:
    """``sealing``: key id → 32 bytes; the highest id seals. ``blind``: 32 bytes for indexes."""

    sealing: dict[int, bytes]
    blind: bytes

    @property
    def current(self) -> int:
        return max(self.sealing)


def load_ring(path: Path) -> KeyRing:
    """Load the ring from ``path``; a first one is made when there is none.

    The file is read again when it has changed, so that a rotation holds at once in every process.
    """
    try:
        changed = os.stat(path)
    except FileNotFoundError:
        first = {"sealing": {"1": secrets.token_hex(32)}, "blind": secrets.token_hex(32)}
        write_private(path, json.dumps(first))
        changed = os.stat(path)
    return _read_ring(path, changed.st_mtime_ns, changed.st_ino)


@lru_cache(maxsize=8)
def _read_ring(path: Path, mtime: int, inode: int) -> KeyRing:
    stored = json.loads(path.read_text(encoding="utf-8"))
    return KeyRing(
        sealing={int(key): bytes.fromhex(value) for key, value in stored["sealing"].items()},
        blind=bytes.fromhex(stored["blind"]),
    )


def add_key(path: Path) -> int:
    """Add a sealing key and return its id. Values sealed before stay readable."""

    def add(sealing: dict[str, str]) -> int:
        new = max(map(int, sealing)) + 1
        sealing[str(new)] = secrets.token_hex(32)
        return new

    return _change(path, add)


def drop_key(path: Path, number: int) -> None:
    """Take a key out of the ring for good; what is still sealed with it can't be opened any more.

    Raises:
        KeyError: there is no such key. ValueError: it is the one that seals.
    """

    def drop(sealing: dict[str, str]) -> int:
        if str(number) not in sealing:
            raise KeyError(number)
        if number == max(map(int, sealing)):
            raise ValueError(number)
        del sealing[str(number)]
        return number

    _change(path, drop)


def _change(path: Path, change: Callable[[dict[str, str]], int]) -> int:
    load_ring(path)
    with _alone(path):
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        number = change(stored["sealing"])
        fresh = path.with_suffix(f".{os.getpid()}.{secrets.token_hex(4)}")
        write_private(fresh, json.dumps(stored))
        fresh.replace(path)
    return number


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one process change the ring at a time: two rotations at once must not lose a key."""
    with path.with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
