"""Which articles a source wants: those that name one of its keywords, actors or policies."""

import re
from functools import lru_cache

from events.models import ActorName, PolicyName, Source, name_key


def is_on_topic(source: Source, title: str, text: str) -> bool:
    """Tell whether an article names one of a source's topics in whole words; with none set, all are wanted."""
    phrases = topics(source)
    return not phrases or bool(_pattern(phrases).search(f" {name_key(title)} {name_key(text)} "))


def topics(source: Source) -> tuple[str, ...]:
    """Give a source's phrases as keys: its keywords, and all names known of its actors and policies."""
    phrases = set(_lines(source.keywords))
    for lines, names, owner in (
        (_lines(source.topic_actors), ActorName.objects, "actor"),
        (_lines(source.topic_policies), PolicyName.objects, "policy"),
    ):
        if lines:
            owners = names.filter(key__in=lines).values(owner)
            phrases |= {*lines, *names.filter(**{f"{owner}__in": owners}).values_list("key", flat=True)}
    return tuple(sorted(phrase for phrase in phrases if phrase))


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(" (?:" + "|".join(re.escape(phrase) for phrase in phrases) + ") ")


def _lines(text: str) -> list[str]:
    return [key for line in text.splitlines() if (key := name_key(line))]
