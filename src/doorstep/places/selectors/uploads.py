"""Reading uploaded lists of divisions and the changes that were applied."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotFound
from doorstep.kernel.places import hi_of
from doorstep.places.models import DivisionChange, DivisionList, DivisionUpload
from doorstep.places.permissions import DIVISION_IMPORT
from doorstep.places.rules.divisions import DivisionRow


class DivisionUploadMissing(NotFound):
    code = "division-upload-missing"


class DivisionChangeUnknown(NotFound):
    code = "division-change-unknown"


def rows_of(upload: DivisionUpload) -> list[DivisionRow]:
    """Return the lines of an upload."""
    return [DivisionRow(code, name) for code, name in upload.rows]


def access_division_upload(actor: Actor, upload_id: int, *, lock: bool = False) -> DivisionUpload:
    """Return an upload whose every line ``actor`` may load.

    Raises:
        DivisionUploadMissing.
    """
    uploads = DivisionUpload.objects.select_for_update() if lock else DivisionUpload.objects
    found = uploads.filter(pk=upload_id).first()
    if found is None or not all(actor.can(DIVISION_IMPORT, code) for code, _name in found.rows):
        raise DivisionUploadMissing
    return found


def access_division_change(actor: Actor, change_id: int) -> DivisionChange:
    """Return a change, locked, of divisions that lie in the actor's places.

    Raises:
        DivisionChangeUnknown.
    """
    found = DivisionChange.objects.select_for_update().filter(pk=change_id).first()
    scope = actor.scope()
    codes = [code for code in (found.old_code, found.new_code) if code] if found else []
    if found is None or not all(scope.covers(code) for code in codes):
        raise DivisionChangeUnknown
    return found


def recent_lists(limit: int = 10) -> QuerySet[DivisionList]:
    """Return the lists that were loaded last, the newest first."""
    return DivisionList.objects.order_by("-loaded_at")[:limit]


def recent_changes(actor: Actor, limit: int = 50) -> list[DivisionChange]:
    """Return the changes within the actor's places, the newest first."""
    inside = Q()
    for place in actor.scope().prefixes:
        if place:
            inside |= Q(old_code__gte=place, old_code__lt=hi_of(place))
            inside |= Q(new_code__gte=place, new_code__lt=hi_of(place))
    return list(DivisionChange.objects.filter(inside).order_by("-pk")[:limit])
