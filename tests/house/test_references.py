"""Names in templates and code lead somewhere: addresses, static files, templates, icons."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from django.contrib.staticfiles.finders import find
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs
from django.urls import URLResolver, get_resolver

from doorstep.platform.modules.registry import registry
from tests.house import tree

URL = re.compile(r"{%-?\s*url\s+[\"']([\w:.-]+)[\"']")
STATIC = re.compile(r"{%-?\s*static\s+[\"']([^\"'{}]+)[\"']")
LOADED = re.compile(r"""{%-?\s*(?:extends|include)\s+["']([^"'{}]+)["']""")


def _known(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _known(entry, inner)
        elif entry.name:
            yield f"{space}{entry.name}"


def _in_templates(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    for path in tree.templates():
        for number, line in enumerate(tree.text_of(path).splitlines(), 1):
            for name in pattern.findall(line):
                yield name, tree.place(path, number)


def _in_code(*verbs: str) -> Iterator[tuple[str, str]]:
    for path in tree.product_files():
        for node in ast.walk(tree.syntax_of(path)):
            if isinstance(node, ast.Call) and node.args:
                called = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
                first = node.args[0]
                if called in verbs and isinstance(first, ast.Constant):
                    yield str(first.value), tree.place(path, node.lineno)


def test_names_of_addresses_exist() -> None:
    known = set(_known(get_resolver()))
    asked = [*_in_templates(URL), *_in_code("reverse", "reverse_lazy")]
    for manifest in registry().manifests.values():
        asked += [(entry.url_name, f"{manifest.code}: navigation") for entry in manifest.navigation]
    found = [f"{where} {name}" for name, where in asked if name not in known]
    tree.refuse(found, "No address has this name:")


def test_static_files_exist() -> None:
    found = [
        f"{where} {name}"
        for name, where in _in_templates(STATIC)
        if find(name) is None and not name.startswith("vendor/")  # those come with make
    ]
    tree.refuse(found, "There is no such static file:")


def test_loaded_templates_exist() -> None:
    folders = [*get_app_template_dirs("templates")]
    found = [
        f"{where} {name}"
        for name, where in _in_templates(LOADED)
        if not any((folder / name).is_file() for folder in folders)
    ]
    tree.refuse(found, "There is no such template:")


def test_templates_parse() -> None:
    for path in tree.templates():
        if path.suffix == ".html":
            inside = path.parts[path.parts.index("templates") + 1 :]
            get_template("/".join(inside))
