"""A claim in the making: the readers of a passage make drafts, `finish` turns them into checked Claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from stemmata.extract.attribution import PLAIN, Attribution
from stemmata.extract.spots import Scene, Spot
from stemmata.model import Argument, Claim, Qualifier, Report
from stemmata.when import UNKNOWN, Period


@dataclass(frozen=True, slots=True)
class End:
    """Subject or object of a draft: a spot of the passage, a mention elsewhere in the report, or a bare value."""

    text: str
    spot: Spot | None = None
    mention: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader found in a passage; `start` and `end` are offsets of the passage."""

    predicate: str
    subject: End
    object: End
    start: int
    end: int
    method: str
    confidence: float
    qualifiers: Mapping[str, Qualifier] = field(default_factory=dict)
    when: Period = UNKNOWN
    said: Attribution = PLAIN


def spot_end(scene: Scene, spot: Spot) -> End:
    return End(scene.text(spot.start, spot.end), spot)


def finish(report: Report, scene: Scene, draft: Draft) -> Claim:
    """The claim that a draft stands for, with its words in the report."""
    passage = scene.passage
    start, end = passage.span(draft.start, draft.end)
    pieces = passage.pieces(draft.start, draft.end)
    interrupted = len(pieces) > 1
    return Claim(
        report=report.id,
        start=start,
        end=end,
        quote=report.text[start:end],
        predicate=draft.predicate,
        subject=_argument(report, scene, draft.subject),
        object=_argument(report, scene, draft.object),
        method=draft.method,
        confidence=round(min(max(draft.confidence, 0.01), 0.99), 2),
        qualifiers=dict(sorted(draft.qualifiers.items())),
        when=draft.when,
        voices=draft.said.voices,
        polarity=draft.said.polarity,
        modality=draft.said.modality,
        parts=pieces if interrupted else (),
        reading=passage.text[draft.start : draft.end] if interrupted else "",
    )


def _argument(report: Report, scene: Scene, end: End) -> Argument:
    if end.mention is not None:
        return Argument(end.text, end.mention)
    if end.spot is None:
        return Argument(end.text)
    start, last = scene.place(end.spot)
    return Argument(report.text[start:last], scene.mention_id(end.spot))


def best_of(claims: Sequence[Claim], meant: Mapping[str, str]) -> tuple[Claim, ...]:
    """One claim for each statement: of those with the same ends in overlapping words the surest, then the shortest.

    `meant`: mention id -> the name that it stands for.
    """
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (-c.confidence, c.end - c.start, c.start, c.id)):
        if not any(_same_statement(claim, other, meant) for other in kept):
            kept.append(claim)
    return tuple(sorted(kept, key=lambda c: (c.start, c.end, c.predicate, c.id)))


def _stands_for(end: Argument, meant: Mapping[str, str]) -> str:
    return end.text if end.mention is None else meant.get(end.mention, end.mention)


def _same_statement(one: Claim, other: Claim, meant: Mapping[str, str]) -> bool:
    if one.predicate != other.predicate or one.start >= other.end or other.start >= one.end:
        return False
    ends = ((one.subject, one.object), (other.subject, other.object))
    alike = all(_stands_for(a, meant) == _stands_for(b, meant) for a, b in zip(*ends, strict=True))
    slot = ("role", "stance")
    return alike and all(one.qualifiers.get(k) == other.qualifiers.get(k) for k in slot)
