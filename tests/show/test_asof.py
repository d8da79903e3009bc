from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.errors import InvalidDate
from stemmata.show.asof import Window
from stemmata.when import UNKNOWN, Holds, Period

days = st.dates(date(1990, 1, 1), date(2030, 12, 31))


def test_a_year_means_on_some_day_in_it() -> None:
    assert Window.of("2019").meets(Period.evidenced("2019-10")) is Holds.YES
    assert Window.of("2019-10-09").meets(Period.evidenced("2019-10")) is Holds.MAYBE
    assert Window.of("2018").meets(Period.event("2019-10")) is Holds.NO


def test_a_start_without_an_end_may_still_hold() -> None:
    since = Period.span("2019-08-11")
    assert Window.of("2019-08").meets(since) is Holds.YES
    assert Window.of("2019-09-01").meets(since) is Holds.MAYBE
    assert Window.of("2019-09-01").reached(since) is Holds.YES
    assert Window.of("2019-07").meets(since) is Holds.NO


def test_an_unknown_time_may_hold_at_any_time() -> None:
    assert Window.of("2019").meets(UNKNOWN) is Holds.MAYBE
    assert Window.of("2019").reached(UNKNOWN) is Holds.MAYBE


@pytest.mark.parametrize("text", ["", "yesterday", "2019-13", "2019/.."])
def test_a_question_needs_a_bounded_date(text: str) -> None:
    with pytest.raises(InvalidDate):
        Window.of(text)


@given(days, days, days)
def test_a_day_is_answered_as_the_period_itself_answers(one: date, other: date, asked: date) -> None:
    first, last = sorted((one, other))
    period = Period.span(first.isoformat(), last.isoformat())
    assert Window.of(asked.isoformat()).meets(period) is period.holds_on(asked)
