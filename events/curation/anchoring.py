"""Anchors: where the event stood when somebody judged it."""

from collections.abc import Collection

from events.models import Anchor, EventBinding, Judgement
from events.resolution.binding import current_mentions, mark_of
from events.resolution.identity import absorbed


def anchors_of(judgement: Judgement, records: Collection[str]) -> list[Anchor]:
    """Make, without storing them, the anchors of a judgement: the quote of every current mention of its records."""
    owner = {pk: record for record, ids in absorbed(records).items() for pk in ids}
    bound = dict(EventBinding.objects.filter(record__in=owner).values_list("mention", "record_id"))
    anchors = []
    for mention in current_mentions().filter(pk__in=bound):
        mark = mark_of(mention, owner[bound[mention.pk]])
        if mark:
            anchors.append(
                Anchor(
                    judgement=judgement,
                    record_id=mark.record,
                    article_id=mention.extraction.version.article_id,
                    kind=mark.kind,
                    field=mark.field,
                    exact=mark.exact,
                    start=mark.start,
                    trigger=mark.trigger,
                )
            )
    return anchors
