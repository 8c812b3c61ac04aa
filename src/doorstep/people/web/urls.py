"""Addresses of the people app."""

from __future__ import annotations

from doorstep.people.web import account_urls, resident_urls

urlpatterns = [*account_urls.urlpatterns, *resident_urls.urlpatterns]
