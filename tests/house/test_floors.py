"""The floors, where import-linter can't look: string foreign keys, migrations, templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from tests.house import tree

_LOADS = re.compile(r"""{%-?\s*(?:extends|include)\s+["']([^"'/]+)/""")


def _configs() -> list[AppConfig]:
    return [config for config in apps.get_app_configs() if tree.unit_of(config.name)]


def _unit_of_label(label: str) -> str:
    return tree.unit_of(apps.get_app_config(label).name)


def _upward_relations(config: AppConfig) -> Iterator[str]:
    for model in config.get_models(include_auto_created=True):
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            target = field.remote_field and field.related_model
            other = tree.unit_of(target.__module__) if target else ""
            if other and not tree.may_know(tree.unit_of(config.name), other):
                yield f"{model._meta.label}.{field.name} → {target._meta.label}"


def test_foreign_keys_point_downwards() -> None:
    found = [f for config in _configs() for f in _upward_relations(config)]
    tree.refuse(found, "A foreign key points up or sideways; keep a plain id, or a fact instead:")


def _label(key: str) -> str:
    return settings.AUTH_USER_MODEL.split(".")[0] if key == "__setting__" else key


def test_migrations_depend_downwards() -> None:
    ours = {config.label for config in _configs()}
    found = [
        f"{label}.{name} → {key}"
        for (label, name), migration in MigrationLoader(None).disk_migrations.items()
        for key in {_label(dependency[0]) for dependency in migration.dependencies}
        if label in ours
        and key in ours
        and not tree.may_know(_unit_of_label(label), _unit_of_label(key))
    ]
    tree.refuse(found, "A migration waits for one on a higher floor; move what it needs down:")


def _template_folders(unit: str) -> set[str]:
    """Return the names that an app's own templates go by (its own, and allauth's it overrides)."""
    folder = tree.SOURCE / unit.replace(".", "/") / "templates"
    return {entry.name for entry in folder.iterdir()} if folder.is_dir() else set()


def test_templates_use_their_own_app_and_the_platform() -> None:
    found = [
        f"{tree.place(path)} loads {name}/"
        for path in tree.templates()
        for name in _LOADS.findall(tree.text_of(path))
        if name not in _template_folders(tree.unit_of_path(path.parent)) | {"platform"}
    ]
    tree.refuse(found, "A template reaches into another app; offer a panel or a component:")


def test_views_render_their_own_templates() -> None:
    found = [
        f"{tree.place(path, node.lineno)} renders {node.value}"
        for path in tree.product_files()
        if tree.unit_of_path(path) not in ("", "project")
        for node in ast.walk(tree.syntax_of(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[\w/]+\.html", node.value)
        and node.value.split("/")[0]
        not in _template_folders(tree.unit_of_path(path)) | {"platform"}
    ]
    tree.refuse(found, "A view renders another app's template; offer a panel instead:")


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree.syntax_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_cycle_between_apps() -> None:
    graph: dict[str, set[str]] = {}
    for path in tree.product_files():
        unit = tree.unit_of_path(path)
        known = {tree.unit_of(name) for name in _imports(path)} - {"", "modules", unit}
        graph.setdefault(unit, set()).update(known)
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise AssertionError(f"Apps know each other in a circle: {error.args[1]}") from None


def test_no_relative_imports_out_of_a_package() -> None:
    found = [
        tree.place(path, node.lineno)
        for path in tree.python_files()
        for node in ast.walk(tree.syntax_of(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    tree.refuse(found, "Write imports in full, so that a search for a module finds its users:")
