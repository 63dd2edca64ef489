"""Actors: who is spoken of, under which names, and which mentions are one."""

from events.extraction.actors.casting import find_actors
from events.extraction.actors.mentions import Cast, Mention

__all__ = ["Cast", "Mention", "find_actors"]
