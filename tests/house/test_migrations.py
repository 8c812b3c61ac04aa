"""Migrations can be taken back, and hold what the models say."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.utils import translation

from tests.house import tree


def _ours() -> set[str]:
    return {config.label for config in apps.get_app_configs() if tree.unit_of(config.name)}


def _flat(operations: list[Operation]) -> Iterator[Operation]:
    for operation in operations:
        if isinstance(operation, SeparateDatabaseAndState):
            yield from _flat(operation.database_operations)
        else:
            yield operation


def test_migrations_can_be_taken_back() -> None:
    ours = _ours()
    found = [
        f"{label}.{name}: {operation.describe()}"
        for (label, name), migration in MigrationLoader(None).disk_migrations.items()
        if label in ours
        for operation in _flat(migration.operations)
        if not operation.reversible
    ]
    tree.refuse(found, "Give RunSQL a reverse_sql and RunPython a reverse_code:")


def test_models_and_migrations_agree() -> None:
    loader = MigrationLoader(None)
    with translation.override(None):  # migrations keep the English names
        state = ProjectState.from_apps(apps)
        changes = MigrationAutodetector(loader.project_state(), state).changes(loader.graph)
    found = [
        f"{label}: {operation.describe()}"
        for label in _ours() & changes.keys()
        for migration in changes[label]
        for operation in migration.operations
    ]
    tree.refuse(found, "A model changed without its migration; run makemigrations:")
