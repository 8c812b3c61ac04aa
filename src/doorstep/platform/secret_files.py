"""Secrets in private files. Imports nothing of Django, because settings need it first."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Write ``text`` to ``path``, readable by the owner only; an existing file stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(f".{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    # A link is atomic and never lands over a file that another process made in the meantime.
    with suppress(FileExistsError):
        os.link(fresh, path)
    fresh.unlink()


def load_or_create_secret(var_dir: Path, name: str) -> str:
    """Return the secret kept in ``var_dir/keys/<name>``, made at the first call."""
    path = var_dir / "keys" / name
    if not path.exists():
        write_private(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8")
