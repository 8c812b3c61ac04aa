"""Settings of the tests: the site's, over plain http and with a fast password hasher."""

import os

os.environ.setdefault("DOORSTEP_HTTPS", "0")

from doorstep.project.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
