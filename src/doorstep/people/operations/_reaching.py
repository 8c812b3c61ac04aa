"""Writing for a resident who acts from their own phone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.places import ancestor_of
from doorstep.kernel.scope import Scope
from doorstep.platform.scope import scoped


@contextmanager
def writing_at(place: str, *, by: Actor) -> Iterator[None]:
    """Run one transaction that may write at ``place``.

    The residents' role can only read. Once it is certain that the record is theirs, the write runs
    as the site, in the scope of that one community.
    """
    if by.is_resident:
        with scoped(Scope.over([ancestor_of(place, "community")])):
            yield
    else:
        with transaction.atomic():
            yield
