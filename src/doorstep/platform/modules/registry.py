"""The registry: every manifest, checked when the site starts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from doorstep.platform.modules.contributions import CaseKind, Finder, Manifest, Nav, Panel
from doorstep.platform.permissions import ROLES, Permission


class Registry:
    """Manifests by code, and their contributions side by side. Tests make their own.

    ``packages``: dotted name of an app → code of its manifest, to know whose a view or listener is.
    """

    def __init__(
        self, manifests: Iterable[Manifest], packages: Mapping[str, str] | None = None
    ) -> None:
        self.manifests: dict[str, Manifest] = {}
        self.packages = dict(packages or {})
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

    @property
    def switchable(self) -> frozenset[str]:
        """Codes of the modules that can be turned on and off."""
        return frozenset(code for code, m in self.manifests.items() if m.switchable)

    def module_of_kind(self, kind: str) -> str:
        """Return the code of the module that declares a case kind; "" when none does."""
        found = (c for c, m in self.manifests.items() if any(k.code == kind for k in m.case_kinds))
        return next(found, "")

    def module_of(self, dotted: str) -> str:
        """Return the code of the module whose package holds ``dotted``; "" when none does."""
        found = [p for p in self.packages if dotted == p or dotted.startswith(f"{p}.")]
        return self.packages[max(found, key=len)] if found else ""

    def _shown(self, off: Iterable[str]) -> list[Manifest]:
        hidden = set(off)
        return [m for code, m in self.manifests.items() if code not in hidden]

    def navigation(self, shell: str, *, off: Iterable[str] = ()) -> list[Nav]:
        """Return the entries of a shell in their order; ``off``: modules to leave out."""
        entries = [n for m in self._shown(off) for n in m.navigation if n.shell == shell]
        return sorted(entries, key=lambda entry: entry.order)

    def panels(self, slot: str, *, off: Iterable[str] = ()) -> list[Panel]:
        """Return the panels of a slot in their order."""
        found = [p for m in self._shown(off) for p in m.panels if p.slot == slot]
        return sorted(found, key=lambda panel: panel.order)

    def finders(self, *, off: Iterable[str] = ()) -> list[Finder]:
        """Return all finders in their order."""
        found = [f for m in self._shown(off) for f in m.finders]
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
    found: dict[str, Manifest] = {
        config.name: import_module(f"{config.name}.manifest").MANIFEST
        for config in apps.get_app_configs()
        if find_spec(f"{config.name}.manifest")
    }
    return Registry(found.values(), {name: manifest.code for name, manifest in found.items()})


@lru_cache
def permissions_of(role: str) -> frozenset[str]:
    """Return what a role may do."""
    return registry().permissions_of(role)
