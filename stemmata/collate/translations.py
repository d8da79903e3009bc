"""Which reports are translations of one another: two languages, and the same numbers, dates and names in one order.

Two accounts of one event share these too, but each leaves some out and tells them in an order of its own. Sentences
are aligned by what they share, as texts and their translations have been since Gale and Church, "A program for
aligning sentences in bilingual corpora" (1993); here the pairs of texts are what is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stemmata.collate.alignment import Aligned, Rarity, align, side
from stemmata.collate.anchors import Anchor, anchors
from stemmata.collate.candidates import candidates
from stemmata.collate.derive import Bond
from stemmata.collate.direction import Pointer, Witness, direction, pointers
from stemmata.collate.tongues import no_words_shared, says_translated, sure, tongue
from stemmata.model import Derivation, DerivationKind, Segment, SharedPassage

TOLD = 6  # examples that the evidence gives


@dataclass(frozen=True, slots=True)
class Text:
    """A report with its language and its anchors."""

    witness: Witness
    language: str
    anchors: tuple[Anchor, ...]


def translations(witnesses: Sequence[Witness], segments: Mapping[str, Sequence[Segment]]) -> Iterator[Bond]:
    """The ties of reports in different languages of which one translates the other, or both a third."""
    spoken = [tongue(witness.report) for witness in witnesses]
    pairs = candidates([witness.report.text for witness in witnesses], spoken)
    texts = {}
    for at in sorted({end for pair in pairs for end in pair}):
        report = witnesses[at].report
        texts[at] = Text(witnesses[at], spoken[at], anchors(report, segments[report.id], spoken[at]))
    rarity = Rarity([[anchor.key for anchor in text.anchors] for text in texts.values()])
    sides = {at: side(text.anchors, rarity) for at, text in texts.items()}
    for one, other in pairs:
        found = align(sides[one], sides[other], rarity)
        if found.translated and two_languages(texts[one], texts[other]):
            yield bond(texts[one], texts[other], found)


def two_languages(one: Text, other: Text) -> bool:
    if sure(one.language, other.language):
        return True
    return no_words_shared(one.witness.report.text, other.witness.report.text)


# --- what is said of a pair ---------------------------------------------------------------------------------------


def bond(one: Text, other: Text, found: Aligned) -> Bond:
    """The tie of two reports of which one translates the other, the source first where something tells it."""
    said = (*pointers(one.witness, other.witness, None), *declared(one, other))
    way = direction(said)
    passages = found.stretches()
    if way is False:
        one, other = other, one
        passages = tuple(SharedPassage(p.to_start, p.to_end, p.from_start, p.from_end) for p in passages)
    evidence = (*told(one, other, found), *dict.fromkeys(pointer.words for pointer in said))
    ends = one.witness.report.id, other.witness.report.id
    score = round(found.share, 3)
    return Bond(Derivation(*ends, DerivationKind.TRANSLATION, way is not None, evidence, passages, score))


def declared(one: Text, other: Text) -> Iterator[Pointer]:
    """Of two reports the one that says that it is a translation comes from the other."""
    lines = says_translated(one.witness.report.text), says_translated(other.witness.report.text)
    for text, line, rival, first in ((other, *lines[::-1], True), (one, *lines, False)):
        if line is not None and rival is None:
            yield Pointer(first, f"{text.witness.report.name} says that it is a translation (“{line}”)")


def told(one: Text, other: Text, found: Aligned) -> Iterator[str]:
    numbers = sum(not pair.one.named for pair in found.pairs)
    yield (
        f"{numbers} numbers and dates and {len(found.pairs) - numbers} names stand in the same order in "
        f"{one.witness.report.name} ({one.language}) and {other.witness.report.name} ({other.language})"
    )
    yield f"that is {found.share:.0%} of those of the one that has fewer"
    yield f"{found.one_to_one:.0%} of them stand in sentences that answer one another"
    rarest = sorted(found.pairs, key=lambda pair: -pair.weight)[:TOLD]
    yield "among them " + ", ".join(pair.words for pair in found.pairs if pair in rarest)
