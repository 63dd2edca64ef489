"""Policies: named plans, operations, laws, programmes and strategies, under one name each."""

from events.extraction.policies.naming import PolicyMention, find_policies

__all__ = ["PolicyMention", "find_policies"]
