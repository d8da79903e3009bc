"""Laws and cases of EDTF text and periods; bounds are checked against the package edtf."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from stemmata.edtf import PARTS, edtf_bounds, edtf_of, normal, part_of
from stemmata.errors import InvalidDate
from stemmata.when import UNKNOWN, Bounds, Holds, Period, agrees, finer, meet

days = st.dates(date(1000, 1, 1), date(2200, 12, 31))
units = st.builds(
    lambda day, cut, doubt: (
        {3: f"{day.isoformat()[:3]}X", 2: f"{day.isoformat()[:2]}XX"}.get(cut, day.isoformat()[:cut]) + doubt
    ),
    days,
    st.sampled_from([2, 3, 4, 7, 10]),
    st.sampled_from(["", "", "~", "?", "%"]),
)


@st.composite
def spans(draw: st.DrawFn) -> Period:
    begin, finish = sorted([draw(days), draw(days)])
    ends = [end.isoformat()[: draw(st.sampled_from([4, 7, 10]))] for end in (begin, finish)]
    return Period.span(draw(st.sampled_from(["", ends[0]])), draw(st.sampled_from(["", "..", ends[1]])))


periods = st.one_of(st.just(UNKNOWN), units.map(Period.event), units.map(Period.evidenced), spans())


def theirs(text: str) -> tuple[date, date]:
    parsed = parse_edtf(text)
    return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])


@given(units.filter(lambda text: text[-1] not in "~?%"))
def test_bounds_are_those_of_the_edtf_package(text: str) -> None:
    assert edtf_bounds(text) == theirs(text)


@pytest.mark.parametrize(
    "text", ["2019-XX", "2019-XX-XX", "2019-10-XX", "2001-21", "2001-22", "2001-23", "2015/2018-02"]
)
def test_other_forms_have_the_bounds_of_the_edtf_package(text: str) -> None:
    assert edtf_bounds(text) == theirs(text)


@pytest.mark.parametrize("text", ["2019~", "2019?", "2019%", "201X~"])
def test_dates_in_doubt_widen_as_in_the_edtf_package(text: str) -> None:
    parsed = parse_edtf(text)
    fuzzy = [date(*time.struct_time(f())[:3]) for f in (parsed.lower_fuzzy, parsed.upper_fuzzy)]
    assert list(edtf_bounds(text)) == fuzzy


def test_a_month_in_doubt_widens_by_months_and_a_day_by_days() -> None:
    assert edtf_bounds("2019-12%") == (date(2019, 10, 1), date(2020, 2, 29))
    assert edtf_bounds("2019-10-09~") == (date(2019, 10, 8), date(2019, 10, 10))


def test_winter_may_be_either_end_of_the_year() -> None:
    assert edtf_bounds("2019-24") == (date(2019, 1, 1), date(2020, 2, 29))


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("", (None, None)),
        ("2015-08/..", (date(2015, 8, 1), None)),
        ("2015-08/", (date(2015, 8, 1), None)),
        ("../2015", (None, date(2015, 12, 31))),
        ("/2015", (None, date(2015, 12, 31))),
        ("-0479", (None, None)),
        ("-0479-09-20", (None, None)),
        ("-0010/0010", (None, date(10, 12, 31))),
        ("Y170000002", (None, None)),
        ("9999~", (date(9998, 1, 1), None)),
        ("9999-12-31~", (date(9999, 12, 30), None)),
    ],
)
def test_open_unknown_and_far_away(text: str, bounds: tuple[date | None, date | None]) -> None:
    assert edtf_bounds(text) == bounds


@pytest.mark.parametrize(
    "text",
    ["May 2019", "2019-13", "2019-02-29", "2019-XX-09", "201X-05", "2018/2015", "/", "../..", "1/2/3", "2019-21-03"],
)
def test_what_is_not_edtf_is_refused_with_its_words(text: str) -> None:
    with pytest.raises(InvalidDate) as error:
        edtf_bounds(text)
    assert text in str(error.value)


def test_normal_form() -> None:
    assert normal(" 2019-10-09T10:00:00Z ") == "2019-10-09"
    assert normal("201u") == "201X"
    assert normal("2019-xx / ..") == "2019-XX/.."
    with pytest.raises(InvalidDate):
        normal("last week")


@given(days, days)
def test_two_days_written_as_edtf_read_back(one: date, other: date) -> None:
    first, last = sorted([one, other])
    assert edtf_bounds(edtf_of(first, last)) == (first, last)


@given(units)
def test_the_shortest_text_of_a_unit_is_no_longer_than_the_unit(text: str) -> None:
    first, last = edtf_bounds(text)
    assert first is not None
    assert last is not None
    if text[-1] not in "~?%":
        assert edtf_of(first, last) == text


@given(units, st.sampled_from(PARTS))
def test_a_part_lies_within_the_whole(text: str, part: str) -> None:
    assert Bounds(*edtf_bounds(part_of(text, part))).within(Bounds(*edtf_bounds(text)))


@given(st.sampled_from(["2015", "2015-10", "2016-02", "2015-22", "199X", "19XX"]))
def test_early_mid_and_late_tile_the_whole(text: str) -> None:
    thirds = [edtf_bounds(part_of(text, part)) for part in ("early", "mid", "late")]
    assert (thirds[0][0], thirds[2][1]) == edtf_bounds(text)
    for (_, last), (first, _) in pairwise(thirds):
        assert last is not None
        assert first is not None
        assert (first - last).days == 1


def test_early_is_four_months_of_a_year_and_ten_days_of_a_month() -> None:
    assert part_of("2015", "early") == "2015-01/2015-04"
    assert part_of("2015-10", "late") == "2015-10-21/2015-10-31"
    assert part_of("2015-10-09", "late") == "2015-10-09"


@given(periods)
def test_json_reads_back(period: Period) -> None:
    assert Period.from_json(period.to_json()) == period


def test_json_leaves_out_what_is_unknown() -> None:
    assert UNKNOWN.to_json() == {}
    assert Period.span("2015-08", words="since August").to_json() == {
        "start": "2015-08",
        "bounds": {"start": ["2015-08-01", "2015-08-31"], "end": ["2015-08-01", None]},
        "words": "since August",
    }


@pytest.mark.parametrize("bounds", [3, {"start": "2015"}, {"end": ["2015-01-01"]}, {"end": [2, 3]}])
def test_json_of_another_shape_is_refused(bounds: object) -> None:
    with pytest.raises(InvalidDate):
        Period.from_json({"bounds": bounds})


@given(periods, days)
def test_holds_on_keeps_to_the_bounds(period: Period, day: date) -> None:
    holds = period.holds_on(day)
    outside = (period.start.earliest or date.min) > day or (period.end.latest or date.max) < day
    assert (holds is Holds.NO) == outside


@given(periods, periods, days)
def test_overlap_runs_both_ways_and_follows_the_days(one: Period, other: Period, day: date) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    held = {one.holds_on(day), other.holds_on(day)}
    if held == {Holds.YES}:
        assert one.overlaps(other) is Holds.YES
    if Holds.NO not in held:
        assert one.overlaps(other) is not Holds.NO


@given(periods)
def test_a_period_agrees_with_itself_and_with_the_unknown(period: Period) -> None:
    assert finer(period, period) and agrees(period, period)
    assert finer(period, UNKNOWN) and agrees(UNKNOWN, period)
    assert meet(period, period) == period
    assert meet(UNKNOWN, period) == period


@given(periods, periods, days)
def test_meet_keeps_what_both_allow(one: Period, other: Period, day: date) -> None:
    both = meet(one, other)
    assert (both is None) == (meet(other, one) is None)
    if both is not None:
        assert finer(both, one) and finer(both, other)
        if both.holds_on(day) is Holds.MAYBE:
            assert Holds.NO not in (one.holds_on(day), other.holds_on(day))


@given(periods, periods)
def test_agreement_runs_both_ways_and_never_contradicts(one: Period, other: Period) -> None:
    assert agrees(one, other) == agrees(other, one)
    if agrees(one, other):
        assert one.start.meet(other.start) is not None


def test_three_values() -> None:
    led = Period.span("2015-08", "2018-02-09")
    assert led.holds_on(date(2015, 7, 31)) is Holds.NO
    assert led.holds_on(date(2015, 8, 15)) is Holds.MAYBE
    assert led.holds_on(date(2017, 1, 1)) is Holds.YES
    assert led.holds_on(date(2018, 2, 10)) is Holds.NO
    assert Period.evidenced("2019-12-03").holds_on(date(2019, 12, 3)) is Holds.YES
    assert Period.evidenced("2019-12-03").holds_on(date(2024, 1, 1)) is Holds.MAYBE


def test_still_going_on_when_written() -> None:
    active = Period.span("2015", "..")
    assert active.holds_on(date(2019, 1, 1)) is Holds.MAYBE
    assert active.through(date(2020, 5, 1)).holds_on(date(2019, 1, 1)) is Holds.YES
    assert active.through(None) == active


def test_precision() -> None:
    assert agrees(Period.event("2018-02"), Period.event("2018-02-09"))
    assert not agrees(Period.event("2018-02"), Period.event("2018-03"))
    assert finer(Period.event("2018-02-09"), Period.event("2018-02"))
    assert not finer(Period.event("2018-02"), Period.event("2018-02-09"))
    assert agrees(Period.span("2015-08", "2018"), Period.span("2015", "2018-02"))


def test_meet_of_statements() -> None:
    assert meet(Period.span("2015-08"), Period.span("", "2018-02")) == Period.span("2015-08", "2018-02")
    assert meet(Period.event("2018-02"), Period.event("2018-03")) is None
    twice = meet(Period.evidenced("2017-05"), Period.evidenced("2019-12"))
    assert twice is not None
    assert twice.holds_on(date(2018, 6, 1)) is Holds.YES
    assert twice.known


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(InvalidDate, match="2019/2018 ends before it begins"):
        Period.span("2019", "2018")


def test_edtf_of_spans() -> None:
    assert Period.span("2015-08", "2018-02").edtf == "2015-08/2018-02"
    assert Period.span("2015-08").edtf == "2015-08/"
    assert Period.span("2015-08", "..").edtf == "2015-08/.."
    assert Period.span("2015-01/2015-04", "2018-02-01/2018-02-10").edtf == "2015/2018-02"
    assert Period.span("2014-12/2015-01", "2018").edtf == "2014-12/2018"


@given(st.lists(periods, max_size=6))
def test_timeline_order_is_total(some: list[Period]) -> None:
    assert sorted(some, key=lambda p: p.order) == sorted(reversed(some), key=lambda p: p.order)


def test_timeline() -> None:
    told = [UNKNOWN, Period.event("2019-10"), Period.evidenced("2018"), Period.event("2019-10-01"), Period.span("2015")]
    assert [p.edtf for p in sorted(told, key=lambda p: p.order)] == ["2015/", "2018", "2019-10-01", "2019-10", ""]


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (UNKNOWN, "unknown"),
        (Period.event("2019-10-09"), "on 9 October 2019"),
        (Period.event("2019-10"), "in October 2019"),
        (Period.event("2019"), "in 2019"),
        (Period.event("2015-01/2015-04"), "within 2015-01 to 2015-04"),
        (Period.event("2015-22"), "within 2015-22"),
        (Period.evidenced("2019-12"), "evidenced 2019-12, start and end unknown"),
        (Period.span("2015-08", "2018-02"), "from 2015-08 to 2018-02"),
        (Period.span("2015-08"), "from 2015-08, end unknown"),
        (Period.span("2015-08", ".."), "from 2015-08, still so when written"),
        (Period.span("", "2018-02"), "to 2018-02, start unknown"),
        (Period.span("", ".."), "still so when written, start unknown"),
        (
            Period(start=Bounds(None, date(2015, 8, 1)), end=Bounds(date(2018, 2, 1))),
            "at least from 2015-08-01 to 2018-02-01",
        ),
        (Period(start=Bounds(None, date(2015, 8, 1)), end=Bounds(date(2015, 8, 1))), "at least on 2015-08-01"),
        (Period(start=Bounds(date(2015, 8, 1))), "at some time from 2015-08-01 to ?"),
    ],
)
def test_said_in_plain_english(period: Period, words: str) -> None:
    assert period.say() == words
