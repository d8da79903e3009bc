"""The text of a report, cut where its segments, its claims and the passages that it shares begin and end.

Nothing of the text is changed or left out: the pieces of all blocks, joined, are the text of the part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from stemmata.model import Argument, Claim, Report, Segment
from stemmata.ontology.predicates import ValueKind
from stemmata.show.answers import Named
from stemmata.show.holdings import Holdings
from stemmata.show.queries.lines import argument_name
from stemmata.show.texts import Block, Note, Piece
from stemmata.show.wording import TOLD, is_event, rule_of

PART = 40_000  # characters of a text on one page
Span = tuple[int, int]


def parts_of(segments: Sequence[Segment]) -> list[tuple[Segment, ...]]:
    """The segments of a text, cut into parts that are not much longer than `PART`; a segment is never cut."""
    parts: list[list[Segment]] = [[]]
    for segment in segments:
        if parts[-1] and segment.end - parts[-1][0].start > PART:
            parts.append([])
        parts[-1].append(segment)
    return [tuple(part) for part in parts]


def part_with(segments: Sequence[Segment], offset: int) -> int:
    """The number of the part that a character stands in, from 1."""
    parts = parts_of(segments)
    return next((number for number, part in enumerate(parts, start=1) if part and offset < part[-1].end), len(parts))


def blocks_of(
    report: Report,
    segments: Iterable[Segment],
    notes: Sequence[tuple[Claim, Note]],
    passages: Sequence[Span] = (),
) -> Iterator[Block]:
    """A block for each segment."""
    ordered = sorted(notes, key=lambda noted: (noted[0].start, -noted[0].end, noted[0].id))
    for segment in segments:
        span = (segment.start, segment.end)
        inside = [noted for noted in ordered if noted[0].start < segment.end and segment.start < noted[0].end]
        pieces = tuple(_pieces(report, span, [claim for claim, _ in inside], passages))
        begun = tuple(note for claim, note in inside if claim.start >= segment.start)
        yield Block(segment.role.value, segment.label, pieces, begun)


def _pieces(report: Report, span: Span, claims: Sequence[Claim], passages: Sequence[Span]) -> Iterator[Piece]:
    near = [other for other in passages if other[0] < span[1] and span[0] < other[1]]
    cuts = {*span, *(edge for claim in claims for edge in (claim.start, claim.end))}
    cuts |= {edge for other in near for edge in other}
    for start, end in pairwise(sorted(cut for cut in cuts if span[0] <= cut <= span[1])):
        yield Piece(
            start=start,
            words=report.text[start:end],
            claims=tuple(claim.id for claim in claims if claim.start < end and start < claim.end),
            opens=tuple(claim.id for claim in claims if start <= claim.start < end),
            passages=tuple(n for n, (a, b) in enumerate(passages, start=1) if a < end and start < b),
            begins=tuple(n for n, (a, _) in enumerate(passages, start=1) if start <= a < end),
        )


def notes_of(held: Holdings, claims: Iterable[Claim]) -> list[tuple[Claim, Note]]:
    """Each claim with the note that stands for it in the margin."""
    return [(claim, _note(held, claim)) for claim in claims]


def _note(held: Holdings, claim: Claim) -> Note:
    facts = held.facts_of.get(claim.id, ())
    subject, object_ = _named(held, claim.subject), _named(held, claim.object)
    if subject.entity is not None and subject.entity == object_.entity:  # another name of it: the names are the point
        subject, object_ = Named(claim.subject.text, subject.entity), Named(claim.object.text, object_.entity)
    if rule_of(claim.predicate).value is ValueKind.DATE:  # the date is told as every date is
        object_ = Named("")
    return Note(
        claim=claim.id,
        fact=facts[0].id if facts else "",
        label=_label(claim),
        subject=subject,
        object=object_,
        when=claim.when,
        event=is_event(claim.predicate),
        voices=claim.voices,
        polarity=claim.polarity.value,
        modality=claim.modality or "",
        confidence=claim.confidence,
        method=claim.method,
    )


def _label(claim: Claim) -> str:
    """What is said: the post or the stand where one is told, and not that there is one."""
    told = claim.qualifiers.get(TOLD.get(claim.predicate, ""))
    if not isinstance(told, str) or not told:
        return rule_of(claim.predicate).label
    return f"is {told} of" if claim.predicate == "holds_post" else told


def _named(held: Holdings, argument: Argument) -> Named:
    return Named(argument_name(held, argument), held.entity_id(argument))
