"""Policies: named plans, operations, laws, programmes and strategies, under one name each."""

from events.extraction.policies.mentions import PolicyMention
from events.extraction.policies.naming import find_policies

__all__ = ["PolicyMention", "find_policies"]
