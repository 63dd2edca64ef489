"""The Django project. Importing it makes its Celery application the current one."""

from tracker.celery import app as celery

__all__ = ["celery"]
