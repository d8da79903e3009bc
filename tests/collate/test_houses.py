"""Which reports count as one witness: texts, and the houses that they speak for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_reports import LEAD, OTHER, SECOND, Made, few, filler, made, of, of_all, only, together

from stemmata.collate.publishers import credited
from stemmata.model import DerivationKind, Publisher, Role

WIRE = "KESH (Valley Wire) - "


def agency(name: str, *pieces: str, **metadata: str) -> Made:
    return made(name, *pieces, publisher="Valley Wire", **metadata)


def witnesses(*reports: Made) -> int:
    return len(of_all(reports).lineages)


# --- agencies and papers -----------------------------------------------------------------------------------------


def test_an_agency_story_is_the_agency_s_and_the_papers_speak_for_themselves_elsewhere() -> None:
    story = agency("wire.txt", LEAD, SECOND, published="2015-01-01")
    papers = [
        made(f"{name}.txt", f"From our agency, {name}.", LEAD, SECOND, publisher=name, published="2015-01-02")
        for name in ("Kesh Courier", "Tarn Post")
    ]
    own = [made(f"{name} own.txt", filler(name), publisher=name) for name in ("Kesh Courier", "Tarn Post")]
    found = of_all((story, *papers, *own))
    assert together(found, story, *papers)
    assert len(found.lineages) == 3


def test_two_stories_of_one_agency_in_two_papers_are_one_witness_and_each_tie_has_its_reason() -> None:
    first = agency("wire1.txt", LEAD, SECOND, published="2015-01-01")
    second = agency("wire2.txt", OTHER, filler("second", 60), published="2015-01-01")
    one = made("a.txt", "Morning.", LEAD, SECOND, publisher="Kesh Courier", published="2015-01-02")
    other = made("b.txt", "Evening.", OTHER, filler("second", 60), publisher="Tarn Post", published="2015-01-02")
    found = of(first, second, one, other)
    assert together(found, first, second, one, other)


def test_every_tie_says_why() -> None:
    first = agency("wire1.txt", LEAD, SECOND, published="2015-01-01")
    second = agency("wire2.txt", OTHER, filler("second", 60), published="2015-01-01")
    one = made("a.txt", "Morning.", LEAD, SECOND, publisher="Kesh Courier", published="2015-01-02")
    other = made("b.txt", "Evening.", OTHER, filler("second", 60), publisher="Tarn Post", published="2015-01-02")
    for found in of(first, second, one, other).derivations:
        assert found.evidence, found


def test_a_mirror_that_nobody_can_order_does_not_tie_the_houses_of_two_publishers() -> None:
    one = made("a.txt", "Morning.", LEAD, SECOND, publisher="Kesh Courier")
    other = made("b.txt", "Evening.", LEAD, SECOND, publisher="Tarn Post")
    own = [made(f"{name} own.txt", filler(name), publisher=name) for name in ("Kesh Courier", "Tarn Post")]
    found = of(one, other, *own)
    assert together(found, one, other)
    assert not together(found, *own)


def test_a_copy_without_a_publisher_adds_no_witness() -> None:
    paper = {"publisher": "Kesh Courier"}
    first, second = made("a.txt", LEAD, SECOND, **paper), made("b.txt", OTHER, **paper)
    assert witnesses(first, second) == 1
    assert witnesses(first, second, made("c.txt", "Read on", LEAD, SECOND)) == 1


def test_a_copy_of_another_publisher_adds_at_most_itself() -> None:
    """Ten pages of a paper are one witness; that a mirror has one of them makes no second witness of the paper."""
    pages = [made(f"{at}.txt", filler(str(at)), publisher="Kesh Courier") for at in range(10)]
    mirror = made("x.txt", "Mirrored.", filler("3"), publisher="Tarn Post")
    lineage = of(*pages, mirror).lineage_of()
    assert len({lineage[report.id] for report, _ in pages}) == 1


@pytest.mark.parametrize("before", ["", "The statement in full:"])
def test_a_long_report_that_gives_a_short_one_in_full_stays_a_witness(before: str) -> None:
    statement = made("a.txt", LEAD, publisher="Oru Front", published="2014-05-01")
    words = f"“{LEAD}”" if before else LEAD
    report = made("b.txt", filler("b", 400), before, words, filler("bb", 400), publisher="Tarn Post", published="2019")
    found = of(statement, report)
    derivation = only(found)
    assert (derivation.source, derivation.directed) == (statement[0].id, True)
    assert not together(found, statement, report)
    assert derivation.kind is DerivationKind.LIFTED_PASSAGE
    assert derivation.score < 0.2


def test_a_shared_phrase_does_not_make_two_that_credit_the_same_two_sources_one_text() -> None:
    ends = "Source: Valley Wire", "Source: Hill Wire"
    one = made("a.txt", filler("a"), few(), *ends, publisher="Kesh Courier")
    other = made("b.txt", filler("b"), few(), *ends, publisher="Tarn Post")
    assert not together(of(one, other), one, other)


def test_a_paragraph_with_two_nicknames_in_it_is_no_quotation() -> None:
    text = f'Men called "the bear" came. {LEAD} {SECOND} The last was "the wolf" to all.'
    derivation = only(of(made("a.txt", text, filler("a", 60)), made("b.txt", text, filler("b", 60))))
    assert derivation.kind is DerivationKind.SHARED_PASSAGE
    assert not any("quotation" in words for words in derivation.evidence)


# --- addresses ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["http://[broken", "http://[x]/", "http://a℀b.example/"])
def test_a_broken_url_is_no_publisher_and_stops_nothing(url: str) -> None:
    assert of(made("a.txt", LEAD, url=url), made("b.txt", OTHER)).derivations == ()


def test_two_texts_of_a_home_page_written_without_http_are_no_revision() -> None:
    found = of(made("a.txt", LEAD, url="kesh.example"), made("b.txt", OTHER, url="kesh.example"))
    assert only(found).kind is DerivationKind.SAME_PUBLISHER


def test_two_texts_of_one_home_page_that_share_a_phrase_are_no_revision() -> None:
    url = "https://kesh.example/"
    found = of(made("a.txt", few(), filler("a"), url=url), made("b.txt", few(), filler("b"), url=url))
    assert only(found).kind is not DerivationKind.REVISION


def test_one_page_with_and_without_http_is_one_page() -> None:
    found = of(made("a.txt", LEAD, url="https://www.kesh.example/1"), made("b.txt", OTHER, url="kesh.example/1"))
    assert only(found).kind is DerivationKind.REVISION


# --- what people know of publishers ------------------------------------------------------------------------------


def test_a_paper_that_always_relays_another_speaks_for_that() -> None:
    known = (Publisher("Kesh Courier", relays=("Valley Wire",)),)
    one, other = made("a.txt", LEAD, publisher="Kesh Courier"), agency("b.txt", OTHER)
    assert not together(of(one, other), one, other)
    assert together(of(one, other, publishers=known), one, other)


def test_an_owner_ties_its_papers_and_not_those_of_others() -> None:
    known = tuple(Publisher(name, owner="Mell Holding") for name in ("Kesh Courier", "Tarn Post"))
    papers = [made(f"{n}.txt", filler(n), publisher=n) for n in ("Kesh Courier", "Tarn Post", "Oru Times")]
    found = of_all(papers, known)
    assert together(found, *papers[:2])
    assert len(found.lineages) == 2


def test_a_credited_agency_is_one_source_also_where_its_owner_is_known() -> None:
    one, other = made("a.txt", WIRE + LEAD), made("b.txt", "TARN, May 3 (Valley Wire) — " + OTHER)
    assert together(of(one, other), one, other)
    assert together(of(one, other, publishers=(Publisher("Valley Wire", owner="Mell Holding"),)), one, other)


def test_who_owns_in_a_circle_does_no_harm() -> None:
    known = (Publisher("Kesh Courier", owner="Tarn Post"), Publisher("Tarn Post", owner="Kesh Courier"))
    one, other = made("a.txt", LEAD, publisher="Kesh Courier"), made("b.txt", OTHER, publisher="Tarn Post")
    assert together(of(one, other, publishers=known), one, other)


def test_a_publisher_with_its_short_name_is_known_by_either() -> None:
    full = made("a.txt", LEAD, publisher="Atlas of Conflict Reports (ACR)")
    same = made("b.txt", OTHER, publisher="atlas of conflict reports (acr)")
    assert together(of(full, same), full, same)
    for name in ("ACR", "Atlas of Conflict Reports"):
        other = made("b.txt", f"Source: {name}", OTHER)
        assert together(of(full, other), full, other), name


def test_a_publisher_of_sources_yml_with_its_short_name_is_known_by_either() -> None:
    known = (Publisher("Atlas of Conflict Reports (ACR)", owner="Mell Holding"),)
    one, other = (
        made("a.txt", LEAD, publisher="Atlas of Conflict Reports"),
        made("b.txt", OTHER, publisher="Mell Holding"),
    )
    assert together(of(one, other, publishers=known), one, other)


def test_what_people_know_of_an_agency_holds_for_all_its_names() -> None:
    one, other = made("a.txt", "KESH (AP) - " + LEAD), made("b.txt", "TARN (Associated Press) - " + OTHER)
    assert together(of(one, other), one, other)
    assert together(of(one, other, publishers=(Publisher("AP", side="neutral"),)), one, other)


def test_two_spellings_of_one_publisher_give_the_same_record_in_every_process() -> None:
    program = (
        "from invented_reports import *\n"
        "names = ['The Kesh Courier', 'Kesh Courier', 'Atlas Reports (ACR)', 'ACR', 'Atlas Reports']\n"
        "reports = [made(f'{at}.txt', filler(str(at)), publisher=name) for at, name in enumerate(names)]\n"
        "reports += [made('x.txt', 'Source: ACR', LEAD), made('y.txt', 'Source: Kesh Courier', LEAD, SECOND)]\n"
        "print(of(*reports))\n"
    )
    here = Path(__file__)
    path = os.pathsep.join((str(here.parent), str(here.parents[2])))
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in range(6)
    }
    assert len(said) == 1


# --- lines that credit -------------------------------------------------------------------------------------------


def test_a_byline_is_one_only_where_the_name_is_known() -> None:
    line = "Kesh (Valley Wire)"
    one, other = made("a.txt", line, LEAD), made("b.txt", line, OTHER)
    assert of(one, other).derivations == ()
    third = agency("c.txt", filler("c"))
    assert together(of(one, other, third), one, other, third)
    assert list(credited("Beirut (Reuters)", {"reuters"})) == [("Reuters", "Beirut (Reuters)")]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Arakan Army (AA)", Role.HEADING),
        ("Middle East and North Africa (MENA)", Role.HEADING),
        ("Revolutionary Insurgent Army (RIA)", Role.LIST),
    ],
)
def test_a_group_with_its_acronym_is_no_byline_of_an_agency(line: str, role: Role) -> None:
    one = made("a.txt", (line, role), LEAD, publisher="Kesh Courier")
    other = made("b.txt", (line, role), OTHER, publisher="Tarn Post")
    assert not together(of(one, other), one, other)


def test_a_country_behind_the_name_of_a_paper_is_no_name_of_the_paper() -> None:
    one = made("a.txt", LEAD, publisher="The Times (UK)")
    other = made("b.txt", ("Ministry of Defence (UK)", Role.LIST), OTHER, publisher="Tarn Post")
    assert not together(of(one, other), one, other)


@pytest.mark.parametrize(
    "line", ["ORU FRONT (OF): Founded in 2014.", "NELE WORKERS' PARTY (NWP) – A party of the hills."]
)
def test_a_group_in_capitals_with_its_acronym_is_no_dateline(line: str) -> None:
    assert list(credited(line)) == []


@pytest.mark.parametrize(
    "line",
    [
        "The report was published by Kesh Watch, which counted forty dead.",
        "The interview appeared in Tarn Post; its editor was arrested.",
    ],
)
def test_a_sentence_about_another_report_is_no_credit(line: str) -> None:
    assert list(credited(line)) == []


# --- laws --------------------------------------------------------------------------------------------------------

LAW = settings(deadline=None, max_examples=60)
BODIES = [LEAD, SECOND, OTHER, filler("long", 120), WIRE + LEAD]
PUBLISHERS = ["", "Kesh Courier", "Tarn Post", "Valley Wire", "Atlas of Conflict Reports (ACR)"]
DATES = ["", "2014", "2015-03", "2016-01-02"]
drafts = st.lists(
    st.tuples(
        st.lists(st.sampled_from(BODIES), min_size=1, max_size=3),
        st.sampled_from(PUBLISHERS),
        st.sampled_from(DATES),
        st.sampled_from(["", "Source: Valley Wire", "Tarn (ACR)", "Kesh Courier reports…"]),
    ),
    min_size=1,
    max_size=7,
)
Draft = tuple[list[str], str, str, str]
KNOWN = (
    Publisher("Kesh Courier", owner="Mell Holding", relays=("Hill Wire",)),
    Publisher("Tarn Post", owner="Mell Holding"),
)


def written(name: str, draft: Draft) -> Made:
    body, publisher, published, line = draft
    metadata = {key: value for key, value in (("publisher", publisher), ("published", published)) if value}
    return made(name, *([line] if line else []), *body, **metadata)


@LAW
@given(drafts, st.randoms(use_true_random=False), st.sampled_from([(), KNOWN]))
def test_order_does_not_matter_and_each_report_is_in_one_lineage(
    given_: list[Draft], random: object, known: tuple[Publisher, ...]
) -> None:
    reports = [written(f"{at}.txt", draft) for at, draft in enumerate(given_)]
    turned = list(reports)
    random.shuffle(turned)  # type: ignore[attr-defined]
    found = of_all(reports, known)
    assert found == of_all(turned, known)
    ids = sorted(report.id for report, _ in reports)
    assert sorted(report for lineage in found.lineages for report in lineage.reports) == ids
    assert all(lineage.why for lineage in found.lineages)
    pairs = [frozenset((d.source, d.target)) for d in found.derivations]
    assert len(set(pairs)) == len(pairs)
    assert all(len(pair) == 2 for pair in pairs)
    assert all(0 <= d.score <= 1 for d in found.derivations)


@LAW
@given(drafts)
def test_identical_texts_are_one_witness(given_: list[Draft]) -> None:
    reports = [written(f"{at}.txt", draft) for at, draft in enumerate(given_)]
    found = of_all(reports)
    texts: dict[str, list[Made]] = {}
    for report in reports:
        texts.setdefault(report[0].text_sha256, []).append(report)
    assert all(together(found, *same) for same in texts.values())


@LAW
@given(drafts)
def test_a_directed_tie_is_between_reports_whose_dates_allow_it(given_: list[Draft]) -> None:
    reports = [written(f"{at}.txt", draft) for at, draft in enumerate(given_)]
    by_id = {report.id: report for report, _ in reports}
    for found in of_all(reports).derivations:
        if found.directed and any("is older" in words for words in found.evidence):
            source, target = by_id[found.source], by_id[found.target]
            assert (source.known("published") or "") < (target.known("published") or "")
