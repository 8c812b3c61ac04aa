"""Every address says who may come in; every permission is declared, and asked for somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from doorstep.platform.modules.registry import registry
from tests.house import doors, tree

# Views that aren't ours, by the beginning of their name, with the reason they need no declaration.
NOT_OURS = {
    "account_": "django-allauth guards its own views; signing in has to be open",
    "mfa_": "django-allauth asks for a session and recent re-authentication",
    "socialaccount_": "django-allauth: sign-in by a city's identity, open until it is done",
    "openid_connect_": "django-allauth: sign-in by a city's identity, open until it is done",
    "usersessions_": "django-allauth asks for a session",
}
CODE = re.compile(r"[a-z_]+\.[a-z_]+\.[a-z_]+")


def _is_listed(door: doors.Door) -> bool:
    return door.name.startswith(tuple(NOT_OURS))


def test_every_page_declares_who_may_open_it() -> None:
    found = [
        f"{door} ({door.name})"
        for door in doors.pages()
        if door.access is None and not _is_listed(door)
    ]
    tree.refuse(found, "Put @page(permission=… / resident=… / signed_in=… / public=…) on it:")


def test_every_operation_of_the_api_declares_who_may_call_it() -> None:
    found = [str(door) for door in doors.operations() if door.access is None]
    tree.refuse(found, "Put @route(permission=…) beneath the router's verb:")


def test_a_declaration_lets_somebody_in() -> None:
    found = [
        str(door)
        for door in doors.guarded()
        if (access := door.access)
        and not (access.public or access.signed_in or access.resident or access.permission)
    ]
    tree.refuse(found, "Nobody could ever open this:")


def test_doors_ask_for_declared_permissions() -> None:
    known = registry().permissions
    found = [
        f"{door} asks for {door.access.permission}"
        for door in doors.guarded()
        if door.access and door.access.permission and door.access.permission not in known
    ]
    tree.refuse(found, "No manifest declares this permission:")


def _asked(path: Path) -> Iterator[tuple[int, str]]:
    """Yield codes written out where a permission is asked for."""
    for node in ast.walk(tree.syntax_of(path)):
        if not isinstance(node, ast.Call):
            continue
        verb = getattr(node.func, "attr", "")
        given = node.args[:1] if verb in ("require", "can") else []
        given += [k.value for k in node.keywords if k.arg == "permission"]
        for value in given:
            if isinstance(value, ast.Constant) and CODE.fullmatch(str(value.value)):
                yield node.lineno, value.value


def test_permissions_written_out_are_declared() -> None:
    known = registry().permissions
    found = [
        f"{tree.place(path, line)} {code}"
        for path in tree.product_files()
        for line, code in _asked(path)
        if code not in known
    ]
    tree.refuse(found, "No manifest declares this permission:")


def _constants(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (name, code) of what a file of permissions defines."""
    for node in tree.syntax_of(path).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for text in ast.walk(node):
            if isinstance(text, ast.Constant) and CODE.fullmatch(str(text.value)):
                yield from ((t.id, text.value) for t in targets if isinstance(t, ast.Name))


def _is_declaration(path: Path) -> bool:
    return path.name in ("permissions.py", "manifest.py") or "permissions" in path.parent.parts


def test_every_permission_is_asked_for() -> None:
    asked = {door.access.permission for door in doors.guarded() if door.access}
    names = {
        code: name
        for path in tree.product_files()
        if _is_declaration(path)
        for name, code in _constants(path)
    }
    used = "\n".join(tree.text_of(p) for p in tree.product_files() if not _is_declaration(p))
    navigation = "\n".join(_navigation(path) for path in tree.product_files())
    found = [
        code
        for code in registry().permissions
        if code not in asked
        and f'"{code}"' not in used + navigation
        and not re.search(rf"\b{names.get(code, code)}\b", used + navigation)
    ]
    tree.refuse(found, "Declared and granted, but nothing asks for it; drop it or ask:")


def _navigation(path: Path) -> str:
    """Return what a manifest says about who sees an entry or a panel."""
    return "\n".join(re.findall(r"(?:Nav|Panel|Finder)\([^)]*\)", tree.text_of(path)))
