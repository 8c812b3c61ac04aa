"""Preferences, files, health, figures, and the pages of whoever looks after the installation."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signing import TimestampSigner
from django.db import OperationalError
from django.utils import timezone
from PIL import Image

from doorstep.kernel.actor import Actor
from doorstep.kernel.scope import Scope
from doorstep.platform.files import file_url, store_file
from doorstep.platform.scope import scoped
from doorstep.platform.tests.conftest import text_of
from doorstep.platform.tests.stage import AT, PLACE

pytestmark = pytest.mark.django_db


class TestPreferences:
    def keep(self, stage, **chosen):
        return stage().post("/preferences/", {"next": "/items/", **chosen})

    def test_they_are_kept_in_cookies_and_one_is_back_where_one_was(self, stage):
        answer = self.keep(stage, theme="dark", mode="elder", lang="en")
        assert answer["Location"] == "/items/"
        kept = {name: morsel.value for name, morsel in answer.cookies.items()}
        assert kept == {"theme": "dark", "mode": "elder", "lang": "en"}

    def test_what_is_not_on_offer_is_not_kept(self, stage):
        assert not self.keep(stage, theme="<script>", mode="", lang="xx").cookies

    @pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", ""])
    def test_they_lead_nowhere_else(self, stage, target):
        assert self.keep(stage, next=target)["Location"] == "/"


class TestFile:
    @pytest.fixture(autouse=True)
    def own_folder(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path

    @pytest.fixture
    def address(self) -> str:
        out = io.BytesIO()
        Image.new("RGB", (4, 4), "teal").save(out, "PNG")
        upload = SimpleUploadedFile("天井.png", out.getvalue())
        with scoped(Scope.everywhere("test")):
            return file_url(store_file(upload, by=Actor.system("t"), at=AT, place=PLACE))

    def test_who_may_see_its_place_gets_it(self, stage, address):
        answer = stage("chen").get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "image/png"
        assert "天井" not in str(answer.headers)
        assert answer["Cache-Control"] == "no-store"

    @pytest.mark.parametrize("who", ["lu", ""])
    def test_elsewhere_and_signed_out_nobody_does(self, stage, address, who):
        assert stage(who).get(address).status_code == (404 if who else 302)

    def test_a_changed_address_opens_nothing(self, stage, address):
        assert stage("chen").get(address[:-2] + "xx").status_code == 404

    def test_after_an_hour_it_opens_nothing(self, stage, address, monkeypatch):
        later = (timezone.now() + timedelta(hours=2)).timestamp()
        assert TimestampSigner  # the clock of Django's signing, not ours
        monkeypatch.setattr("django.core.signing.time.time", lambda: later)
        assert stage("chen").get(address).status_code == 404


class TestHealth:
    def test_alive_and_ready(self, stage):
        assert stage().get("/healthz").json() == {"status": "ok"}
        assert stage().get("/readyz").json() == {"status": "ready"}

    def test_alive_but_not_ready_without_the_database(self, stage, monkeypatch):
        def away(self):
            raise OperationalError("the server closed the connection")

        monkeypatch.setattr(
            "django.db.backends.base.base.BaseDatabaseWrapper.ensure_connection", away
        )
        assert stage().get("/healthz").status_code == 200
        assert stage().get("/readyz").status_code == 503

    def test_figures_name_routes_and_no_person(self, stage):
        stage("chen").get("/stage/raise/forbidden/?q=孙桂花")
        figures = text_of(stage().get("/metrics"))
        assert 'route="stage/raise/forbidden/",status="403"' in figures
        assert "孙桂花" not in figures
