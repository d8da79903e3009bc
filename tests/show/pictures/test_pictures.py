"""Pictures are well formed, the same each time, and hide no uncertainty."""

from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from stemmata.errors import NotFound
from stemmata.model import MentionType
from stemmata.show.holdings import Holdings
from stemmata.show.pictures import picture_of
from stemmata.show.pictures.axis import axis_over
from stemmata.show.pictures.canvas import Canvas, fitted, width_of
from stemmata.show.queries.lineage import lineage
from stemmata.show.queries.sources import sources
from stemmata.show.queries.strength import strength
from stemmata.when import Period
from tests.show.kin import SAME, TOLD, TYPES
from tests.show.sentences import Told, holdings_of

SVG = "{http://www.w3.org/2000/svg}"
NUMBERS = (
    Told("Vell Wing", "strength", "400", Period.evidenced("2014-06"), {"min": 400, "max": 400, "unit": "fighters"}),
    Told("Vell Wing", "strength", "over 900", Period.evidenced("2014-06"), {"min": 900, "unit": "fighters"}),
    Told("Vell Wing", "strength", "up to 300", Period.span("2016"), {"max": 300, "unit": "fighters"}),
    Told("Vell Wing", "strength", "20", qualifiers={"unit": "tanks"}),
    Told("Vell Wing", "strength", "many", qualifiers={"unit": "tanks"}),
)


@pytest.fixture(scope="module")
def kin() -> Holdings:
    return holdings_of([*TOLD, *NUMBERS], TYPES, SAME, [(8, 11), (12, 13)])


def drawn(answer: object) -> ElementTree.Element:
    picture = picture_of(answer)
    assert picture == picture_of(answer)
    return ElementTree.fromstring(picture)


def words(root: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}text")]


def test_a_picture_has_a_title_and_tells_who_cannot_see_it_what_is_in_it(kin: Holdings) -> None:
    root = drawn(lineage(kin, "Oru Front"))
    assert root.get("role") == "img" and root.find(f"{SVG}title").text == "Lineage of Oru Front"  # type: ignore[union-attr]
    assert "Tarn Guard: there by 2015-01-10, ended 2015-01-10" in root.find(f"{SVG}desc").text  # type: ignore[union-attr, operator]
    titles = [title.text or "" for title in root.iter(f"{SVG}title")]
    assert "Tarn Guard was absorbed by Oru Front: 2015-01-10 (1 report, 1 lineage)" in titles


def test_every_group_has_a_lane_and_what_is_disputed_is_marked(kin: Holdings) -> None:
    shown = words(drawn(lineage(kin, coalitions=True)))
    assert set(TYPES) - {"Mara Oru", "Oru Band"} <= set(shown)
    assert "×" in shown and "?" in shown and "no date" in shown


def test_labels_do_not_overlap(kin: Holdings) -> None:
    for answer in (lineage(kin, coalitions=True), lineage(kin, chain=True), strength(kin, "Vell Wing")):
        boxes = [_box(each) for each in drawn(answer).iter(f"{SVG}text")]
        for one, other in combinations(boxes, 2):
            apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
            assert apart, (one, other)


def _box(text: ElementTree.Element) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of a text, as narrow as letters are at the least."""
    size, x, y = (float(text.get(key, "0")) for key in ("font-size", "x", "y"))
    wide = len(text.text or "") * size * 0.5
    left = x - wide / 2 if text.get("text-anchor") == "middle" else x - wide if text.get("text-anchor") == "end" else x
    return left, left + wide, y - size * 0.75, y


def test_nothing_stands_outside_the_picture(kin: Holdings) -> None:
    for answer in (lineage(kin, coalitions=True, on="2015"), strength(kin, "Vell Wing")):
        root = drawn(answer)
        wide, high = float(root.get("width", "0")), float(root.get("height", "0"))
        for each in root.iter(f"{SVG}text"):
            left, right, top, bottom = _box(each)
            assert left >= 0 and right <= wide and top >= 0 and bottom <= high, each.text


def test_hostile_words_are_text(kin: Holdings) -> None:
    bad = '</text><script>alert("x")</script>&\x1b\u202e'
    hostile = replace(kin, entities={id_: replace(entity, name=bad) for id_, entity in kin.entities.items()})
    root = drawn(lineage(hostile))
    assert not list(root.iter(f"{SVG}script"))
    assert any("<script>" in text and "\\x1b" in text for text in words(root))


def test_numbers_are_drawn_each_for_itself(kin: Holdings) -> None:
    root = drawn(strength(kin, "Vell Wing"))
    bars = [title.text or "" for title in root.iter(f"{SVG}title")][1:]
    assert len(bars) == len(NUMBERS)
    assert "at least 900, evidenced 2014-06, says report-13.txt" in bars
    assert {"fighters", "tanks", "no date", "1?", "2?"} <= set(words(root))


def test_without_numbers_or_groups_the_picture_says_so(kin: Holdings) -> None:
    assert "nothing in this record says so" in words(drawn(strength(kin, "Oru Front")))
    assert "Lineage of all groups" in words(drawn(lineage(holdings_of([], {"Far Legion": MentionType.ARMED_GROUP}))))


def test_what_has_no_picture_is_named(kin: Holdings) -> None:
    with pytest.raises(NotFound, match="no picture of Sources; have Ancestry"):
        picture_of(sources(kin))


def test_days_go_from_left_to_right_and_the_last_counts() -> None:
    axis = axis_over([_day("2014-03-01"), _day("2018-03-01")], 100, 500)
    assert axis is not None and axis_over([], 0, 1) is None
    places = [axis.x(_day(day)) for day in ("2010-01-01", "2014-03-01", "2016-01-01", "2018-03-01", "2030-01-01")]
    assert places == sorted(places) and (places[0], places[-1]) == (100, 500)
    assert axis.after(_day("2016-01-01")) > axis.x(_day("2016-01-01"))
    ticks = list(axis.ticks())
    assert all(other - one > 40 for (one, _), (other, _) in pairwise(ticks))


def _day(text: str) -> date:
    return date.fromisoformat(text)


def test_long_names_are_cut_and_the_same_filling_is_written_once() -> None:
    assert fitted("Tarn Guard", 200) == "Tarn Guard"
    short = fitted("The Brigade of the Twenty-seven Villages of the Upper Tarn", 120)
    assert short.endswith("…") and width_of(short) <= 120
    canvas = Canvas("t", "a")
    assert canvas.fade("x", "#000000", to_left=True) == canvas.fade("x", "#000000", to_left=True) == "url(#x)"
    assert canvas.written(10, 10).count("linearGradient id") == 1
