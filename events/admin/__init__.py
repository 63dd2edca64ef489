"""The curators' screens: thin pages over the record, whose every change is a judgement."""

from events.admin import actors, articles, events, log, mentions, policies, sources

__all__ = ["actors", "articles", "events", "log", "mentions", "policies", "sources"]
