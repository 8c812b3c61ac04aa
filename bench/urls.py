"""The site's addresses and the floors that pages are compared with."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from doorstep.platform.web.access import page
from doorstep.project.urls import handler404, handler500
from doorstep.project.urls import urlpatterns as site_patterns

__all__ = ["handler404", "handler500", "urlpatterns"]

# One case as its JSON door gives it, made by PostgreSQL alone: the floor of the JSON read.
CASE_AS_JSON = """
SELECT json_build_object(
    'number', c.number, 'kind', c.kind_id, 'words', c.words, 'answers', c.answers,
    'place', c.place, 'place_text', c.place_text, 'channel', c.channel, 'state', c.state,
    'urgent', c.urgent, 'level', c.level, 'holder_place', c.holder_place,
    'holder_role', c.holder_role, 'reply_due_at', c.reply_due_at,
    'resolve_due_at', c.resolve_due_at, 'created_at', c.created_at, 'replied_at', c.replied_at,
    'resolved_at', c.resolved_at, 'closed_at', c.closed_at, 'rounds', c.rounds,
    'version', c.version, 'asker', r.name, 'handler', a.name,
    'timeline', (
        SELECT json_agg(json_build_object(
            'at', t.at, 'verb', t.verb, 'from', t.from_state, 'to', t.to_state,
            'audience', t.audience, 'text', t.text, 'by', t.actor_name) ORDER BY t.id)
        FROM casework_timelineentry t WHERE t.case_id = c.id)
)::text
FROM casework_case c
LEFT JOIN people_resident r ON r.id = c.asker_id
LEFT JOIN people_account a ON a.id = c.handler_id
WHERE c.number = %s
"""


@page(public=True)
def empty(request: HttpRequest) -> HttpResponse:
    """Answer with nothing: what the house itself costs (middleware, scope, transaction)."""
    return HttpResponse(b"ok")


@page(signed_in=True)
def empty_signed_in(request: HttpRequest) -> HttpResponse:
    """Answer with nothing to somebody who is signed in."""
    return HttpResponse(b"ok")


@page(signed_in=True)
def case_json(request: HttpRequest, number: str) -> HttpResponse:
    """Answer with one case, made to JSON by PostgreSQL in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(CASE_AS_JSON, [number])
        row = cursor.fetchone()
    return HttpResponse(row[0] if row else "null", content_type="application/json")


urlpatterns = [
    path("bench/empty", empty),
    path("bench/signed-in", empty_signed_in),
    path("bench/cases/<str:number>", case_json),
    *site_patterns,
]
