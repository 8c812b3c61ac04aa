"""Settings of the tests: the site's, over plain http, with a fast password hasher, and with the
example of a module installed, as a package found by its entry point would be."""

import os
import sys
from pathlib import Path

os.environ.setdefault("DOORSTEP_HTTPS", "0")
EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "lost_and_found"
sys.path.append(str(EXAMPLE))

from doorstep.project.settings import *  # noqa: E402, F403
from doorstep.project.settings import INSTALLED_APPS  # noqa: E402

INSTALLED_APPS = [*dict.fromkeys([*INSTALLED_APPS, "lost_and_found"])]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
