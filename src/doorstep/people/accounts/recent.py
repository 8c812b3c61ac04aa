"""Asking once more who is there before something that can't be taken back."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from doorstep.kernel.errors import N_, Unauthenticated

MINUTES = 10
_RECORDS = "account_authentication_methods"


class SignInAgain(Unauthenticated):
    code = "sign-in-again"
    title = N_("Please confirm that it is you.")
    mend = N_("Enter the code of your second factor, then do it again.")


def signed_in_recently(request: HttpRequest, *, minutes: int = MINUTES) -> bool:
    """Say whether this session showed a password, code or second factor in the last minutes."""
    records = request.session.get(_RECORDS) or []
    return any(time.time() - record.get("at", 0) < minutes * 60 for record in records)


def require_recent_sign_in(request: HttpRequest, *, minutes: int = MINUTES) -> None:
    """Raise SignInAgain unless :func:`signed_in_recently`; a token is never recent enough."""
    if not signed_in_recently(request, minutes=minutes):
        raise SignInAgain


def recent_sign_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send the reader of a page to confirm who they are, and back to it afterwards.

    Put it under ``@page`` on the page with the form and on what the form is sent to; after a POST
    the way back leads to the page that it came from.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if signed_in_recently(request):
            return view(request, *args, **kwargs)
        back = request.get_full_path()
        if request.method != "GET":
            back = urlsplit(request.headers.get("Referer", "")).path or "/"
        target = f"{reverse('signin_again')}?next={quote(back)}"
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": target})
        return HttpResponseRedirect(target)

    return checked
