"""Judgements of a record as lessons: what was accepted is so, what was rejected is not, nothing else is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from tokenizers import Tokenizer

import stemmata.extract
from stemmata.extract.labels import CLAIMED, LINKS
from stemmata.model import (
    Anchor,
    Argument,
    Claim,
    Extraction,
    Judgement,
    Mention,
    MentionKind,
    MentionType,
    Metadatum,
    Report,
    Run,
)
from stemmata.training.judged import Verdicts, lessons
from stemmata.training.marked import MarkedSentence, pairs_of
from stemmata.when import Period

TEXT = "Tor Vael left the Reed League in May 2001. The League fought the Saltmarsh Guard.\n\nNobody else came."
PERSON, GROUP = MentionType.PERSON, MentionType.ARMED_GROUP


def mention(
    words: str, kind: MentionType, manner: MentionKind = MentionKind.NAME, refers: str | None = None
) -> Mention:
    start = TEXT.index(words)
    return Mention("r", start, start + len(words), words, kind, manner, 1.0, refers)


VAEL, LEAGUE, GUARD = mention("Tor Vael", PERSON), mention("Reed League", GROUP), mention("Saltmarsh Guard", GROUP)
AGAIN = mention("The League", GROUP, MentionKind.DESCRIPTION, LEAGUE.id)


def claim(predicate: str, one: Mention, other: Mention, when: Period | None = None) -> Claim:
    ends = (Argument(m.text, m.id) for m in (one, other))
    span = min(one.start, other.start), max(one.end, other.end)
    return Claim("r", *span, TEXT[slice(*span)], predicate, *ends, "model:claims", 0.6, when=when or Period())


LEFT = claim("left", VAEL, LEAGUE, Period.event("2001-05", "May 2001"))
ALLIED = claim("allied_with", AGAIN, GUARD)


def judgement(what: str, about: Claim, when: str = "2024-01-01", **value: str) -> Judgement:
    anchor = Anchor("a.txt", about.quote, "", about.predicate, (about.subject.text, about.object.text))
    return Judgement("Ida", when, what, "I know", (anchor,), value)


@pytest.fixture
def judged() -> Verdicts:
    lines = tuple(Run(start, start + len(part), "p") for part in TEXT.split("\n\n") for start in [TEXT.index(part)])
    report = Report(
        "r", "a.txt", None, "", len(TEXT), "text/plain", "text/1", TEXT, {"language": Metadatum("en", "")}, lines
    )
    return Verdicts(report, Extraction("r", (VAEL, LEAGUE, AGAIN, GUARD), (LEFT, ALLIED)))


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(Path(stemmata.extract.__file__).parent / "weights" / "tokenizer.json"))


def known(sentence: MarkedSentence) -> set[tuple[str, str, str, bool]]:
    """What a sentence teaches: subject, label, object, whether it is so."""
    right = {(c.subject, c.object, c.claim) for c in sentence.claims}
    every = {(one, other, label) for one, other, _ in pairs_of(sentence) for label in range(len(CLAIMED))}
    spots = sentence.spots
    return {
        (spots[one].id, CLAIMED[label], spots[other].id, (one, other, label) in right)
        for one, other, label in every - sentence.unsure
    }


def test_what_was_accepted_is_so_and_what_was_rejected_is_not(judged: Verdicts, tokenizer: Tokenizer) -> None:
    judged.judge(judgement("accept", LEFT))
    judged.judge(judgement("reject", ALLIED))
    sentences = [sentence for paragraph in lessons(tokenizer, judged) for sentence in paragraph]
    assert known(sentences[0]) == {("tor vael", "left", "reed league", True)}
    assert {one for one in known(sentences[1]) if not one[3]} == known(sentences[1])
    assert ("reed league", "allied_with", "saltmarsh guard", False) in known(sentences[1])
    assert all(known(sentence) == set() for sentence in sentences[2:])


def test_an_accepted_claim_brings_its_date(judged: Verdicts, tokenizer: Tokenizer) -> None:
    judged.judge(judgement("accept", LEFT))
    first = lessons(tokenizer, judged)[0][0]
    ((spot, link),) = first.claims[0].links
    assert (first.spots[spot].type, LINKS[link]) == ("Time", "when")


def test_a_correction_is_a_rejection_and_an_addition(judged: Verdicts, tokenizer: Tokenizer) -> None:
    judged.judge(judgement("correct", ALLIED, predicate="opposed_to"))
    second = lessons(tokenizer, judged)[0][1]
    told = {(name, so) for _, name, _, so in known(second)}
    assert ("allied_with", False) in told and ("opposed_to", True) in told


def test_the_later_judgement_holds(judged: Verdicts) -> None:
    judged.judge(judgement("accept", LEFT))
    judged.judge(judgement("reject", LEFT, "2024-02-02"))
    assert (list(judged.right), list(judged.wrong)) == ([], [LEFT.id])


def test_a_judgement_that_fits_nothing_is_counted(judged: Verdicts) -> None:
    gone = Anchor("a.txt", "words that are not there", "", "left", ("Tor Vael",))
    judged.judge(Judgement("Ida", "2024-01-01", "accept", "", (gone,)))
    judged.judge(judgement("accept", claim("joined", VAEL, LEAGUE)))
    judged.judge(Judgement("Ida", "2024-01-01", "accept", "", (Anchor("b.txt", "left"),)))
    assert (judged.lost, judged.right, judged.wrong) == (2, {}, {})
