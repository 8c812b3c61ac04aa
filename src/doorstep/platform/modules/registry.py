"""The registry: every manifest, checked when the site starts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from doorstep.platform.modules.contributions import CaseKind, Finder, Manifest, Nav, Panel
from doorstep.platform.permissions import ROLES, Permission


class Registry:
    """Manifests by code, and their contributions side by side. Tests make their own."""

    def __init__(self, manifests: Iterable[Manifest]) -> None:
        self.manifests: dict[str, Manifest] = {}
        for manifest in manifests:
            self.add(manifest)
        self._check_grants()

    def add(self, manifest: Manifest) -> None:
        """Add a manifest.

        Raises:
            ImproperlyConfigured: its code, a permission or a case kind is there already.
        """
        if manifest.code in self.manifests:
            raise ImproperlyConfigured(f"two modules call themselves {manifest.code!r}")
        for permission in manifest.permissions:
            if permission.code in self.permissions:
                raise ImproperlyConfigured(f"permission {permission.code!r} is declared twice")
        for kind in manifest.case_kinds:
            if kind.code in self.case_kinds:
                raise ImproperlyConfigured(f"case kind {kind.code!r} is declared twice")
        self.manifests[manifest.code] = manifest

    def _check_grants(self) -> None:
        known = self.permissions
        for manifest in self.manifests.values():
            for role, codes in manifest.role_grants.items():
                if role not in ROLES:
                    raise ImproperlyConfigured(f"{manifest.code} grants to unknown role {role!r}")
                for code in codes:
                    if code not in known:
                        raise ImproperlyConfigured(f"{manifest.code} grants unknown {code!r}")

    @property
    def permissions(self) -> dict[str, Permission]:
        return {p.code: p for m in self.manifests.values() for p in m.permissions}

    @property
    def case_kinds(self) -> dict[str, CaseKind]:
        return {kind.code: kind for m in self.manifests.values() for kind in m.case_kinds}

    def navigation(self, shell: str) -> list[Nav]:
        """Return the entries of a shell in their order."""
        entries = [n for m in self.manifests.values() for n in m.navigation if n.shell == shell]
        return sorted(entries, key=lambda entry: entry.order)

    def panels(self, slot: str) -> list[Panel]:
        """Return the panels of a slot in their order."""
        found = [p for m in self.manifests.values() for p in m.panels if p.slot == slot]
        return sorted(found, key=lambda panel: panel.order)

    def finders(self) -> list[Finder]:
        """Return all finders in their order."""
        found = [f for m in self.manifests.values() for f in m.finders]
        return sorted(found, key=lambda finder: finder.order)

    def movable_tables(self) -> list[tuple[str, str]]:
        """Return every (table, column) whose place code follows a division."""
        return [pair for m in self.manifests.values() for pair in m.movable_tables]

    def permissions_of(self, role: str) -> frozenset[str]:
        """Return what a role may do, as all modules together grant it."""
        return frozenset(
            code for m in self.manifests.values() for code in m.role_grants.get(role, ())
        )


@lru_cache
def registry() -> Registry:
    """Return the registry of the installed apps. Manifests are read once, after apps are ready."""
    apps.check_apps_ready()
    names = [config.name for config in apps.get_app_configs()]
    return Registry(
        import_module(f"{name}.manifest").MANIFEST
        for name in names
        if find_spec(f"{name}.manifest")
    )


@lru_cache
def permissions_of(role: str) -> frozenset[str]:
    """Return what a role may do."""
    return registry().permissions_of(role)
