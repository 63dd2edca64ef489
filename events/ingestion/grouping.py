"""Copies of one text, whoever prints them: found by a sample of their word sequences, and kept together as a group."""

from collections import Counter
from collections.abc import Collection

from django.db import connection

from events.ingestion.duplicates import find_duplicates, groups, sketch
from events.models import Article, ArticleGroup, ArticleSketch

MOST_CANDIDATES = 50
LOCK = "article groups"


def group_with_copies(article: Article) -> None:
    """Put an article whose text is new into the group of its copies; must be called within a transaction.

    All texts that may belong together are compared again, so that the groups do not depend on the order of arrival.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [LOCK])
    version = article.current_version
    hashes = list(sketch(version.text)) if version else []
    ArticleSketch.objects.update_or_create(article=article, defaults={"hashes": hashes})
    fellows = _may_belong(article, hashes)
    if not fellows:
        return
    texts = {
        a.pk: (a.current_version.text if a.current_version else "")
        for a in Article.objects.filter(pk__in={article.pk, *fellows}, erased_at=None).select_related("current_version")
    }
    _assign(texts.keys(), groups(find_duplicates(sorted(texts.items()))))
    article.refresh_from_db(fields=["group"])


def _may_belong(article: Article, hashes: list[int]) -> set[str]:
    """Give the articles that share part of the sample, those of its group until now, and their groups' members."""
    near: Counter[str] = Counter()
    if hashes:
        rows = ArticleSketch.objects.filter(hashes__overlap=hashes).exclude(article=article)
        own = set(hashes)
        for pk, theirs in rows.values_list("article", "hashes")[: MOST_CANDIDATES * 20]:
            near[pk] = len(own.intersection(theirs))
    found = {pk for pk, _ in near.most_common(MOST_CANDIDATES)}
    known = set(Article.objects.filter(pk__in=found).exclude(group=None).values_list("group", flat=True))
    known |= {article.group_id} if article.group_id else set()
    return (found | set(Article.objects.filter(group__in=known).values_list("pk", flat=True))) - {article.pk}


def _assign(articles: Collection[str], together: list[frozenset[str]]) -> None:
    """Write which articles are together; a group keeps its number where it can."""
    before = dict(Article.objects.filter(pk__in=articles).values_list("pk", "group"))
    taken: set[int] = set()
    for members in sorted(together, key=min):
        known = sorted({g for m in members if (g := before[m]) is not None} - taken)
        group = known[0] if known else ArticleGroup.objects.create().pk
        taken.add(group)
        Article.objects.filter(pk__in=[m for m in members if before[m] != group]).update(group=group)
    alone = set(articles) - {m for members in together for m in members}
    Article.objects.filter(pk__in=alone).exclude(group=None).update(group=None)
