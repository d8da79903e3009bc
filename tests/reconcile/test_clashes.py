"""Contradictions that take more than two answers to one question; causes of death that exclude each other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_impossible import EVENT, SEEN, SPAN, say
from test_reconcile import APART, report

from stemmata.model import Claim, Difference, DifferenceKind, Entity, Identification, Polarity
from stemmata.reconcile import reconcile
from stemmata.reconcile.causes import kind_of, lists
from stemmata.when import UNKNOWN, Period

TYPES = {name: "ArmedGroup" for name in ("Oru Front", "Nele League", "Tarn Guard")}
TYPES |= {"Ada Brum": "Person", "Karl Dor": "Person", "Great Council": "Place", "Accord": "Agreement"}
KNOWN = Identification(
    tuple(Entity(f"e-{name}", type_, name, ()) for name, type_ in TYPES.items()),
    {f"m:{name}": f"e-{name}" for name in TYPES},
    (),
    (),
)  # in these worlds the words "Great Council" are a place
TAKEN = say("Oru Front", "captured", "Great Council", EVENT("2014-03-09"))


def found(*claims: Claim, written: str = "2014-03-12") -> list[Difference]:
    reports = [report(name, published=written) for name in "abcd"]
    differences = reconcile(claims, KNOWN, APART, reports).differences
    return [each for each in differences if each.kind is DifferenceKind.CONTRADICTION]


def voiced(claim: Claim, voice: str, polarity: Polarity) -> Claim:
    return replace(claim, voices=(voice,), polarity=polarity)


def merger(into: str, day: str, report: str) -> Claim:
    return say("Oru Front", "merged_into", into, EVENT(day), report)


def test_two_mergers_of_one_month() -> None:
    (dispute,) = found(merger("Nele League", "2014-12", "a"), merger("Tarn Guard", "2014-12-08", "b"))
    assert dispute.sub == "merger"
    assert dispute.settle.startswith("The statement of the merger by Oru Front")
    assert not found(merger("Nele League", "2014", "a"), merger("Tarn Guard", "2014-12-08", "b"))
    assert not found(merger("Nele League", "2014-12", "a"), merger("Tarn Guard", "2014-12-08", "a"))
    belongs = say("Tarn Guard", "part_of", "Nele League", SEEN("2014"), "c")
    assert not found(merger("Nele League", "2014-12", "a"), merger("Tarn Guard", "2014-12-08", "b"), belongs)


def test_who_denies_the_one_blames_the_other() -> None:
    attack = say("Oru Front", "attacked", "Great Council", EVENT("2014-03-09"))
    denial = voiced(say("Oru Front", "attacked", "Great Council", report="b"), "Karl Dor", Polarity.DENIED)
    blame = voiced(say("Nele League", "attacked", "Great Council", report="b"), "Karl Dor", Polarity.REPORTED)
    assert {each.sub for each in found(attack, denial, blame)} == {"denial", "culprit"}
    assert {each.sub for each in found(attack, denial, replace(blame, voices=("Ada Brum",)))} == {"denial"}
    assert not found(attack, blame)


def stays(quote: str = "remains in its hands", when: Period = UNKNOWN, name: str = "Nele League") -> Claim:
    return replace(say(name, "controls", "Great Council", when, "b"), quote=quote)


def test_a_place_taken_and_still_held_by_another() -> None:
    (dispute,) = found(TAKEN, stays())
    assert dispute.sub == "holder"
    assert found(TAKEN, stays("so", SEEN("2014-03-12")))
    assert not found(TAKEN, stays("so"))
    assert not found(TAKEN, stays(), written="2016")
    assert not found(TAKEN, stays(name="Oru Front"))
    assert not found(TAKEN, replace(stays(), qualifiers={"degree": "parts of"}))
    assert not found(TAKEN, stays(), say("Nele League", "captured", "Great Council", EVENT("2014-03-11"), "c"))


def test_a_group_and_its_leader() -> None:
    no = say("Oru Front", "stance", "Accord", EVENT("2014-03-19"), stance="rejected")
    yes = say("Ada Brum", "stance", "Accord", EVENT("2014-03"), "b", stance="accepted")
    leads = say("Ada Brum", "holds_post", "Oru Front", SPAN("2012"), "c", role="led by")
    (dispute,) = found(no, yes, leads)
    assert dispute.sub == "stance"
    assert "Oru Front takes a stand on Accord: rejected" in dispute.why
    assert not found(no, yes)
    assert not found(no, yes, replace(leads, qualifiers={"role": "spokesman"}))
    assert not found(no, replace(yes, when=EVENT("2015-03")), leads)


def test_murder_or_nobodys_deed() -> None:
    murder = say("Oru Front", "assassinated", "Ada Brum", EVENT("2014-09-03"))
    mine = say("Ada Brum", "died", "", EVENT("2014-09-03"), "b", cause="an old army mine")
    (dispute,) = found(murder, mine)
    assert dispute.sub == "cause"
    assert not found(murder, replace(mine, qualifiers={"cause": "shot dead"}))


def test_two_causes_of_one_death() -> None:
    fever = say("Ada Brum", "died", "fever", EVENT("2014-09-03"), "b")
    (dispute,) = found(say("Ada Brum", "died", "air strike", EVENT("2014-09-03")), fever)
    assert (dispute.sub, len(dispute.sides)) == ("cause", 2)
    assert not found(say("Ada Brum", "died", "in the morning", EVENT("2014-09-03")), fever)


@pytest.mark.parametrize(("kind", "words"), [(k, words) for k, all_ in lists()["examples"].items() for words in all_])
def test_the_examples_of_causes(kind: str, words: str) -> None:
    assert kind_of(words) == kind


def split(day: str, report: str = "a") -> Claim:
    return say("Oru Front", "split_from", "Nele League", EVENT(day), report)


def test_two_days_of_what_happens_once_between_two() -> None:
    (dispute,) = found(split("2011-06"), split("2013-06", "b"))
    assert dispute.sub == "date"
    assert not found(split("2011-06"), split("2011", "b"))
    assert not found(split("2011-06"), split("2013-06"))
    assert not found(split("2011-06"), split("2013-06", "b"), say("Oru Front", "joined", "Nele League", report="c"))


def test_two_beginnings_of_what_went_on_through_both() -> None:
    def ally(begin: str, end: str, report: str) -> Claim:
        return say("Oru Front", "allied_with", "Nele League", SPAN(begin, end), report)

    (dispute,) = found(ally("2010", "2014", "a"), ally("2012", "2014", "b"))
    assert dispute.sub == "date"
    assert not found(ally("2010", "2011", "a"), ally("2012", "2014", "b"))
