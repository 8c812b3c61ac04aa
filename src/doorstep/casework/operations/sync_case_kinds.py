"""Bring the table of kinds in line with what the modules declare."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from doorstep.casework.models import CaseKind
from doorstep.casework.rules.kinds import mistakes_of
from doorstep.platform.modules import registry


def sync_case_kinds() -> int:
    """Write declared kinds, and make inactive what nobody declares any more; return how many
    there are. Idempotent.

    Raises:
        ImproperlyConfigured: a declared kind has mistakes, all named.
    """
    declared = registry().case_kinds
    mistakes = [mistake for kind in declared.values() for mistake in mistakes_of(kind)]
    if mistakes:
        raise ImproperlyConfigured("; ".join(mistakes))
    rows = [
        CaseKind(code=kind.code, title=dict(kind.title), category=kind.category, active=True)
        for kind in declared.values()
    ]
    with transaction.atomic():
        CaseKind.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["title", "category", "active"],
        )
        CaseKind.objects.exclude(code__in=declared).update(active=False)
    return len(rows)
