"""Voices as the entities that they are, and voices that name nobody in particular."""

from __future__ import annotations

import pytest
import yaml
from test_reconcile import APART, claim, report

from stemmata.model import (
    Entity,
    EntityName,
    Fact,
    Identification,
    Mention,
    MentionKind,
    MentionType,
    Polarity,
    Reconciliation,
    Report,
)
from stemmata.reconcile import reconcile
from stemmata.reconcile.voices import NOBODY, nobody

LISTS = yaml.safe_load(NOBODY.read_text(encoding="utf-8"))
PAPER = "Harran Monitor"
REPORTS = [report(name) for name in "abcd"]


def mention(report: str, text: str, at: int = 200) -> Mention:
    return Mention(report, at, at + len(text), text, MentionType.PUBLICATION, MentionKind.NAME)


MENTIONS = [mention("a", "the Harran Monitor"), mention("b", "HM"), mention("c", "the residents")]
KNOWN = Identification(
    (
        *(Entity(f"e-{name}", "ArmedGroup", name, ()) for name in ("Oru Front", "Nele League")),
        Entity("e-paper", "Publication", PAPER, tuple(EntityName(text, "Latn", "main") for text in (PAPER, "HM"))),
    ),
    {f"m:{name}": f"e-{name}" for name in ("Oru Front", "Nele League")} | {m.id: "e-paper" for m in MENTIONS[:2]},
    (),
    (),
)


def told(*says: tuple[str, str], reports: list[Report] = REPORTS, mentions: list[Mention] = MENTIONS) -> Fact:
    """One fact that each report has from a voice; "" is the report's own words."""
    claims = [
        claim("Oru Front", "part_of", "Nele League", report=name, voices=[voice] if voice else [])
        for name, voice in says
    ]
    (fact,) = reconcile(claims, KNOWN, APART, reports, mentions).facts
    return fact


def test_two_names_of_one_paper_are_one_origin() -> None:
    fact = told(("a", "the Harran Monitor"), ("b", "HM"))
    assert len(fact.lineages) == 1
    assert len(fact.voices) == 1


def test_a_voice_that_no_mention_has_is_found_by_its_name() -> None:
    assert len(told(("a", "the Harran Monitor"), ("d", "HM")).lineages) == 1
    assert len(told(("a", "Tarn Post"), ("d", "The Tarn Post"), mentions=[]).lineages) == 1
    assert len(told(("a", "Tarn Post"), ("d", "Oru Radio")).lineages) == 2


def test_a_publisher_is_the_voice_that_another_report_names_otherwise() -> None:
    reports = [*REPORTS[:2], report("c", publisher="HM"), *REPORTS[3:]]
    assert len(told(("a", "the Harran Monitor"), ("c", ""), reports=reports).lineages) == 1


def test_words_that_stand_for_two_entities_stand_for_none() -> None:
    two = [mention("a", "HM", 200), mention("a", "HM", 300)]
    known = Identification(
        (*KNOWN.entities, Entity("e-other", "Publication", "HM", (EntityName("HM", "Latn", "acronym"),))),
        {**KNOWN.entity_of, two[0].id: "e-paper", two[1].id: "e-other"}, (), (),
    )  # fmt: skip
    claims = [
        claim("Oru Front", "part_of", "Nele League", report=name, voices=[voice])
        for name, voice in (("a", "HM"), ("b", PAPER))
    ]
    (fact,) = reconcile(claims, known, APART, REPORTS, two).facts
    assert len(fact.lineages) == 2


def test_witnesses_of_two_reports_are_not_one_origin() -> None:
    assert len(told(("a", "witnesses"), ("b", "witnesses")).lineages) == 2
    assert len(told(("a", "a spokesman"), ("b", "the spokesman")).lineages) == 2
    assert len(told(("a", "a spokesman of Oru Front"), ("b", "a spokesman of Oru Front")).lineages) == 1


@pytest.mark.parametrize("name", LISTS["generic"])
def test_generic_voices(name: str) -> None:
    assert nobody(name)


@pytest.mark.parametrize("name", LISTS["named"])
def test_named_voices(name: str) -> None:
    assert not nobody(name)


# --- two voices in one report ------------------------------------------------------------------------------------


def joining(*says: tuple[str, Polarity]) -> Reconciliation:
    claims = [
        claim("Oru Front", "part_of", "Nele League", voices=[voice] if voice else [], polarity=polarity, at=100 * at)
        for at, (voice, polarity) in enumerate(says)
    ]
    return reconcile(claims, KNOWN, APART, REPORTS, MENTIONS)


def test_one_report_in_which_one_voice_says_and_another_denies_it() -> None:
    (difference,) = joining(("HM", Polarity.REPORTED), ("Oru Radio", Polarity.DENIED)).differences
    assert (difference.kind, difference.sub) == ("contradiction", "denial")
    (difference,) = joining(("", Polarity.ASSERTED), ("Oru Radio", Polarity.DENIED)).differences
    assert difference.kind == "contradiction"
    (difference,) = joining(("HM", Polarity.REPORTED), (PAPER, Polarity.DENIED)).differences
    assert (difference.kind, difference.sub) == ("change_over_time", "undated")  # one paper, under two names
