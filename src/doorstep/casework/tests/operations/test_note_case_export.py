"""An export leaves a trace: who, when, how many rows, by which filter."""

from __future__ import annotations

import pytest

from doorstep.casework.operations.note_case_export import note_case_export
from doorstep.casework.tests.factories import AT
from doorstep.kernel.errors import Forbidden
from doorstep.people.tests.factories import acting
from doorstep.platform.models import TrailEntry


def test_an_export_is_in_the_trail(town):
    with acting(town.chen):
        note_case_export(rows=3, kept={"late": "1"}, form="csv", by=town.chen, at=AT)
        entry = TrailEntry.objects.latest("id")
    assert entry.action == "case.export"
    assert entry.detail == {"rows": 3, "form": "csv", "kept": {"late": "1"}}


def test_residents_export_nothing(town):
    with acting(town.sun_herself), pytest.raises(Forbidden):
        note_case_export(rows=3, kept={}, form="csv", by=town.sun_herself, at=AT)
