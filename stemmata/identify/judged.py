"""What people decided: anchors found again in the texts, and "same" and "different" carried out before any rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemmata.identify.clusters import Proposal
from stemmata.identify.readings import Reading, Readings
from stemmata.model import Anchor, Judgement

Placed = tuple[Judgement, tuple[int, ...]]


def place(anchor: Anchor, readings: Readings) -> Reading | None:
    """The reading that an anchor means, or None where the words are no longer there.

    Of several places with the words, the one whose surroundings share most with the anchor's, then the first.
    """
    there = readings.by_report.get(anchor.report, ())
    exact = [reading for reading in there if reading.mention.text == anchor.quote]
    found = exact or [r for r in there if anchor.quote and anchor.quote in r.mention.text and _nearness(anchor, r)]
    return max(found, key=lambda r: (_nearness(anchor, r), -r.at), default=None)


def _nearness(anchor: Anchor, reading: Reading) -> int:
    """How many characters right before and right after are those of the anchor's context."""
    before, _, after = anchor.context.partition("|")
    ours_before, _, ours_after = reading.anchor.context.partition("|")
    return _common(before[::-1], ours_before[::-1]) + _common(after, ours_after)


def _common(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def place_judgements(judgements: Sequence[Judgement], readings: Readings) -> tuple[list[Placed], tuple[Judgement, ...]]:
    """The judgements of identity that fit, with the readings they mean, latest first; and those that do not fit."""
    placed: list[Placed] = []
    unplaced: list[Judgement] = []
    for judgement in judgements:
        if judgement.what not in ("same", "different"):
            continue
        found = [place(anchor, readings) for anchor in judgement.anchors]
        ats = tuple(reading.at for reading in found if reading is not None)
        if len(ats) < max(len(judgement.anchors), 2):
            unplaced.append(judgement)
        else:
            placed.append((judgement, ats))
    # Of contradictory judgements the latest holds; of two made at once the careful one ("different").
    placed.sort(key=lambda p: (p[0].what != "different", p[0].who, p[0].why, p[1]))
    placed.sort(key=lambda p: p[0].when, reverse=True)
    return placed, tuple(unplaced)


def decided(placed: Sequence[Placed]) -> Iterator[Proposal]:
    """One proposal for each pair that a judgement speaks of."""
    for judgement, ats in placed:
        why = f"{judgement.who} decided on {judgement.when}: {judgement.why}"
        for i, one in enumerate(ats):
            for other in ats[i + 1 :]:
                yield Proposal(one, other, judgement.what, "judgement", why, sure=True)
