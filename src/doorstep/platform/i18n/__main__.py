"""``python -m doorstep.platform.i18n compile [folder …]`` and ``… check [folder …]``.

A folder holds apps with catalogues; Doorstep's own when none is named.
"""

from __future__ import annotations

import sys
from pathlib import Path

from doorstep.platform.i18n.catalogues import ROOT, compile_all
from doorstep.platform.i18n.completeness import faults


def main(arguments: list[str]) -> int:
    """Do what is asked; return the exit status."""
    verb, folders = arguments[:1], [Path(a).resolve() for a in arguments[1:]] or [ROOT]
    if verb == ["compile"]:
        print(f"→ {sum(map(compile_all, folders))} translation catalogues compiled")
        return 0
    if verb == ["check"]:
        found = [fault for folder in folders for fault in faults(folder)]
        print("\n".join(found) or "Every text is translated.")
        return 1 if found else 0
    print(__doc__, file=sys.stderr)
    return 2


sys.exit(main(sys.argv[1:]))
