"""Markdown as plain text: its first heading is the title, its marks are no part of the text."""

import re

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*")
_UNDERLINE = re.compile(r"(=+|-{3,})[ \t]*")
_FENCE = re.compile(r"[ \t]{0,3}(```|~~~)")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_BULLET = re.compile(r"([ \t]*)[*+-][ \t]+")
_DEFINITION = re.compile(r"[ \t]{0,3}\[[^\]\n]{1,200}\]:[ \t]+\S+.*")
_IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
_AUTOLINK = re.compile(r"<(https?://[^>\s]{1,2000})>")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,1000})(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=\S)([^*_\n]{1,1000})(?<=\S)\1(?![\w*_])")
_CODE = re.compile(r"`([^`\n]{1,1000})`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_COMMENT = re.compile(r"<!--[^>]{0,2000}-->")


def read_markdown(text: str) -> tuple[str | None, str]:
    """Give the title (the first heading of the first level, or the first of any level before all text) and the text.

    The title's line is not in the text; other headings stay as lines of their own. Paragraphs keep their lines.
    """
    lines = _COMMENT.sub("", text).split("\n")
    title_at = _title_line(lines)
    title: str | None = None
    kept: list[str] = []
    fenced = False
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            fenced = not fenced
        elif fenced:
            kept.append(line)
        elif number == title_at:
            title = _inline(_heading_text(line)) or None
        elif _UNDERLINE.fullmatch(line) and number and lines[number - 1].strip():
            continue
        elif not (_RULE.fullmatch(line) or _DEFINITION.fullmatch(line)):
            kept.append(_plain_line(line))
    joined = "\n".join(line.rstrip() for line in kept)
    return title, re.sub(r"\n{3,}", "\n\n", joined).strip("\n")


def _title_line(lines: list[str]) -> int | None:
    first_text = next((number for number, line in enumerate(lines) if line.strip()), None)
    for number, line in enumerate(lines):
        if line.startswith("# ") or (line.startswith("#") and number == first_text and _HEADING.fullmatch(line)):
            return number
        if number and lines[number - 1].strip() and line.startswith("=") and _UNDERLINE.fullmatch(line):
            return number - 1
    return None


def _heading_text(line: str) -> str:
    found = _HEADING.fullmatch(line)
    return found[2] if found else line.strip()


def _plain_line(line: str) -> str:
    if found := _HEADING.fullmatch(line):
        return _inline(found[2])
    line = _QUOTE.sub("", line, count=1)
    return _inline(_BULLET.sub(r"\1- ", line, count=1) if _BULLET.match(line) else line)


def _inline(text: str) -> str:
    for pattern, keep in ((_IMAGE, r"\1"), (_LINK, r"\1"), (_AUTOLINK, r"\1"), (_CODE, r"\1")):
        text = pattern.sub(keep, text)
    text = _STRONG.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\2", text)).rstrip("\\")
