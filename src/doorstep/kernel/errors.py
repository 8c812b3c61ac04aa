"""One base of errors. Each error is defined beside the operation that raises it, and rendered in
two places only: pages, and problem details (RFC 9457) on the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar


def N_(text: str) -> str:  # noqa: N802 - the customary name of the no-op marker
    """Mark an English text for the translation catalogue without translating it here."""
    return text


class DoorstepError(Exception):
    """Something that the person at the other end can understand and mend.

    ``title`` says what is wrong, ``mend`` how to mend it; both are English texts of the
    catalogue with ``{placeholders}`` filled from ``data``. ``fields`` maps a form field to the
    message shown beside it.
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400
    title: ClassVar[str] = N_("That did not work.")
    mend: ClassVar[str] = ""

    def __init__(self, *, fields: Mapping[str, str] | None = None, **data: Any) -> None:
        self.fields = dict(fields or {})
        self.data = data
        super().__init__(self.code, data)


class Invalid(DoorstepError):
    code = "invalid"
    status = 422
    title = N_("Something in what was entered needs mending.")
    mend = N_("Look at the marked fields and correct them.")


class Unauthenticated(DoorstepError):
    code = "unauthenticated"
    status = 401
    title = N_("Please sign in first.")
    mend = N_("Sign in and try again.")


class Forbidden(DoorstepError):
    code = "forbidden"
    status = 403
    title = N_("Your role does not allow this here.")
    mend = N_("Ask the secretary of your community for the grant.")


class NotFound(DoorstepError):
    code = "not-found"
    status = 404
    title = N_("There is nothing here that you may see.")
    mend = N_("Check the number, or go back to the list.")


class Conflict(DoorstepError):
    code = "conflict"
    status = 409
    title = N_("Somebody else changed this in the meantime.")
    mend = N_("Reload the page, look at what changed and do it again.")


class Expired(DoorstepError):
    code = "expired"
    status = 410
    title = N_("This has expired.")
    mend = N_("Start again from the beginning.")


class TooLarge(DoorstepError):
    code = "too-large"
    status = 413
    title = N_("That is too large.")
    mend = N_("Send a smaller one.")


class TooMany(DoorstepError):
    code = "too-many"
    status = 429
    title = N_("That was too often.")
    mend = N_("Wait a moment and try again.")


class Unavailable(DoorstepError):
    code = "unavailable"
    status = 503
    title = N_("A part that is needed does not answer just now.")
    mend = N_("Try again in a minute; nothing was lost.")
