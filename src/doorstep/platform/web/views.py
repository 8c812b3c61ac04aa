"""Pages of the platform itself: files, preferences, health, metrics."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.signing import BadSignature
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from doorstep.kernel.errors import NotFound
from doorstep.platform import metrics
from doorstep.platform.files import key_from_token
from doorstep.platform.models import StoredFile
from doorstep.platform.web.access import page

PREFERENCES = {
    "theme": ("auto", "light", "dark"),
    "mode": ("normal", "elder"),
    settings.LANGUAGE_COOKIE_NAME: ("zh-hans", "en"),
}


@require_GET
@page(signed_in=True)
def stored_file(request: HttpRequest, token: str) -> FileResponse:
    """Send a file to whoever was shown its signed address and may see its row."""
    try:
        file = StoredFile.objects.get(key=key_from_token(token))
    except (BadSignature, StoredFile.DoesNotExist) as error:
        raise NotFound from error
    return FileResponse(
        default_storage.open(file.name), content_type=file.mime, filename=f"{file.key[:8]}"
    )


@require_POST
@page(public=True)
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep theme, mode (elder) and language in cookies and go back."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}):
        target = "/"
    response = HttpResponseRedirect(target)
    for name, allowed in PREFERENCES.items():
        value = request.POST.get("lang" if name == settings.LANGUAGE_COOKIE_NAME else name, "")
        if value in allowed:
            response.set_cookie(
                name, value, max_age=31_536_000, samesite="Lax", secure=settings.HTTPS
            )
    return response


@require_GET
@page(public=True)
def healthz(request: HttpRequest) -> JsonResponse:
    """Say that the process answers."""
    return JsonResponse({"status": "ok"})


@require_GET
@page(public=True)
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether the database answers and is migrated."""
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        behind = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "database": "down"}, status=503)
    if behind:
        return JsonResponse({"status": "unavailable", "migrations": behind}, status=503)
    return JsonResponse({"status": "ready"})


@require_GET
@csrf_exempt
@page(public=True)
def metrics_view(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus; nothing personal is in them."""
    body, content_type = metrics.exposition()
    return HttpResponse(body, content_type=content_type)
