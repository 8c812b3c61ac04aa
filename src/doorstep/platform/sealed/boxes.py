"""Sealing: AES-256-GCM with the key's number in front; blind indexes: HMAC-SHA-256, 16 bytes."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from doorstep.platform.sealed.keys import KeyRing, load_ring

NONCE = 12


class SealBroken(Exception):
    """A sealed value does not open: it was changed, moved to another column, or its key is gone."""


def ring() -> KeyRing:
    """Return the keys in force."""
    return load_ring(settings.SEALED_KEYS_FILE)


def seal(value: str, label: str) -> bytes:
    """Seal ``value``; ``label`` (table and column) is bound in, so it opens nowhere else."""
    keys = ring()
    nonce = secrets.token_bytes(NONCE)
    box = AESGCM(keys.sealing[keys.current]).encrypt(nonce, value.encode(), label.encode())
    return keys.current.to_bytes(2, "big") + nonce + box


def unseal(sealed: bytes, label: str) -> str:
    """Open what :func:`seal` made.

    Raises:
        SealBroken: changed, sealed for another column, or sealed with a key that is gone.
    """
    key = ring().sealing.get(int.from_bytes(sealed[:2], "big"))
    if key is None:
        raise SealBroken("the key is gone")
    try:
        return (
            AESGCM(key).decrypt(sealed[2 : 2 + NONCE], sealed[2 + NONCE :], label.encode()).decode()
        )
    except InvalidTag as error:
        raise SealBroken("the value was changed") from error


def key_of(sealed: bytes) -> int:
    """Return the id of the key that sealed this."""
    return int.from_bytes(sealed[:2], "big")


def blind(kind: str, value: str) -> bytes:
    """Return the blind index of a whole value: equal values of one kind give equal bytes."""
    return hmac.digest(ring().blind, f"{kind}:{value}".encode(), hashlib.sha256)[:16]


def tail(kind: str, value: str, length: int = 4) -> bytes:
    """Return the blind index of the last ``length`` characters."""
    return blind(f"{kind}.tail", value[-length:].upper())
