from __future__ import annotations

import pytest

from doorstep.kernel import errors
from doorstep.kernel.errors import N_, Conflict, DoorstepError, Invalid

FAMILIES = {
    "Invalid": 422,
    "Unauthenticated": 401,
    "Forbidden": 403,
    "NotFound": 404,
    "Conflict": 409,
    "Expired": 410,
    "TooLarge": 413,
    "TooMany": 429,
    "Unavailable": 503,
}


class CaseAlreadyClosed(Conflict):
    code = "case-already-closed"
    title = N_("Case {number} is already closed.")


@pytest.mark.parametrize(("name", "status"), FAMILIES.items())
def test_each_family_has_its_status_and_says_how_to_mend(name: str, status: int) -> None:
    family = getattr(errors, name)
    assert issubclass(family, DoorstepError)
    assert family.status == status
    assert family.title and family.mend


def test_codes_are_stable_and_different() -> None:
    codes = [getattr(errors, name).code for name in FAMILIES]
    assert len(set(codes)) == len(codes)
    assert all(code == code.lower() and " " not in code for code in codes)


def test_an_operations_own_error_keeps_the_status_and_carries_data() -> None:
    error = CaseAlreadyClosed(number="261116-000042")
    assert error.status == 409
    assert error.title.format(**error.data) == "Case 261116-000042 is already closed."
    assert "case-already-closed" in str(error)


def test_fields_carry_the_message_beside_the_field() -> None:
    given = {"phone": "One digit is missing."}
    error = Invalid(fields=given)
    given.clear()
    assert error.fields == {"phone": "One digit is missing."}
    assert Invalid().fields == {}
