"""Read articles again, or say what that would change."""

import sys
from argparse import ArgumentParser
from collections import Counter
from typing import Any

import click
from django.core.management.base import BaseCommand, CommandError

from events.ingestion.rereading import EventChange, read_again, to_read
from events.models import Article, Source, Work


class Command(BaseCommand):
    """Go through articles; by default the workers are asked to read them, and this waits for nothing."""

    help = "Have articles read again by the workers, or here (--now), or only to see what would change (--dry-run)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("articles", nargs="*", metavar="ARTICLE_ID", help="these articles; none: all")
        parser.add_argument("--source", default="", help="only those of the source with this name")
        parser.add_argument("--outdated", action="store_true", help="only those that another release has read")
        parser.add_argument("--limit", type=int, help="at most so many")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--now", action="store_true", help="read them here and now")
        how.add_argument("--dry-run", action="store_true", help="change nothing, report what would change")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it, with progress and a report."""
        articles = self._chosen(options)
        if not (options["now"] or options["dry_run"]):
            Work.objects.request_many(Work.Kind.REEXTRACT, {pk: {} for pk in articles})
            Work.objects.wake_due()
            self.stdout.write(f"{len(articles)} asked for; await_work shows how far the workers are.")
            return
        counts: Counter[str] = Counter()
        with click.progressbar(articles, label="Articles", file=sys.stderr) as bar:
            for pk in bar:
                for change in read_again(pk, dry_run=options["dry_run"]):
                    counts[change.action] += 1
                    self.stdout.write(_line(pk, change))
        would = "would be " if options["dry_run"] else ""
        told = ", ".join(f"{n} {would}{action}" for action, n in sorted(counts.items())) or "nothing changes"
        self.stdout.write(f"{len(articles)} articles read; events: {told}.")

    def _chosen(self, options: dict[str, Any]) -> list[str]:
        if options["source"] and not Source.objects.filter(name=options["source"]).exists():
            raise CommandError(f"There is no source named {options['source']!r}.")
        rows = to_read(source=options["source"], outdated=options["outdated"])
        if wanted := set(options["articles"]):
            unknown = wanted - set(Article.objects.filter(pk__in=wanted).values_list("pk", flat=True))
            if unknown:
                raise CommandError(f"There are no articles {', '.join(sorted(unknown))}.")
            rows = rows.filter(pk__in=wanted)
        return list(rows.values_list("pk", flat=True)[: options["limit"]])


def _line(article: str, change: EventChange) -> str:
    fields = f" ({', '.join(change.fields)})" if change.fields else ""
    return f"{article}\t{change.action}\t{change.event}\t{change.title}{fields}"
