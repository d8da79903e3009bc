"""Who took from whom, where something says so."""

from __future__ import annotations

import pytest
from invented_reports import LEAD, OTHER, SECOND, few, filler, made, of, only

from stemmata.model import DerivationKind


@pytest.mark.parametrize(
    ("one", "other", "directed"),
    [
        ({"published": "2015-01-10"}, {"published": "2015-01-11"}, True),
        ({"published": "2015-01-10"}, {"published": "2015-01-10"}, False),
        ({"published": "2015"}, {"published": "2015-06"}, False),
        ({"published": "2014"}, {"published": "2015-06"}, True),
        ({"retrieved": "2014-01-01"}, {"published": "2015-06"}, True),
        ({"published": "2014"}, {"retrieved": "2015-06"}, False),
        ({"not_after": "2014"}, {"not_before": "2015"}, True),
        ({"published": "2014"}, {}, False),
    ],
)
def test_dates_order_only_where_they_leave_no_doubt(one: dict[str, str], other: dict[str, str], directed: bool) -> None:
    found = only(of(made("b.txt", LEAD, filler("b"), **one), made("a.txt", LEAD, filler("a"), **other)))
    assert found.directed is directed
    if directed:
        assert found.source == made("b.txt", LEAD, filler("b"), **one)[0].id


@pytest.mark.parametrize(("words", "directed"), [(23, False), (24, True)])
def test_the_older_is_the_source_of_so_many_words(words: int, directed: bool) -> None:
    one = made("a.txt", filler("a"), few(words), published="2015")
    other = made("b.txt", filler("b"), few(words), published="2017")
    assert only(of(one, other)).directed is directed


@pytest.mark.parametrize(
    ("publisher", "beside"),
    [
        ("SANA", "He came from Sanaa in the spring."),
        ("MENA", "Such phenomena were new."),
        ("Suna", "After the tsunami they left."),
    ],
)
def test_a_name_inside_another_word_is_no_name(publisher: str, beside: str) -> None:
    one = made("a.txt", filler("a"), LEAD, filler("aa"), publisher=publisher)
    other = made("b.txt", filler("b"), beside, LEAD, filler("bb"))
    assert not only(of(one, other)).directed


def test_two_that_name_each_other_beside_the_words_give_no_direction() -> None:
    one = made("a.txt", filler("a"), "Men of the Tarn Post saw it.", LEAD, filler("aa"), publisher="Kesh Courier")
    other = made("b.txt", filler("b"), "So far what Kesh Courier knows.", LEAD, filler("bb"), publisher="Tarn Post")
    assert not only(of(one, other)).directed


def test_a_house_that_names_itself_beside_the_words_gives_no_direction() -> None:
    end = "Printed by the Kesh Courier."
    one = made("a.txt", filler("a"), LEAD, end, filler("aa"), publisher="Kesh Courier")
    other = made("b.txt", filler("b"), LEAD, end, filler("bb"), publisher="Kesh Courier")
    assert not only(of(one, other)).directed


def test_the_score_of_a_directed_tie_is_the_part_of_the_taker() -> None:
    one = made("a.txt", LEAD, published="2015")
    found = only(of(one, made("b.txt", LEAD, filler("b", 400), published="2017")))
    assert (found.source, found.directed) == (one[0].id, True)
    assert found.score < 0.2


def test_two_papers_that_credit_an_absent_agency_did_not_take_from_each_other() -> None:
    wire = "KESH (Valley Wire) - "
    one = made("a.txt", wire + LEAD, SECOND, "Printed here.", publisher="Kesh Courier", published="2015-01-01")
    other = made("b.txt", wire + LEAD, SECOND, "Sports below.", publisher="Tarn Post", published="2015-01-02")
    found = only(of(one, other))
    assert not found.directed
    assert found.kind is DerivationKind.SHARED_ORIGIN


def test_a_quotation_and_a_date_against_each_other_give_no_direction() -> None:
    quoting = made("a.txt", filler("a"), f"“{LEAD}”", filler("aa"), published="2015")
    found = only(of(quoting, made("b.txt", LEAD, filler("b"), published="2019")))
    assert not found.directed
    assert len(found.evidence) == 4


def test_a_name_far_from_the_words_gives_no_direction() -> None:
    one = made("a.txt", LEAD, filler("a"), publisher="Kesh Courier")
    other = made("b.txt", "The Kesh Courier says so.", filler("b"), LEAD, filler("bb"), OTHER)
    assert not only(of(one, other)).directed
