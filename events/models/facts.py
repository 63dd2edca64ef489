"""An article's facts: what it states, with what curators corrected laid over it."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from events.models.articles import Article
from events.models.judgements import Judgement

FACTS = ("published", "timezone", "publisher", "language", "author", "section")


def effective_facts(article: Article) -> dict[str, Any]:
    """Give the values of an article's fact columns; the day of publication is the day where it was published."""
    facts = {name: article.stated.get(name) for name in FACTS}
    rows = Judgement.objects.in_force().filter(target=article.pk, action=Judgement.Action.FIELD, field__in=FACTS)
    for judgement in rows.order_by("pk"):
        facts[judgement.field] = judgement.value
    zone = facts["timezone"] or "UTC"
    day, moment = _published(facts["published"], zone)
    return {
        "published": day,
        "published_at": moment,
        "timezone": zone,
        "publisher": (facts["publisher"] or "")[:200],
        "language": facts["language"] or "en",
        "author": (facts["author"] or "")[:200],
        "section": (facts["section"] or "")[:200],
    }


def _published(value: str | None, zone: str) -> tuple[date | None, datetime | None]:
    if not value:
        return None, None
    if len(value) <= len("2024-06-22"):
        return date.fromisoformat(value), None
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(zone))
    return moment.astimezone(ZoneInfo(zone)).date(), moment
