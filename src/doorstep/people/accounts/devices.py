"""A browser's own words, as a person would say them."""

from __future__ import annotations

SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "Mac"),
    ("Windows", "Windows"),
    ("Linux", "Linux"),
)
BROWSERS = (
    ("MicroMessenger", "微信"),
    ("Edg/", "Edge"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)


def device_of(user_agent: str) -> str:
    """Return e.g. ``Windows · Edge``; what is unknown stays out, an unknown whole is "…"."""
    parts = [
        next((name for mark, name in known if mark in user_agent), "")
        for known in (SYSTEMS, BROWSERS)
    ]
    return " · ".join(part for part in parts if part) or "…"
