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
SELECT (to_jsonb(c) || jsonb_build_object(
    'kind', c.kind_id, 'kind_title', k.title ->> 'zh', 'where', coalesce(d.said, c.place_text),
    'asker', c.asker_id, 'asker_name', r.name, 'handler_name', a.name,
    'files', (SELECT coalesce(jsonb_agg(to_jsonb(j) || to_jsonb(s) ORDER BY j.id), '[]')
              FROM casework_casefile j JOIN platform_storedfile s ON s.id = j.file_id
              WHERE j.case_id = c.id),
    'closings', (SELECT coalesce(jsonb_agg(to_jsonb(e) || jsonb_build_object('score', g.score)
                                           ORDER BY e.id), '[]')
                 FROM casework_closing e LEFT JOIN casework_rating g ON g.closing_id = e.id
                 WHERE e.case_id = c.id),
    'clocks', (SELECT coalesce(jsonb_agg(e ORDER BY e.id), '[]')
               FROM casework_clock e WHERE e.case_id = c.id),
    'assignments', (SELECT coalesce(jsonb_agg(e ORDER BY e.id), '[]')
                    FROM casework_assignment e WHERE e.case_id = c.id),
    'pauses', (SELECT coalesce(jsonb_agg(e ORDER BY e.id), '[]')
               FROM casework_suspension e WHERE e.case_id = c.id),
    'extensions', (SELECT coalesce(jsonb_agg(e ORDER BY e.id), '[]')
                   FROM casework_extension e WHERE e.case_id = c.id),
    'children', (SELECT coalesce(jsonb_agg(e.number ORDER BY e.id), '[]')
                 FROM casework_case e WHERE e.parent_id = c.id),
    'duplicates', (SELECT coalesce(jsonb_agg(e.number ORDER BY e.id), '[]')
                   FROM casework_case e WHERE e.duplicate_of_id = c.id),
    'followers', (SELECT count(*) FROM casework_caseasker e WHERE e.case_id = c.id)
))::text
FROM casework_case c
JOIN casework_casekind k ON k.code = c.kind_id
LEFT JOIN places_dwelling d ON d.code = c.place
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
