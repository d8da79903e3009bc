"""Readings made by hand against the marks of a small report: what counts as right, and what is then asked of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from stemmata.corpus.assemble import Assembled, assemble
from stemmata.corpus.marked import MarkedReport
from stemmata.corpus.score import Tally, score
from stemmata.model import Argument, Claim, Extraction, Mention, MentionKind, MentionType, Polarity, Qualifier
from stemmata.when import UNKNOWN, Period
from tests.corpus.conftest import Marked

BODY = """\
[p1 Tor Vael] broke with [g1 the Reed League] in [t1=2001-04 April 2001], [p2 Nele Oru] said.
> p1 left g1 when=t1 by=p2 reported
[p1 He] fought [g2 the Saltmarsh Guard] with [g2~ its] 300 men.
> g2 strength "300 men"
> p1 opposed_to g2

[g1~ The group] would never let [p1 Vael] back.
> p1 joined g1 denied
! denial
[g2~ The guards] lost 14 men to [g1 the League].
> g2 casualties "14 men" as=killed caused_by=g1
> g2 was_attacked_by g1
"""
GROUP, PERSON = MentionType.ARMED_GROUP, MentionType.PERSON


@dataclass
class Hand:
    """A reading made by hand: words are found in the text, the first place after `past`."""

    made: Assembled
    mentions: list[Mention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def mention(self, words: str, kind: MentionType = GROUP, past: int = 0, refers: str | None = None) -> Mention:
        start = self.made.report.text.index(words, past)
        manner = MentionKind.NAME if refers is None else MentionKind.DESCRIPTION
        made = Mention(self.made.report.id, start, start + len(words), words, kind, manner, 1.0, refers)
        self.mentions.append(made)
        return made

    def claim(
        self,
        predicate: str,
        subject: Mention,
        other: Mention | str,
        confidence: float = 0.9,
        when: Period = UNKNOWN,
        told: tuple[Polarity, str | None, tuple[str, ...]] = (Polarity.ASSERTED, None, ()),
        qualifiers: Mapping[str, Qualifier] | None = None,
    ) -> None:
        text = self.made.report.text
        ends = [Argument(e) if isinstance(e, str) else Argument(e.text, e.id) for e in (subject, other)]
        polarity, modality, voices = told
        self.claims.append(
            Claim(
                self.made.report.id,
                subject.start,
                subject.end,
                text[subject.start : subject.end],
                predicate,
                ends[0],
                ends[1],
                "model:test",
                confidence,
                qualifiers or {},
                when,
                voices,
                polarity,
                modality,
            )
        )

    def score(self, marked: MarkedReport, at_least: float = 0.0) -> Tally:
        return score(
            marked, self.made, Extraction(self.made.report.id, tuple(self.mentions), tuple(self.claims)), at_least
        )


@pytest.fixture
def report(marked: Marked) -> MarkedReport:
    return marked(BODY)


@pytest.fixture
def hand(report: MarkedReport) -> Hand:
    return Hand(assemble(report))


def test_a_mention_is_right_without_its_article_and_with_its_type(report: MarkedReport, hand: Hand) -> None:
    hand.mention("Reed League")
    hand.mention("Tor Vael")  # a person, read as a group
    hand.mention("April 2001", MentionType.TIME)  # times are not asked here
    counts = hand.score(report).counts
    assert (counts["mentions read"], counts["mention spans right"], counts["mentions right"]) == (2, 2, 1)
    assert counts["mentions marked"] == 10


def test_a_claim_is_right_whichever_words_stand_for_its_ends(report: MarkedReport, hand: Hand) -> None:
    league = hand.mention("Reed League")
    hand.claim("left", hand.mention("Tor Vael", PERSON), league)
    counts = hand.score(report).counts
    assert (counts["claims read"], counts["claims right"], counts["claims marked"]) == (1, 1, 6)


def test_a_claim_of_another_sentence_is_false(report: MarkedReport, hand: Hand) -> None:
    league = hand.mention("Reed League")
    vael = hand.mention("Vael", PERSON, hand.made.report.text.index("back") - 10)
    hand.claim("left", vael, league)
    tally = hand.score(report)
    assert tally.counts["claims right"] == 0
    assert len(tally.false) == 1 and "Vael left Reed League" in tally.false[0]
    assert len(tally.missed) == 6


def test_a_marked_claim_is_found_once_by_the_surest(report: MarkedReport, hand: Hand) -> None:
    vael, league = hand.mention("Tor Vael", PERSON), hand.mention("Reed League")
    hand.claim("left", vael, league, 0.5)
    hand.claim("left", vael, league, 0.8, when=Period.event("2001-04", "April 2001"))
    tally = hand.score(report)
    assert [(one.confidence, one.right) for one in tally.judged] == [(0.8, True), (0.5, False)]
    assert tally.figures()["claim_precision"] == 0.5
    assert hand.score(report, at_least=0.6).counts["claims read"] == 1


@pytest.mark.parametrize("other", ["Saltmarsh Guard", "He"])
def test_a_tie_without_direction_may_be_told_from_either_end(report: MarkedReport, hand: Hand, other: str) -> None:
    vael = hand.mention("Tor Vael", PERSON)
    he, guard = hand.mention("He", PERSON, refers=vael.id), hand.mention("Saltmarsh Guard")
    hand.claim("opposed_to", *((he, guard) if other == "He" else (guard, he)))
    assert hand.score(report).counts["claims right"] == 1


def test_an_attack_told_passively_may_be_read_actively_and_only_so_turned(report: MarkedReport, hand: Hand) -> None:
    past = hand.made.report.text.index("The guards")
    guards = hand.mention("The guards", past=past, refers=hand.mention("Saltmarsh Guard").id)
    league = hand.mention("League", past=past)
    hand.claim("attacked", league, guards)
    assert hand.score(report).counts["claims right"] == 1
    hand.claims.clear()
    hand.claim("attacked", guards, league)
    assert hand.score(report).counts["claims right"] == 0


def test_values_are_the_same_by_number(report: MarkedReport, hand: Hand) -> None:
    guard = hand.mention("Saltmarsh Guard")
    hand.claim("strength", guard, "300")
    hand.claim("strength", guard, "301")
    counts = hand.score(report).counts
    assert (counts["claims read"], counts["claims right"]) == (2, 1)


def test_of_tolls_the_kind_counts(report: MarkedReport, hand: Hand) -> None:
    past = hand.made.report.text.index("The guards")
    guards = hand.mention("The guards", past=past, refers=hand.mention("Saltmarsh Guard").id)
    hand.claim("casualties", guards, "14 men", qualifiers={"injured": 14})
    assert hand.score(report).counts["claims right"] == 0
    hand.claim("casualties", guards, "14 men", qualifiers={"killed": 14})
    assert hand.score(report).counts["claims right"] == 1


def test_what_is_asked_of_a_right_claim(report: MarkedReport, hand: Hand) -> None:
    vael, league = hand.mention("Tor Vael", PERSON), hand.mention("Reed League")
    when = Period.event("2001-04", "April 2001")
    hand.claim("left", vael, league, when=when, told=(Polarity.REPORTED, None, ("Oru",)))
    figures = hand.score(report).figures()
    assert (figures["time"], figures["polarity"], figures["voice"]) == (1.0, 1.0, 1.0)
    hand.claims.clear()
    hand.claim("left", vael, league, when=Period.event("2001-05", "May 2001"))
    tally = hand.score(report)
    assert [tally.figures()[name] for name in ("time", "polarity", "voice")] == [0.0, 0.0, 0.0]
    assert len(tally.wrong) == 2


def test_a_time_where_none_is_marked_is_wrong(report: MarkedReport, hand: Hand) -> None:
    vael = hand.mention("Tor Vael", PERSON)
    he = hand.mention("He", PERSON, refers=vael.id)
    hand.claim("opposed_to", he, hand.mention("Saltmarsh Guard"), when=Period.event("2001", "2001"))
    assert hand.score(report).figures()["time"] == 0.0


def test_references_are_followed_to_the_thing(report: MarkedReport, hand: Hand) -> None:
    league, guard = hand.mention("Reed League"), hand.mention("Saltmarsh Guard")
    vael = hand.mention("Tor Vael", PERSON)
    hand.mention("He", PERSON, refers=vael.id)
    hand.mention("The group", refers=guard.id)  # which is the league
    hand.mention("The guards", refers=guard.id)
    figures = hand.score(report).figures()
    assert league.id != guard.id
    assert (figures["reference_descriptions"], figures["reference_pronouns"]) == (0.5, 0.5)


def test_a_lure_is_fallen_into_by_what_is_told_as_so(report: MarkedReport, hand: Hand) -> None:
    past = hand.made.report.text.index("The group")
    vael, group = hand.mention("Vael", PERSON, past), hand.mention("The group", refers=hand.mention("Reed League").id)
    hand.claim("joined", vael, group, told=(Polarity.DENIED, None, ()))
    assert hand.score(report).figures()["lures_fallen_into"] == 0.0
    assert hand.score(report).judged[0].right
    hand.claims.clear()
    hand.claim("joined", vael, group)
    assert hand.score(report).figures()["lures_fallen_into"] == 1.0
    assert not hand.score(report).judged[0].right


def test_tallies_add_up(report: MarkedReport, hand: Hand) -> None:
    hand.claim("left", hand.mention("Tor Vael", PERSON), hand.mention("Reed League"))
    both = Tally()
    both.add(hand.score(report))
    both.add(hand.score(report))
    assert both.counts["claims right"] == 2
    assert both.by_predicate["left"] == {"read": 2, "right": 2, "marked": 2}
    assert both.figures() == hand.score(report).figures()
