"""Keep an uploaded list of divisions, to look at its difference before it is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid, TooLarge
from doorstep.places.models import DivisionUpload
from doorstep.places.operations.stage_divisions import check_rows
from doorstep.places.permissions import DIVISION_IMPORT
from doorstep.places.rules.divisions import DivisionRow

MAX_ROWS = 20_000


class DivisionUploadTooLong(TooLarge):
    code = "division-upload-too-long"
    title = N_("This list has {rows} lines; a page takes {most}.")
    mend = N_("Load longer lists on the server: doorstep import divisions.")


class DivisionUploadElsewhere(Invalid):
    code = "division-upload-elsewhere"
    title = N_("No line of this list lies within your district.")
    mend = N_("Upload the list of your own district.")


def keep_division_upload(
    *, rows: Sequence[DivisionRow], version: str, source: str, by: Actor, at: datetime
) -> DivisionUpload:
    """Keep the lines that lie within what ``by`` may load; the others are left out.

    Raises:
        Forbidden, DivisionRowUnfit, DivisionUploadTooLong, DivisionUploadElsewhere.
    """
    by.require(DIVISION_IMPORT)
    if len(rows) > MAX_ROWS:
        raise DivisionUploadTooLong(rows=len(rows), most=MAX_ROWS)
    check_rows(rows)
    own = [[row.code, row.name] for row in rows if by.can(DIVISION_IMPORT, row.code)]
    if not own:
        raise DivisionUploadElsewhere
    return DivisionUpload.objects.create(
        version=version.strip()[:40],
        source=source.strip()[:200],
        rows=own,
        uploaded_at=at,
        uploaded_by=by.name[:80],
    )
