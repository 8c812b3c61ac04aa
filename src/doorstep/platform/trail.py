"""The trail: append-only, hash-chained.

Entries are written in the transaction of the act. A sealer (one at a time, a recurring job) then
links them into a chain in the order it finds them; so writers never wait for each other, and any
later edit, removal, insertion or reordering breaks the chain. The head is anchored outside the
database. See docs/decisions on the trail.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from doorstep.kernel.actor import Actor
from doorstep.platform.models import TrailAnchor, TrailEntry, TrailLink

_SEALER_LOCK = 0x7472_6169_6C
_GENESIS = b"\0" * 32
_last_refusal: ContextVar[int] = ContextVar("last_refusal", default=0)


def record(
    *,
    action: str,
    by: Actor,
    at: datetime,
    subject: str = "",
    place: str = "",
    purpose: str = "",
    result: str = "done",
    address: str = "",
    detail: dict[str, Any] | None = None,
) -> TrailEntry:
    """Add one entry. ``action`` is ``<noun>.<past tense>``; ``result`` done, refused or failed.

    ``address``: where it came from, when the actor doesn't say. ``detail`` holds what changed,
    never a sealed value.
    """
    entry = TrailEntry.objects.create(
        at=at,
        actor_kind=by.kind,
        actor_id=by.account_id,
        actor_name=by.name[:80],
        via=by.via[:60],
        address=(by.address or address)[:45],
        action=action,
        result=result,
        subject=subject[:80],
        place=place,
        purpose=purpose[:200],
        detail=detail or {},
    )
    if result == "refused":
        _last_refusal.set(entry.pk)
    return entry


def begin_request() -> None:
    """Forget the refusals of the request before; a thread serves many, one after the other."""
    _last_refusal.set(0)


def refusal_was_recorded() -> bool:
    """Say whether this request has recorded a refusal that will stay (not rolled back since)."""
    number = _last_refusal.get()
    return bool(number) and TrailEntry.objects.filter(pk=number).exists()


def _digest(previous: bytes, entry: TrailEntry) -> bytes:
    line = json.dumps(
        [
            entry.pk,
            entry.at.isoformat(),
            entry.actor_kind,
            entry.actor_id,
            entry.actor_name,
            entry.via,
            entry.address,
            entry.action,
            entry.result,
            entry.subject,
            entry.place,
            entry.purpose,
            entry.detail,
        ],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(previous + line.encode()).digest()


def _head() -> tuple[int, bytes]:
    last = TrailLink.objects.order_by("-seq").first()
    return (last.seq, bytes(last.hash)) if last else (0, _GENESIS)


def seal_trail(*, limit: int = 20_000) -> int:
    """Link up to ``limit`` entries that have no link yet; return how many. Safe to run anywhere:
    an advisory lock lets one sealer work at a time."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_SEALER_LOCK])
            if not cursor.fetchone()[0]:
                return 0
        seq, previous = _head()
        links = []
        for entry in TrailEntry.objects.filter(link=None).order_by("id")[:limit]:
            seq, previous = seq + 1, _digest(previous, entry)
            links.append(TrailLink(seq=seq, entry=entry, hash=previous))
        TrailLink.objects.bulk_create(links, batch_size=2_000)
        return len(links)


def anchor_trail(*, at: datetime) -> TrailAnchor:
    """Keep the head of the chain; the caller writes it outside the database too."""
    seq, head = _head()
    return TrailAnchor.objects.create(at=at, seq=seq, hash=head)


def write_anchor(anchor: TrailAnchor, log: Path) -> None:
    """Append an anchor to a file outside the database, safe on the disk when this returns: one
    line of time, number of the link and hash."""
    log.parent.mkdir(parents=True, exist_ok=True)
    line = f"{anchor.at.isoformat()} {anchor.seq} {bytes(anchor.hash).hex()}\n"
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def written_anchors(log: Path) -> dict[int, bytes]:
    """Return number of the link → hash of what :func:`write_anchor` wrote; a line cut off by a
    crash is passed over."""
    if not log.exists():
        return {}
    found: dict[int, bytes] = {}
    for line in log.read_text(encoding="ascii", errors="replace").splitlines():
        parts = line.split()
        if len(parts) == 3 and parts[1].isdigit() and len(parts[2]) == 64:
            found[int(parts[1])] = bytes.fromhex(parts[2])
    return found


@dataclass(frozen=True, slots=True)
class Verdict:
    """What :func:`verify` found. ``broken_at``: the first link that doesn't hold, or None."""

    links: int
    unsealed: int
    broken_at: int | None
    head: bytes

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def _chain() -> Iterator[TrailLink]:
    return TrailLink.objects.select_related("entry").order_by("seq").iterator(chunk_size=5_000)


def verify(outside: Mapping[int, bytes] | None = None) -> Verdict:
    """Recompute the chain from its beginning and compare it with every stored link and anchor.

    ``outside``: anchors kept outside the database, which show even a chain that was rebuilt whole.
    """
    anchors = {a.seq: bytes(a.hash) for a in TrailAnchor.objects.all()} | dict(outside or {})
    expected, previous, broken = 0, _GENESIS, None
    for link in _chain():
        expected += 1
        previous = _digest(previous, link.entry)
        anchored = anchors.pop(link.seq, previous)
        if link.seq != expected or bytes(link.hash) != previous or anchored != previous:
            broken = expected
            break
    if broken is None and any(seq > 0 for seq in anchors):
        broken = expected + 1  # an anchor points past the end: links were cut off
    unsealed = TrailEntry.objects.filter(link=None).count()
    return Verdict(links=expected, unsealed=unsealed, broken_at=broken, head=previous)
