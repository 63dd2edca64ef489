"""Is it an article at all? Paywalls, consent and block pages and soft 404s are told by what they say and lack."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from lxml.html import HtmlElement

from events.ingestion.pages.structured import Structured

SHORT = 1200
_PHRASES = Path(__file__).with_name("kinds.toml")


def what_it_is(tree: HtmlElement, structured: Structured, *, title: str | None, text: str) -> str | None:
    """Give None for an article, else why it is none: empty, not found, blocked, consent or paywall.

    Only pages with little text are suspected, since articles write about cookies and paywalls too.
    """
    if len(text) < SHORT:
        said = f"{(title or '')[:300]}\n{text if text else _shown(tree)}"[:5000]
        if reason := told_by_words(said):
            return reason
        if _locked(structured):
            return "paywall"
    return None if text.strip() else "empty"


def told_by_words(said: str) -> str | None:
    """Give the kind of page whose phrases occur in a title and a short text, or None."""
    return next((reason for reason, pattern in _patterns() if pattern.search(said)), None)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = tomllib.loads(_PHRASES.read_text(encoding="utf-8"))["kind"]
    flags = re.IGNORECASE | re.DOTALL | re.MULTILINE
    return tuple((kind["reason"], re.compile("|".join(f"(?:{p})" for p in kind["phrases"]), flags)) for kind in kinds)


def _locked(structured: Structured) -> bool:
    free = structured.article.get("isAccessibleForFree")
    return free is False or (isinstance(free, str) and free.strip().lower() == "false")


def _shown(tree: HtmlElement) -> str:
    parts: list[str] = []
    length = 0
    for element in tree.iter("p", "h1", "h2", "div", "span"):
        if element.text and element.text.strip():
            parts.append(" ".join(element.text.split()))
            length += len(parts[-1])
        if length > 3000:
            break
    return "\n".join(parts)
