"""Where each face hangs."""

from django.contrib import admin
from django.urls import include, path

from events.api import operation

urlpatterns = [
    path("healthz", operation.up),
    path("readyz", operation.ready),
    path("metrics", operation.metrics),
    path("admin/", admin.site.urls),
    path("api/v1/", include("events.api.urls")),
    path("", include("events.timeline.urls")),
]

handler400 = "events.api.problems.unusable"
handler404 = "events.timeline.views.nowhere"
handler500 = "events.api.problems.broken"
