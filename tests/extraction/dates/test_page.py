"""The documentation page is the grammar's own data."""

from pathlib import Path

from events.extraction.dates.page import page


def test_documentation_page_is_up_to_date() -> None:
    """Make it anew with `python -m events.extraction.dates.page > docs/time-expressions.md`."""
    written = Path(__file__).parents[3] / "docs" / "time-expressions.md"
    assert written.read_text(encoding="utf-8") == page()
