"""Kinds of case that the tests use, and the neighbourhood they happen in."""

import pytest

from doorstep.casework.tests import factories


@pytest.fixture
def town(db):
    """The named people, in a database with the tests' own kinds of case."""
    return factories.town()
