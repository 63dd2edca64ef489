"""Mentions to records: clusters to actors, policy mentions to policies, event mentions to events."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Prefetch, Q, QuerySet

from events.models import (
    ActorBinding,
    ActorMention,
    Anchor,
    Article,
    CommitmentBinding,
    CommitmentMention,
    EventBinding,
    EventMention,
    Evidence,
    Extraction,
    Judgement,
    PolicyBinding,
    PolicyMention,
    PublicId,
    PublicKind,
    name_key,
)
from events.resolution.anchors import Mark, Stand, find_quote, match
from events.resolution.clustering import group
from events.resolution.identity import actor_records, policy_records, roots
from events.resolution.similarity import GENERIC, Features, content_words, likeness

REWORDED = 0.6  # share of words by which a sentence is an edited one
OPENING = 400  # characters of an article that tell which story it is


def bind_names(extraction: Extraction) -> None:
    """Bind an extraction's clusters to actors and its policy mentions to policies."""
    clusters: dict[int, ActorMention] = {}
    for mention in extraction.actor_mentions.order_by("start", "pk"):
        clusters.setdefault(mention.cluster, mention)
    # "officials" in one article and in another are not the same people: what is no name stays as it is written.
    clusters = {cluster: m for cluster, m in clusters.items() if not m.name[:1].islower()}
    records = actor_records((m.kind, m.name) for m in clusters.values())
    ActorBinding.objects.bulk_create(
        [
            ActorBinding(
                extraction=extraction,
                cluster=cluster,
                record_id=records[mention.kind, mention.name],
                by="machine",
                reason="name",
            )
            for cluster, mention in clusters.items()
        ],
        update_conflicts=True,
        unique_fields=["extraction", "cluster"],
        update_fields=["record", "by", "reason"],
    )
    policies = list(PolicyMention.objects.filter(event__extraction=extraction))
    named = policy_records(p.name for p in policies)
    PolicyBinding.objects.bulk_create(
        [PolicyBinding(mention=p, record_id=named[p.name], by="machine", reason="name") for p in policies],
        update_conflicts=True,
        unique_fields=["mention"],
        update_fields=["record", "by", "reason"],
    )


def bind_commitments(article: Article, before: Extraction | None) -> None:
    """Bind an article's commitments to records: the one whose quote overlapped before, else a new one."""
    extraction, version = article.current_extraction, article.current_version
    if extraction is None or version is None:
        return
    earlier: list[tuple[int, int, str]] = []
    if before is not None and before.pk != extraction.pk:
        old = CommitmentMention.objects.filter(extraction=before).select_related("binding")
        for mention in old.prefetch_related("evidence"):
            quote = mention.evidence.all()[0]
            at = find_quote(quote.exact, version.text, quote.start)
            if at is not None:
                earlier.append((at, at + len(quote.exact), mention.binding.record_id))
    free = sorted(earlier)
    for mention in CommitmentMention.objects.filter(extraction=extraction, binding=None).order_by("start", "pk"):
        same = next((row for row in free if row[0] < mention.end and mention.start < row[1]), None)
        if same:
            free.remove(same)
        record = same[2] if same else PublicId.objects.create(kind=PublicKind.COMMITMENT).pk
        CommitmentBinding.objects.create(mention=mention, record_id=record, by="machine", reason="")


def bind_events(
    seeds: Collection[int], *, before: Extraction | None = None, restored: Judgement | None = None
) -> set[str]:
    """Bind the event mentions `seeds` and all that they may be one with; give the records touched.

    `before` is the extraction whose place the seeds' extraction takes, if any: its mentions hand on their records.
    `restored` is a merge just undone, whose anchors say which mentions were whose before it.
    """
    neighbourhood = _neighbourhood(set(seeds))
    mentions = [neighbourhood[m] for m in sorted(neighbourhood)]
    features = features_of(mentions)
    pins, earlier = _records_before(mentions, before)
    if restored is not None:
        earlier |= _anchored(mentions, Anchor.objects.filter(judgement=restored))
    old = dict(EventBinding.objects.filter(mention__in=neighbourhood).values_list("mention", "record_id"))
    known = PublicId.objects.filter(pk__in={*earlier.values()}).order_by("created_at", "pk")
    age = {pk: place for place, pk in enumerate(known.values_list("pk", flat=True))}
    touched: set[str] = set(old.values()) | set(earlier.values())
    rows = []
    for found in group(features, pins=pins, earlier=earlier, age=age):
        record = found.record or PublicId.objects.create(kind=PublicKind.EVENT).pk
        touched.add(record)
        rows += [
            EventBinding(mention_id=m, record_id=record, by="judgement" if m in pins else "machine")
            for m in found.mentions
            if old.get(m) != record
        ]
    EventBinding.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["mention"], update_fields=["record", "by"]
    )
    return touched


