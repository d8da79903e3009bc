from stemmata.model import MentionType, Polarity
from stemmata.show.printed.page import Page
from stemmata.show.printed.strength import BAND, band, print_strengths, ranged
from stemmata.show.queries.strength import strength
from stemmata.show.strengths import Count, Strengths
from stemmata.when import Period
from tests.show.sentences import Told, holdings_of

TYPES = {"Vell Wing": MentionType.ARMED_GROUP}
TOLD = (
    Told("Vell Wing", "strength", "over 900", Period.evidenced("2016"), {"min": 900, "unit": "fighters"}),
    Told(
        "Vell Wing",
        "strength",
        "400",
        Period.evidenced("2014-06"),
        {"min": 400, "max": 400, "unit": "fighters"},
        Polarity.ALLEGED,
        "Lake Gazette",
        ("Ministry",),
    ),
    Told("Vell Wing", "strength", "1,500 men", publisher="Lake Gazette"),
    Told("Vell Wing", "strength", "up to 500", Period.evidenced("2014-06"), {"max": 500, "unit": "fighters"}),
)


def asked(on: str | None = None) -> Strengths:
    return strength(holdings_of(TOLD, TYPES, against=[(0, 1)]), "Vell Wing", on)


def count(least: float | None, most: float | None) -> Count:
    return Count(asked().counts[0].line, (), "", least, most, 1)


def test_numbers_stand_in_the_order_of_time_with_who_says_so() -> None:
    found = [(each.who, each.unit, each.least, each.most, each.line.disputed) for each in asked().counts]
    assert found == [
        (("report-03.txt",), "fighters", None, 500, False),
        (("Ministry",), "fighters", 400, 400, True),
        (("report-00.txt",), "fighters", 900, None, True),
        (("Lake Gazette",), "", 1500, 1500, False),
    ]


def test_on_a_date_only_what_may_speak_of_it() -> None:
    held = holdings_of([Told("Vell Wing", "strength", "400", Period.span("2014", "2015"))], TYPES)
    assert strength(held, "Vell Wing", "2017").counts == ()
    assert len(strength(held, "Vell Wing", "2014-06").counts) == 1


def test_a_range_in_words_and_as_a_band() -> None:
    assert [ranged(count(*ends)) for ends in ((400, 400), (300, 500), (None, 500), (900, None), (None, None))] == [
        "400",
        "300 to 500",
        "at most 500",
        "at least 900",
        "up to 500",
    ]
    assert band(count(0, 100), 100) == "█" * BAND + " "
    assert band(count(100, 100), 100) == "·" * (BAND - 1) + "█ "
    assert band(count(None, 50), 100).startswith("◂░") and band(count(50, None), 100).endswith("░▸")
    assert band(count(None, 0), 100) == "█" + "·" * (BAND - 1) + " "
    assert len({len(band(count(*ends), 900)) for ends in ((1, 2), (None, 2), (1, None), (None, None))}) == 1


def test_the_page_keeps_apart_what_was_counted_apart_and_adds_nothing_up() -> None:
    page = Page()
    print_strengths(page, asked())
    text = page.plain()
    assert text.index("fighters") < text.index("it is not said what is counted")
    assert "2014-06: Ministry (1 report, 1 lineage; alleged; disputed) [2]" in text
    assert "700" not in text  # half way between 500 and 900
