"""The time reader: what is a time, what it means, and what it is counted from."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.edtf import edtf_bounds
from stemmata.errors import OntologyError
from stemmata.extract.time import Clock, TimeExpression, not_before, read_times, resolve
from stemmata.extract.time.grammar import _letters, grammar
from stemmata.extract.time.lexicon import lexicon, words_of

BLANK = Clock()
STORY = Clock(story="2017-02-07")
NEWS = Clock(date(2018, 11, 21), date(2018, 11, 21))


def dates(text: str, clock: Clock = BLANK) -> list[tuple[str, str, str]]:
    return [(e.text, e.edtf, e.relation) for e in read_times(text, clock) if e.kind == "date"]


def only(text: str, clock: Clock = BLANK) -> TimeExpression:
    (found,) = read_times(text, clock)
    return found


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("9 October 2019", "2019-10-09"),
        ("October 9, 2019", "2019-10-09"),
        ("9 Oct. 2019", "2019-10-09"),
        ("the 9th of October 2019", "2019-10-09"),
        ("OCTOBER 2019", "2019-10"),
        ("2019-10-09", "2019-10-09"),
        ("23/10/2019", "2019-10-23"),
        ("10/23/2019", "2019-10-23"),
        ("09/10/2019", "2019"),
        ("9.10.2019", "2019-10-09"),
        ("Friday, 4 March 2011", "2011-03-04"),
        ("May 2018", "2018-05"),
        ("2018", "2018"),
        ("the 1990s", "199X"),
        ("the early 1990s", "1990/1993"),
        ("the 20th century", "19XX"),
        ("the nineteenth century", "18XX"),
        ("summer 2015", "2015-22"),
        ("the autumn of 2014", "2014-23"),
        ("early 2015", "2015-01/2015-04"),
        ("mid-2015", "2015-05/2015-08"),
        ("late October 2015", "2015-10-21/2015-10-31"),
        ("the beginning of 2012", "2012-01/2012-04"),
        ("the end of 2015", "2015-09/2015-12"),
        ("the first half of 2014", "2014-01/2014-06"),
        ("circa 2012", "2012~"),
        ("9–11 October 2019", "2019-10-09/2019-10-11"),
        ("Christmas 2015", "2015-12-25"),
        ("480 BC", "-0479"),
        ("12 mars 2019", "2019-03-12"),
        ("3 de mayo de 2018", "2018-05-03"),
        ("12 мая 2019", "2019-05-12"),
        ("5 مايو 2016", "2016-05-05"),
        ("5 كانون الثاني 2017", "2017-01-05"),
        ("29 February 2019", "2019-02"),
    ],
)
def test_absolute(text: str, edtf: str) -> None:
    found = only(text)
    assert (found.text, found.edtf, found.kind) == (text, edtf, "date")


@pytest.mark.parametrize(
    "text",
    [
        "The 5th Division and the 111th Regiment advanced with 9K111 launchers.",
        "It had 2,500 fighters and 1500 rebels, and paid $2000 to each.",
        "They may have left; the May family stayed.",
        "They march on the city, and march again.",
        "UN Resolution 2254 and article 1325 were quoted.",
        "It covered 1200 sq km with 1948 refugees.",
        "The sun set. He sat down. She was second to none.",
        "After the fall of the town, the group withdrew.",
        "Call 12 or 15, from 45/99/2019.",
    ],
)
def test_not_a_time(text: str) -> None:
    assert read_times(text, BLANK) == ()


def test_months_that_are_other_words_too() -> None:
    assert dates("In May and in March, as in 2016.", STORY) == [
        ("May", "2017-05", "at"),
        ("March", "2017-03", "at"),
        ("2016", "2016", "at"),
    ]


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("from March 2014 to May 2016", "March 2014 to May 2016", "2014-03/2016-05"),
        ("between 2011 and 2013", "2011 and 2013", "2011/2013"),
        ("2013–2025", "2013–2025", "2013/2025"),
        ("2015–16", "2015–16", "2015/2016"),
        ("August 2015[1] – present", "August 2015[1] – present", "2015-08/.."),
        ("June–August 2019", "June–August 2019", "2019-06/2019-08"),
        ("December to February 2019", "December to February 2019", "2018-12/2019-02"),
        ("28 May to 3 June 2018", "28 May to 3 June 2018", "2018-05-28/2018-06-03"),
        ("early 2015 to late 2018", "early 2015 to late 2018", "2015/2018"),
    ],
)
def test_ranges(text: str, words: str, edtf: str) -> None:
    found = only(text)
    assert (found.text, found.edtf, found.relation, len(found.parts)) == (words, edtf, "from_to", 2)


def test_a_range_that_runs_backwards_is_left_open() -> None:
    found = only("from 2016 to 2014")
    assert (found.edtf, [part.edtf for part in found.parts]) == ("", ["2016", "2014"])


def test_and_joins_only_after_between_but_lends_its_year() -> None:
    assert dates("in May and June 2016") == [("May", "2016-05", "at"), ("June 2016", "2016-06", "at")]
    assert dates("late November/early December 2015")[0] == ("late November", "2015-11-21/2015-11-30", "at")


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("since 2012", "since"),
        ("from 2012 onwards", "since"),
        ("until May 2019", "until"),
        ("before 2020", "before"),
        ("by late 2015", "by"),
        ("after June 2016", "after"),
        ("from 2012", "from"),
        ("as of 2019", "at"),
        ("in 2019", "at"),
    ],
)
def test_relation(text: str, relation: str) -> None:
    assert only(text).relation == relation


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("On 14 February they left.", "2017-02-14"),
        ("In January it rested.", "2017-01"),
        ("In November it rose.", "2016-11"),
        ("That year it fell.", "2017"),
        ("The following year it fell.", "2018"),
        ("the previous month", "2017-01"),
        ("the same day", "2017-02-07"),
        ("the next day", "2017-02-08"),
        ("two days prior", "2017-02-05"),
        ("Three weeks later it split.", "2017-02-28~"),
        ("twenty-two days later", "2017-03-01"),
        ("a month later", "2017-03"),
        ("October of that year", "2017-10"),
        ("the end of the year", "2017-09/2017-12"),
        ("two days after the truce", ""),
    ],
)
def test_counted_from_the_story(text: str, edtf: str) -> None:
    assert only(text, STORY).edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("yesterday", "2018-11-20"),
        ("today", "2018-11-21"),
        ("last month", "2018-10"),
        ("last year", "2017"),
        ("earlier this year", "2018"),
        ("last October", "2018-10"),
        ("last December", "2017-12"),
        ("next year", "2019"),
        ("last week", "2018-11-12/2018-11-18"),
        ("on Monday", "2018-11-19"),
        ("five years ago", "2013"),
        ("On 30 November a truce began", "2017-11-30"),
        ("On 3 November a truce began", "2018-11-03"),
    ],
)
def test_counted_from_the_day_of_writing(text: str, edtf: str) -> None:
    found = only(text, NEWS)
    assert found.edtf == edtf
    assert only(text).edtf == ""
    assert resolve(only(text), NEWS) == found


def test_what_cannot_be_resolved_keeps_its_words_and_says_what_it_needs() -> None:
    found = only("Last October the unit left.")
    assert found.text == "Last October"
    assert found.unresolved is not None
    assert (found.unresolved.month, found.unresolved.anchor, found.unresolved.step) == (10, "report", -1)
    assert only("on 9 October").unresolved is not None
    assert only("in 2019").unresolved is None


def test_bounds_of_writing_tell_as_far_as_they_agree() -> None:
    within = Clock(date(2018, 3, 1), date(2018, 9, 30))
    assert only("last year", within).edtf == "2017"
    assert only("last month", within).edtf == ""
    assert only("yesterday", Clock(date(2018, 3, 1), None)).edtf == ""


def test_the_story_moves_on_from_passage_to_passage() -> None:
    clock = BLANK.after(read_times("The two groups merged on 30 January 2020.", BLANK))
    assert clock.story == "2020-01-30"
    assert only("On 16 February it struck.", clock).edtf == "2020-02-16"


def test_a_look_back_does_not_move_the_story() -> None:
    clock = STORY.after(
        read_times("Two years earlier, in the 1990s and again in 2017, as of last year, it slept.", STORY)
    )
    assert clock.story == "2017-02-07"


def test_a_year_in_a_name_is_an_aside() -> None:
    named, told = read_times("During the 2014 offensive and in 2015 fighters left.", STORY)
    assert (named.aside, told.aside) == (True, False)
    assert STORY.after([named]).story == "2017-02-07"


def test_a_number_of_any_length_is_no_year() -> None:
    assert read_times("9" * 6000 + " fled", BLANK) == ()


def test_a_heading_is_a_hint() -> None:
    assert only("On 9 March it came.", Clock(years=(2014, 2014))).edtf == "2014-03-09"
    assert only("On 9 March it came.", Clock(years=(2014, 2016))).edtf == ""
    assert only("On 9 October 2013 it came.", Clock(years=(2014, 2016))).edtf == "2013-10-09"


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("for three years", "duration", "P3Y"),
        ("a two-year siege", "duration", "P2Y"),
        ("for several months", "duration", "PXM"),
        ("for 36 hours", "duration", "PT36H"),
        ("every month", "set", "XXXX-XX"),
        ("weekly", "set", "XXXX-WXX"),
        ("now", "vague", "PRESENT_REF"),
        ("in recent months", "vague", "PAST_REF"),
        ("at 9:45 a.m.", "time", ""),
        ("a few days later", "vague", "FUTURE_REF"),
    ],
)
def test_other_kinds(text: str, kind: str, value: str) -> None:
    found = only(text)
    assert (found.kind, found.value, found.edtf) == (kind, value, "")


def test_evidence_of_the_day_of_writing() -> None:
    def latest(text: str) -> str | None:
        found = not_before([(text, read_times(text, BLANK))])
        return None if found is None else found.text

    assert latest("It formed in 2013. It merged on 3 May 2016.") == "3 May 2016"
    assert latest("It formed in 2013. It will disarm by 2030. Elections are planned for May 2029.") == "2013"
    assert latest("It was active from 2013 to 2016.") == "2013 to 2016"
    assert latest("Active 2013 – present.") == "2013 – present"
    assert latest("Nobody knows.") is None


def test_footnote_marks_stand_in_nobodys_way() -> None:
    assert dates("until May 2019[9], then in 2020[a]") == [("May 2019", "2019-05", "until"), ("2020", "2020", "at")]


_WORDS = st.sampled_from(
    "In May 2019 on 9 October , 2018 – 2015 the last year two days later of that month . between and 480 BC from to "
    "1990s early mid - winter century 20th Friday now [3] since until next previous first half 31 February".split()
)


@given(st.lists(_WORDS, max_size=14).map(" ".join), st.sampled_from([BLANK, STORY, NEWS, Clock(story="-0479")]))
def test_laws(text: str, clock: Clock) -> None:
    found = read_times(text, clock)
    end = 0
    for expression in found:
        assert text[expression.start : expression.end] == expression.text
        assert expression.start >= end
        end = expression.end
        edtf_bounds(expression.edtf)
        assert expression.relation != "from_to" or len(expression.parts) == 2
    assert clock.after(found) == clock.after(found[:-1]).after(found[-1:])


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert all(text[e.start : e.end] == e.text for e in read_times(text, NEWS))


def test_words_tile_what_is_not_blank() -> None:
    text = "On 9 Oct. 2019[12], 2,500 men (of the 111th) left."
    words = words_of(text)
    assert "".join(word.text for word in words) == text.replace(" ", "").replace("[12]", "")


def test_a_rule_with_an_unknown_category_is_refused() -> None:
    with pytest.raises(OntologyError, match="MOON"):
        _letters("MOON OF YEAR", lexicon().letter, "MOON OF YEAR")
    assert grammar()[1]
