"""Addresses of the live process."""

from django.urls import path

from doorstep.platform.web.live import live
from doorstep.platform.web.views import healthz

urlpatterns = [path("live/", live, name="live"), path("healthz", healthz)]
