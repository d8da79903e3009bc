"""Years for reports without a date, from other reports: invented reports, put together claim by claim."""

from collections.abc import Mapping
from itertools import permutations

from stemmata.clocks import Told, clocks
from stemmata.extract.timing import first_clock, month_without_year
from stemmata.model import (
    TELLS_OF,
    Argument,
    Claim,
    Extraction,
    Mention,
    MentionKind,
    MentionType,
    Metadatum,
    Polarity,
    Report,
)
from stemmata.when import UNKNOWN, Period

JOINED = ("Reed Front", "joined", "Salt League")


def told(
    name: str,
    *said: tuple[tuple[str, str, str], Period],
    known: Mapping[str, str] | None = None,
    not_before: str = "",
    polarity: Polarity = Polarity.ASSERTED,
) -> Told:
    """A report that makes these claims, each about names; a value in capitals is a bare value."""
    mentions, claims = [], []
    for at, ((subject, predicate, other), when) in enumerate(said):
        ends = []
        for place, text in ((at * 200, subject), (at * 200 + 100, other)):
            mention = Mention(name, place, place + len(text), text, kind_of(text), MentionKind.NAME)
            mentions.append(mention)
            ends.append(Argument(text, None if text.isdigit() else mention.id))
        claims.append(
            Claim(
                name, at * 200, at * 200 + 150, "", predicate, *ends, "pattern:test", 0.9, when=when, polarity=polarity
            )
        )
    metadata = {key: Metadatum(value, "sidecar") for key, value in (known or {}).items()}
    report = Report(name, name, None, "", 0, "text/plain", "test/1", "", metadata)
    bounds = {"not_before": Metadatum(not_before, "the text")} if not_before else {}
    extraction = Extraction(name, tuple(mentions), tuple(claims), bounds)
    months = {claim.id: month for claim in claims if (month := month_without_year(claim.when)) is not None}
    return Told(report, extraction, months)


def kind_of(text: str) -> MentionType:
    return MentionType.PERSON if text.endswith("Sander") else MentionType.ARMED_GROUP


def at(edtf: str) -> Period:
    return Period.event(edtf, edtf)


def words(text: str) -> Period:
    return Period(words=text)


UNDATED = told("undated", (JOINED, words("14 December")))
DATED = told("dated", (JOINED, at("2019-12-14")))


def test_the_year_comes_from_the_report_that_gives_it() -> None:
    (found,) = clocks([UNDATED, DATED]).items()
    evidence = 'inferred: tells of "Reed Front joined Salt League" (14 December) as dated does, dated 2019-12-14'
    assert found == ("undated", Metadatum("2019-12-14", evidence))


def test_a_month_is_enough_for_what_happens_once() -> None:
    month = told("undated", (JOINED, words("Last December")))
    assert clocks([month, DATED])["undated"].value == "2019-12"
    assert clocks([UNDATED, told("dated", (JOINED, at("2019-12")))])["undated"].value == "2019-12-14"


def test_what_may_happen_again_needs_its_day() -> None:
    attacked = ("Reed Front", "attacked", "Salt League")
    dated = told("dated", (attacked, at("2019-12-14")))
    assert clocks([told("undated", (attacked, words("December"))), dated]) == {}
    assert clocks([told("undated", (attacked, words("December 14"))), dated])["undated"].value == "2019-12-14"


def test_one_day_of_the_same_two_is_one_event_whatever_it_is_called() -> None:
    merged = told("dated", (("Salt League", "formed_by", "The Reed Front"), at("2019-12-14")))
    assert clocks([UNDATED, merged])["undated"].value == "2019-12-14"
    assert clocks([UNDATED, told("dated", (("Salt League", "formed_by", "Reed Front"), at("2019-12")))]) == {}


