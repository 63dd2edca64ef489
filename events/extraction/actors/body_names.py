"""Names whose head is a word for a body: "Ministry of Finance", "Steering Committee on the Action Plan"."""

from events.extraction.actors.evidence import BODIES, OFFICES
from events.extraction.actors.gazetteer import look_up
from events.extraction.actors.shapes import after_article, begins_holder, has_capital, is_shouted, is_title_word
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.vocabulary import ActorKind

CALENDAR = "actors/lexicon/calendar"
LONGEST_NAME = 12


def body_names(reading: Reading) -> list[tuple[int, int, ActorKind | None]]:
    """Find capitalised names whose head is a word for a body ("Ministry of Finance", "Steering Committee on ...")."""
    found: list[tuple[int, int, ActorKind | None]] = []
    public = words(BODIES, "public")
    for token, word in enumerate(reading.lower):
        if (
            word not in public
            or not has_capital(reading, token)
            or (reading.field == "title" and is_shouted(reading, token))
        ):
            continue
        start = _leftwards(reading, token)
        end = _rightwards(reading, token)
        if _leads_to_office(reading, token + 1, end):
            continue
        if end < len(reading) and reading.lower[end] in public and has_capital(reading, end):
            continue
        if end - start > 1 or after_article(reading, start):
            found.append((start, end, ActorKind.BODY))
            if begins_holder(reading, token + 2, end):
                found.append((end, _name_end(reading, end), ActorKind.PERSON))
    return found


def _leftwards(reading: Reading, token: int) -> int:
    start = token
    first = reading.sentence(token)[0]
    while start > first and token - start < LONGEST_NAME:
        before = start - 1
        word = reading.words[before]
        if (
            has_capital(reading, before)
            and reading.pos[before] in ("PROPN", "NOUN", "ADJ")
            and (not is_title_word(reading, before) or reading.lower[before:token] == ["general"])
        ):
            start = before
        elif (_links_words(reading, before) and before > first and has_capital(reading, before - 1)) or (
            word.lower() in ("and", "for")
            and before > first
            and has_capital(reading, before - 1)
            and _coordinated(reading, before, token)
        ):
            start = before - 1
        else:
            break
    while start < token and reading.lower[start] in ("the", "a", "an", "this", "that", "his", "our", "mr", "mr."):
        start += 1
    return start


def _name_end(reading: Reading, start: int) -> int:
    end = start
    while end < len(reading) and end - start < 4 and has_capital(reading, end) and reading.pos[end] == "PROPN":
        end += 1
    return max(end, start + 1)


def _links_words(reading: Reading, token: int) -> bool:
    """See "People's Bank", "Law & Order Board", "Anti-Fraud Office"; not "Peru's Senate" nor "REUTERS – The"."""
    word = reading.words[token]
    if word in "-–":
        return reading.end[token - 1] == reading.start[token] and reading.end[token] == reading.start[token + 1]
    if word in ("'s", "’s"):
        owner = look_up(reading.words[token - 1]) or look_up(reading.slice(max(0, token - 2), token))
        return owner is None
    if word in ("'", "’"):  # "Teachers' Union"
        return reading.lower[token - 1].endswith("s") and look_up(reading.words[token - 1]) is None
    return word == "&"


def _coordinated(reading: Reading, conjunction: int, token: int) -> bool:
    """Tell "Law and Justice Commission" from "Iran and the Council": both sides hang on the body's own head."""
    return reading.head[conjunction] in range(conjunction - 1, token) and reading.dep[conjunction - 1] in (
        "compound",
        "nmod",
        "amod",
        "conj",
    )


def _rightwards(reading: Reading, token: int) -> int:
    """Read on through "of", "on" and "for" with capitalised words after them, and through their lists."""
    end, size = token + 1, len(reading)
    while end < size and end - token < LONGEST_NAME:
        if begins_holder(reading, token + 2, end):
            break
        if has_capital(reading, end) and reading.pos[end] == "PROPN" and not reading.words[end].startswith("("):
            end += 1
            continue
        listed = _listed_portfolios(reading, end) if reading.words[end] == "," else 0
        if listed:
            end = listed
            continue
        if reading.lower[end] not in ("of", "on", "for", "and", "&"):
            break
        ahead = end + 1
        if ahead < size and reading.lower[ahead] == "the":
            ahead += 1
        if ahead >= size or not has_capital(reading, ahead) or reading.pos[ahead] not in ("PROPN", "NOUN", "ADJ"):
            break
        if reading.lower[end] == "and" and ahead > end + 1 and _begins_body(reading, ahead):
            break
        if reading.lower[end] in ("and", "&") and (
            end == token + 1 or is_title_word(reading, ahead) or _starts_name(reading, ahead)
        ):
            break
        if reading.lower[end] in ("on", "for") and (look_up(reading.words[ahead]) or _is_whole(reading, token, end)):
            break
        if reading.lower[end] in ("and", "&") and look_up(reading.words[end - 1]) and not look_up(reading.words[ahead]):
            break
        if reading.lower[end] == "on" and reading.lower[ahead] in words(CALENDAR, "names"):
            break
        end = ahead + 1
    return end


def _is_whole(reading: Reading, head: int, end: int) -> bool:
    """See "the Government of Sri Lanka", which "for" and "on" add nothing to."""
    return reading.lower[head] == "government" and look_up(reading.slice(head + 2, end)) is not None


def _listed_portfolios(reading: Reading, comma: int) -> int:
    """Give the end of the portfolios after the first of "Transport, Highways, Ports and Civil Aviation"; 0 for none."""
    portfolios = words(BODIES, "portfolios") | {"civil"}
    if reading.lower[comma - 1] not in portfolios:
        return 0
    token, linked = comma, False
    while token < len(reading) and token - comma < LONGEST_NAME:
        if reading.lower[token] in ("and", "&"):
            linked = True
        elif reading.lower[token] in portfolios and has_capital(reading, token):
            if (
                linked
                and reading.lower[token + 1 : token + 2] != []
                and not (has_capital(reading, token + 1) and reading.lower[token + 1] in portfolios)
            ):
                return token + 1
        elif reading.words[token] != ",":
            return 0
        token += 1
    return 0


def _leads_to_office(reading: Reading, start: int, end: int) -> bool:
    """See "Army Commander Lieutenant General Ada Lind": the body only says whose officer she is."""
    commands = start < end and reading.lower[start] in words(OFFICES, "heads")
    return commands and not any(word in words(BODIES, "public") for word in reading.lower[start + 1 : end])


def _begins_body(reading: Reading, token: int) -> bool:
    """Tell "Education and the Department of Roads", two bodies, from "Education and the Arts"."""
    end = token
    while end < len(reading) and has_capital(reading, end):
        end += 1
    return any(word in words(BODIES, "public") for word in reading.lower[token:end])


def _starts_name(reading: Reading, token: int) -> bool:
    return token in reading.name_starts or reading.label.get(token) in ("PERSON", "GPE")
