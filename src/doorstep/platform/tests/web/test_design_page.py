"""The design page and the shells render in the real project."""

from __future__ import annotations

import pytest

SHELLS = ("", "?shell=desk", "?shell=resident", "?shell=board", "?shell=kiosk")


@pytest.mark.django_db
@pytest.mark.parametrize("query", SHELLS)
def test_every_shell_is_shown(client, query):
    answer = client.get(f"/design/{query}", secure=True)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert 'id="main"' in page
    assert "data-mode=" in page


@pytest.mark.django_db
def test_elder_mode_is_kept_and_can_be_left(client):
    client.cookies["mode"] = "elder"
    page = client.get("/design/?shell=resident", secure=True).content.decode()
    assert 'data-mode="elder"' in page
    assert 'name="mode" value="normal"' in page
