"""Make a database ready: tables, static files, a curator's account, the samples. Safe to run again."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.core.management.base import BaseCommand

CURATOR = "curator"


class Command(BaseCommand):
    """Do what a first start needs, and on later starts only what is missing."""

    help = "Migrate, collect static files, make a curator's account (its password is shown once), load the samples."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Prepare everything."""
        call_command("migrate", verbosity=0, interactive=False)
        if settings.HASHED_STATIC:
            call_command("collectstatic", verbosity=0, interactive=False)
        self._curator()
        call_command("load_seeds", stdout=self.stdout)

    def _curator(self) -> None:
        group, _ = Group.objects.get_or_create(name="Curators")
        group.permissions.set(Permission.objects.filter(content_type__app_label="events"))
        if User.objects.filter(is_staff=True).exists():
            return
        password = secrets.token_urlsafe(12)
        user = User.objects.create_superuser(CURATOR, password=password)
        user.groups.add(group)
        self.stdout.write(f"Curator's account, shown only this once: {CURATOR} / {password}")
