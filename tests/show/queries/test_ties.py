"""What is documented between two actors."""

import pytest

from stemmata.errors import NotFound
from stemmata.model import MentionType
from stemmata.show.holdings import Holdings
from stemmata.show.queries.ties import ties_between
from stemmata.when import Holds, Period
from tests.show.sentences import Told, holdings_of

TYPES = {
    **dict.fromkeys(("Oru Front", "Tarn Guard", "Vell Wing"), MentionType.ARMED_GROUP),
    "Lake League": MentionType.COALITION,
    "Velia": MentionType.STATE,
    "Mara Oru": MentionType.PERSON,
}
TOLD = (
    Told("Tarn Guard", "attacked", "Oru Front", Period.event("2016-03")),
    Told("Oru Front", "opposed_to", "Tarn Guard", Period.evidenced("2016")),
    Told("Oru Front", "allied_with", "Tarn Guard", Period.span("2013", "2015")),
    Told("Oru Front", "casualties", "40", Period.event("2016-03"), {"caused_by": "Tarn Guard"}),
    Told("Oru Front", "part_of", "Lake League", Period.span("2013", "2014")),
    Told("Tarn Guard", "joined", "Lake League", Period.event("2016-01")),
    Told("Oru Front", "supplied_by", "Velia"),
    Told("Tarn Guard", "funded_by", "Velia"),
    Told("Mara Oru", "holds_post", "Oru Front", Period.span("2013", "2014"), {"role": "commander"}),
    Told("Mara Oru", "holds_post", "Tarn Guard", Period.evidenced("2016"), {"role": "spokesman"}),
    Told("Vell Wing", "allied_with", "Oru Front"),
)


@pytest.fixture(scope="module")
def tied() -> Holdings:
    return holdings_of(TOLD, TYPES, against=[(1, 2)])


def test_every_statement_that_names_both_stands_in_its_group_told_from_the_first(tied: Holdings) -> None:
    answer = ties_between(tied, "Oru Front", "Tarn Guard")
    told = {group.kind: [(line.about.name, line.label) for line in group.lines] for group in answer.groups}
    assert told == {
        "allied": [("Oru Front", "is allied with")],
        "opposed": [("Oru Front", "is opposed to")],
        "events": [("Oru Front", "was attacked by"), ("Oru Front", "suffered losses")],
    }
    turned = ties_between(tied, "Tarn Guard", "Oru Front")
    assert {line.fact for g in turned.groups for line in g.lines} == {
        line.fact for g in answer.groups for line in g.lines
    }


def test_as_of_a_date(tied: Holdings) -> None:
    answer = ties_between(tied, "Oru Front", "Tarn Guard", "2014-06")
    assert {group.kind: group.holds for group in answer.groups} == {"allied": Holds.YES, "opposed": Holds.MAYBE}
    assert answer.not_then == 2 and answer.on == "2014-06"


def test_what_they_share_and_whether_at_one_time(tied: Holdings) -> None:
    shared = {(s.words, s.third.name): s.together for s in ties_between(tied, "Oru Front", "Tarn Guard").shared}
    assert shared == {
        ("both were part of", "Lake League"): Holds.NO,
        ("both were backed by", "Velia"): Holds.MAYBE,
        ("in both a post was held by", "Mara Oru"): Holds.MAYBE,
    }
    (backed,) = [s for s in ties_between(tied, "Oru Front", "Tarn Guard", "2020").shared]
    assert [line.predicate for line in (*backed.of_one, *backed.of_other)] == ["supplied_by", "funded_by"]


def test_disputes_over_their_ties_and_names_that_are_unknown(tied: Holdings) -> None:
    (dispute,) = ties_between(tied, "Oru Front", "Tarn Guard").disputes
    assert {line.predicate for side in dispute.sides for line in side.lines} == {"opposed_to", "allied_with"}
    assert ties_between(tied, "Vell Wing", "Velia").groups == ()
    with pytest.raises(NotFound):
        ties_between(tied, "Oru Front", "Nobody")
