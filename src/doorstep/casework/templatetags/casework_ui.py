"""Tags of the pages about cases: names and pictures of moves, templates for an answer."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from doorstep.casework.models import Case
from doorstep.casework.models.labels import MOVE_TITLES
from doorstep.casework.selectors.kinds import kind_of
from doorstep.casework.web.timeline import ICONS
from doorstep.platform.web.icons import icon_svg

register = template.Library()
OFFERED = ("reply", "accept", "ask", "suspend", "resolve")


@register.simple_tag
def move_title(move: str) -> str | Promise:
    return MOVE_TITLES[str(move)]


@register.simple_tag
def move_icon(move: str) -> SafeString:
    return icon_svg(ICONS.get(str(move), "circle"))


@register.simple_tag
def reply_templates(case: Case) -> list[tuple[str, str]]:
    """Return (move, title) of the templates that fit an answer to a case of this kind."""
    titles = {
        "reply": _("A first answer"),
        "accept": _("I look after it"),
        "ask": _("A question"),
        "suspend": _("It takes longer"),
        "resolve": _("It is done"),
    }
    has = kind_of(case.kind_id).replies
    return [(move, titles[move]) for move in OFFERED if move in has]
