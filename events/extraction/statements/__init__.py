"""Statements: who is quoted, directly or not, with which words."""

from events.extraction.statements.attribution import Attribution, find_statements
from events.extraction.statements.quotes import quotations

__all__ = ["Attribution", "find_statements", "quotations"]
