"""The app's place in Django."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Policy events: their record and its faces."""

    name = "events"
    verbose_name = "Policy events"
