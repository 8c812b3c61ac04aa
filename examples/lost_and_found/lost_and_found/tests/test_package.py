"""As a package: installed by pip it is found by its entry point; every text has its Chinese."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from doorstep.platform.i18n.completeness import faults

ROOT = Path(__file__).resolve().parents[2]
FOUND = """
import django
django.setup()
from doorstep.platform.facts import listeners
from doorstep.platform.modules import registry
from django.urls import reverse
assert registry().manifests["lost_and_found"].switchable
assert registry().module_of("lost_and_found.web.views") == "lost_and_found"
assert any("look_out" in l.__name__ for heard in listeners().values() for l in heard)
print(reverse("finds"))
"""


def test_every_text_has_its_chinese():
    assert not list(faults(ROOT))


@pytest.mark.slow
def test_installed_by_pip_it_is_found(tmp_path):
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    where = ["--no-deps", "--no-index", "--no-build-isolation", "--target", str(tmp_path)]
    subprocess.run([*pip, *where, str(ROOT)], check=True, capture_output=True)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "doorstep.project.settings",
        "PYTHONPATH": str(tmp_path),
        "DOORSTEP_VAR": str(tmp_path / "var"),
    }
    done = subprocess.run(
        [sys.executable, "-c", FOUND], env=environment, cwd="/", capture_output=True, text=True
    )
    assert done.stdout.strip().endswith("/finds/"), done.stderr
