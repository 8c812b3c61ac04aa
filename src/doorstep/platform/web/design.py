"""The page that shows every component of the design system."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from doorstep.platform.web.access import page
from doorstep.platform.web.specimens import specimen_forms, specimens

SHELLS = ("desk", "resident", "board", "kiosk")
LOOKS = (
    ("normal", "light", "normal"),
    ("elder", "light", "elder"),
    ("dark", "dark", "normal"),
)
STATION = {
    "name": "市新居委会",
    "hours_text": "开到 20:00",
    "phone": "02158901234",
    "open": True,
    "url": "#",
}
NAVIGATION = {
    "desk": [
        ("我的事", "inbox"),
        ("人和房", "house"),
        ("走访", "footprints"),
        ("看数", "chart-line"),
    ],
    "resident": [
        ("首页", "house"),
        ("我的事", "inbox"),
        ("活动", "calendar-days"),
        ("我", "user-round"),
    ],
}


def _navigation(shell: str) -> list[dict[str, object]]:
    entries = NAVIGATION.get(shell, [])
    return [
        {"title": title, "icon": icon, "url": "#", "active": i == 0}
        for i, (title, icon) in enumerate(entries)
    ]


@require_GET
@page(public=True)
def design_page(request: HttpRequest) -> HttpResponse:
    """Show every component in three looks; ``?shell=desk`` shows one shell with examples."""
    shown = specimens(timezone.now())
    shell = request.GET.get("shell", "")
    if shell in SHELLS:
        extra = {"station": STATION, "nav": _navigation(shell), "start_url": request.path}
        form = specimen_forms("s")
        return render(request, f"platform/design/{shell}.html", {**shown, **extra, **form})
    looks = [
        {"code": code, "theme": theme, "mode": mode, **specimen_forms(code)}
        for code, theme, mode in LOOKS
    ]
    return render(request, "platform/design/index.html", {**shown, "looks": looks})
