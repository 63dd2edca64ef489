"""Sources as OPML 2.0, the form in which feed readers exchange their lists.

Exports `read_opml(data)` -> `Outline` rows, `write_opml(sources)`, and `take_in(rows)`, which makes sources of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from lxml import etree

from events.models import Source

LARGEST = 5_000_000
MOST = 5000
NAMESPACE = "urn:policy-tracker"  # for what OPML has no word for
OWN = ("timezone", "reliability", "active")


class OpmlError(ValueError):
    """A file that is no OPML."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list."""

    name: str
    url: str
    language: str = ""
    timezone: str = ""
    reliability: str = ""
    active: str = ""


def read_opml(data: bytes) -> list[Outline]:
    """Read the feeds of an OPML file, however deep in folders; raises OpmlError."""
    if len(data) > LARGEST:
        raise OpmlError(f"The file is larger than {LARGEST:,} bytes.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise OpmlError(f"The file is no XML: {error}"[:300]) from error
    if etree.QName(root).localname.lower() != "opml":
        raise OpmlError("The file is no OPML: its outermost element is not <opml>.")
    rows = []
    for outline in list(root.iter("outline"))[:MOST]:
        facts = {name.lower(): value.strip() for name, value in outline.attrib.items()}
        if url := facts.get("xmlurl"):
            name = facts.get("title") or facts.get("text") or url
            own = (facts.get(f"{{{NAMESPACE}}}{fact}", "")[:40] for fact in OWN)
            rows.append(Outline(name[:200], url, facts.get("language", "")[:35], *own))
    return rows


def write_opml(sources: Iterable[Source]) -> bytes:
    """Write the feeds among sources as OPML."""
    root = etree.Element("opml", version="2.0", nsmap={"tracker": NAMESPACE})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Policy Tracker's sources"
    body = etree.SubElement(root, "body")
    for source in sources:
        if source.kind == Source.Kind.FEED:
            facts = {"type": "rss", "text": source.name, "title": source.name, "xmlUrl": source.location}
            own = {"timezone": str(source.timezone), "reliability": str(source.reliability)}
            own |= {} if source.active else {"active": "no"}
            own = {f"{{{NAMESPACE}}}{fact}": value for fact, value in own.items()}
            etree.SubElement(body, "outline", facts | {"language": source.language} | own)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def take_in(rows: Iterable[Outline], *, timezone: str = "UTC") -> tuple[list[Source], list[str]]:
    """Make a feed source of each row that is not one yet; give the sources made, and why others were not."""
    made: list[Source] = []
    refused: list[str] = []
    for row in rows:
        if Source.objects.filter(kind=Source.Kind.FEED, location=row.url).exists():
            continue
        source = Source(name=_free_name(row.name), kind=Source.Kind.FEED, location=row.url)
        source.publisher, source.language = row.name, row.language or source.language
        source.timezone = row.timezone or timezone
        source.reliability = row.reliability or source.reliability
        source.active = row.active != "no"
        try:
            with transaction.atomic():
                source.full_clean()
                source.save()
        except ValidationError as error:
            refused.append(f"{row.name}: {'; '.join(error.messages)}")
        else:
            made.append(source)
    return made, refused


def _free_name(name: str) -> str:
    """Give a name that no source has yet."""
    taken, number = name, 1
    while Source.objects.filter(name=taken).exists():
        number += 1
        taken = f"{name[:190]} ({number})"
    return taken
