"""The six digits of ``doorstep code`` against the examples of RFC 6238, appendix B (SHA-1)."""

from __future__ import annotations

import base64

import pytest

from doorstep.project.commandline.code import six_digits

SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("seconds", "digits"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_examples_of_the_standard(seconds: int, digits: str) -> None:
    assert six_digits(SECRET, seconds // 30) == digits
