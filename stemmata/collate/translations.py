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
from stemmata.collate.derive import Bond
from stemmata.collate.direction import Pointer, Witness, direction, pointers
from stemmata.collate.tongues import foreign, says_translated, tongue
from stemmata.model import Derivation, DerivationKind, Segment, SharedPassage

CROWD = 24  # reports that may hold an anchor before it no longer leads from one to the other
NEAR = 3  # anchors behind a number with which it makes a pair worth looking up
RARE = 3.0  # how rare an anchor must be to lead to other reports
ENOUGH_TO_ALIGN = 9.0  # how rare what two reports share must be, in sum, before they are aligned
MOST_ALIGNED = 8  # others that a report is aligned with, so that work stays linear
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
    kinds = sorted(set(spoken))
    if not any(foreign(one, other) for at, one in enumerate(kinds) for other in kinds[at + 1 :]):
        return
    texts = [
        Text(witness, language, anchors(witness.report, segments[witness.report.id], language))
        for witness, language in zip(witnesses, spoken, strict=True)
    ]
    rarity = Rarity([text.anchors for text in texts])
    sides = [side(text.anchors, rarity) for text in texts]
    for one, other in candidates(texts, rarity):
        found = align(sides[one], sides[other], rarity)
        if found.translated:
            yield bond(texts[one], texts[other], found)


# --- which reports to align ---------------------------------------------------------------------------------------


def candidates(texts: Sequence[Text], rarity: Rarity) -> list[tuple[int, int]]:
    """Pairs of reports in different languages that share rare anchors: for each report those that share most."""
    holders: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        for clue in clues(text.anchors, rarity):
            holders.setdefault(clue, []).append(at)
    shared: dict[tuple[int, int], float] = {}
    for clue, held in holders.items():
        if 2 <= len(held) <= CROWD and len({texts[at].language for at in held}) > 1:
            worth = rarity.of_clue(clue)
            for first, one in enumerate(held):
                for other in held[first + 1 :]:
                    if foreign(texts[one].language, texts[other].language):
                        shared[one, other] = shared.get((one, other), 0.0) + worth
    return sorted(best({pair: worth for pair, worth in shared.items() if worth >= ENOUGH_TO_ALIGN}))


def clues(found: Sequence[Anchor], rarity: Rarity) -> set[str]:
    """What leads from a report to its translation: rare anchors, and two numbers near one another."""
    numbers = [anchor.key for anchor in found if not anchor.named]
    pairs = {f"{one} {two}" for at, one in enumerate(numbers) for two in numbers[at + 1 : at + 1 + NEAR] if one != two}
    return pairs | {anchor.key for anchor in found if rarity.weight(anchor.key) >= RARE}


def best(shared: Mapping[tuple[int, int], float]) -> set[tuple[int, int]]:
    """The pairs that are among the strongest of either of their two."""
    beside: dict[int, list[tuple[float, tuple[int, int]]]] = {}
    for pair, worth in shared.items():
        for end in pair:
            beside.setdefault(end, []).append((-worth, pair))
    return {pair for found in beside.values() for _, pair in sorted(found)[:MOST_ALIGNED]}


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
    rarest = sorted(found.pairs, key=lambda pair: -pair.weight)[:TOLD]
    yield "among them " + ", ".join(pair.words for pair in found.pairs if pair in rarest)
