"""keep_division_upload and load_division_upload."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from doorstep.kernel.errors import NotFound
from doorstep.kernel.scope import Scope
from doorstep.places.models import Division
from doorstep.places.operations import keep_division_upload as keeping
from doorstep.places.operations.keep_division_upload import (
    DivisionUploadElsewhere,
    DivisionUploadTooLong,
    keep_division_upload,
)
from doorstep.places.operations.load_division_upload import UploadLoaded, load_division_upload
from doorstep.places.rules.divisions import DivisionRow
from doorstep.places.tests.factories import AT, LINE, PUDONG, make_line, staff
from doorstep.platform.scope import scoped

DISTRICT = staff("district", PUDONG)
NEWER = [*LINE, DivisionRow("310115005077", "滨江新居委会")]


@pytest.fixture(autouse=True)
def line(db: None) -> Iterator[None]:
    with scoped(Scope.over([PUDONG])):
        make_line()
        yield


def test_an_upload_is_kept_looked_at_and_loaded_once() -> None:
    upload = keep_division_upload(rows=NEWER, version="2024", source="n.csv", by=DISTRICT, at=AT)
    assert all(code.startswith(PUDONG) for code, _name in upload.rows)
    outcome = load_division_upload(upload_id=upload.pk, by=DISTRICT, at=AT)
    assert outcome.written == 1
    assert Division.objects.filter(code="310115005077").exists()
    with pytest.raises(UploadLoaded):
        load_division_upload(upload_id=upload.pk, by=DISTRICT, at=AT)
    with pytest.raises(NotFound):
        load_division_upload(upload_id=upload.pk, by=staff("district", "310106"), at=AT)


def test_uploads_that_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DivisionUploadElsewhere):
        keep_division_upload(rows=LINE[:4], version="x", source="x", by=DISTRICT, at=AT)
    monkeypatch.setattr(keeping, "MAX_ROWS", 3)
    with pytest.raises(DivisionUploadTooLong):
        keep_division_upload(rows=LINE, version="x", source="x", by=DISTRICT, at=AT)