def current_mentions() -> "QuerySet[EventMention]":
    """Give the event mentions of all current extractions, with what resolution reads of them."""
    return all_mentions().filter(extraction__current_of__isnull=False)


def all_mentions() -> "QuerySet[EventMention]":
    """Give all event mentions, of older extractions too, with what resolution reads of them."""
    return (
        EventMention.objects.select_related(
            "extraction__version__article__source", "extraction__version__article__sketch"
        )
        .prefetch_related(
            "extraction__version__article__urls",
            "participants",
            Prefetch("policies", PolicyMention.objects.select_related("binding")),
            Prefetch("evidence", Evidence.objects.order_by("field", "start", "pk")),
        )
        .order_by("pk")
    )


def features_of(mentions: Iterable[EventMention]) -> list[Features]:
    """Reduce mentions to what is compared of them."""
    mentions = list(mentions)
    bound = clusters_of({m.extraction_id for m in mentions})
    return [_features(m, bound) for m in mentions]


def clusters_of(extractions: Collection[int]) -> dict[tuple[int, int], str]:
    """Give for each (extraction, cluster) the actor that it stands for now."""
    rows = ActorBinding.objects.filter(extraction__in=extractions).values_list("extraction", "cluster", "record_id")
    bound = {(extraction, cluster): record for extraction, cluster, record in rows}
    now = roots(bound.values())
    return {pair: now[record] for pair, record in bound.items()}


def _features(m: EventMention, bound: Mapping[tuple[int, int], str]) -> Features:
    article = m.extraction.version.article
    names = content_words(" ".join(p.name for p in m.participants.all()))
    return Features(
        id=m.pk,
        article=article.pk,
        order=(article.identity, m.start, m.index),
        kind=m.kind,
        assertion=m.assertion,
        earliest=m.earliest,
        latest=m.latest,
        precision=m.precision,
        actors=frozenset(b for p in m.participants.all() if (b := bound.get((m.extraction_id, p.cluster)))),
        policies=frozenset(p.binding.record_id for p in m.policies.all()),
        place=name_key(m.place),
        words=content_words(f"{m.title} {_sentence(m)}", without=names | GENERIC),
        story=content_words(f"{m.extraction.version.title} {m.extraction.version.text[:OPENING]}"),
    )


def _neighbourhood(seeds: set[int]) -> dict[int, EventMention]:
    """Give the seeds and every mention linked to them by a chain of likeness or of common records."""
    loaded: dict[int, tuple[EventMention, Features]] = {}
    found: set[int] = set()
    frontier = set(seeds)
    while frontier:
        found |= frontier
        _load(frontier - loaded.keys(), loaded)
        reached = _near([loaded[m] for m in frontier if m in loaded])
        _load(reached - loaded.keys(), loaded)
        records = set(EventBinding.objects.filter(mention__in=frontier).values_list("record", flat=True))
        fellows = set(EventBinding.objects.filter(record__in=records).values_list("mention", flat=True)) & reached
        own = [loaded[m][1] for m in frontier if m in loaded]
        alike = {m for m in reached - found if any(likeness(loaded[m][1], f) for f in own)}
        frontier = (alike | fellows) - found
    return {m: loaded[m][0] for m in found if m in loaded}


def _load(mentions: set[int], loaded: dict[int, tuple[EventMention, Features]]) -> None:
    rows = list(current_mentions().filter(pk__in=mentions)) if mentions else []
    loaded |= {m.pk: (m, f) for m, f in zip(rows, features_of(rows), strict=True)}


def _near(rows: list[tuple[EventMention, Features]]) -> set[int]:
    """Give the current mentions of the same kind and days, or bound to the same records."""
    near = Q(binding__record__in=EventBinding.objects.filter(mention__in=[m.pk for m, _ in rows]).values("record"))
    for kind, earliest, latest in {(f.kind, f.earliest, f.latest) for _, f in rows if f.earliest}:
        near |= Q(kind=kind, earliest=earliest, latest=latest)
    return set(EventMention.objects.filter(near, extraction__current_of__isnull=False).values_list("pk", flat=True))


