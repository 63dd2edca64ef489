"""For machines that watch over this one: is it up, is it ready, how does it fare."""

import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_prometheus.exports import ExportToDjangoView
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from events.ingestion.health import readiness
from events.ingestion.metrics import TableCollector


@require_safe
@never_cache
def up(_request: HttpRequest) -> HttpResponse:
    """Answer: this process is alive."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def ready(_request: HttpRequest) -> JsonResponse:
    """Say whether database, broker, queues and sweep are well; 503 where one is not. Names no details of trouble."""
    checks = readiness()
    well = all(check.well for check in checks)
    return JsonResponse(
        {check.name: "ok" if check.well else "failing" for check in checks}, status=200 if well else 503
    )


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Give what Prometheus collects, to whoever has the token; without one, to this machine alone."""
    if not _may_see(request):
        raise Http404
    processes = ExportToDjangoView(request).content
    tables = CollectorRegistry()
    tables.register(TableCollector())
    return HttpResponse(processes + generate_latest(tables), content_type=CONTENT_TYPE_LATEST)


def _may_see(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return secrets.compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
    return request.META.get("REMOTE_ADDR") in ("127.0.0.1", "::1") and "X-Forwarded-For" not in request.headers
