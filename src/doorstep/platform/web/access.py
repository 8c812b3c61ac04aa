"""Who may open a page. Every view declares it; a URL that declares none fails the build.

The second belt of three: row-level security hides what is out of place (404), this refuses a role
without the capability (403), and the operation asserts again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import Forbidden, Unauthenticated
from doorstep.platform.modules.registry import registry
from doorstep.platform.modules.switching import require_on

View = Callable[..., Any]
"""What answers a request: with a page, or with what the API then writes out."""


class Request(HttpRequest):
    """A request as views get it: the middleware has found out who acts."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class Access:
    """The declaration: anyone, anyone signed in, residents, and/or holders of a permission."""

    public: bool = False
    signed_in: bool = False
    resident: bool = False
    permission: str = ""

    def check(self, actor: Actor) -> None:
        """Raise unless ``actor`` may come in.

        Raises:
            Unauthenticated: nobody is signed in. Forbidden: signed in, but without the grant.
        """
        if self.public:
            return
        if not actor.is_signed_in:
            raise Unauthenticated
        if self.signed_in or (self.resident and actor.is_resident):
            return
        if self.permission and actor.can(self.permission):
            return
        raise Forbidden(permission=self.permission)


def page(
    *, public: bool = False, signed_in: bool = False, resident: bool = False, permission: str = ""
) -> Callable[[View], View]:
    """Declare who may open a view, and check it before the view runs."""
    access = Access(public=public, signed_in=signed_in, resident=resident, permission=permission)

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            access.check(request.actor)  # type: ignore[attr-defined]
            require_on(registry().module_of(view.__module__))
            return view(request, *args, **kwargs)

        guarded.access = access  # type: ignore[attr-defined]
        return guarded

    return declare
