"""Changes to a text that must change nothing but what they are about: names, negation, other sentences, the day."""

import gc
import time
import tracemalloc
from datetime import date, timedelta

import pytest

from events.extraction.documents import Document
from events.extraction.extractor import extract
from events.extraction.parsing import pipeline
from events.extraction.results import Event, Extraction, Span
from events.extraction.vocabulary import Assertion, Basis

DAY = date(2019, 5, 16)

ARTICLES = {
    "cabinet": (
        "The Cabinet of {country} on Tuesday approved the {policy}, which covers nine districts. The meeting was "
        "chaired by Prime Minister {person}. Finance Minister {other} said that the ministry would publish the rules "
        "by 30 June."
    ),
    "talks": (
        "President {person} met Foreign Minister {other} in {city} on Wednesday. The two sides signed a memorandum of "
        "understanding on fisheries. {country} will send a team to the port next week."
    ),
    "operation": (
        "The army launched Operation {operation} in {city} on Monday, General {person} said. Two gunmen were killed. "
        "The {body} condemned the raid on Tuesday."
    ),
    "court": (
        "The Supreme Court on Monday suspended the {policy}. Judge {person} ordered the ministry to submit a report "
        "within two weeks. The {body} denied that it had paid the officials."
    ),
    "office": (
        "Governor {person} resigned on Sunday. Parliament elected {other} as speaker on Monday. On Tuesday the {body} "
        "urged {country} to lift the ban on imports."
    ),
}
CASTS = (
    {
        "country": "Norway", "city": "Bergen", "person": "Ingrid Solberg", "other": "Lars Hagen",
        "policy": "Coastal Trade Plan", "operation": "Grey Heron", "body": "Harbour Workers' Union",
    },
    {
        "country": "Ghana", "city": "Kumasi", "person": "Kwabena Asante", "other": "Efua Mensah",
        "policy": "Inland Water Plan", "operation": "Quiet Anvil", "body": "Cocoa Farmers' Association",
    },
    {
        "country": "Peru", "city": "Arequipa", "person": "Rosa Quispe", "other": "Jorge Huamán",
        "policy": "Highland Roads Plan", "operation": "Long Lantern", "body": "Teachers' Federation",
    },
    {
        "country": "Nepal", "city": "Pokhara", "person": "Bishal Thapa", "other": "Sarita Gurung",
        "policy": "Mountain Schools Plan", "operation": "Copper Field", "body": "Porters' Association",
    },
)  # fmt: skip


def read(text: str, day: date | None = DAY, spans: tuple[Span, ...] = ()) -> Extraction:
    return extract(Document("x", text, published=day, spans=spans))


def without_names(text: str, cast: dict[str, str]) -> str:
    for slot, name in cast.items():
        text = text.replace(name, f"<{slot}>").replace(name.split()[-1], f"<{slot}>")
    return text


def shape(event: Event, cast: dict[str, str]) -> tuple[object, ...]:
    return (
        event.kind,
        event.assertion,
        event.date and event.date.edtf,
        without_names(event.title, cast),
        sorted((p.role, without_names(p.name, cast)) for p in event.participants),
        sorted((without_names(p.name, cast), p.effect) for p in event.policies),
    )


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize("cast", CASTS[1:], ids=lambda cast: cast["country"])
def test_other_names_change_names_only(article: str, cast: dict[str, str]) -> None:
    one = read(ARTICLES[article].format(**CASTS[0]))
    other = read(ARTICLES[article].format(**cast))
    assert [shape(e, CASTS[0]) for e in one.events] == [shape(e, cast) for e in other.events]


@pytest.mark.parametrize(
    ("said", "denied", "trigger", "base"),
    [
        ("The council approved the plan.", "The council did not approve the plan.", "approved", "approve"),
        ("The two ministers met in Oslo.", "The two ministers did not meet in Oslo.", "met", "meet"),
        ("The army has withdrawn from Kidal.", "The army has not withdrawn from Kidal.", "withdrawn", "withdrawn"),
        ("The parties signed the accord.", "The parties refused to sign the accord.", "signed", "sign"),
        ("Police arrested the editor.", "Police have not arrested the editor.", "arrested", "arrested"),
        ("The senate will pass the bill.", "The senate will not pass the bill.", "pass", "pass"),
        ("The minister resigned.", "The minister never resigned.", "resigned", "resigned"),
        ("The council lifted the ban.", "The council has not lifted the ban.", "lifted", "lifted"),
    ],
)  # fmt: skip
def test_negation_flips_the_assertion_and_keeps_the_kind(said: str, denied: str, trigger: str, base: str) -> None:
    one, other = about(said, trigger), about(denied, base)
    assert one.assertion in (Assertion.REPORTED, Assertion.PLANNED)
    assert other.assertion is Assertion.NEGATED
    assert one.kind is other.kind


