"""The repository speaks of itself alone: no paths of a machine, no hosts of a registry."""

from __future__ import annotations

import re

from tests.house import tree

# Put together here so that this file doesn't find itself.
FORBIDDEN = {
    "a path of somebody's machine": r"(?<![\w.])/(?:wo" + r"rk/(?:main|shared)|ho" + r"me/\w+/|"
    r"Us" + r"ers/\w+/)",
    "a passing file": r"/tmp/" + r"contract",
    "who or what typed it": r"\b(?:cla" + r"ude|anth" + r"ropic|chat" + r"gpt|copi" + r"lot)\b",
    "a tool's signature": r"co-auth" + r"ored-by|generated wi" + r"th",
    "a registry's host": r"registry\.npm" + r"js|files\.python" + r"hosted|pypi\.org/" + r"simple|"
    r"artifac" + r"tory|--(?:extra-)?index" + r"-url",
}
PATTERNS = {what: re.compile(text, re.IGNORECASE) for what, text in FORBIDDEN.items()}
BINARY = {".png", ".jpg", ".ico", ".woff2", ".gz", ".xlsx", ".pdf", ".zip"}


def test_no_forbidden_words() -> None:
    found = []
    for path in tree.tracked_files():
        if path.suffix in BINARY:
            continue
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            found += [
                f"{tree.place(path, number)} {what}"
                for what, pattern in PATTERNS.items()
                if pattern.search(line)
            ]
    tree.refuse(found, "Say it without:")
