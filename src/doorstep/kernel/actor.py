"""Actor: who does something. Passed to every operation as ``by``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from doorstep.kernel.errors import Forbidden
from doorstep.kernel.scope import Scope

Kind = Literal["staff", "resident", "system", "machine", "nobody"]


@dataclass(frozen=True, slots=True)
class Grant:
    """One grant: a role at a place, with the permissions that the role carries."""

    role: str
    place: str
    permissions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account with its grants, or the system itself.

    ``account_id``: primary key of the account, None for the system and for nobody.
    ``name``: shown to colleagues and kept in timelines and the trail. ``persons``: residents
    that a resident's account is, or may act for. ``via``: session, token or the name of a job.
    """

    kind: Kind
    name: str
    account_id: int | None = None
    grants: tuple[Grant, ...] = ()
    persons: tuple[int, ...] = ()
    via: str = ""
    address: str = field(default="", compare=False)

    @classmethod
    def system(cls, via: str) -> Actor:
        """Make the actor of a job or a rule; ``via`` names it."""
        return cls(kind="system", name="Doorstep", via=via)

    @classmethod
    def nobody(cls) -> Actor:
        """Make the actor of a request without a session."""
        return cls(kind="nobody", name="")

    @property
    def is_signed_in(self) -> bool:
        return self.kind != "nobody"

    @property
    def is_staff(self) -> bool:
        return self.kind in ("staff", "machine")

    @property
    def is_resident(self) -> bool:
        return self.kind == "resident"

    @property
    def places(self) -> tuple[str, ...]:
        """Places of the grants, sorted, without doubles."""
        return tuple(sorted({grant.place for grant in self.grants}))

    def scope(self) -> Scope:
        """Return which rows this actor may see."""
        if self.kind == "system":
            return Scope.everywhere(self.via)
        if self.kind == "resident":
            return Scope.of_persons(self.persons)
        return Scope.over(grant.place for grant in self.grants)

    def can(self, permission: str, place: str | None = None) -> bool:
        """Say whether a grant carries ``permission`` at ``place`` (anywhere when None)."""
        if self.kind == "system":
            return True
        return any(
            permission in grant.permissions and (place is None or place.startswith(grant.place))
            for grant in self.grants
        )

    def require(self, permission: str, place: str | None = None) -> None:
        """Raise Forbidden unless :meth:`can`."""
        if not self.can(permission, place):
            raise Forbidden(permission=permission)
