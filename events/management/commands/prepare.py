"""Make a database ready: tables, static files, a curator's account, the samples. Safe to run again."""

import hashlib
import secrets
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from psycopg.errors import LockNotAvailable

CURATOR = "curator"
LOCK_TIMEOUT = "10s"


class Command(BaseCommand):
    """Do what a first start needs, and on later starts only what is missing."""

    help = "Migrate, collect static files, make a curator's account (its password is shown once), load the samples."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--only-static", action="store_true", help="collect static files, as an image's build does")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Prepare everything."""
        if options["only_static"]:
            self._static_files()
            return
        self._migrate()
        if settings.HASHED_STATIC:
            self._static_files()
        self._curator()
        call_command("load_seeds", stdout=self.stdout)

    def _migrate(self) -> None:
        """Migrate, one process at a time, and rather not at all than while readers wait behind a lock."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtextextended('migrations', 0))")
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [LOCK_TIMEOUT])
            try:
                call_command("migrate", verbosity=0, interactive=False)
            except OperationalError as error:
                if not isinstance(error.__cause__, LockNotAvailable):
                    raise
                message = f"A table was in use for {LOCK_TIMEOUT}, and nothing waits for longer: run this again."
                raise CommandError(message) from error
            finally:
                cursor.execute("RESET lock_timeout")
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended('migrations', 0))")

    def _static_files(self) -> None:
        """Collect and compress static files, unless just these were collected before: it takes seconds."""
        ours = sorted((settings.BASE_DIR / "events").rglob("static/**/*.*"))
        files = [settings.BASE_DIR / "requirements.txt", *ours]
        now = hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)).hexdigest()
        stamp = settings.STATIC_ROOT / "collected"
        if not stamp.exists() or stamp.read_text(encoding="utf-8") != now:
            call_command("collectstatic", verbosity=0, interactive=False)
            stamp.write_text(now, encoding="utf-8")

    def _curator(self) -> None:
        group, _ = Group.objects.get_or_create(name="Curators")
        group.permissions.set(Permission.objects.filter(content_type__app_label="events"))
        if User.objects.filter(is_staff=True).exists():
            return
        password = secrets.token_urlsafe(12)
        user = User.objects.create_superuser(CURATOR, password=password)
        user.groups.add(group)
        self.stdout.write(f"Curator's account, shown only this once: {CURATOR} / {password}")
