"""Run import-linter with the contracts of pyproject.toml and, for each app, one that keeps its
inside to itself: other apps import ``<app>.public`` and ``<app>.events``, nothing else.

These are made here because import-linter refuses a contract that names a package not yet there.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "doorstep"
INSIDE = ("rules", "models", "permissions", "selectors", "operations")
OPEN = {"platform", "kernel", "project"}  # every app stands on these


def main() -> int:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    linter: dict[str, Any] = settings["tool"]["importlinter"]
    contracts = [*linter.pop("contracts"), *_protected()]
    lines = ["[tool.importlinter]", *_toml(linter)]
    for contract in contracts:
        lines += ["[[tool.importlinter.contracts]]", *_toml(contract)]
    with tempfile.NamedTemporaryFile("w", suffix=".toml", encoding="utf-8") as config:
        config.write("\n".join(lines))
        config.flush()
        command = Path(sys.executable).with_name("lint-imports")
        return subprocess.run([command, "--config", config.name], cwd=ROOT).returncode


def _protected() -> Iterator[dict[str, Any]]:
    for apps_file in sorted([*SOURCE.glob("*/apps.py"), *SOURCE.glob("modules/*/apps.py")]):
        folder = apps_file.parent
        name = ".".join(("doorstep", *folder.relative_to(SOURCE).parts))
        if folder.name in OPEN:
            continue
        inside = [
            f"{name}.{part}"
            for part in INSIDE
            if (folder / f"{part}.py").exists() or (folder / part / "__init__.py").exists()
        ]
        if inside:
            yield {
                "name": f"{name}: others use its public and events",
                "type": "protected",
                "protected_modules": inside,
                "allowed_importers": [name],
            }


def _toml(table: dict[str, Any]) -> list[str]:
    # Strings, lists of strings and booleans look the same in JSON and TOML.
    return [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items()]


if __name__ == "__main__":
    sys.exit(main())
