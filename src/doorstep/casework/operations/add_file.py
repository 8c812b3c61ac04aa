"""Add a file to a case: a photo she took, a paper that was signed."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile

from doorstep.casework.models import CaseFile, TimelineEntry
from doorstep.casework.operations._access import locked_case
from doorstep.casework.operations._moving import make_entry
from doorstep.casework.permissions import ANSWER
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict, Forbidden
from doorstep.platform import trail
from doorstep.platform.files import store_file

MOST_FILES = 20


class TooManyFiles(Conflict):
    code = "case-too-many-files"
    title = N_("Case {number} has {count} files already.")
    mend = N_("Leave out those that show the same.")


def add_file(
    *,
    number: str,
    upload: UploadedFile,
    by: Actor,
    at: datetime,
    audience: str = TimelineEntry.Audience.RESIDENT,
) -> CaseFile:
    """Check, store and join an upload to a case. What a resident sends, she also sees.

    Raises:
        TooManyFiles, FileTooLarge, FileNotAllowed, FileUnreadable, CaseNotFound, Forbidden.
    """
    with locked_case(number, by=by) as case:
        if by.is_resident:
            audience = TimelineEntry.Audience.RESIDENT
            if case.asker_id not in by.persons:
                raise Forbidden(permission=ANSWER)
        else:
            by.require(ANSWER, case.place)
        count = case.files.count()
        if count >= MOST_FILES:
            raise TooManyFiles(number=case.number, count=count)
        stored = store_file(upload, by=by, at=at, place=case.place)
        joined = CaseFile.objects.create(
            case=case, place=case.place, file=stored, audience=audience, at=at, by=by.account_id
        )
        make_entry(case, "file", by=by, at=at, audience=audience, data={"file": stored.pk}).save(
            force_insert=True
        )
        trail.record(action="case.file", by=by, at=at, subject=case.subject, place=case.place)
    return joined
