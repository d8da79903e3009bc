from dataclasses import replace
from datetime import date

import pytest

from stemmata.model import Derivation, DerivationKind, Descent, Metadatum
from stemmata.show.holdings import Holdings
from stemmata.show.queries.known import known_by
from stemmata.show.queries.readable import could_be_read, readable, undated
from tests.show.world import REPORTS

WIRE, MIRROR, POST, GAZETTE = (REPORTS[f"{name}.txt"].id for name in ("wire", "mirror", "post", "gazette"))


def dated(held: Holdings, report: str, **known: str) -> Holdings:
    metadata = {key: Metadatum(value, "sidecar") for key, value in known.items()}
    return replace(held, reports={**held.reports, report: replace(held.reports[report], metadata=metadata)})


@pytest.mark.parametrize(
    ("known", "day", "read"),
    [
        ({"published": "2016-12-01"}, date(2016, 12, 1), True),
        ({"published": "2016-12-01"}, date(2016, 11, 30), False),
        ({"published": "2016"}, date(2016, 6, 1), True),  # it may have been there
        ({"not_before": "2016"}, date(2020, 1, 1), False),
        ({"not_before": "2016", "not_after": "2017"}, date(2017, 12, 31), True),
        ({"not_before": "2018", "retrieved": "2016"}, date(2017, 12, 31), False),
        ({"not_before": "2018", "published": "2016"}, date(2017, 12, 31), True),  # a text may foretell
        ({"retrieved": "2016-12-02"}, date(2016, 12, 2), True),
        ({"published": "../2016"}, date(2016, 12, 31), True),
        ({"published": "../2016"}, date(2016, 12, 30), False),
        ({}, date(2030, 1, 1), False),
        ({"published": "soon"}, date(2030, 1, 1), False),
        ({"published": "soon", "retrieved": "2016"}, date(2016, 12, 31), True),
        ({"published": "[withheld]", "not_before": "2018", "retrieved": "2016"}, date(2017, 12, 31), False),
    ],
)
def test_when_a_report_could_be_read(known: dict[str, str], day: date, read: bool) -> None:
    metadata = {key: Metadatum(value, "sidecar") for key, value in known.items()}
    assert could_be_read(replace(REPORTS["wire.txt"], metadata=metadata), day) is read


@pytest.mark.parametrize("broken", ["soon", "[withheld]", "2016-13-45", "2017/2016", f"Y{'9' * 5000}"])
def test_a_date_that_cannot_be_read_is_unknown_and_nothing_breaks(held: Holdings, broken: str) -> None:
    wrong = dated(held, WIRE, published=broken, not_before=broken, not_after=broken, retrieved=broken)
    unknown = known_by(dated(held, WIRE), "2017")
    then = known_by(wrong, "2017")
    assert (set(then.reports), set(then.facts)) == (set(unknown.reports), set(unknown.facts))
    there = known_by(dated(wrong, WIRE, published=broken, retrieved="2016"), "2017")
    assert there.reports[WIRE].known("published") == broken  # it is shown as it is


def test_reports_without_a_date_are_counted(held: Holdings) -> None:
    apart = replace(held, derivations=(), descents=())
    assert undated(dated(dated(apart, WIRE), POST, published="soon")) == 3  # the mirror has none either
    assert (
        undated(dated(dated(held, WIRE), MIRROR, published="2015")) == 1
    )  # the post: of the wire there is a dated copy


def test_what_was_copied_by_then_was_there_to_be_copied(held: Holdings) -> None:
    held = dated(held, MIRROR, published="2015-07-01")
    assert WIRE in readable(held, date(2015, 7, 1))
    assert not {WIRE, MIRROR} & readable(held, date(2015, 6, 30))


def test_copies_of_copies_count_and_guesses_do_not(held: Holdings) -> None:
    held = dated(replace(held, derivations=()), POST, published="2015")
    below = Descent("f", POST, MIRROR, False, True, "x"), Descent("f", MIRROR, WIRE, False, True, "y")
    assert readable(replace(held, descents=below), date(2015, 1, 1)) == {POST, MIRROR, WIRE}
    guessed = (replace(below[0], sure=False), below[1])
    assert readable(replace(held, descents=guessed), date(2015, 1, 1)) == {POST}


def test_who_reads_the_same_words_elsewhere_reads_them(held: Holdings) -> None:
    same = Derivation(WIRE, POST, DerivationKind.IDENTICAL, False, ("the same bytes",))
    other = replace(same, kind=DerivationKind.SHARED_PASSAGE)
    held = dated(held, POST, published="2015")
    assert WIRE in readable(replace(held, derivations=(same,), descents=()), date(2015, 1, 1))
    assert WIRE not in readable(replace(held, derivations=(other,), descents=()), date(2015, 1, 1))


@pytest.mark.parametrize("known", [{"not_before": "2016"}, {"published": "2016"}])
def test_a_page_that_is_later_than_its_copy_was_not_read_as_it_is(held: Holdings, known: dict[str, str]) -> None:
    held = dated(dated(held, MIRROR, published="2015"), WIRE, **known)
    assert WIRE not in readable(held, date(2015, 12, 31))


def test_the_tree_of_copies_is_that_of_what_was_there(held: Holdings) -> None:
    held = dated(dated(replace(held, derivations=()), POST, published="2014"), GAZETTE, published="2014")
    tree = (
        Descent("f", GAZETTE, None, False, True, "root"),
        Descent("f", MIRROR, GAZETTE, False, False, "nearest"),
        Descent("f", POST, MIRROR, False, False, "nearest"),
    )
    then = known_by(replace(held, descents=tree), "2014").descents
    assert [(d.report, d.parent, d.lost) for d in then] == [(GAZETTE, None, False), (POST, GAZETTE, False)]
    (wire, post) = (Descent("f", WIRE, None, False, True, "root"), Descent("f", POST, WIRE, False, True, "x"))
    assert known_by(replace(held, descents=(wire, post)), "2013").descents == ()
