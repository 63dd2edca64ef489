"""Make the sample sources; the workers take in their articles."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from events.models import Source

EXAMPLE = "Example (invented, served by this machine)"
FIELDS = ("publisher", "timezone", "language", "reliability", "text_shown")


class Command(BaseCommand):
    """Read `sources.yaml` of a folder and make each folder that it names a source."""

    help = "Make the sample sources of seeds/; a worker takes in their articles."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "seeds")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make or find every source; running it twice changes nothing."""
        folder: Path = options["folder"]
        try:
            rows = yaml.safe_load((folder / "sources.yaml").read_text(encoding="utf-8"))
        except (OSError, yaml.YAMLError) as error:
            raise CommandError(f"{folder / 'sources.yaml'}: {error}") from error
        made = 0
        for row in rows:
            location = str((folder / row["folder"]).resolve())
            with transaction.atomic():
                if Source.objects.filter(kind=Source.Kind.FOLDER, location=location).exists():
                    continue
                source = Source(name=row["name"], kind=Source.Kind.FOLDER, location=location)
                for field in FIELDS:
                    setattr(source, field, row.get(field, getattr(source, field)))
                try:
                    source.full_clean()
                except ValidationError as error:
                    raise CommandError(f"{row['name']}: {'; '.join(error.messages)}") from error
                source.save()
                made += 1
        if settings.EXAMPLE_FEED:
            made += self._example()
            rows.append({})
        self.stdout.write(f"{made} sources made, {len(rows) - made} there already.")

    def _example(self) -> bool:
        """Make or correct the source whose feed this machine serves; tell whether it is new."""
        source = Source.objects.filter(name=EXAMPLE).first() or Source(name=EXAMPLE, kind=Source.Kind.FEED)
        new, moved = source.pk is None, source.location != settings.EXAMPLE_FEED
        if new:
            source.publisher, source.reliability, source.poll_seconds = "Example Press Office", "official", 30
            source.text_shown = "full"
        if moved:
            source.location = settings.EXAMPLE_FEED
            source.full_clean()
            source.save()
        return new
