"""Server-sent events: a page hears that something changed and fetches what it may see.

One listener per process hears PostgreSQL's NOTIFY and hands each note to the open pages whose
scope covers it. A note names a fact, a place and a subject; it carries no content.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

import psycopg
import structlog
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from doorstep.kernel.actor import Actor
from doorstep.platform.facts import LIVE_CHANNEL
from doorstep.platform.web.access import Access

log = structlog.get_logger("doorstep.live")
HEARTBEAT_SECONDS = 15
# A page reconnects by itself after this, and is then let in with its grants as they stand.
LONGEST_SECONDS = 300
_QUEUE_LENGTH = 200


class Exchange:
    """Hands the notes of one database listener to the pages that are open here."""

    def __init__(self) -> None:
        self.pages: set[asyncio.Queue[dict[str, Any]]] = set()
        self.task: asyncio.Task[None] | None = None

    def join(self) -> asyncio.Queue[dict[str, Any]]:
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(_QUEUE_LENGTH)
        self.pages.add(queue)
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self.listen())
        return queue

    def leave(self, queue: asyncio.Queue[dict[str, Any]]) -> None:
        self.pages.discard(queue)

    async def listen(self) -> None:
        """Hear notes as long as pages are open; connect again when the database was away."""
        while self.pages:
            try:
                await self._hear()
            except psycopg.OperationalError as error:
                log.warning("live.database_away", error=str(error))
                await asyncio.sleep(1)

    async def _hear(self) -> None:
        parameters = connection.get_connection_params()
        for name in ("cursor_factory", "context", "prepare_threshold"):
            parameters.pop(name, None)
        async with await psycopg.AsyncConnection.connect(**parameters, autocommit=True) as db:
            await db.execute(f"LISTEN {LIVE_CHANNEL}")
            self._hand_out({"fact": "live.Resumed", "place": "", "subject": "", "persons": []})
            async for notify in db.notifies():
                self._hand_out(json.loads(notify.payload))

    def _hand_out(self, note: dict[str, Any]) -> None:
        for queue in self.pages:
            if not queue.full():
                queue.put_nowait(note)


exchange = Exchange()


def concerns(actor: Actor, note: dict[str, Any]) -> bool:
    """Say whether a note may reach this actor's pages."""
    if note["fact"] == "live.Resumed":
        return True
    if actor.is_resident:
        return bool(set(actor.persons) & set(note["persons"]))
    return actor.scope().covers(note["place"])


async def _events(actor: Actor) -> AsyncIterator[str]:
    queue = exchange.join()
    ends = asyncio.get_running_loop().time() + LONGEST_SECONDS
    try:
        yield "retry: 2000\n\n"
        while asyncio.get_running_loop().time() < ends:
            try:
                note = await asyncio.wait_for(queue.get(), HEARTBEAT_SECONDS)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if concerns(actor, note):
                told = {key: note[key] for key in ("fact", "subject")}
                yield f"event: fact\ndata: {json.dumps(told)}\n\n"
    finally:
        exchange.leave(queue)


async def live(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Stream what happens in the scope of whoever is signed in."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.is_signed_in:
        return HttpResponse(status=401)
    response = StreamingHttpResponse(_events(actor), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    _let_own_site_read(request, response)
    return response


live.access = Access(signed_in=True)  # type: ignore[attr-defined]


def live_address(request: HttpRequest) -> str:
    """Return where pages hear what happens: below this site, or on its own port of this host."""
    if not settings.LIVE_PORT:
        return settings.LIVE_URL
    return f"{live_origin(request)}{settings.LIVE_URL}"


def live_origin(request: HttpRequest) -> str:
    """Return the origin of the live process when it has its own port."""
    host = urlsplit(f"//{request.get_host()}").hostname or "localhost"
    return f"{request.scheme}://{f'[{host}]' if ':' in host else host}:{settings.LIVE_PORT}"


def _let_own_site_read(request: HttpRequest, response: StreamingHttpResponse) -> None:
    """Without a proxy the site sits on another port of the same host; only that may read."""
    origin = request.headers.get("Origin", "")
    if origin and urlsplit(origin).hostname == urlsplit(f"//{request.get_host()}").hostname:
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Allow-Credentials"] = "true"
