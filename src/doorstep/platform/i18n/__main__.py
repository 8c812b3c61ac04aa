"""``python -m doorstep.platform.i18n compile`` and ``… check``."""

from __future__ import annotations

import sys

from doorstep.platform.i18n.catalogues import compile_all
from doorstep.platform.i18n.completeness import faults


def main(arguments: list[str]) -> int:
    """Do what is asked; return the exit status."""
    if arguments == ["compile"]:
        print(f"→ {compile_all()} translation catalogues compiled")
        return 0
    if arguments == ["check"]:
        found = list(faults())
        print("\n".join(found) or "Every text is translated.")
        return 1 if found else 0
    print(__doc__, file=sys.stderr)
    return 2


sys.exit(main(sys.argv[1:]))
