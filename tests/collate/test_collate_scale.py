"""Many reports, long reports, hostile reports: in seconds, and twice as many in about twice the time."""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Callable, Sequence

import pytest
from invented_reports import LEAD, OTHER, Made, made, of_all

from stemmata.model import Collation, Report, Role, Segment, digest

WORDS = [digest(str(at), length=7) for at in range(20_000)]


def prose(seed: object, words: int) -> str:
    return " ".join(random.Random(str(seed)).choices(WORDS, k=words))


def seconds(reports: Sequence[Made]) -> tuple[float, Collation]:
    """Of the processor, so that a busy machine is no failure."""
    start = time.process_time()
    found = of_all(reports)
    return time.process_time() - start, found


def growth(reports: Callable[[int], list[Made]], few: int) -> float:
    """How many times as long four times as many reports take."""
    of_all(reports(few))  # what is read once is read
    return seconds(reports(4 * few))[0] / seconds(reports(few))[0]


def with_notice(number: int) -> list[Made]:
    notice = prose("notice", 18)
    return [made(f"{at:05}.txt", prose(at, 200), notice) for at in range(number)]


def identical(number: int) -> list[Made]:
    return [made(f"{at:05}.txt", prose("story", 400)) for at in range(number)]


def wire(number: int) -> list[Made]:
    return [
        made(
            f"{at:05}.txt",
            "KESH (Valley Wire) - " + prose("wire", 400),
            prose(f"own {at}", 30),
            publisher=f"Paper {at}",
            published=f"2015-01-{at % 28 + 1:02}",
        )
        for at in range(number)
    ]


def test_three_thousand_reports_with_one_notice() -> None:
    took, found = seconds(with_notice(3000))
    assert found.derivations == ()
    assert len(found.lineages) == 3000
    assert took < 10


def test_a_report_of_300_000_words_against_itself_twice() -> None:
    long = prose("long", 300_000)
    took, found = seconds([made(f"{at}.txt", long, *["An end."] * (at == 2)) for at in range(3)])
    assert len(found.lineages) == 1
    assert all(tie.score == 1.0 for tie in found.derivations)
    assert took < 15


def test_one_word_a_hundred_thousand_times() -> None:
    took, found = seconds([made(f"{at}.txt", "word " * 100_000 + str(at)) for at in range(3)])
    assert len(found.derivations) == 3
    assert took < 5


@pytest.mark.xfail(
    strict=True, raises=AssertionError, reason="of an n-gram that repeats in a report only the first is seen"
)
def test_texts_that_repeat_themselves_are_copies_like_others() -> None:
    rows = "one two three four five six seven " * 100
    found = of_all([made(f"{at}.txt", rows + f"end{at}") for at in range(2)])
    assert len(found.lineages) == 1


def test_two_thousand_identical_copies() -> None:
    took, found = seconds(identical(2000))
    assert len(found.lineages) == 1
    assert len(found.descents) == 2000
    assert took < 60


def test_five_hundred_papers_with_one_wire_story() -> None:
    took, found = seconds(wire(500))
    assert len(found.lineages) == 1
    assert len(found.descents) == 500
    assert took < 10


@pytest.mark.parametrize("reports", [with_notice, wire])
def test_four_times_as_many_take_about_four_times_as_long(reports: Callable[[int], list[Made]]) -> None:
    assert growth(reports, 300) < 8


def test_four_times_as_many_copies_take_about_four_times_as_long() -> None:
    assert growth(identical, 500) < 8


def test_memory_is_of_the_size_of_the_texts() -> None:
    reports = wire(400)
    words = sum(len(report.text.split()) for report, _ in reports)
    tracemalloc.start()
    of_all(reports)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 600 * words


def drifting(number: int) -> list[Made]:
    """Copies of copies, one word changed in each."""
    words, chance, made_ = prose("story", 400).split(), random.Random(1), []
    for at in range(number):
        words[chance.randrange(len(words))] = f"x{at}"
        made_.append(made(f"{at:05}.txt", " ".join(words)))
    return made_


def test_forty_drifting_copies_are_one_witness() -> None:
    assert len(of_all(drifting(40)).lineages) == 1


def test_two_hundred_drifting_copies_are_one_witness() -> None:
    assert len(of_all(drifting(200)).lineages) == 1


def in_turns(number: int) -> Made:
    """As many paragraphs, each cut in two: all first halves, then all second halves."""
    text, segments = "", []
    for half in range(2):
        for flow in range(number):
            words = prose(f"{half} {flow}", 8) + " “x "
            segments.append(Segment(len(text), len(text) + len(words), Role.BODY, flow))
            text += words
    sha = digest(text, length=64)
    return Report(digest(sha), "t.txt", None, sha, len(text), "text/plain", "t/1", text, {}), segments


def test_flows_in_turns_take_no_longer_than_their_text() -> None:
    assert growth(lambda number: [in_turns(number)], 150) < 8


@pytest.mark.parametrize(
    "text",
    [
        "“" + "A (b " * 100_000,
        "„a “" * 50_000,
        '"' * 50_001,
        "KESH " * 50_000,
        ("A" * 39 + " (") * 5_000,
        "Source: " + "De De " * 50_000,
        "\n" * 100_000 + "a",
        "a\u0301" * 100_000,
        "ﬁ" * 100_000,
        "\U0010ffff" * 1000,
    ],
)
def test_texts_that_are_hard_to_read_take_seconds(text: str) -> None:
    took, _ = seconds([made("a.txt", text, LEAD), made("b.txt", text, OTHER)])
    assert took < 10


def lifted_from_a_book(number: int) -> list[Made]:
    """A book, and reports each of which lifts another paragraph of it."""
    book = prose("book", 100_000)
    words = book.split()
    lifts = [made(f"{at:05}.txt", prose(at, 60), " ".join(words[at * 100 : at * 100 + 40])) for at in range(number)]
    return [made("a book.txt", book), *lifts]


@pytest.mark.xfail(
    strict=True,
    raises=AssertionError,
    reason="the prose of a whole report is counted anew for each report it is tied to",
)
def test_memory_does_not_hold_a_book_once_for_each_report_that_lifts_from_it() -> None:
    reports = lifted_from_a_book(150)
    tracemalloc.start()
    found = of_all(reports)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found.derivations) == 150
    assert most < 600 * sum(len(report.text.split()) for report, _ in reports)


def test_a_book_takes_no_longer_for_each_report_that_lifts_from_it() -> None:
    took, _ = seconds(lifted_from_a_book(600))
    assert took < 1.5
