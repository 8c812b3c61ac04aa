"""Getting hold of a case to change it: seen by the actor, then locked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from doorstep.casework.models import Case
from doorstep.casework.permissions import visible_to
from doorstep.casework.selectors.cases import CaseNotFound, access_case
from doorstep.kernel.actor import Actor
from doorstep.kernel.places import ancestor_of
from doorstep.kernel.scope import Scope
from doorstep.platform.scope import scoped


@contextmanager
def working_at(place: str, *, by: Actor) -> Iterator[None]:
    """Run one transaction that may write at ``place``.

    A resident's own role can only read. Once it is certain that the case is theirs, the writes
    run as the site, in the scope of that one community.
    """
    if by.is_resident:
        with scoped(Scope.over([ancestor_of(place, "community")])):
            yield
    else:
        with transaction.atomic():
            yield


@contextmanager
def locked_case(number: str, *, by: Actor) -> Iterator[Case]:
    """Give the case that ``by`` may see, locked until the end of the transaction.

    Raises:
        CaseNotFound: there is none that the actor may see.
    """
    if by.is_resident:
        seen = access_case(by, number)
        with working_at(seen.place, by=by):
            yield Case.objects.select_for_update().get(pk=seen.pk)
        return
    with transaction.atomic():
        case = visible_to(by).select_for_update().filter(number=number).first()
        if case is None:
            raise CaseNotFound(number=number[:40])
        yield case