def about(text: str, phrase: str) -> Event:
    start = text.index(phrase)
    event = read(text, spans=(Span(start, start + len(phrase)),)).about[0]
    assert event is not None
    return event


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize(
    "sentence",
    [
        " The river there is two hundred miles long.",
        " Readers can send their letters to the editor.",
        "\n\nThe museum was built in the nineteenth century and has a fine collection of clocks.",
    ],
)
def test_unrelated_sentence_removes_no_event(article: str, sentence: str) -> None:
    text = ARTICLES[article].format(**CASTS[0])
    before = [(e.kind, e.title, e.date and e.date.edtf) for e in read(text).events]
    after = [(e.kind, e.title, e.date and e.date.edtf) for e in read(text + sentence).events]
    assert [event for event in before if event not in after] == []


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize("days", [7, 70, 365])
def test_another_publication_day_moves_only_what_depends_on_it(article: str, days: int) -> None:
    text = ARTICLES[article].format(**CASTS[0]) + " The law was passed on 3 March 2011."
    one, other = read(text), read(text, DAY + timedelta(days=days))
    assert [(e.kind, e.assertion, e.title) for e in one.events] == [
        (e.kind, e.assertion, e.title) for e in other.events
    ]
    for before, after in zip(one.events, other.events, strict=True):
        if before.date is None or before.date.edtf == "2011-03-03":
            assert before.date == after.date
        elif before.date.basis is Basis.PUBLICATION or (before.when and "day" in before.when.expression):
            assert before.date != after.date


NO_NEWS = {
    "recipe": "Beat two eggs with the sugar. Fold in the flour, then bake for thirty minutes. Serve with cream.",
    "match": "The home side were 212 for 4 at stumps. The captain hit nine fours before he was caught at mid-off.",
    "prices": "Shares of the lender closed 2.3 percent higher at 41.20, while the index was flat in thin trading.",
    "obituary": "She taught at the village school for forty years and is survived by two sons.",
    "code": "def area(radius):\n    return 3.14 * radius ** 2\n\nfor r in range(10):\n    print(area(r))\n",
    "table": "12 34 56\n78 90 12\n34 56 78\n" * 30,
    "French": "Le conseil a approuvé mardi le budget de la ville, a déclaré le maire devant la presse.",
    "Urdu": "وزیر اعظم نے منگل کو کابینہ کے اجلاس کی صدارت کی۔",
    "marks": "!!! ??? ... ((([[[{{{ ### $$$ %%% ^^^ &&& *** )))",
    "halves": "\ud83d broken \udc00 halves \u200b and \x00 zero",
    "list": "Milk\nBread\nTwo onions\nSix eggs\nSoap",
}  # fmt: skip


@pytest.mark.parametrize("what", NO_NEWS)
def test_no_news_gives_no_record_and_no_exception(what: str) -> None:
    found = read(NO_NEWS[what])
    assert found.events == ()
    assert found.commitments == ()


@pytest.mark.slow
def test_time_is_linear_in_the_length_of_a_text() -> None:
    article = "\n\n".join(text.format(**cast) for text in ARTICLES.values() for cast in CASTS)
    small, large = article * (25_000 // len(article)), article * (200_000 // len(article))
    read(small)
    took = []
    for text in (small, large):
        start = time.process_time()
        read(text)
        took.append((time.process_time() - start) / len(text))
    assert took[1] < 2.0 * took[0]


@pytest.mark.slow
def test_memory_stays_flat_over_many_documents() -> None:
    texts = [text.format(**cast) for text in ARTICLES.values() for cast in CASTS]
    for text in texts:
        read(text)
    tracemalloc.start()
    sizes = []
    for _ in range(3):
        for number, text in enumerate(texts):
            read(f"{text} The reference is {number}-{time.perf_counter_ns()}.")
        gc.collect()
        sizes.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert sizes[-1] - sizes[0] < 300_000
    assert len(pipeline().vocab.strings) < 1_000_000
