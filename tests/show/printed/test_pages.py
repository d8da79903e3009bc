from dataclasses import replace

import pytest

from stemmata.model import DerivationKind, MentionType, Polarity
from stemmata.ontology import ontology
from stemmata.show.answers import Copy, Line, Witness
from stemmata.show.holdings import Holdings
from stemmata.show.printed import page_of
from stemmata.show.printed.facts import statement, whole_statement
from stemmata.show.printed.sources import tree
from stemmata.show.queries.dossier import dossier, layout
from stemmata.show.queries.lines import line_of
from stemmata.show.queries.timeline import timeline
from stemmata.show.wording import dated, qualified
from stemmata.when import UNKNOWN, Period
from tests.show.sentences import Told, holdings_of


def copied(one: str, other: str) -> Copy:
    kind = DerivationKind.LIFTED_PASSAGE
    return Copy(one, other, kind, "from the first to the second", ("same words",), 2, 0.9)


def test_a_tree_hangs_each_report_below_the_one_it_was_taken_from() -> None:
    witness = Witness("l", ("a", "b", "c", "d"), (), (copied("b", "a"), copied("a", "d"), copied("b", "c")))
    assert [(depth, report) for depth, report, _ in tree(witness)] == [(0, "b"), (1, "a"), (2, "d"), (1, "c")]


def test_a_circle_of_copies_is_walked_once() -> None:
    witness = Witness("l", ("a", "b"), (), (copied("a", "b"), copied("b", "a")))
    assert [(depth, report) for depth, report, _ in tree(witness)] == [(0, "a"), (1, "b")]


def test_every_predicate_has_a_place_in_a_dossier() -> None:
    assert {predicate for predicate, _ in layout()} == set(ontology().predicates)


def test_a_quote_has_one_number_wherever_it_is_used(held: Holdings) -> None:
    page = page_of(dossier(held, "Delta Guard")).plain()
    assert page.count("“Delta Guard has 400 fighters”") == 2  # of two reports
    assert page.count("[6][7]") == 2  # under Strength and under Disputes


def test_an_empty_answer_says_so(held: Holdings) -> None:
    assert "nothing in this record says so" in page_of(timeline(held, "Northern League")).plain()


def test_words_of_a_report_cannot_break_a_line(held: Holdings) -> None:
    entity = next(e for e in held.entities.values() if e.name == "Velia")
    hostile = replace(held, entities={**held.entities, entity.id: replace(entity, name="Ve\x1b[2J\nlia\u202e")})
    page = page_of(dossier(hostile, entity.id)).plain()
    assert "Ve\\x1b[2J lia\\u202e" in page and "\x1b" not in page


def test_an_end_is_named_only_where_it_is_stated() -> None:
    assert dated(Period.span("2019-08-11"), event=False) == "since 2019-08-11, no end stated"
    assert dated(Period.span("2019-08-11", ".."), event=False) == "since 2019-08-11, still going on"
    assert dated(Period.span("2019", "2020"), event=False) == "2019 to 2020"
    assert dated(Period.span("", "2020"), event=False) == "until 2020"
    assert (dated(Period.event("2019"), event=True), dated(Period.evidenced("2019"), event=False)) == (
        "2019",
        "evidenced 2019",
    )
    assert dated(Period.span("2015-01/2015-04"), event=False) == "since some time in 2015-01 to 2015-04, no end stated"
    assert dated(UNKNOWN, event=False) == "no date stated"


def test_qualifiers_in_words() -> None:
    assert qualified({"item": ("rifles", "fuel"), "caused_by": "Velia", "role": "x"}, frozenset({"role"})) == (
        "caused by: Velia, item: rifles / fuel"
    )


SAME = {"Reed Band": "Delta Guard"}


def line_told(told: Told, types: dict[str, MentionType] | None = None) -> Line:
    held = holdings_of([told], {"Delta Guard": MentionType.ARMED_GROUP, **(types or {})})
    return line_of(held, next(iter(held.facts.values())))


def test_what_is_denied_or_alleged_says_so_before_it_is_read() -> None:
    line = line_told(Told("Delta Guard", "joined", "Northern League"), {"Northern League": MentionType.COALITION})
    assert whole_statement(line) == "Delta Guard joined Northern League"
    denied, alleged = (replace(line, polarity=polarity) for polarity in (Polarity.DENIED, Polarity.ALLEGED))
    assert whole_statement(denied) == "denied: Delta Guard joined Northern League"
    assert whole_statement(alleged) == "alleged: Delta Guard joined Northern League"


@pytest.mark.parametrize(
    ("predicate", "value", "said"),
    [
        ("type", "armed opposition group", "is an armed opposition group"),
        ("type", "US-backed faction", "is a US-backed faction"),
        ("type", "united front", "is a united front"),
        ("type", "umbrella group", "is an umbrella group"),
        ("casualties", "four", "suffered losses: four"),
        ("strength", "400", "has a strength of 400"),
        ("died", "died", "died"),
    ],
)
def test_the_label_leads_over_to_its_value(predicate: str, value: str, said: str) -> None:
    assert statement(line_told(Told("Delta Guard", predicate, value))) == said


def test_marks_of_doubt_on_a_date_are_words() -> None:
    assert dated(Period.event("2017-02~"), event=True) == "about 2017-02"
    assert dated(Period.evidenced("2017?"), event=False) == "evidenced perhaps 2017"
    assert dated(Period.event("2017-02%"), event=True) == "perhaps about 2017-02"
    assert dated(Period.evidenced("2012-24~"), event=False) == "evidenced about winter 2012"
    assert dated(Period.event("2012-22"), event=True) == "summer 2012"


def test_a_rename_to_the_name_that_it_has_is_told_from_the_name_before() -> None:
    told = [Told("Reed Band", "renamed_to", "Delta Guard", Period.event("2013"))]
    held = holdings_of(told, {"Delta Guard": MentionType.ARMED_GROUP, "Reed Band": MentionType.ARMED_GROUP}, SAME)
    fact = replace(next(iter(held.facts.values())), object=None, value="Delta Guard")
    assert whole_statement(line_of(held, fact)) == "Reed Band was renamed to Delta Guard"
