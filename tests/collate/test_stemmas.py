"""The trees of families of copies: roots, chains, originals that are lost."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_reports import LEAD, OTHER, SECOND, Made, few, filler, made, of, of_all

from stemmata.model import Collation, Descent, Role, digest

LAW = settings(deadline=None, max_examples=80)


def spell(seed: str, words: int) -> list[str]:
    return [digest(seed, str(at), length=9) for at in range(words)]


def changed(words: list[str], seed: str, every: int = 25, first: int = 10) -> list[str]:
    """Words with some of them replaced by others, which nobody else writes."""
    return [f"{seed}{at}" if at % every == first else word for at, word in enumerate(words)]


def paper(name: str, words: list[str], **metadata: str) -> Made:
    return made(name, " ".join(words) + ".", **metadata)


def descent(found: Collation, report: Made) -> Descent:
    return next(d for d in found.descents if d.report == report[0].id)


def parent(found: Collation, report: Made) -> str | None:
    return descent(found, report).parent


def story(words: int = 200) -> list[str]:
    return spell("story", words)


# --- chains ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("names", list(itertools.permutations("xyz")))
def test_a_chain_is_told_by_the_changes_that_are_handed_on(names: tuple[str, str, str]) -> None:
    first = story()
    second = changed(first, "second", first=10)
    third = changed(second, "third", first=20)
    one, two, three = (paper(f"{n}.txt", words) for n, words in zip(names, (first, second, third), strict=True))
    found = of(one, two, three)
    assert len({d.family for d in found.descents}) == 1
    links = {frozenset((d.report, d.parent)) for d in found.descents if d.parent is not None}
    assert links == {frozenset((one[0].id, two[0].id)), frozenset((two[0].id, three[0].id))}


def test_dates_say_which_end_of_a_chain_is_the_root() -> None:
    first = story()
    second = changed(first, "second", first=10)
    third = changed(second, "third", first=20)
    texts = first, second, third
    for days in itertools.permutations(("2015-01-01", "2015-01-02", "2015-01-03")):
        reports = [
            paper(f"{at}.txt", words, published=day) for at, (words, day) in enumerate(zip(texts, days, strict=True))
        ]
        found = of_all(reports)
        oldest = min(reports, key=lambda report: report[0].known("published") or "")
        root = descent(found, oldest)
        assert (root.parent, root.lost) == (None, False)
        for report in reports:
            above = parent(found, report)
            if above is not None:
                older = next(other for other in reports if other[0].id == above)
                assert (older[0].known("published") or "") < (report[0].known("published") or "")


def test_a_dated_root_and_its_copies_are_sure_and_an_undated_family_is_not() -> None:
    first = story()
    dated = [paper("a.txt", first, published="2014"), paper("b.txt", changed(first, "b"), published="2015")]
    assert all(d.sure for d in of_all(dated).descents)
    bare = [paper("a.txt", first), paper("b.txt", changed(first, "b"))]
    assert not any(d.sure for d in of_all(bare).descents)


def test_an_older_report_never_stands_below_a_newer() -> None:
    older = made("b.txt", filler("b"), few(), published="2015-01-10")
    newer = made("a.txt", filler("a"), few(), published="2019")
    found = of(older, newer)
    assert parent(found, older) is None


def test_a_guess_does_not_replace_a_source_that_something_names() -> None:
    """The second comes from the first, by date; the third, without a date, shares more words with the second."""
    first = spell("common", 100)
    second = first + spell("second", 110)
    third = spell("second", 110) + spell("third", 150)
    one = made("c.txt", " ".join(first), filler("c", 10), published="2014")
    two = made("b.txt", " ".join(second), filler("b", 10), published="2016")
    three = made("a.txt", " ".join(third), filler("a", 10))
    four = made("d.txt", " ".join(spell("third", 150)), filler("d", 10))
    found = of(one, two, three, four)
    assert parent(found, two) == one[0].id
    assert descent(found, two).sure


# --- lost originals ----------------------------------------------------------------------------------------------


def test_two_cuts_that_share_what_a_third_lacks_point_to_a_lost_original() -> None:
    parts = [spell(name, 60) for name in "pqrs"]
    middle = paper("a.txt", parts[0] + parts[1] + parts[2])
    one = paper("b.txt", parts[0] + parts[1] + parts[3][:40])
    other = paper("c.txt", parts[1] + parts[2] + parts[3][:40])
    found = of(middle, one, other)
    assert [d.lost for d in found.descents] == [True] * 3
    assert all("does not have" in d.why for d in found.descents)
    assert len({d.family for d in found.descents}) == 1


def test_a_root_that_has_all_the_words_is_no_lost_original() -> None:
    parts = [spell(name, 60) for name in "pqrs"]
    whole = paper("a.txt", [word for part in parts for word in part])
    cuts = [paper("b.txt", parts[0] + parts[1]), paper("c.txt", parts[1] + parts[2]), paper("d.txt", parts[3])]
    found = of(whole, *cuts)
    assert not any(d.lost for d in found.descents)
    assert [parent(found, cut) for cut in cuts] == [whole[0].id] * 3


def test_papers_without_dates_that_credit_an_absent_agency_stand_below_it() -> None:
    papers = [
        made(f"{name}.txt", "KESH (Valley Wire) - " + LEAD, SECOND, filler(name, 5), publisher=name)
        for name in ("Kesh Courier", "Mell Times", "Tarn Post")
    ]
    found = of_all(papers)
    assert all(d.lost and d.sure and "Valley Wire" in d.why for d in found.descents)


def test_papers_with_dates_that_credit_an_absent_agency_stand_below_it() -> None:
    papers = [
        made(
            f"{name}.txt",
            "KESH (Valley Wire) - " + LEAD,
            SECOND,
            filler(name, 5),
            publisher=name,
            published=f"2015-01-0{day}",
        )
        for day, name in enumerate(("Kesh Courier", "Mell Times", "Tarn Post"), start=1)
    ]
    found = of_all(papers)
    assert all(d.lost and "Valley Wire" in d.why for d in found.descents), found.descents


def test_papers_that_credit_an_agency_that_is_there_stand_below_its_report() -> None:
    wire = made("wire.txt", LEAD, SECOND, publisher="Valley Wire")
    papers = [
        made(f"{name}.txt", "KESH (Valley Wire) - " + LEAD, SECOND, filler(name, 5), publisher=name)
        for name in ("Kesh Courier", "Tarn Post")
    ]
    found = of(wire, *papers)
    assert [parent(found, report) for report in papers] == [wire[0].id] * 2
    assert all(d.sure and not d.lost for d in found.descents)


def test_what_all_quote_makes_no_tree() -> None:
    speech = f"“{LEAD}”"
    found = of(made("a.txt", filler("a"), speech), made("b.txt", filler("b"), speech))
    assert found.descents == ()


# --- laws --------------------------------------------------------------------------------------------------------


@st.composite
def families(draw: st.DrawFn) -> list[Made]:
    """Copies of copies, cut, changed and lengthened, some with dates and credits."""
    texts = [story(120)]
    for at in range(draw(st.integers(1, 6))):
        words = draw(st.sampled_from(texts))
        start, end = draw(st.integers(0, 40)), draw(st.integers(80, 160))
        words = changed(words[start:end], f"w{at}x", draw(st.sampled_from([7, 20, 33])), draw(st.integers(0, 6)))
        texts.append(words + draw(st.sampled_from([[], spell(f"own {at}", 50)])))
    names = draw(st.permutations([f"{at}.txt" for at in range(len(texts))]))
    return [
        paper(
            name,
            [*draw(st.sampled_from([[], ["Source:", "Valley", "Wire\n\n"]])), *words],
            **draw(st.sampled_from([{}, {"published": "2014"}, {"published": "2015"}, {"retrieved": "2014-06-01"}])),
        )
        for name, words in zip(names, texts, strict=True)
    ]


@LAW
@given(families(), st.integers(0, 1000))
def test_trees_are_trees_whatever_the_order(reports: list[Made], seed: int) -> None:
    found = of_all(reports)
    turned = list(reports)
    random.Random(seed).shuffle(turned)
    assert of_all(turned).descents == found.descents
    ids = {report.id for report, _ in reports}
    told = [d.report for d in found.descents]
    assert len(set(told)) == len(told)
    assert set(told) <= ids
    above = {d.report: d.parent for d in found.descents}
    for report in told:
        seen = set()
        at: str | None = report
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = above[at]


@LAW
@given(families())
def test_every_report_of_a_family_stands_in_it_once_and_a_parent_is_of_the_family(reports: list[Made]) -> None:
    found = of_all(reports)
    family = {d.report: d.family for d in found.descents}
    for d in found.descents:
        if d.parent is not None:
            assert family[d.parent] == d.family
            assert not d.lost
        assert d.why
    tied = {end for t in found.derivations if t.passages for end in (t.source, t.target) if t.kind != "shared_origin"}
    assert tied <= set(family)


@LAW
@given(families())
def test_a_sure_parent_is_the_source_of_a_directed_tie(reports: list[Made]) -> None:
    found = of_all(reports)
    directed = {(d.source, d.target) for d in found.derivations if d.directed}
    for d in found.descents:
        if d.parent is not None and d.sure:
            assert (d.parent, d.report) in directed


def test_two_families_are_two_trees() -> None:
    found = of(
        made("a.txt", LEAD, SECOND), made("b.txt", LEAD, SECOND, "x"), made("c.txt", OTHER), made("d.txt", OTHER, "y")
    )
    assert len({d.family for d in found.descents}) == 2


def test_lists_and_boxes_make_families_too() -> None:
    rows = (" ".join(spell("rows", 30)), Role.LIST)
    found = of(made("a.txt", filler("a"), rows), made("b.txt", filler("b"), rows))
    assert len(found.descents) == 2
