"""``{% once %}``: the hidden token that makes a double click one write."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from doorstep.kernel.ids import new_token
from doorstep.platform.idempotency import FIELD

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """Return a hidden field with a fresh token. Every form that posts carries one."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_token())
