"""The app of lost and found."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LostAndFoundConfig(AppConfig):
    name = "lost_and_found"
    label = "lost_and_found"
    verbose_name = _("Lost and found")
