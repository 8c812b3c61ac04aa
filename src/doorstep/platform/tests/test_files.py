"""A photo is judged by what it is; what isn't one is refused with a sentence."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from doorstep.kernel.actor import Actor
from doorstep.kernel.scope import Scope
from doorstep.platform.files import (
    FileMisnamed,
    FileNotAllowed,
    FileTooLarge,
    FileUnreadable,
    file_url,
    key_from_token,
    store_file,
)
from doorstep.platform.models import StoredFile
from doorstep.platform.scope import scoped

AT = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _everywhere(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with scoped(Scope.everywhere("test")):
        yield


def photo(size: tuple[int, int] = (40, 20), kind: str = "JPEG", **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def send(data: bytes, name: str = "天井.jpg") -> StoredFile:
    return store_file(
        SimpleUploadedFile(name, data), by=Actor.system("test"), at=AT, place="310115005005"
    )


def test_a_photo_is_kept_without_where_it_was_taken():
    exif = Image.Exif()
    exif[0x010E] = "at home"
    file = send(photo(exif=exif))
    with default_storage.open(file.name) as kept:
        assert not Image.open(kept).getexif()
    assert (file.width, file.height, file.mime) == (40, 20, "image/jpeg")
    assert "天井" not in file.name


def test_a_photo_taken_sideways_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert (send(photo(exif=exif)).width) == 20


def test_a_pdf_is_kept():
    assert send(b"%PDF-1.7\n%%EOF", "居住证.pdf").mime == "application/pdf"


@pytest.mark.parametrize(
    ("data", "name"), [(b"%PDF-1.7\n%%EOF", "居住证.jpg"), (photo(), "天井.pdf")]
)
def test_a_pdf_named_jpg_is_refused_and_said_so(data, name):
    with pytest.raises(FileMisnamed):
        send(data, name)
    assert not StoredFile.objects.exists()


def test_a_png_named_jpg_is_a_photo_all_the_same():
    assert send(photo(kind="PNG")).mime == "image/png"


@pytest.mark.parametrize(
    "data", [b"MZ\x90\x00 program", b"<script>alert(1)</script>", b"", b"GIF89a"]
)
def test_what_is_no_photo_is_refused(data):
    with pytest.raises(FileNotAllowed):
        send(data)
    assert not StoredFile.objects.exists()


def test_a_damaged_photo_is_refused():
    with pytest.raises(FileUnreadable):
        send(photo()[:60])


def test_fifty_megabytes_are_refused_before_they_are_read():
    upload = SimpleUploadedFile("big.jpg", photo())
    upload.size = 50 * 1024 * 1024
    with pytest.raises(FileTooLarge) as refused:
        store_file(upload, by=Actor.system("test"), at=AT, place="310115005005")
    assert refused.value.data == {"size": 50, "limit": 20}


def test_a_picture_of_too_many_pixels_is_refused(settings):
    settings.UPLOAD_MAX_PIXELS = 100
    with pytest.raises(FileTooLarge):
        send(photo((11, 10)))


def test_the_address_of_a_file_is_signed():
    file = send(photo())
    token = file_url(file).removeprefix("/files/")
    assert key_from_token(token) == file.key
