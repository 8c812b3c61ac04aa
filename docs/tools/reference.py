"""Reference pages made from the code, so that they can't be out of date: permissions, kinds of
case, errors, facts and commands. A hook of mkdocs; run by ``make docs``."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pkgutil import walk_packages

import django
from django.utils import translation
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.project.settings")
django.setup()
translation.activate("en")

import doorstep  # noqa: E402
from doorstep.casework.rules.states import MOVES, State  # noqa: E402
from doorstep.kernel.errors import DoorstepError  # noqa: E402
from doorstep.kernel.facts import Fact  # noqa: E402
from doorstep.platform.facts import listeners  # noqa: E402
from doorstep.platform.modules.contributions import CaseKind, Clock  # noqa: E402
from doorstep.platform.modules.registry import registry  # noqa: E402
from doorstep.platform.permissions import ROLES  # noqa: E402
from doorstep.project.commandline.table import TABLE  # noqa: E402

MADE = "*Made from the code by `make docs`.*"
UNITS = {"working_days": "working days", "working_minutes": "working minutes", "minutes": "minutes"}
Row = Iterable[object]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages to what mkdocs builds."""
    for name, make in PAGES.items():
        page = File.generated(config, f"reference/{name}.md", content=make())
        files.append(page)
    return files


def _table(head: Row, rows: Iterable[Row]) -> str:
    def line(cells: Row) -> str:
        clean = (str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells)
        return f"| {' | '.join(clean)} |"

    head = list(head)
    return "\n".join([line(head), line("---" for _ in head), *map(line, rows)])


def _page(title: str, intro: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", MADE, intro, *parts]) + "\n"


def permissions() -> str:
    roles = {role: registry().permissions_of(role) for role in ROLES}
    rows = [
        (
            f"`{code}`",
            permission.title,
            ", ".join(ROLES[role][1] for role, held in roles.items() if code in held) or "nobody",
        )
        for code, permission in sorted(registry().permissions.items())
    ]
    names = [(f"`{role}`", zh, en) for role, (zh, en) in ROLES.items()]
    return _page(
        "Permissions and roles",
        "A grant gives an account a role at a place, and so these permissions there and below.",
        _table(("role", "中文", "English"), names),
        _table(("permission", "allows", "held by"), rows),
    )


def _clock(clock: Clock) -> str:
    return f"{clock.amount} {UNITS[clock.unit]}"


def _kind(kind: CaseKind) -> Row:
    spot = "yes" if kind.on_the_spot else "no"
    clocks = (_clock(kind.reply_clock), _clock(kind.resolve_clock))
    return (f"`{kind.code}`", kind.title["zh"], kind.title["en"], *clocks, spot, kind.visibility)


def case_kinds() -> str:
    by_category: dict[str, list[CaseKind]] = {}
    for kind in registry().case_kinds.values():
        by_category.setdefault(kind.category, []).append(kind)
    head = ("code", "中文", "English", "reply within", "resolve within", "on the spot", "visible")
    parts = [
        f"## {category}\n\n" + _table(head, map(_kind, kinds))
        for category, kinds in sorted(by_category.items())
    ]
    return _page(
        "Kinds of case", f"{len(registry().case_kinds)} kinds, as the modules declare them.", *parts
    )


def _modules() -> Iterator[str]:
    for module in walk_packages(doorstep.__path__, "doorstep."):
        if not {"tests", "migrations", "__main__", "testing"} & set(module.name.split(".")):
            yield module.name


def _all(base: type) -> list[type]:
    """Return every subclass, wherever it is defined."""
    for name in _modules():
        if any(part in name for part in ("operations", "events", "rules", "platform", "kernel")):
            import_module(name)
    found, open_ = {}, [base]
    while open_:
        for child in open_.pop().__subclasses__():
            found[f"{child.__module__}.{child.__qualname__}"] = child
            open_.append(child)
    return [found[name] for name in sorted(found)]


def errors() -> str:
    rows = {
        (error.status, f"`{error.code}`", error.title, error.mend) for error in _all(DoorstepError)
    }
    return _page(
        "Errors",
        "On the API an error is `application/problem+json` (RFC 9457) with this `code`; on pages "
        "the same words stand above the form or on a page of their own.",
        _table(("status", "code", "what is wrong", "how to mend it"), sorted(rows)),
    )


def facts() -> str:
    heard = {fact: [f"`{_name(hears)}`" for hears in who] for fact, who in listeners().items()}
    rows = [
        (
            f"`{fact.name}`",
            (inspect.getdoc(fact) or "").split("\n")[0],
            ", ".join(heard.get(fact, [])) or "nobody yet",
        )
        for fact in _all(Fact)
        if not (inspect.getdoc(fact) or "").startswith(f"{fact.__name__}(")
    ]
    return _page(
        "Facts",
        "What happened, in the past tense. Stored in the transaction that made it true, delivered "
        "at least once, handled once. Who listens stands in `project/wiring.py`.",
        _table(("fact", "meaning", "heard by"), rows),
    )


def _name(listener: Callable[..., None]) -> str:
    return f"{listener.__module__.removeprefix('doorstep.')}.{listener.__qualname__}"


def moves() -> str:
    rows = [
        (
            f"`{move}`",
            ", ".join(sorted(rule.starts)) if len(rule.starts) < len(State) else "any",
            rule.to,
            f"`{rule.permission}`" + (" or who asked" if rule.asker else ""),
            "yes" if rule.reason else "",
            "" if rule.clock == "none" else rule.clock,
        )
        for move, rule in MOVES.items()
    ]
    return _page(
        "Moves of a case",
        "The table that everything asks: `casework/rules/states.py`. *stays*: the state doesn't "
        "change; *before*: back to what it was before it waited.",
        _table(("move", "from", "to", "who may", "reason asked", "clocks"), rows),
    )


def commands() -> str:
    rows = [(f"`doorstep {name}`", entry.help) for name, entry in TABLE.items()]
    return _page(
        "Commands",
        "`doorstep` (at `.venv/bin/doorstep`) is the one command; `doorstep <command> --help` says "
        "more.",
        _table(("command", "does"), rows),
    )


PAGES: dict[str, Callable[[], str]] = {
    "permissions": permissions,
    "case-kinds": case_kinds,
    "moves": moves,
    "errors": errors,
    "facts": facts,
    "commands": commands,
}
