"""What belongs to one record: names, offices, statuses, sayings, evidence; the same for pages and API."""

from django.db.models import Q, QuerySet

from events.models import (
    Actor,
    ActorName,
    Article,
    Commitment,
    Event,
    EventBinding,
    EventRelation,
    Evidence,
    Policy,
    PolicyName,
    PolicyStatus,
    Statement,
    Tenure,
    TextShown,
)
from events.publishing.addresses import all_ids, follow
from events.publishing.visibility import User, is_curator

MOST_COPIES = 100


def names_of(record: Actor | Policy) -> list[str]:
    """Give every name that an actor or policy is known by, its own first, then in alphabetical order."""
    ids = all_ids(record.pk)
    rows: QuerySet[ActorName] | QuerySet[PolicyName]
    is_actor = isinstance(record, Actor)
    rows = ActorName.objects.filter(actor__in=ids) if is_actor else PolicyName.objects.filter(policy__in=ids)
    return [record.name, *sorted(set(rows.values_list("text", flat=True)) - {record.name})]


def tenures_of(actor: Actor) -> QuerySet[Tenure]:
    """Give the offices that an actor held, those taught under ids since merged into it included."""
    return Tenure.objects.filter(actor__in=all_ids(actor.pk)).order_by("earliest", "office", "pk")


def statuses_of(policy: Policy) -> QuerySet[PolicyStatus]:
    """Give what published events made of a policy, the earliest first."""
    rows = PolicyStatus.objects.filter(policy=policy, event__is_published=True)
    return rows.select_related("event").order_by("event__day", "pk")


def relations_of(event: Event) -> QuerySet[EventRelation]:
    """Give the relations between an event and others, of which both ends are published."""
    both = Q(event__is_published=True, to__is_published=True)
    return EventRelation.objects.filter(both, Q(event=event) | Q(to=event)).select_related("event", "to")


def statements_for(user: User) -> QuerySet[Statement]:
    """Give the statements that somebody may read: their words are the articles'."""
    rows = Statement.objects.filter(article__erased_at=None)
    return rows if is_curator(user) else rows.exclude(article__source__text_shown=TextShown.NONE)


def commitments_for(user: User) -> QuerySet[Commitment]:
    """Give the commitments that somebody may read: their words are the articles'."""
    rows = Commitment.objects.filter(article__erased_at=None)
    return rows if is_curator(user) else rows.exclude(article__source__text_shown=TextShown.NONE)


def copies_of(article: Article) -> list[Article]:
    """Give the other articles that print an article's text, the earliest first; as evidence they count once."""
    if article.group_id is None:
        return []
    others = Article.objects.filter(sketch__group=article.group_id, erased_at=None).exclude(pk=article.pk)
    return list(others.order_by("published_at", "published", "pk")[:MOST_COPIES])


def evidence_of(article: Article) -> list[tuple[Evidence, str]]:
    """Give what an article's current version says of events, each quote with the event's public id of now."""
    if article.current_extraction_id is None:
        return []
    rows = Evidence.objects.filter(
        event__extraction=article.current_extraction_id,
        version=article.current_version_id,
        part=Evidence.Part.MENTION,
    )
    bound = EventBinding.objects.filter(mention__extraction=article.current_extraction_id)
    records = dict(bound.values_list("mention", "record"))
    now = follow(records.values())
    return [(row, now[records[row.event_id]]) for row in rows if row.event_id in records]
