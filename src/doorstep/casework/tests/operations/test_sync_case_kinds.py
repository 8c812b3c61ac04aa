"""The table of kinds follows the registry."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from doorstep.casework.models import CaseKind
from doorstep.casework.operations import sync_case_kinds as module
from doorstep.casework.operations.sync_case_kinds import sync_case_kinds
from doorstep.casework.tests.factories import LEAK
from doorstep.platform.modules import CaseKind as Declared
from doorstep.platform.modules import Manifest, Registry


def declare(monkeypatch, *kinds):
    registry = Registry([Manifest(code="x", title="X", case_kinds=kinds)])
    monkeypatch.setattr(module, "registry", lambda: registry)


def test_declared_kinds_are_there_and_old_ones_stay_for_their_cases(town, monkeypatch):
    assert CaseKind.objects.get(pk="follow-up").active
    declare(monkeypatch, LEAK)
    assert sync_case_kinds() == 1 == sync_case_kinds()
    assert list(CaseKind.objects.filter(active=True).values_list("code", flat=True)) == ["t-leak"]
    assert not CaseKind.objects.get(pk="follow-up").active


def test_a_kind_with_mistakes_stops_the_start(town, monkeypatch):
    declare(monkeypatch, Declared(code="bad", title={"zh": "坏"}, category="life", ladder=()))
    with pytest.raises(ImproperlyConfigured, match="ladder is empty"):
        sync_case_kinds()
