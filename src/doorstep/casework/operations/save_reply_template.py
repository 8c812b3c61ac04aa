"""Save a place's own words for a move."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from doorstep.casework.models import ReplyTemplate
from doorstep.casework.permissions import EDIT_TEMPLATES
from doorstep.casework.rules.states import Move
from doorstep.casework.rules.templates import unknown_placeholders
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Invalid
from doorstep.platform import trail


class TemplateInvalid(Invalid):
    code = "reply-template-invalid"
    title = N_("This template can't be filled: {mistakes}.")
    mend = N_("Use only the placeholders on offer.")


def save_reply_template(
    *, place: str, kind: str, move: str, texts: Mapping[str, str], by: Actor, at: datetime
) -> ReplyTemplate:
    """Write the words of ``place`` for ``move`` (of one ``kind``, or of all when empty).

    Raises:
        TemplateInvalid, Forbidden.
    """
    by.require(EDIT_TEMPLATES, place)
    found = [f"{{{name}}}" for text in texts.values() for name in unknown_placeholders(text)]
    if move not in set(Move):
        found.append(move)
    if found:
        raise TemplateInvalid(mistakes=", ".join(found), fields={"texts": ", ".join(found)})
    with transaction.atomic():
        row, _fresh = ReplyTemplate.objects.update_or_create(
            place=place,
            kind=kind,
            move=move,
            defaults={"texts": dict(texts), "changed_at": at, "changed_by_id": by.account_id},
        )
        trail.record(
            action="reply-template.save",
            by=by,
            at=at,
            subject=f"reply-template:{row.pk}",
            place=place,
            detail={"kind": kind, "move": move},
        )
    return row
