"""Who copied whom, on small invented reports."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_reports import GLOSS, LEAD, OTHER, SECOND, filler, made, of, only

from stemmata.collate.publishers import credited
from stemmata.errors import InvalidDate
from stemmata.model import Collation, DerivationKind, Publisher, Report, Role, Segment


def test_reports_that_share_nothing_are_alone() -> None:
    found = of(made("a.txt", LEAD), made("b.txt", OTHER))
    assert found.derivations == ()
    assert [len(lineage.reports) for lineage in found.lineages] == [1, 1]
    assert all(lineage.why for lineage in found.lineages)


def test_same_bytes_are_identical() -> None:
    found = of(made("a.txt", LEAD), made("b.txt", LEAD))
    assert only(found).kind is DerivationKind.IDENTICAL
    assert len(found.lineages) == 1


def test_a_copied_report_is_a_mirror_and_its_offsets_are_those_of_the_text() -> None:
    one, other = made("a.txt", LEAD, SECOND), made("b.txt", OTHER, LEAD, SECOND)
    tie = only(of(one, other))
    assert tie.kind is DerivationKind.MIRROR
    assert not tie.directed
    (passage,) = tie.passages
    assert one[0].text[passage.from_start : passage.from_end] == other[0].text[passage.to_start : passage.to_end]
    assert one[0].text[passage.from_start : passage.from_end].startswith("The Oru Front was")
    assert tie.score == 1.0


def test_pasted_matter_does_not_hide_a_shared_passage() -> None:
    first, rest = LEAD[:60], LEAD[60:]
    text = first + GLOSS + rest
    cut = [
        Segment(0, 60, Role.BODY, 0),
        Segment(60, 60 + len(GLOSS), Role.GLOSS, 1),
        Segment(60 + len(GLOSS), len(text), Role.BODY, 0),
    ]
    pasted = Report("p" * 16, "p.txt", None, "0" * 64, len(text), "text/plain", "t/1", text, {})
    tie = only(of(made("a.txt", LEAD), (pasted, cut)))
    (passage,) = tie.passages
    assert (passage.to_start, passage.to_end) == (0, len(text) - 1)


def test_furniture_references_and_short_phrases_are_not_copying() -> None:
    phrase = "two brothers from the hills above Tarn went to market"
    one = made("a.txt", LEAD, (SECOND, Role.FURNITURE), (GLOSS, Role.REFERENCE))
    other = made("b.txt", OTHER, phrase, (SECOND, Role.FURNITURE), (GLOSS, Role.REFERENCE))
    assert of(one, other).derivations == ()


def test_a_few_changed_words_do_not_break_a_passage() -> None:
    changed = LEAD.replace("two brothers", "three cousins").replace("every lorry", "each truck")
    (passage,) = only(of(made("a.txt", LEAD), made("b.txt", changed))).passages
    assert passage.from_start == 0
    assert passage.from_end == len(LEAD) - 1  # the full stop is no word


def test_a_lifted_paragraph_leaves_two_witnesses_and_the_older_is_its_source() -> None:
    one = made("a.txt", filler("a"), LEAD, published="2015-01-10")
    other = made("b.txt", LEAD, filler("b"), published="2019")
    found = of(one, other)
    tie = only(found)
    assert (tie.kind, tie.source, tie.directed) == (DerivationKind.LIFTED_PASSAGE, one[0].id, True)
    assert any("is older" in words for words in tie.evidence)
    assert len(found.lineages) == 2
    assert "most of its words are its own" in found.lineages[0].why[0]


def test_the_older_is_not_the_source_of_a_few_words() -> None:
    few = " ".join(LEAD.split()[:16])
    one = made("a.txt", filler("a"), few, published="2015-01-10")
    tie = only(of(one, made("b.txt", few, filler("b"), published="2019")))
    assert (tie.kind, tie.directed) == (DerivationKind.SHARED_PASSAGE, False)
    assert any("is older" in words for words in tie.evidence)


def test_one_url_twice_is_a_revision() -> None:
    one = made("a.txt", LEAD, SECOND, url="https://www.kesh.example/story/", retrieved="2016-01-01")
    other = made("b.txt", LEAD, OTHER, url="http://kesh.example/story", published="2016-02-01")
    tie = only(of(one, other))
    assert tie.kind is DerivationKind.REVISION
    assert (tie.source, tie.directed) == (one[0].id, True)


def test_two_texts_of_one_home_page_are_no_revision() -> None:
    found = of(made("a.txt", LEAD, url="https://kesh.example/"), made("b.txt", OTHER, url="https://kesh.example"))
    assert only(found).kind is DerivationKind.SAME_PUBLISHER


def test_forty_copies_are_one_witness_though_not_every_pair_is_compared() -> None:
    copies = [made(f"{at:02}.txt", LEAD, SECOND, filler(str(at), 9)) for at in range(40)]
    found = of(*copies, made("z.txt", OTHER))
    assert sorted(len(lineage.reports) for lineage in found.lineages) == [1, 40]
    assert len(found.derivations) == 39 + 38 + 37 + 36  # each with the first three and with the next


def test_nothing_and_empty_reports_collate() -> None:
    assert of() == Collation((), ())
    found = of(made("a.txt"), made("b.txt", (LEAD, Role.FURNITURE)), made("c.txt", "Two words"))
    assert (len(found.derivations), len(found.lineages)) == (0, 3)


def test_a_date_that_is_none_names_the_report() -> None:
    with pytest.raises(InvalidDate, match=r"a.txt: published: "):
        of(made("a.txt", LEAD, published="last May"), made("b.txt", LEAD))


def test_a_name_beside_the_words_and_a_quotation_point_to_the_source() -> None:
    source = made("b.txt", LEAD, filler("b"), publisher="Kesh Courier")
    taker = made("a.txt", filler("a"), "As the Kesh Courier wrote:", LEAD, filler("c"))
    tie = only(of(source, taker))
    assert (tie.source, tie.directed) == (source[0].id, True)
    assert any("names Kesh Courier beside" in words for words in tie.evidence)
    quoting = made("a.txt", filler("a"), f"“{LEAD}”", filler("c"))
    tie = only(of(made("b.txt", LEAD, filler("b")), quoting))
    assert (tie.target, tie.directed) == (quoting[0].id, True)


def test_evidence_that_points_both_ways_gives_no_direction() -> None:
    source = made("b.txt", LEAD, filler("b"), publisher="Kesh Courier", published="2019")
    taker = made("a.txt", "Source: Kesh Courier", LEAD, filler("c"), published="2015", retrieved="2015-06-01")
    tie = only(of(source, taker))
    assert (tie.kind, tie.directed) == (DerivationKind.SHARED_PASSAGE, False)
    assert len(tie.evidence) > 3


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Kesh Courier reports…", "Kesh Courier"),
        ("This article was originally published by The Tarn Post.", "The Tarn Post"),
        ("Republished with permission from Tarn Post", "Tarn Post"),
        ("Source: Valley Wire", "Valley Wire"),
        ("(via Valley Wire)", "Valley Wire"),
        ("TARN, May 3 (Wire) — Shops were shut.", "Wire"),
        ("Kesh Courier reports that shops were shut.", None),
        ("First published on November 19, 2019", None),
        ("The source: a man who saw it", None),
        ("The Oru Front was formed by Nele League men.", None),
    ],
)
def test_lines_that_credit_a_source(line: str, name: str | None) -> None:
    assert [found for found, _ in credited(line)] == ([] if name is None else [name])


def test_a_declared_repost_points_to_the_publisher_that_it_credits() -> None:
    original = made("z.txt", LEAD, SECOND, publisher="The Kesh Courier")
    repost = made("a.txt", "Originally published by Kesh Courier.", LEAD, SECOND)
    tie = only(of(original, repost))
    assert tie.kind is DerivationKind.REPOST
    assert (tie.source, tie.target, tie.directed) == (original[0].id, repost[0].id, True)
    assert any("Originally published" in words for words in tie.evidence)


def test_a_credit_alone_joins_a_report_to_its_publisher() -> None:
    repost = made("a.txt", "Kesh Courier reports…", LEAD)
    found = of(repost, made("b.txt", OTHER, publisher="Kesh Courier"), made("c.txt", SECOND))
    assert only(found).kind is DerivationKind.SAME_PUBLISHER
    assert sorted(len(lineage.reports) for lineage in found.lineages) == [1, 2]


def test_wire_datelines_are_one_origin() -> None:
    found = of(made("a.txt", "KESH (Valley Wire) - " + LEAD), made("b.txt", "TARN, May 3 (Valley Wire) — " + OTHER))
    assert only(found).kind is DerivationKind.SHARED_ORIGIN
    assert len(found.lineages) == 1


def test_what_people_know_of_publishers_joins_domains_and_owners() -> None:
    known = (
        Publisher("Kesh Courier", domains=("kesh.example",), owner="Mell Holding"),
        Publisher("Tarn Post", domains=("tarn.example",), owner="Mell Holding"),
    )
    one = made("a.txt", LEAD, url="https://news.kesh.example/1")
    other = made("b.txt", OTHER, url="https://www.tarn.example/2")
    assert len(of(one, other).lineages) == 2
    found = of(one, other, publishers=known)
    assert len(found.lineages) == 1
    assert "Mell Holding" in found.lineages[0].why[0]


def test_a_small_shared_passage_does_not_hide_that_the_publisher_is_the_same() -> None:
    house = {"publisher": "Kesh Courier"}
    found = of(made("a.txt", filler("a"), OTHER, **house), made("b.txt", filler("b", 400), OTHER, **house))
    assert only(found).passages
    assert len(found.lineages) == 1


def test_an_agency_is_known_by_all_its_names() -> None:
    found = of(made("a.txt", "KESH (AP) — " + LEAD), made("b.txt", OTHER, url="https://apnews.com/article/1"))
    assert only(found).kind is DerivationKind.SAME_PUBLISHER


def test_a_platform_is_no_publisher_but_a_channel_is() -> None:
    wiki = [made(f"{n}.txt", text, url=f"https://en.wikipedia.org/wiki/{n}") for n, text in (("a", LEAD), ("b", OTHER))]
    assert of(*wiki).derivations == ()
    posts = [made(f"{n}.txt", text, url=f"https://t.me/tarn_news/{n}") for n, text in (("1", LEAD), ("2", OTHER))]
    assert only(of(*posts)).kind is DerivationKind.SAME_PUBLISHER


def test_two_that_quote_one_statement_do_not_copy_each_other() -> None:
    speech = "“We shall keep the road open to everybody who comes without arms and we shall shut it to all who do not.”"
    found = of(made("a.txt", LEAD, SECOND, speech), made("b.txt", OTHER, filler("b"), speech))
    assert only(found).kind is DerivationKind.SHARED_ORIGIN
    assert len(found.lineages) == 2


def test_a_notice_that_many_reports_carry_is_not_copying() -> None:
    notice = "You may print this page for your own use provided that you keep the name and the address of the house."
    many = [made(f"{at}.txt", filler(str(at)), notice) for at in range(12)]
    found = of(*many)
    assert found.derivations == ()
    assert len(of(*many[:4]).derivations) == 6  # in four reports of four it may as well be a story


def test_arabic_is_compared_without_its_vowel_marks() -> None:
    words = "أعلن الفصيل في بيان مصور انضمامه إلى الجبهة الوطنية بعد أسابيع من المعارك في ريف المدينة الشمالي والغربي"
    marked = words.replace("بيان", "بَيَان").replace("المدينة", "المَدِينة")
    assert only(of(made("a.txt", words), made("b.txt", marked))).score == 1.0


LAW = settings(deadline=None, max_examples=50)  # a busy machine is no failure
BITS = [LEAD, SECOND, OTHER, GLOSS, LEAD + " " + OTHER]
drafts = st.lists(st.lists(st.sampled_from(BITS), min_size=1, max_size=3), min_size=1, max_size=6)


@LAW
@given(drafts, st.randoms(use_true_random=False))
def test_the_order_of_the_reports_does_not_matter(bodies: list[list[str]], random: object) -> None:
    reports = [made(f"{at}.txt", *body) for at, body in enumerate(bodies)]
    turned = list(reports)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert of(*reports) == of(*turned)


@LAW
@given(drafts)
def test_every_report_is_in_one_lineage_and_passages_are_the_same_words(bodies: list[list[str]]) -> None:
    reports = {made(f"{at}.txt", *body)[0].id: made(f"{at}.txt", *body) for at, body in enumerate(bodies)}
    found = of(*reports.values())
    assert sorted(report for lineage in found.lineages for report in lineage.reports) == sorted(reports)
    for tie in found.derivations:
        for passage in tie.passages:
            here = reports[tie.source][0].text[passage.from_start : passage.from_end]
            there = reports[tie.target][0].text[passage.to_start : passage.to_end]
            assert re.findall(r"\w+", here) == re.findall(r"\w+", there)


@LAW
@given(drafts)
def test_a_report_taken_out_and_put_back_changes_nothing(bodies: list[list[str]]) -> None:
    reports = [made(f"{at}.txt", *body) for at, body in enumerate(bodies)]
    before = of(*reports)
    of(*reports[:-1])
    assert of(*reports[:-1], reports[-1]) == before
