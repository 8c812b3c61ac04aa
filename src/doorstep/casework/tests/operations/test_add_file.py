"""Files of a case."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from doorstep.casework.operations.add_file import MOST_FILES, TooManyFiles, add_file
from doorstep.casework.tests.factories import LATER, acting, last_trail, opened
from doorstep.kernel.errors import Forbidden, Invalid


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def photo(name="屋顶.jpg"):
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue())


def add(case, by, upload=None, **more):
    with acting(by):
        return add_file(number=case.number, upload=upload or photo(), by=by, at=LATER, **more)


def test_her_photo_is_kept_and_she_sees_it(town):
    case = opened(town)
    joined = add(case, town.sun_herself)
    assert (joined.audience, joined.file.mime) == ("resident", "image/jpeg")
    assert last_trail(case) == "case.file"
    with acting(town.sun_herself):
        assert case.files.count() == 1


def test_what_is_for_colleagues_she_does_not_see(town):
    case = opened(town)
    add(case, town.chen, audience="staff")
    with acting(town.sun_herself):
        assert case.files.count() == 0


def test_a_pdf_called_jpg_is_no_photo_of_anything(town):
    with pytest.raises(Invalid):
        add(opened(town), town.chen, SimpleUploadedFile("a.jpg", b"MZ not a picture"))


def test_at_most_twenty(town):
    case = opened(town)
    for _ in range(MOST_FILES):
        add(case, town.chen)
    with pytest.raises(TooManyFiles):
        add(case, town.chen)


def test_without_the_right_to_answer_none(town):
    case = opened(town)
    with pytest.raises(Forbidden):
        add(case, town.chen.__class__(kind="staff", name="x", grants=seeing_only(town)))


def seeing_only(town):
    grant = town.chen.grants[0]
    return (grant.__class__(grant.role, grant.place, frozenset({"casework.case.see"})),)
