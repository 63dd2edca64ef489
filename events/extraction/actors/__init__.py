"""Actors: who is spoken of, under which names, and which mentions are one."""

from events.extraction.actors.casting import find_actors
from events.extraction.actors.mentions import Cast, Mention
from events.extraction.actors.pronouns import antecedent

__all__ = ["Cast", "Mention", "antecedent", "find_actors"]
