"""Chains of command: put together from documented statements, with their gaps."""

import pytest

from stemmata.model import MentionType, Polarity
from stemmata.ontology import ontology
from stemmata.show.holdings import Holdings
from stemmata.show.networks import Command
from stemmata.show.queries.command import chain_of_command, rules
from stemmata.when import Holds, Period
from tests.show.sentences import Told, holdings_of

GROUP, PERSON = MentionType.ARMED_GROUP, MentionType.PERSON
UNITS = ("Army of the Lake", "First Division", "Reed Brigade", "Mill Battalion", "Oar Battalion", "Tarn Guard")
TYPES = {
    **dict.fromkeys(UNITS, GROUP),
    **dict.fromkeys(("Mara Oru", "Tomas Vell", "Sela Arn", "Ilo Brand"), PERSON),
}
POST = {"role": "commander"}
TOLD = (
    Told("First Division", "part_of", "Army of the Lake", Period.span("2013", "2017")),
    Told("Reed Brigade", "part_of", "First Division", Period.span("2014", "2016")),
    Told("Reed Brigade", "joined", "Tarn Guard", Period.event("2017-02")),
    Told("Reed Brigade", "formed_by", "Mill Battalion", Period.event("2014")),
    Told("Oar Battalion", "part_of", "Reed Brigade", polarity=Polarity.DENIED),
    Told("First Division", "part_of", "Reed Brigade"),
    Told("Mara Oru", "holds_post", "Reed Brigade", Period.span("2014-03", "2015-08"), POST),
    Told("Tomas Vell", "holds_post", "Reed Brigade", Period.span("2015-09"), {"role": "leader"}),
    Told("Sela Arn", "holds_post", "Reed Brigade", Period.span("2014", "2016"), {"role": "deputy commander"}),
    Told("Ilo Brand", "holds_post", "Army of the Lake", Period.evidenced("2015"), {"role": "commander-in-chief"}),
    Told("Mara Oru", "member_of", "Army of the Lake"),
    Told("Oar Battalion", "left", "Reed Brigade"),
)


@pytest.fixture(scope="module")
def ranks() -> Holdings:
    return holdings_of(TOLD, TYPES)


def levels(answer: Command) -> dict[str, int]:
    return {unit.who.name: unit.level for unit in answer.units}


def test_upwards_and_downwards_with_the_commanders_of_each(ranks: Holdings) -> None:
    answer = chain_of_command(ranks, "Reed Brigade", "2015-06")
    assert levels(answer) == {"Army of the Lake": -2, "First Division": -1, "Reed Brigade": 0, "Mill Battalion": 1}
    commanders = {unit.who.name: [(h.who.name, h.holds) for h in unit.commanders] for unit in answer.units}
    assert commanders == {
        "Army of the Lake": [("Ilo Brand", Holds.MAYBE)],
        "First Division": [],
        "Reed Brigade": [("Mara Oru", Holds.YES)],
        "Mill Battalion": [],
    }


def test_every_link_is_a_statement_told_from_what_belonged(ranks: Holdings) -> None:
    answer = chain_of_command(ranks, "Reed Brigade", "2015-06")
    names = {unit.who.entity: unit.who.name for unit in answer.units}
    told = {(names[link.one], link.lines[0].label, names[link.other]): link.holds for link in answer.links}
    assert told == {
        ("First Division", "is part of", "Army of the Lake"): Holds.YES,
        ("Reed Brigade", "is part of", "First Division"): Holds.YES,
        ("Mill Battalion", "took part in forming", "Reed Brigade"): Holds.MAYBE,
    }
    assert answer.whole == ()
    assert [names[link.one] for link in answer.aside] == ["First Division"]


def test_on_another_day_another_chain(ranks: Holdings) -> None:
    later = chain_of_command(ranks, "Reed Brigade", "2018")
    assert levels(later)["Tarn Guard"] == -1 and "Army of the Lake" not in levels(later)
    commanders = [holder.who.name for unit in later.units if unit.level == 0 for holder in unit.commanders]
    assert commanders == ["Tomas Vell"]
    every = chain_of_command(ranks, "Reed Brigade")
    assert every.on == "" and all(link.holds is None for link in every.links)


def test_what_was_only_denied_or_left_is_no_link_and_what_was_left_is_counted(ranks: Holdings) -> None:
    (unit,) = [unit for unit in chain_of_command(ranks, "Reed Brigade", "2015").units if unit.level == 0]
    assert "Oar Battalion" not in levels(chain_of_command(ranks, "Reed Brigade", "2015"))
    assert unit.more == 1


def test_one_report_that_tells_of_the_whole_chain_is_named(ranks: Holdings) -> None:
    answer = chain_of_command(ranks, "Mill Battalion", "2014-06")
    alone = chain_of_command(holdings_of(TOLD[:1], TYPES), "First Division", "2014")
    assert answer.whole == () and alone.whole == ("report-00.txt",)


def test_the_rules_are_known_to_the_ontology() -> None:
    assert set(rules()["units"]) <= set(ontology().types)
    assert rules()["posts"] and rules()["up"] > 0 and rules()["down"] > 0
