import subprocess
import sys

import pytest

MODULES = [
    "events.net",
    "events.ingestion.answers",
    "events.ingestion.discovery",
    "events.ingestion.duplicates",
    "events.ingestion.feeds",
    "events.ingestion.files",
    "events.ingestion.pages",
    "events.ingestion.sandbox",
    "events.ingestion.sitemaps",
    "events.ingestion.versions",
]


@pytest.mark.parametrize("module", MODULES)
def test_reading_needs_neither_django_nor_a_language_model(module: str) -> None:
    code = f"import sys; sys.modules.update(django=None, spacy=None); import {module}"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_client_needs_no_parser() -> None:
    code = "import sys; import events.net; assert not {'lxml', 'trafilatura'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
