"""Checks that several place models share; the database holds them."""

from __future__ import annotations

from django.db.models import CheckConstraint, F, Q
from django.db.models.functions import Left
from django.db.models.lookups import Exact


def code_shape(table: str, length: int) -> CheckConstraint:
    """Hold that ``code`` is ``length`` digits."""
    return CheckConstraint(
        condition=Q(code__regex=rf"^\d{{{length}}}$"), name=f"{table}_code_shape"
    )


def under_parent(table: str, parent: str, length: int) -> CheckConstraint:
    """Hold that the first ``length`` digits of ``code`` are the parent's code."""
    return CheckConstraint(
        condition=Q(Exact(Left("code", length), F(f"{parent}_id"))), name=f"{table}_under_{parent}"
    )
