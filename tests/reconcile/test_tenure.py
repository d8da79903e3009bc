"""How long a state went on: until it was written, and not after a successor or a death."""

from __future__ import annotations

from datetime import date

from test_reconcile import claim, of, post, report

from stemmata.model import DifferenceKind, Fact, Polarity, Reconciliation
from stemmata.when import Holds, Period

FEBRUARY = [
    report("a", published="2016-02-09"),
    report("b", published="2016-02-16"),
    report("c", published="2014-05-13"),
]
IN_2017 = [report("a", published="2017-06-01"), report("b", published="2017-06-02")]


def fact_of(found: Reconciliation, subject: str) -> Fact:
    return next(f for f in found.facts if f.subject == f"e-{subject}" and f.predicate == "holds_post")


def kinds(found: Reconciliation) -> set[DifferenceKind]:
    return {difference.kind for difference in found.differences}


def test_news_of_rival_commanders_of_one_month_is_a_contradiction() -> None:
    one = post("Ada Brum", Period.span("2016-02-02"), "a")
    other = post("Karl Dor", Period.span("2016-02-01"), "b")
    found = of(one, other, reports=FEBRUARY)
    assert kinds(found) == {DifferenceKind.CONTRADICTION}
    assert fact_of(found, "Karl Dor").when.end.earliest == date(2016, 2, 16)
    assert fact_of(found, "Karl Dor").when.finish == ""


def test_looking_back_shows_no_going_on() -> None:
    one = post("Ada Brum", Period.span("2016-02-01"), "a")
    other = post("Karl Dor", Period.span("2016-05-02"), "b")
    found = of(one, other, reports=IN_2017)
    assert kinds(found) == {DifferenceKind.CHANGE_OVER_TIME}
    assert fact_of(found, "Ada Brum").when.end.latest == date(2016, 5, 2)


def test_an_undated_holder_is_not_told_of_after_a_stated_successor() -> None:
    found = of(post("Ada Brum", report="c"), post("Karl Dor", Period.span("2016-02-02"), "a"), reports=FEBRUARY)
    before = fact_of(found, "Ada Brum")
    assert before.when.holds_on(date(2016, 2, 3)) is Holds.NO
    assert before.when.holds_on(date(2015, 2, 3)) is Holds.MAYBE
    assert not before.when.edtf
    assert before.reasons[-1] == "not after 2016-02-02: Karl Dor began then [a.txt]"


def test_a_holder_of_whom_nothing_says_that_he_came_first_is_not_bounded() -> None:
    reports = [report("a", published="2016-02-09"), report("b")]
    found = of(post("Ada Brum", report="b"), post("Karl Dor", Period.span("2016-02-02"), "a"), reports=reports)
    assert fact_of(found, "Ada Brum").when.end.latest is None


def test_nobody_holds_a_post_after_death() -> None:
    died = claim("Ada Brum", "died", "died", Period.event("2016-01-14"), "a")
    alleged = claim("Karl Dor", "died", "died", Period.event("2016-01-14"), "a", polarity=Polarity.ALLEGED)
    found = of(
        post("Ada Brum", report="c"), post("Karl Dor", role="spokesman", report="c"), died, alleged, reports=FEBRUARY
    )
    held = fact_of(found, "Ada Brum")
    assert held.when.holds_on(date(2016, 1, 15)) is Holds.NO and held.when.finish == ""
    assert held.reasons[-1] == "not after 2016-01-14: Ada Brum died [a.txt]"
    assert fact_of(found, "Karl Dor").when.end.latest is None


def test_dates_that_only_differ_in_precision_are_no_contradiction() -> None:
    year = claim("Oru Front", "formed", "2012", Period.event("2012"), "a")
    early = claim("Oru Front", "formed", "2012-01/2012-04", Period.event("2012-01/2012-04"), "b")
    assert DifferenceKind.CONTRADICTION not in kinds(of(year, early))


def test_tolls_told_with_other_qualifiers_allow_each_other() -> None:
    day = Period.event("2016-03-01")
    dead = claim("Oru Front", "casualties", "12 killed", day, "a", killed=12)
    least = claim("Oru Front", "casualties", "at least 10 killed", day, "b", killed="at least 10")
    hurt = claim("Oru Front", "casualties", "30 injured", day, "c", injured=30)
    assert DifferenceKind.CONTRADICTION not in kinds(of(dead, least, hurt))


def test_one_author_who_names_two_of_about_one_time_tells_of_a_change() -> None:
    one, other = post("Ada Brum", Period.span("2016-02"), "a"), post("Karl Dor", Period.span("2016-02"), "a")
    assert kinds(of(one, other)) == {DifferenceKind.CHANGE_OVER_TIME}
    assert kinds(of(one, post("Karl Dor", Period.span("2016-02"), "b"))) == {DifferenceKind.CONTRADICTION}