def _records_before(
    mentions: Iterable[EventMention], before: Extraction | None
) -> tuple[dict[int, str], dict[int, str]]:
    """Give mention -> record as judged (pins), and as it was before by the machine."""
    pins = _anchored(mentions, Anchor.objects.filter(judgement__undone_at=None))
    earlier = dict(
        EventBinding.objects.filter(mention__in=[m.pk for m in mentions]).values_list("mention", "record_id")
    )
    if before is not None:
        own = [m for m in mentions if m.extraction.version.article_id == before.version.article_id]
        earlier |= _handed_on(before, own)
    now = roots(earlier.values())
    return pins, {m: now[record] for m, record in earlier.items()}


def _anchored(mentions: Iterable[EventMention], anchors: "QuerySet[Anchor]") -> dict[int, str]:
    """Match anchors to mentions: give mention -> the record that it was judged as."""
    by_article: dict[str, list[EventMention]] = defaultdict(list)
    for m in mentions:
        by_article[m.extraction.version.article_id].append(m)
    marks: dict[str, list[Mark]] = defaultdict(list)
    rows = list(anchors.filter(article__in=by_article).order_by("judgement", "pk"))
    now = roots(a.record_id for a in rows)
    for a in rows:
        marks[a.article_id].append(Mark(now[a.record_id], a.field, a.exact, a.start, a.trigger, a.kind))
    found: dict[int, str] = {}
    for article, own in by_article.items():
        version = own[0].extraction.version
        texts = {"text": version.text, "title": version.title}
        found |= match(marks[article], [stand_of(m) for m in own], texts=texts)[0]
    return found


def _handed_on(before: Extraction, successors: list[EventMention]) -> dict[int, str]:
    if not successors or successors[0].extraction_id == before.pk:
        return {}
    marks = [
        mark_of(m, m.binding.record_id)
        for m in EventMention.objects.filter(extraction=before, binding__isnull=False)
        .select_related("binding")
        .prefetch_related("evidence")
        .order_by("index")
    ]
    version = successors[0].extraction.version
    found, _ = match(
        [mark for mark in marks if mark],
        [stand_of(m) for m in successors],
        texts={"text": version.text, "title": version.title},
    )
    return found | _reworded(before, [m for m in successors if m.pk not in found], set(found.values()))


def _reworded(before: Extraction, successors: list[EventMention], taken: set[str]) -> dict[int, str]:
    """Match what an edited article now says in other words: the same kind, and most of the words, the most alike first.

    Only the record's name is handed on by it, never a quote: so a rejected event stays rejected when its sentence is
    edited.
    """
    old = all_mentions().filter(extraction=before, binding__isnull=False).exclude(binding__record__in=taken)
    words = {m.pk: content_words(f"{m.title} {_sentence(m)}") for m in (*old, *successors)}
    pairs = []
    for was in old:
        for now in successors:
            smaller = min(len(words[was.pk]), len(words[now.pk])) or 1
            share = len(words[was.pk] & words[now.pk]) / smaller
            if was.kind == now.kind and share >= REWORDED:
                pairs.append((-share, was.index, now.index, was.binding.record_id, now.pk))
    found: dict[int, str] = {}
    for *_, record, mention in sorted(pairs):
        if mention not in found and record not in found.values():
            found[mention] = record
    return found


def _sentence(m: EventMention) -> str:
    return m.extraction.version.text[m.sentence_start : m.sentence_end]


def stand_of(m: EventMention) -> Stand:
    """Say where a mention stands."""
    quotes = tuple((e.field, e.start, e.end) for e in m.evidence.all() if e.part == Evidence.Part.MENTION)
    return Stand(m.pk, m.kind, (m.start, m.end), quotes)


def mark_of(m: EventMention, record: str) -> Mark | None:
    """Make a mark of a mention: the quote that holds its trigger."""
    for e in m.evidence.all():
        if e.part == Evidence.Part.MENTION and e.field == "text" and e.start <= m.start < e.end:
            return Mark(record, e.field, e.exact, e.start, m.start - e.start, m.kind)
    return None
