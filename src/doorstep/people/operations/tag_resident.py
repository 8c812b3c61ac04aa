"""Note a fact about a resident."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import N_, Conflict, Invalid
from doorstep.people.events import ResidentTagged
from doorstep.people.models import Consent, Resident, Tag
from doorstep.people.operations.move_resident import NotInTheFuture
from doorstep.people.permissions import RESIDENT_AMEND
from doorstep.people.selectors.residents import access_resident
from doorstep.people.selectors.tag_kinds import TagKind, tag_kinds
from doorstep.platform import facts, trail


class UnknownTag(Invalid):
    code = "unknown-tag"
    title = N_("There is no such tag.")
    mend = N_("Choose from the list.")


class TagHeldAlready(Conflict):
    code = "tag-held-already"
    title = N_("This is noted already.")
    mend = N_("End the old one first if something about it changed.")


class ConsentNeeded(Conflict):
    code = "consent-needed"
    title = N_("Data about health are kept only with consent, and there is none.")
    mend = N_("Ask the person; record the consent, then the tag.")


def tag_resident(
    *,
    resident_id: int,
    kind: str,
    source: str,
    by: Actor,
    at: datetime,
    since: date | None = None,
    confidence: int = 100,
    note: str = "",
) -> Tag:
    """Note that ``kind`` is true of a resident from ``since`` (default: today).

    ``source``: who says so (``Tag.Source``); ``confidence``: 0 to 100.

    Raises:
        NotFound, Forbidden, UnknownTag, TagHeldAlready, ConsentNeeded, NotInTheFuture.
    """
    today = timezone.localdate(at)
    declared = tag_kinds().get(kind)
    if declared is None or source not in Tag.Source.values or not 0 <= confidence <= 100:
        raise UnknownTag(fields={"kind": UnknownTag.title})
    if since is not None and since > today:
        raise NotInTheFuture(fields={"since": NotInTheFuture.title})
    with transaction.atomic():
        resident = access_resident(by, resident_id, to=RESIDENT_AMEND.code)
        _require_consent(resident, declared, at)
        tag = Tag(
            resident=resident, place=resident.place, kind=kind, since=since or today,
            source=source, confidence=confidence, note=note.strip()[:200],
            by_id=by.account_id, created_at=at,
        )  # fmt: skip
        _insert(tag)
        tell_of_tag(tag, "tag.noted", by, at)
    return tag


def _require_consent(resident: Resident, kind: TagKind, at: datetime) -> None:
    if not kind.consent:
        return
    given = Consent.objects.valid(at).filter(principal=resident, acts__contains=[kind.consent])
    if not given.exists():
        raise ConsentNeeded


def _insert(tag: Tag) -> None:
    try:
        with transaction.atomic():
            tag.save(force_insert=True)
    except IntegrityError as error:
        raise TagHeldAlready from error


def tell_of_tag(tag: Tag, action: str, by: Actor, at: datetime) -> None:
    """Leave trail and fact of a tag that came or ended."""
    subject = f"resident:{tag.resident_id}"
    trail.record(
        action=action, by=by, at=at, subject=subject, place=tag.place, detail={"kind": tag.kind}
    )
    fact = ResidentTagged(
        place=tag.place, subject=subject, resident=tag.resident_id,
        kind=tag.kind, ended=tag.until is not None,
    )  # fmt: skip
    facts.publish(fact, by=by, at=at)
