"""Is every text translated, with the same placeholders, once?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from doorstep.platform.i18n.catalogues import ROOT, App, apps, read_catalogue
from doorstep.platform.i18n.extraction import Text, texts_of

_PLACEHOLDER = re.compile(r"%\([a-z_]\w*\)[sd]|(?<!%)%[sd]|\{[a-z_]\w*\}", re.IGNORECASE)
_OWN_LINE = re.compile(r'^msgid "', re.MULTILINE)


def faults(root: Path = ROOT) -> Iterator[str]:
    """Yield one line for each fault: where it is, and what is to be done."""
    known = list(apps(root))
    platform = read_catalogue(known[0].po) if known else Catalog()
    for app in known:
        catalogue = read_catalogue(app.po)
        yield from _doubles(app, catalogue)
        seen: set[tuple[str, str]] = set()
        for source in app.sources:
            for text in texts_of(source, root):
                if (text.id, text.context) in seen:
                    continue
                seen.add((text.id, text.context))
                yield from _fault_of(app, text, catalogue, platform)


def _fault_of(app: App, text: Text, catalogue: Catalog, platform: Catalog) -> Iterator[str]:
    message = _translated(text, catalogue) or _translated(text, platform)
    if message is None:
        yield f"{text.where}: not translated in {app.name}: {text.id!r}"
        return
    if not re.search(r"[a-z]", _PLACEHOLDER.sub("", text.id), re.IGNORECASE):
        return  # only placeholders, as in a date: another language may name other parts of it
    expected = _placeholders(text.plural or text.id)
    for translation in _strings(message):
        if _placeholders(translation) != expected:
            yield f"{text.where}: other placeholders than {text.id!r}: {translation!r}"


def _translated(text: Text, catalogue: Catalog) -> Message | None:
    message = catalogue.get(text.id, text.context or None)
    if message is None or message.fuzzy or not all(_strings(message)):
        return None
    return message


def _strings(message: Message) -> list[str]:
    found = message.string
    return [found or ""] if found is None or isinstance(found, str) else list(found)


def _placeholders(text: str) -> Counter[str]:
    return Counter(set(_PLACEHOLDER.findall(text)))


def _doubles(app: App, catalogue: Catalog) -> Iterator[str]:
    if not app.po.exists():
        return
    entries = len(_OWN_LINE.findall(app.po.read_text(encoding="utf-8"))) - 1  # less the header
    if entries > len(catalogue):
        yield f"{app.po}: {entries - len(catalogue)} texts stand in it twice"
