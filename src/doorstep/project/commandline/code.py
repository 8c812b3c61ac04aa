"""``doorstep code``: the six digits of a demo account's second factor."""

from __future__ import annotations

import base64
import hmac
import json
import time
from pathlib import Path

import click
from django.conf import settings

from doorstep.kernel.errors import N_, NotFound
from doorstep.project.commandline.terminal import console

_STEP = 30


class NoSuchDemoAccount(NotFound):
    code = "no-such-demo-account"
    title = N_("There is no demo account {login} with a second factor.")
    mend = N_("Run make demo first; the accounts stand in {card}.")


@click.command()
@click.argument("login", default="chenmin")
def code(login: str) -> None:
    """Show the six digits with which LOGIN (a demo account, or its role) signs in now."""
    now = int(time.time())
    digits = six_digits(_secret(login), now // _STEP)
    console.print(f"{digits}   for {_STEP - now % _STEP} more seconds")


def six_digits(secret: str, counter: int) -> str:
    """Return the one-time password of RFC 6238 (SHA-1, six digits) for a base32 ``secret``."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, counter.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 0xF
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFF_FFFF
    return f"{number % 1_000_000:06d}"


def _secret(login: str) -> str:
    card = Path(settings.VAR_DIR) / "demo.json"
    accounts = json.loads(card.read_text(encoding="utf-8"))["accounts"] if card.exists() else []
    for account in accounts:
        if login in (account["login"], account["role"]) and account["totp_secret"]:
            return str(account["totp_secret"])
    raise NoSuchDemoAccount(login=login, card=card)
