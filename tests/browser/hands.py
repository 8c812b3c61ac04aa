"""What the stories do with their hands: coming in, looking for what is seen, pressing keys."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page

from doorstep.kernel.actor import Actor
from doorstep.people.accounts.sms import MemorySms, sms_door
from doorstep.people.public import Account

PHONE, DESK, NARROWEST = 390, 1440, 320
PASSWORD = "paper-lantern-river"
PROBES = Path(__file__).parent / "probes"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def client_of(actor: Actor) -> Client:
    """Return a browser without a window, signed in, who just confirmed that it is them."""
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id))
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session.save()
    return client


def session_cookie(actor: Actor, url: str) -> dict[str, Any]:
    """Return the cookie of a session, as signing in would leave it."""
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client_of(actor).cookies[name].value, "url": url}


def code_sent_to(phone: str) -> str:
    """Return the digits that went to a phone last."""
    door = sms_door()
    assert isinstance(door, MemorySms)
    return next(code for number, code in reversed(door.sent) if number.endswith(phone))


def sign_in_by_phone(page: Page, phone: str) -> None:
    """Come in as a resident does, through the pages."""
    page.goto("/signin/resident/")
    page.get_by_label("手机号").fill(phone)
    page.get_by_role("button", name="把数字发给我").click()
    page.get_by_label("六位数字").fill(code_sent_to(phone))
    page.get_by_role("button", name="进门").click()


def sign_in_at_desk(page: Page, login: str) -> None:
    """Come in as a colleague does: password, then the code of the authenticator."""
    page.goto("/signin/staff/")
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    code = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    page.get_by_label("六位数字").fill(code)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/desk/"))


def settled(page: Page) -> Page:
    """Wait until htmx has put its late parts in, and return the page."""
    page.wait_for_load_state("load")
    page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-settling')")
    return page


def overflow(page: Page) -> int:
    """Return how many pixels the page is wider than its window."""
    return page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def focused(page: Page) -> Locator:
    """Return what has the focus."""
    return page.locator("*:focus")


def probe(page: Page, name: str, *given: Any) -> Any:
    """Return what a function of ``probes/`` finds in the page."""
    return page.evaluate((PROBES / f"{name}.js").read_text(encoding="utf-8"), *given)


def focus_state(page: Page) -> dict[str, Any] | None:
    """Return ``what``, ``drawn`` (a ring shows it) and ``seen`` (not wholly hidden), or None."""
    return probe(page, "focus")
