"""What the shells link to is served."""

from __future__ import annotations

import re

import pytest
from django.contrib.staticfiles import finders

from doorstep.platform.web.icons import icon_path


@pytest.mark.django_db
def test_every_sheet_and_script_of_a_shell_is_served(client):
    if not icon_path("phone").exists():
        pytest.skip("front-end packages aren't installed")
    page = client.get("/design/?shell=desk", secure=True).content.decode()
    linked = re.findall(r'(?:href|src)="/static/([^"]+)"', page)
    assert len(linked) >= 9
    assert [path for path in linked if finders.find(path) is None] == []
    assert finders.find("vendor/@github/combobox-nav/index.js")
