"""``python -m bench``: measure the speed claims.

Everything it needs lies under DOORSTEP_VAR (var/bench unless set); the databases are kept there,
so that a second run begins at once. Remove the folder to have the disk back.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path

import django

_VAR = Path(__file__).resolve().parents[1] / "var" / "bench"


def main() -> int:
    """Return 0 unless an answer was wrong, or a claim measured on a quiet machine doesn't hold."""
    options = _options()
    os.environ.setdefault("DOORSTEP_VAR", str(_VAR))
    os.environ.setdefault("DOORSTEP_DEMO", "1")  # plain http, so that no page is a redirection
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ.pop(name, None)  # the bench makes and drops databases: only on its own server
    django.setup()
    claims = import_module("bench.claims")
    size = claims.SIZES[options.size]
    results = claims.run(size, options.only, observe=options.observe)
    wrong = [line for line in results if line.same is False]
    failed = [line for line in results if line.holds is False]
    for line in wrong:
        print(f"Not the same answer: {line.id} {line.what}", file=sys.stderr)
    # At quick size ratios say little; what must be right there is the answers.
    return 1 if wrong or (failed and options.size == "full") else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--size", choices=("quick", "full"), default="quick")
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="ID", help="T1 T2 T5 T7-div T10 T11 T12"
    )
    parser.add_argument(
        "--observe", action="store_true", help="keep what was seen on a busy machine, as a figure"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
