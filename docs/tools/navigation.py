"""The navigation: sections in the order of Diátaxis, pages as they lie in the folders.

A page is put in place by writing it; nobody edits a list.
"""

from __future__ import annotations

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

SECTIONS = {
    "tutorial": "Tutorial",
    "how-to": "How to",
    "reference": "Reference",
    "explanation": "Explanation",
    "decisions": "Decisions",
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    config.nav = ["index.md", *({title: _pages(files, s)} for s, title in SECTIONS.items())]
    return files


def _pages(files: Files, section: str) -> list[dict[str, str]]:
    found = [f for f in files.documentation_pages() if f.src_uri.startswith(f"{section}/")]
    ordered = sorted(found, key=lambda f: (f.name != "index", f.src_uri))
    return [{_title(f): f.src_uri} for f in ordered]


def _title(file: File) -> str:
    """Return the first heading; a short one may be given as ``<!-- nav: … -->``."""
    text = file.content_string
    short = re.search(r"<!-- nav: (.+?) -->", text)
    heading = short or re.search(r"^# (.+)$", text, re.MULTILINE)
    return heading.group(1).strip() if heading else file.name
