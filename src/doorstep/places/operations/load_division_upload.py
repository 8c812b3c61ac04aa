"""Load a list that was uploaded and looked at."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict
from doorstep.places.models import DivisionUpload
from doorstep.places.operations.import_divisions import ImportOutcome, import_divisions
from doorstep.places.selectors.uploads import access_division_upload, rows_of


class UploadLoaded(Conflict):
    code = "division-upload-loaded"
    title = N_("This list has been loaded already.")
    mend = N_("Look at the changes below, or upload a newer list.")


def load_division_upload(*, upload_id: int, by: Actor, at: datetime) -> ImportOutcome:
    """Load the upload's lines (see ``import_divisions``) and mark it loaded.

    Raises:
        DivisionUploadMissing, UploadLoaded, and what ``import_divisions`` raises.
    """
    with transaction.atomic():
        upload = access_division_upload(by, upload_id, lock=True)
        if upload.loaded_id:
            raise UploadLoaded
        outcome = import_divisions(
            rows=rows_of(upload), version=upload.version, source=upload.source, by=by, at=at
        )
        DivisionUpload.objects.filter(pk=upload.pk).update(loaded=outcome.division_list)
    return outcome
