"""Verbs in the forms that headlines use."""

from events.extraction.vocabulary import Assertion

MODALS = {
    Assertion.PLANNED: "to",
    Assertion.HYPOTHETICAL: "may",
    Assertion.NEGATED: "does not",
    Assertion.DISPUTED: "reportedly",
}
IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes"}


def inflected(lemma: str, assertion: Assertion, *, plural: bool) -> str:
    """Put a verb into the form that headlines use: "approves", "to approve", "may approve"."""
    if assertion in (Assertion.PLANNED, Assertion.HYPOTHETICAL):
        return f"{MODALS[assertion]} {lemma}"
    if assertion is Assertion.NEGATED:
        return f"{'do' if plural else 'does'} not {lemma}"
    form = lemma if plural else third_person(lemma)
    return f"reportedly {form}" if assertion is Assertion.DISPUTED else form


def third_person(lemma: str) -> str:
    """Give the third person singular of a verb ("carries", "passes", "holds")."""
    if lemma in IRREGULAR:
        return IRREGULAR[lemma]
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"
