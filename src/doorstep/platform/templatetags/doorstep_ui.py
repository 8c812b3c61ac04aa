"""Tags and filters of the design system; each is shown on /design/ and listed in
docs/explanation/design-system.md."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template import loader
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from doorstep.platform.web import wording
from doorstep.platform.web.icons import icon_svg

register = template.Library()

TONES: Mapping[str, str] = {
    "new": "circle-dashed",
    "doing": "circle-dot",
    "wait": "circle-pause",
    "soon": "hourglass",
    "now": "octagon-alert",
    "done": "circle-check",
    "off": "circle-minus",
}
BANNER_ICONS: Mapping[str, str] = {
    "info": "info",
    "soon": "triangle-alert",
    "now": "octagon-alert",
    "done": "circle-check",
}
RATING_FACES = ("angry", "frown", "meh", "smile", "laugh")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """``{% icon "phone" %}``; give ``label`` only where no word stands beside it."""
    return icon_svg(name, label)


# ── words ───────────────────────────────────────────────────────────────────
@register.filter
def ago_or_day(moment: datetime | date | None) -> str:
    """今天 14:30 · 昨天 09:10 · 周五 · 9月3日. Empty for nothing."""
    return wording.ago_or_day(moment, timezone.now()) if moment else ""


@register.simple_tag
def when(moment: datetime | date | None, now: datetime | None = None, exact: bool = False) -> str:
    """The same inside ``<time>``, with the whole date for whoever points at it."""
    if not moment:
        return ""
    words = wording.ago_or_day(moment, now or timezone.now(), exact=exact)
    whole = moment
    if isinstance(moment, datetime):
        whole = timezone.localtime(moment)
    title = f"{whole:%Y-%m-%d %H:%M}" if isinstance(whole, datetime) else whole.isoformat()
    return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(), title, words)


@register.simple_tag
def time_left(due: datetime | None, now: datetime | None = None) -> str:
    """还有 1 天 3 小时 / 已超 2 小时 (calendar time)."""
    return wording.time_left(due, now or timezone.now()) if due else ""


@register.filter
def phone_people(number: str | None) -> str:
    """138 1234 5678."""
    return wording.phone_people(number) if number else ""


@register.filter
def initial(name: str | None) -> str:
    """The one letter shown for a person without a picture."""
    return (name or "").strip()[:1].upper() or "·"


# ── badges ──────────────────────────────────────────────────────────────────
@register.simple_tag
def state_badge(label: str, tone: str = "new") -> SafeString:
    """Word + shape + colour. ``tone``: new, doing, wait, soon, now, done, off."""
    shape = TONES.get(tone, TONES["new"])
    return format_html('<span class="badge badge-{}">{}{}</span>', tone, icon_svg(shape), label)


@register.simple_tag
def clock_badge(
    due: datetime | None,
    now: datetime | None = None,
    *,
    stopped: str = "",
    soon_hours: int = 24,
    provisional: bool = False,
) -> SafeString | str:
    """How long is left on a clock. ``stopped`` is the word for a clock that runs no more or waits
    (已办结, 等居民回复); ``provisional`` marks a day beyond the published calendar."""
    if stopped:
        return format_html('<span class="clock">{}{}</span>', icon_svg("circle-pause"), stopped)
    if not due:
        return ""
    at = now or timezone.now()
    tone = wording.clock_tone(due, at, timedelta(hours=soon_hours))
    shape = {"now": "octagon-alert", "soon": "hourglass"}.get(tone, "clock")
    words = wording.time_left(due, at)
    if provisional:
        words = gettext("%(words)s (holidays not yet announced)") % {"words": words}
    return format_html(
        '<time class="clock clock-{}" datetime="{}" title="{}">{}{}</time>',
        tone,
        due.isoformat(),
        f"{timezone.localtime(due):%Y-%m-%d %H:%M}",
        icon_svg(shape),
        words,
    )


@register.simple_tag
def sparkline(values: list[float] | None, label: str = "") -> SafeString | str:
    """Thirty days as a line; the last day is a dot."""
    if not values:
        return ""
    path, y = wording.spark_path(list(values))
    said = label or gettext("Trend, last value %(value)s") % {"value": values[-1]}
    return format_html(
        '<svg class="spark" viewBox="0 0 106 32" preserveAspectRatio="none" role="img"'
        ' aria-label="{}"><path d="{}"/><circle cx="101" cy="{}" r="2.6"/></svg>',
        said,
        path,
        f"{y:.1f}",
    )


# ── blocks ──────────────────────────────────────────────────────────────────
def _block(name: str, content: str, **values: Any) -> SafeString:
    page = loader.get_template(f"platform/components/{name}.html")
    return mark_safe(page.render({"content": content, **values}))


@register.simple_block_tag
def panel(
    content: str, title: str, icon: str = "", count: int | str = "", url: str = ""
) -> SafeString:
    """``{% panel "Open cases" icon="inbox" count=3 url=… %} … {% endpanel %}``."""
    return _block("panel", content, title=title, icon=icon, count=count, url=url)


@register.simple_block_tag
def banner(content: str, title: str = "", tone: str = "info", icon: str = "") -> SafeString:
    """A strip that stays. ``tone``: info, soon, now, done."""
    shape = icon or BANNER_ICONS.get(tone, "info")
    return _block("banner", content, title=title, tone=tone, icon=shape)


@register.simple_block_tag
def fold(content: str, title: str, open: bool = False, count: int | str = "") -> SafeString:
    """``<details>``: what need not be read at once."""
    return _block("fold", content, title=title, open=open, count=count)


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:
    """A native dialog, opened by ``<button data-dialog="id">``. Never on another dialog."""
    return _block("dialog", content, id=id, title=title)


@register.simple_block_tag
def menu(
    content: str, id: str, label: str, icon: str = "ellipsis", key: str = "", look: str = ""
) -> SafeString:
    """A button and its popover of links and buttons. ``key`` is the letter that opens it."""
    return _block("menu", content, id=id, label=label, icon=icon, key=key, look=look)


# ── fields ──────────────────────────────────────────────────────────────────
def _kind(widget: forms.Widget) -> str:
    """Which of the field templates a widget needs."""
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
        return "ticks"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.FileInput):
        return "file"
    return "textarea" if isinstance(widget, forms.Textarea) else "plain"


@register.inclusion_tag("platform/components/field.html")
def field(bound: BoundField, ticks: str = "", rows: int = 0, max_mb: int = 10) -> dict[str, Any]:
    """One form field whole: label, help, error and control, tied together for readers aloud.

    ``ticks="list"`` puts choices one under another. A textarea with ``max_length`` counts.
    """
    kind = _kind(bound.field.widget)
    extra: dict[str, Any] = {}
    if rows:
        extra["rows"] = rows
    limit = getattr(bound.field, "max_length", None)
    if kind == "textarea" and limit:
        extra["data-counter"] = f"{bound.auto_id}_counter"
    if kind == "file":
        extra |= {"data-upload": f"{bound.auto_id}_list", "data-max-mb": max_mb}
    group = kind == "ticks"
    control = "" if group else bound.as_widget(attrs=extra)
    return {"f": bound, "kind": kind, "control": control, "limit": limit, "ticks": ticks}


@register.filter
def undo_url(tags: str | None) -> str:
    """The address in ``messages.success(…, extra_tags="undo:/cases/…")``; only our own paths."""
    for part in (tags or "").split():
        if part.startswith("undo:/") and not part.startswith("undo://"):
            return part.removeprefix("undo:")
    return ""


@register.simple_tag
def rating_steps() -> list[tuple[int, str, str]]:
    """The five steps of GB/T 39735: (value, word, face)."""
    words = (
        gettext("Very dissatisfied"),
        gettext("Dissatisfied"),
        pgettext("rating", "Fair"),
        gettext("Satisfied"),
        gettext("Very satisfied"),
    )
    return [(i + 1, word, RATING_FACES[i]) for i, word in enumerate(words)]
