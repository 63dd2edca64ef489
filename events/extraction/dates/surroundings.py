"""What of a text's expressions can date its events: not the dateline's, the headline's or an "updated on" line's."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from events.extraction.results import TimeExpression

HEADER_LINES = 4
UPDATED = re.compile(
    r"(?:last )?(?:updated|published|posted|modified|printed|first published|copyright|©)(?: on| at)?:? *$",
    re.IGNORECASE,
)
DATELINE = re.compile(
    r"(?:[A-Z][A-Z .,'/-]{2,40}|[A-Z][a-z'-]{2,20}(?: [A-Z][a-z'-]{2,20}){0,2},? )(?:\([A-Za-z. ]{2,20}\))?,? ?$"
)
AFTER_DATELINE = re.compile(r"(?: ?\([A-Za-z. ]{2,30}\))?,?(?: \d{4})? ?(?::|--|—|–|-|_) ")
ONLY_A_DATE = 12
"""Characters that a line may hold beside a date and still say nothing else."""


def datelines(text: str, times: Sequence[TimeExpression]) -> frozenset[int]:
    """List the expressions, by index, that date the publication and not what it tells."""
    starts = [0] + [match.end() for match in re.finditer(r"\n", text)]
    return frozenset(
        number
        for number, time in enumerate(times)
        if _is_of_publication(text, time, bisect_right(starts, time.start), starts)
    )


def _is_of_publication(text: str, time: TimeExpression, line: int, starts: list[int]) -> bool:
    begin = starts[line - 1]
    end = starts[line] - 1 if line < len(starts) else len(text)
    before, after = text[begin : time.start], text[time.end : end]
    if UPDATED.search(before[-40:]):
        return True
    if (
        line <= 2 * HEADER_LINES
        and len(before.strip()) + len(after.strip()) <= ONLY_A_DATE
        and time.earliest == time.latest
    ):
        return not re.search(r"[.!?]", after)
    return bool(DATELINE.fullmatch(before[-70:]) and AFTER_DATELINE.match(after))
