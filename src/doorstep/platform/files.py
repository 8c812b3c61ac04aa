"""Files: checked by what they are, not by what they are called, and cleaned before kept."""

from __future__ import annotations

import hashlib
import io
import mimetypes
from datetime import datetime

import filetype
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import TimestampSigner
from django.urls import reverse
from PIL import Image, ImageOps, UnidentifiedImageError

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid, TooLarge
from doorstep.kernel.ids import new_token
from doorstep.platform.models import StoredFile

IMAGES = frozenset({"image/jpeg", "image/png", "image/webp"})
DOCUMENTS = frozenset({"application/pdf"})
_FORMATS = {
    "image/jpeg": ("JPEG", "jpg"),
    "image/png": ("PNG", "png"),
    "image/webp": ("WEBP", "webp"),
}
_LONGEST_SIDE = 2560

Image.MAX_IMAGE_PIXELS = 50_000_000


class FileTooLarge(TooLarge):
    code = "file-too-large"
    title = N_("This file is {size} MB; at most {limit} MB can be sent.")
    mend = N_("Send a smaller photo: a screenshot of it will do.")


class FileNotAllowed(Invalid):
    code = "file-not-allowed"
    title = N_("“{name}” is not a photo or PDF, whatever its name says.")
    mend = N_("Send a JPEG, PNG or WebP photo, or a PDF.")


class FileMisnamed(Invalid):
    code = "file-misnamed"
    title = N_("“{name}” says that it is a photo, but inside is a PDF (or the other way round).")
    mend = N_("Give it its right name, or take a photo of the paper and send that.")


class FileUnreadable(Invalid):
    code = "file-unreadable"
    title = N_("“{name}” can't be opened; it may be damaged.")
    mend = N_("Take the photo again and send that.")


def store_file(
    upload: UploadedFile,
    *,
    by: Actor,
    at: datetime,
    place: str,
    allowed: frozenset[str] = IMAGES | DOCUMENTS,
) -> StoredFile:
    """Check, clean and keep an upload. Photos lose their EXIF and are at most 2560 px long.

    Raises:
        FileTooLarge: more than ``UPLOAD_MAX_BYTES``, or a picture of too many pixels.
        FileNotAllowed: the first bytes are of another type. FileMisnamed: a PDF named .jpg.
        FileUnreadable: damaged.
    """
    name = (upload.name or "")[:120]
    limit = settings.UPLOAD_MAX_BYTES
    size = upload.size or 0
    if size > limit:
        raise FileTooLarge(size=size // 1024**2, limit=limit // 1024**2)
    data = upload.read()
    mime = filetype.guess_mime(data) or ""
    if mime not in allowed:
        raise FileNotAllowed(name=name)
    if _named_otherwise(name, mime):
        raise FileMisnamed(name=name)
    width = height = None
    suffix = "pdf"
    if mime in _FORMATS:
        data, width, height = _clean_image(data, name, _FORMATS[mime][0])
        suffix = _FORMATS[mime][1]
    key = new_token()
    stored_as = default_storage.save(f"{key[:2]}/{key}.{suffix}", ContentFile(data))
    return StoredFile.objects.create(
        key=key,
        name=stored_as,
        title=name,
        mime=mime,
        size=len(data),
        width=width,
        height=height,
        sha256=hashlib.sha256(data).digest(),
        place=place,
        stored_by=by.account_id,
        stored_at=at,
    )


def _named_otherwise(name: str, mime: str) -> bool:
    """Say whether the name promises a picture and a paper came, or a paper and a picture came.

    A PNG called .jpg is what cameras and chats make of it, and is let through.
    """
    promised = mimetypes.guess_type(name)[0]
    return promised in IMAGES | DOCUMENTS and (promised in IMAGES) != (mime in IMAGES)


def _clean_image(data: bytes, name: str, kind: str) -> tuple[bytes, int, int]:
    """Return the picture turned upright, at most 2560 px long, without any metadata."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > settings.UPLOAD_MAX_PIXELS:
                raise FileTooLarge(size=len(data) // 1024**2, limit=20)
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
            clean = Image.new(upright.mode, upright.size)
            clean.paste(upright)
            if kind == "JPEG" and clean.mode not in ("RGB", "L"):
                clean = clean.convert("RGB")
            out = io.BytesIO()
            clean.save(out, kind, quality=85)
    except Image.DecompressionBombError as error:
        raise FileTooLarge(size=len(data) // 1024**2, limit=20) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise FileUnreadable(name=name) from error
    return out.getvalue(), clean.width, clean.height


_signer = TimestampSigner(salt="doorstep.file")


def file_url(file: StoredFile) -> str:
    """Return an address that opens the file for an hour, for whoever may see the page with it."""
    return reverse("file", args=[_signer.sign(file.key)])


def key_from_token(token: str) -> str:
    """Return the key in a signed address.

    Raises:
        django.core.signing.BadSignature: changed or older than an hour.
    """
    return _signer.unsign(token, max_age=3600)
