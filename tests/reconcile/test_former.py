"""What a report calls former had ended when it was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import yaml
from test_reconcile import NAMES, REPORTS, claim, of, post, report

from stemmata.model import Argument, Claim, DifferenceKind
from stemmata.reconcile.former import FORMER, ended, ends_after
from stemmata.when import Period

LISTS = yaml.safe_load(FORMER.read_text(encoding="utf-8"))
AFTER = [(words, answer == "ended") for answer in ("ended", "lasting") for words in LISTS[answer].pop("after")]
EXAMPLES = [
    (words.partition("|")[0], where, answer == "ended")
    for answer in ("ended", "lasting")
    for where, examples in LISTS[answer].items()
    for words in examples
]


@pytest.mark.parametrize(("words", "where", "answer"), EXAMPLES)
def test_the_examples_of_the_list(words: str, where: str, answer: bool) -> None:
    assert ended(words, where) is answer


@pytest.mark.parametrize(("words", "answer"), AFTER)
def test_the_examples_of_words_for_an_end(words: str, answer: bool) -> None:
    assert ends_after(words) is answer


def test_words_after_a_claim_may_make_its_time_the_time_of_its_end() -> None:
    text = "Support of the League for the Front largely ended in October 2017."
    reports = [replace(report("a"), text=text), *REPORTS[1:]]
    said = claim("Oru Front", "supplied_by", "Nele League", Period.evidenced("2017-10"))
    (fact,) = of(replace(said, end=text.index(" largely")), reports=reports).facts
    assert (fact.when.finish, fact.when.at) == ("2017-10", "")
    (fact,) = of(replace(said, end=text.index(" for the")), reports=reports).facts
    assert fact.when.at == "2017-10"


def at(place: str, quote: str, report: str = "b", when: Period | None = None) -> Claim:
    made = claim("Oru Front", "headquartered_at", place, report=report)
    return replace(made, quote=quote, end=made.start + len(quote), when=when or made.when)


def test_a_former_seat_and_another_are_a_change() -> None:
    one, other = at("Kesh", "headquarters: Kesh", "a"), at("Tarn", "headquarters: Kesh, formerly Tarn")
    assert {each.kind for each in of(one, other).differences} == {DifferenceKind.CHANGE_OVER_TIME}
    plain = at("Tarn", "headquarters: Tarn")
    assert {each.kind for each in of(one, plain).differences} == {DifferenceKind.CONTRADICTION}


def test_the_place_of_the_mention_tells_which_words_are_meant() -> None:
    quote = "Tarn, formerly Tarn"
    known = Argument("Tarn", "b:0-4")
    made = replace(at("Tarn", quote), object=known)
    assert "b:0-4" not in NAMES and not of(made).facts[0].reasons[-1].startswith("not after")


def test_it_is_known_not_to_have_gone_on_after_the_writing() -> None:
    reports = [report("a"), report("b", published="2020-05-01"), *REPORTS[2:]]
    (fact,) = of(at("Tarn", "headquarters: Kesh, formerly Tarn"), reports=reports).facts
    assert fact.when.end.latest == date(2020, 5, 1) and not fact.when.finish
    assert fact.reasons[-1] == "not after 2020-05-01: it was called former [b.txt]"


def test_a_former_holder_and_another_of_one_post_are_a_change() -> None:
    old = replace(post("Ada Brum", report="a", role="leader"), quote="its former leader, Ada Brum")
    new = post("Karl Dor", report="b", role="leader")
    assert {each.kind for each in of(old, new).differences} == {DifferenceKind.CHANGE_OVER_TIME}


def test_a_time_that_is_told_says_more_than_the_word() -> None:
    dated = at("Tarn", "Kesh, formerly Tarn", when=Period.evidenced("2016"))
    other = at("Kesh", "Kesh (2016)", "a", Period.evidenced("2016"))
    assert {each.kind for each in of(dated, other).differences} == {DifferenceKind.CONTRADICTION}
