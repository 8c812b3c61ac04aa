"""Where catalogues are, reading and compiling them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
LANGUAGE = "zh_Hans"
# Their texts are in the platform's catalogue: the kernel knows no Django, the project is no app.
SPEAK_THROUGH_PLATFORM = ("kernel", "project")


@dataclass(frozen=True, slots=True)
class App:
    """A package with texts. ``sources``: the folders they are in; ``po``: its catalogue."""

    name: str
    sources: tuple[Path, ...]
    po: Path


def apps(root: Path = ROOT) -> Iterator[App]:
    """Yield every package that has, or should have, a catalogue; the platform's first."""
    folders = sorted(path.parent for path in [*root.glob("*/apps.py"), *root.glob("*/*/apps.py")])
    for folder in sorted(folders, key=lambda path: path.name != "platform"):
        others = SPEAK_THROUGH_PLATFORM if folder.name == "platform" else ()
        sources = (folder, *(root / name for name in others))
        po = folder / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
        yield App(".".join(folder.relative_to(root).parts), sources, po)


def read_catalogue(path: Path) -> Catalog:
    """Read a .po file; an empty catalogue when there is none."""
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def compile_all(root: Path = ROOT) -> int:
    """Write the .mo beside each .po that changed; return how many were written."""
    count = 0
    for path in root.rglob("locale/*/LC_MESSAGES/*.po"):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parents[1].name)
        fresh = path.with_suffix(".mo.new")
        with fresh.open("wb") as file:
            write_mo(file, catalogue)
        fresh.replace(path.with_suffix(".mo"))
        count += 1
    return count