def test_one_name_is_enough_only_for_what_happens_to_it_once() -> None:
    died = told("undated", (("Commander Oru Sander", "died", "0"), words("3 May")))
    assert (
        clocks([died, told("dated", (("Oru Sander", "died", "1"), at("2016-05-03")))])["undated"].value == "2016-05-03"
    )
    attacked = told("undated", (("Reed Front", "attacked", "0"), words("3 May")))
    assert clocks([attacked, told("dated", (("Reed Front", "attacked", "0"), at("2016-05-03")))]) == {}


def test_nothing_is_inferred_from_two_years() -> None:
    assert clocks([UNDATED, DATED, told("other", (JOINED, at("2017-12-14")))]) == {}


def test_nothing_is_inferred_from_another_day_or_others_or_doubt() -> None:
    for other in (
        told("dated", (JOINED, at("2019-12-15"))),
        told("dated", (JOINED, at("2019-12-14~"))),
        told("dated", (JOINED, at("2019"))),
        told("dated", (("Reed Front", "joined", "Delta Guard"), at("2019-12-14"))),
        told("dated", (JOINED, at("2019-12-14")), polarity=Polarity.DENIED),
    ):
        assert clocks([UNDATED, other]) == {}


def test_a_name_that_any_army_has_is_no_evidence() -> None:
    brigade = ("1st Brigade", "joined", "Salt League")
    assert clocks([told("undated", (brigade, words("14 December"))), told("dated", (brigade, at("2019-12-14")))]) == {}


def test_a_report_with_a_date_of_its_own_is_left_alone() -> None:
    for key in ("published", "not_before", "not_after"):
        assert clocks([told("undated", (JOINED, words("14 December")), known={key: "2014"}), DATED]) == {}


def test_nothing_is_inferred_against_what_is_known_of_the_report() -> None:
    said = (JOINED, words("14 December"))
    assert clocks([told("undated", said, not_before="2021-01-01"), DATED]) == {}
    assert clocks([told("undated", said, known={"retrieved": "2018-05-01"}), DATED]) == {}
    assert clocks([told("undated", said, known={"retrieved": "2020-05-01"}, not_before="2019"), DATED]) != {}


def test_two_events_of_one_report_have_to_fit_into_a_year() -> None:
    left = ("Reed Front", "left", "Marsh Army")
    both = told("undated", (JOINED, words("14 December")), (left, words("2 March")))
    year_before, soon_after = (told("other", (left, at(day))) for day in ("2017-03-02", "2020-03-02"))
    assert clocks([both, DATED, year_before]) == {}
    assert clocks([both, DATED, soon_after])["undated"].value == "2020-03-02"


def test_no_inference_rests_on_another_and_the_order_does_not_matter() -> None:
    chained = told("chained", (("Reed Front", "left", "Marsh Army"), words("2 March")))
    middle = told("undated", (JOINED, words("14 December")), (("Reed Front", "left", "Marsh Army"), words("2 March")))
    found = [clocks(order) for order in permutations([chained, middle, DATED])]
    assert all(one == found[0] for one in found)
    assert set(found[0]) == {"undated"}


def test_the_29th_of_february_is_in_leap_years_alone() -> None:
    leap = told("undated", (JOINED, words("29 February")))
    assert clocks([leap, told("dated", (JOINED, at("2019-02")))]) == {}
    assert clocks([leap, told("dated", (JOINED, at("2020-02")))])["undated"].value == "2020-02-29"


def test_only_a_month_or_a_day_waits_for_a_year() -> None:
    assert month_without_year(words("Last October")) == (10, None)
    assert month_without_year(words("December 14")) == (12, 14)
    for period in (UNKNOWN, words("last week"), words("May 2014"), at("2014-05")):
        assert month_without_year(period) is None


def test_the_clock_of_the_report_is_what_it_tells_of() -> None:
    report = UNDATED.report
    told_of = Report(
        *(getattr(report, key) for key in ("id", "path", "member", "sha256", "size", "media_type")),
        "r",
        "",
        {TELLS_OF: Metadatum("2019-12-14", "")},
    )
    assert (first_clock(told_of).told, first_clock(told_of).story) == ("2019-12-14", "2019-12-14")
    assert first_clock(report).told == ""
