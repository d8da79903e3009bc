"""What a report that is taken out takes with it.

A collation is made of the reports at hand and nothing else, so that of the rest is what the rest alone gives. The laws
below say how far that is also what was said of them before: all that two reports share, as long as few hold the words.
By design it is not so where numbers of reports count (a passage that more than 4 or 8 hold is boilerplate; an n-gram
that more than 24 hold ties to the first three), where a report is the link between others (lineages, trees, houses of
what was taken from it), and where it alone named a publisher.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_reports import LEAD, OTHER, SECOND, Made, filler, made, of, of_all, together

from stemmata.model import Collation, digest

LAW = settings(deadline=None, max_examples=60)
BODIES = [LEAD, SECOND, OTHER, filler("long", 120)]
Draft = tuple[list[str], str]
drafts = st.lists(
    st.tuples(
        st.lists(st.sampled_from(BODIES), min_size=1, max_size=3, unique=True),
        st.sampled_from(["", "2014", "2015-03", "2016-01-02"]),
    ),
    min_size=2,
    max_size=4,
)


def written(name: str, draft: Draft) -> Made:
    body, published = draft
    return made(name, f"{name} begins.", *body, **({"published": published} if published else {}))


def by_text(found: Collation) -> dict[frozenset[str], object]:
    return {frozenset((tie.source, tie.target)): tie for tie in found.derivations if tie.passages}


@LAW
@given(drafts, st.integers(0, 3))
def test_what_two_reports_share_does_not_depend_on_a_third(given_: list[Draft], which: int) -> None:
    reports = [written(f"{at}.txt", draft) for at, draft in enumerate(given_)]
    gone = reports.pop(which % len(reports))
    before, after = by_text(of_all([*reports, gone])), by_text(of_all(reports))
    assert after == {ends: tie for ends, tie in before.items() if gone[0].id not in ends}


@LAW
@given(drafts, st.integers(0, 3))
def test_a_report_put_back_gives_the_same_collation(given_: list[Draft], which: int) -> None:
    reports = [written(f"{at}.txt", draft) for at, draft in enumerate(given_)]
    before = of_all(reports)
    gone = reports.pop(which % len(reports))
    of_all(reports)
    assert of_all([gone, *reports]) == before


@LAW
@given(drafts, st.integers(0, 3))
def test_taking_a_report_out_never_ties_others(given_: list[Draft], which: int) -> None:
    reports = [written(f"{at}.txt", draft) for at, draft in enumerate(given_)]
    gone = reports.pop(which % len(reports))
    before, after = of_all([*reports, gone]), of_all(reports)
    for lineage in after.lineages:
        assert len({before.lineage_of()[report] for report in lineage.reports}) == 1


def test_the_link_between_two_that_share_nothing_parts_them_when_it_goes() -> None:
    one, other = made("a.txt", LEAD), made("b.txt", OTHER)
    link = made("c.txt", LEAD, OTHER)
    assert together(of(one, other, link), one, other, link)
    assert not together(of(one, other), one, other)


def test_of_many_identical_reports_any_may_go() -> None:
    copies = [made(f"{at}.txt", LEAD, SECOND) for at in range(5)]
    for at in range(5):
        rest = copies[:at] + copies[at + 1 :]
        found = of_all(rest)
        assert together(found, *rest)
        assert len(found.descents) == 4


@pytest.mark.parametrize("gone", range(5))
def test_a_phrase_that_is_boilerplate_in_five_reports_is_shared_again_by_four(gone: int) -> None:
    phrase = " ".join(digest("phrase", str(at), length=6) for at in range(18))
    reports = [made(f"{at}.txt", filler(str(at)), phrase) for at in range(5)]
    assert of_all(reports).derivations == ()
    assert len(of_all(reports[:gone] + reports[gone + 1 :]).derivations) == 6


def test_a_byline_means_nothing_once_its_publisher_has_gone() -> None:
    one, other = made("a.txt", "Kesh (Valley Wire)", LEAD), made("b.txt", "Tarn (Valley Wire)", OTHER)
    agency = made("c.txt", filler("c"), publisher="Valley Wire")
    assert together(of(one, other, agency), one, other)
    assert not together(of(one, other), one, other)
