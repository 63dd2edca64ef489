from events.ingestion.pages.lead import read_lead
from events.ingestion.pages.markup import parse_markup

BODY = "The council of the town met on Monday evening to talk about the plan.\nIt approved the plan."
LEAD = "After a year of debate the town has a plan for its old harbour."


def lead_of(between: str) -> list[str]:
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    page = f"<body><div class=top><h1>Plan approved</h1>{between}</div><article>{paragraphs}</article></body>"
    return read_lead(parse_markup(page), "Plan approved", BODY)


def test_finds_sentences_between_headline_and_body() -> None:
    assert lead_of(f"<div><div>{LEAD}</div></div>") == [LEAD]


def test_takes_a_phrase_only_where_it_is_marked_as_lead() -> None:
    phrase = "A harbour for everybody, at last, after long years"
    assert lead_of(f"<p class='article-standfirst'>{phrase}</p>") == [phrase]
    assert lead_of(f"<p>{phrase}</p>") == []


def test_leaves_captions_bylines_and_links_alone() -> None:
    assert lead_of(f"<figcaption><p>{LEAD}</p></figcaption>") == []
    assert lead_of(f"<p class=author-note>{LEAD}</p>") == []
    assert lead_of(f"<p><a href=/x>{LEAD}</a></p>") == []
    assert lead_of(f"<p style='display: none'>{LEAD}</p>") == []


def test_adds_nothing_that_the_body_has() -> None:
    assert lead_of(f"<p class=lead>{BODY.splitlines()[1]}</p>") == []


def test_gives_up_where_the_body_does_not_follow_the_headline() -> None:
    tree = parse_markup(f"<body><h1>Plan approved</h1><p>{LEAD}</p></body>")
    assert read_lead(tree, "Plan approved", BODY) == []
