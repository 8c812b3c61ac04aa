"""Run pip and show how far it is: ``install_progress.py LOCK COMMAND…``.

pip's own words are kept and shown only when it fails.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

_PACKAGE = re.compile(r"^(?:Collecting|Requirement already satisfied:) ([A-Za-z0-9_.-]+)")
_WIDTH = 30


def main() -> int:
    lock, *command = sys.argv[1:]
    total = len(re.findall(r"^[a-z0-9].*==", Path(lock).read_text(encoding="utf-8"), re.MULTILINE))
    said: list[str] = []
    seen = 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        for line in pip.stdout or ():
            said.append(line)
            found = _PACKAGE.match(line)
            if found:
                seen += 1
                show(seen, total, found[1])
            elif line.startswith("Installing collected"):
                show(total, total, "unpacking …")
    print()
    if pip.returncode:
        sys.stdout.writelines(said[-40:])
    return pip.returncode


def show(seen: int, total: int, name: str) -> None:
    if sys.stdout.isatty():
        bar = "█" * (_WIDTH * min(seen, total) // max(total, 1))
        print(f"\r  {bar:<{_WIDTH}} {seen}/{total} {name:<32}", end="", flush=True)
    elif seen % 25 == 0 or seen == total:
        print(f"  {seen}/{total} {name}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
