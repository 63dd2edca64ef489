import random
import subprocess
import sys
import time

from hypothesis import given
from hypothesis import strategies as st

from events.ingestion.duplicates import Pair, are_copies, containment, find_duplicates, groups, shingles, sketch

WORDS = [f"word{number}" for number in range(3000)]


def text(seed: int, length: int = 300) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def edited(source: str, share: float, seed: int = 1) -> str:
    draw = random.Random(seed)
    return " ".join("new" if draw.random() < share else word for word in source.split())


def found(*texts: str) -> set[tuple[str, str]]:
    return {(pair.a, pair.b) for pair in find_duplicates((str(n), t) for n, t in enumerate(texts))}


def test_finds_shortened_extended_edited_and_reordered_copies() -> None:
    source = text(1)
    parts = [source[: len(source) // 3], source[len(source) // 3 :]]
    copies = [
        " ".join(source.split()[:30]),
        f"{text(2, 40)} {source} {text(3, 100)}",
        edited(source, 0.1),
        " ".join(parts[::-1]),
    ]
    for copy in copies:
        assert found(source, copy) == {("0", "1")}


def test_case_quotes_and_punctuation_make_no_difference() -> None:
    source = "The council met, and approved the plan of the minister; nobody spoke against it on that day."
    assert found(source, source.upper().replace(",", " –").replace(";", "")) == {("0", "1")}


def test_texts_on_one_subject_are_no_copies() -> None:
    shared = " ".join(WORDS[:25])
    assert found(f"{text(1)} {shared}", f"{text(2)} {shared}") == set()


def test_a_phrase_alone_makes_no_copy() -> None:
    assert ("0", "1") not in found("the council met", f"{text(1)} the council met")


def test_reads_scripts_without_spaces() -> None:
    source = "委员会星期二在首都开会并批准了部长提出的计划没有人反对这个决定会议持续了三个小时"
    assert found(source, source[3:35]) == {("0", "1")}
    assert found(source, "天气预报说明天有雨请大家出门带伞注意安全路上车辆较多慢行为宜各地气温下降") == set()


def test_a_story_that_everybody_prints_stays_one_group() -> None:
    source = text(1)
    pairs = find_duplicates((str(number), f"{text(number + 10, 20)} {source}") for number in range(90))
    assert groups(pairs) == [frozenset(str(number) for number in range(90))]


def test_boilerplate_on_every_page_links_nothing() -> None:
    foot = text(1, 40)
    assert find_duplicates((str(number), f"{text(number + 10)} {foot}") for number in range(90)) == []


def test_groups_go_through_others() -> None:
    pairs = [Pair("a", "b", 9, 1.0), Pair("c", "d", 9, 1.0), Pair("b", "e", 9, 1.0)]
    assert groups(pairs) == [frozenset("abe"), frozenset("cd")]


def test_sketches_of_copies_overlap_and_are_the_same_in_every_process() -> None:
    source = text(1)
    assert len(set(sketch(shingles(source))) & set(sketch(shingles(edited(source, 0.05))))) > 10
    assert not set(sketch(shingles(source))) & set(sketch(shingles(text(2))))
    code = "import sys; from events.ingestion.duplicates import shingles, sketch; print(sketch(shingles(sys.argv[1])))"
    said = subprocess.run([sys.executable, "-c", code, source], capture_output=True, text=True, check=True).stdout
    assert said.strip() == str(sketch(shingles(source)))
    assert all(-(2**63) <= number < 2**63 for number in sketch(shingles(source)))


@given(st.text(max_size=300), st.text(max_size=300))
def test_agrees_with_the_comparison_of_two(one: str, other: str) -> None:
    first, second = shingles(one), shingles(other)
    assert bool(found(one, other)) == are_copies(first, second)
    assert 0 <= containment(first, second) <= 1


def test_hostile_texts_take_no_time() -> None:
    started = time.process_time()
    found("a " * 500_000, "a" * 1_000_000, "." * 1_000_000, " " * 1_000_000, "a " * 500_000)
    assert time.process_time() - started < 5


def test_two_short_texts_that_differ_in_the_verb_are_no_copies() -> None:
    rest = "the folder law after a debate. Prime Minister Anna Berg met the mayor of Lowport, officials said."
    one, other = f"The cabinet on Tuesday approved {rest}", f"The cabinet on Wednesday rejected {rest}"
    assert not find_duplicates([("a", one), ("b", other)])
    assert find_duplicates([("a", one), ("b", f"{one} ")])
