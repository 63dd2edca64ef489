"""Copies of one text, whoever prints them: found by a sample of their word sequences, and kept together as a group.

Whether two texts are copies depends on nothing but the two, so the groups do not depend on the order of arrival.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations, pairwise

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BigIntegerField, Value

from events.ingestion.duplicates import Hashes, Pair, are_copies, groups, may_be_copies, shingles, sketch
from events.models import Article, ArticleGroup, ArticleSketch

MOST_CANDIDATES = 50
LOCK = "article groups"


def group_with_copies(article: Article, *, new: bool = False) -> set[str]:
    """Put an article whose text is new into the group of its copies; give the other articles whose group changed.

    Must be called within a transaction. `new` says that the article itself is.
    """
    sequences = shingles(article.current_version.text if article.current_version else "")
    own = ArticleSketch(article=article, hashes=list(sketch(sequences)), size=len(sequences))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [LOCK])
    before = None if new else ArticleSketch.objects.filter(article=article).first()
    ArticleSketch.objects.bulk_create(
        [own], update_conflicts=True, unique_fields=["article"], update_fields=["hashes", "size"]
    )
    near = _near(own)
    fellows = _members({before.group_id} if before and before.group_id else set()) - {article.pk}
    texts = _texts({*near, *fellows}) | {article.pk: sequences}
    pairs = [(article.pk, other) for other in near if are_copies(texts[article.pk], texts[other])]
    pairs += [(a, b) for a, b in combinations(sorted(fellows), 2) if are_copies(texts[a], texts[b])]
    if not pairs and not fellows:
        return set()
    joined = ArticleSketch.objects.filter(article__in=[b for _, b in pairs]).exclude(group=None)
    for group in set(joined.values_list("group", flat=True)) - {before.group_id if before else None}:
        pairs += pairwise(sorted(_members({group})))
    return set(_assign({article.pk, *fellows, *_named(pairs)}, pairs)) - {article.pk}


def _near(own: ArticleSketch) -> list[str]:
    """Give the articles that share so much of the sample that they may be copies, the likeliest first."""
    if not own.hashes:
        return []
    sample = Value(own.hashes, ArrayField(BigIntegerField()))  # as one value: a list's members are resolved one by one
    rows = ArticleSketch.objects.filter(hashes__overlap=sample, article__erased_at=None)
    hashes, shared = set(own.hashes), Counter[str]()
    for pk, theirs, size in rows.exclude(article=own.article_id).values_list("article", "hashes", "size"):
        count = len(hashes.intersection(theirs))
        if may_be_copies(count, own.size, size):
            shared[pk] = count
    return [pk for pk, _ in shared.most_common(MOST_CANDIDATES)]


def _members(groups_of: Collection[int | None]) -> set[str]:
    if not groups_of:
        return set()
    return set(ArticleSketch.objects.filter(group__in=groups_of).values_list("article", flat=True))


def _texts(articles: Collection[str]) -> dict[str, Hashes]:
    if not articles:
        return {}
    rows = Article.objects.filter(pk__in=articles).select_related("current_version")
    return {a.pk: shingles(a.current_version.text if a.current_version else "") for a in rows}


def _named(pairs: Iterable[tuple[str, str]]) -> set[str]:
    return {name for pair in pairs for name in pair}


def _assign(articles: Collection[str], pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Write which articles are together, and give those for which that is new; a group keeps its number if it can."""
    before: Mapping[str, int | None] = dict(
        ArticleSketch.objects.filter(article__in=articles).values_list("article", "group")
    )
    after: dict[str, int | None] = dict.fromkeys(articles)
    taken: set[int] = set()
    for members in sorted(groups(Pair(a, b, 0, 0.0) for a, b in pairs), key=min):
        known = sorted({g for m in members if (g := before.get(m)) is not None} - taken)
        group = known[0] if known else ArticleGroup.objects.create().pk
        taken.add(group)
        after |= dict.fromkeys(members, group)
    for article, now in after.items():
        if before.get(article) != now:
            ArticleSketch.objects.filter(article=article).update(group=now)
            yield article
