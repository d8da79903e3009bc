"""What people decided, carried out on what was read: metadata of reports, claims of a report, words to withhold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stemmata.model import Anchor, Claim, Extraction, Identification, Judgement, MentionKind, Metadatum, Report
from stemmata.record.persons import added, corrected
from stemmata.record.places import place

Words = tuple[str, int, int]  # report, start, end


class Decisions:
    """The judgements of a record, carried out one after the other; it notes which of them found their words.

    Where two contradict each other, the later one holds; of two made at once, the one further down the file.
    """

    def __init__(self, judgements: Sequence[Judgement]) -> None:
        self.judgements = tuple(judgements)
        self._in_time = sorted(range(len(self.judgements)), key=lambda number: self.judgements[number].when)
        self._fitting: dict[int, set[Anchor]] = {}

    def _on(self, report: Report, *kinds: str) -> list[tuple[int, Judgement, Anchor]]:
        chosen = ((number, self.judgements[number]) for number in self._in_time)
        return [(n, j, a) for n, j in chosen if j.what in kinds for a in j.anchors if a.report == report.name]

    def _fits(self, number: int, anchor: Anchor) -> None:
        self._fitting.setdefault(number, set()).add(anchor)

    def unplaced(self, identification: Identification) -> tuple[Judgement, ...]:
        """Those with an anchor that no longer fits, in the order of their file.

        Whether "same" and "different" fit, identify has said.
        """
        joining = ("same", "different", "link")
        return tuple(
            judgement
            for number, judgement in enumerate(self.judgements)
            if (judgement in identification.unplaced if judgement.what in joining else not self._placed(number))
        )

    def _placed(self, number: int) -> bool:
        return self._fitting.get(number, set()) >= set(self.judgements[number].anchors)

    def on_metadata(self, report: Report) -> Report:
        """The report with the metadata that people corrected; an empty value makes it unknown."""
        metadata = dict(report.metadata)
        for number, judgement, anchor in self._on(report, "metadata"):
            self._fits(number, anchor)
            for key, value in judgement.value.items():
                metadata.pop(key, None)
                if value:
                    metadata[key] = Metadatum(value, f"{judgement.who}, {judgement.when}: {judgement.why}")
        return replace(report, metadata=metadata)

    def on_claims(self, report: Report, extraction: Extraction) -> Extraction:
        """What the report says, with claims rejected, accepted, corrected and added."""
        for number, judgement, anchor in self._on(report, "reject", "accept", "correct", "add", "note"):
            span = place(anchor, report.text)
            if span is None:
                continue
            changed = _decided(report, extraction, judgement, anchor, span)
            if changed is not None:
                extraction = changed
                self._fits(number, anchor)
        return extraction

    def withheld(self, reports: Sequence[Report], identification: Identification, names: Names) -> tuple[Words, ...]:
        """Words not to be shown: where an anchor is a mention every name of its entity, otherwise its words alone."""
        found: set[Words] = set()
        for report in reports:
            for number, _, anchor in self._on(report, "withhold"):
                span = place(anchor, report.text)
                if span is not None:
                    self._fits(number, anchor)
                    entity = identification.entity_of.get(f"{report.id}:{span[0]}-{span[1]}")
                    found |= {(report.id, *span), *(names.of(entity) if entity else ())}
        return tuple(sorted(found))


class Names:
    """Where each entity is named."""

    def __init__(self, extractions: Sequence[Extraction], identification: Identification) -> None:
        self._of: dict[str, list[Words]] = {}
        for mention in (m for extraction in extractions for m in extraction.mentions):
            entity = identification.entity_of.get(mention.id)
            if entity is not None and mention.kind is MentionKind.NAME:
                self._of.setdefault(entity, []).append((mention.report, mention.start, mention.end))

    def of(self, entity: str) -> Sequence[Words]:
        return self._of.get(entity, ())


def _decided(
    report: Report, extraction: Extraction, judgement: Judgement, anchor: Anchor, span: tuple[int, int]
) -> Extraction | None:
    """The extraction after one judgement; None where it speaks of a claim that is not there."""
    if judgement.what == "note":
        return extraction
    if judgement.what == "add":
        return added(report, extraction, judgement, anchor, span)
    meant = meant_by(anchor, span, extraction.claims)
    if not meant:
        return None
    if judgement.what == "correct":
        return corrected(report, extraction, judgement, meant)
    sure = tuple(replace(claim, confidence=1.0) for claim in meant) if judgement.what == "accept" else ()
    kept = (claim for claim in extraction.claims if claim not in meant)
    return replace(extraction, claims=(*kept, *sure))


def meant_by(anchor: Anchor, span: tuple[int, int], claims: Sequence[Claim]) -> list[Claim]:
    """The claims that an anchor means: those with its very words, or else those with words around or within them."""
    fitting = [claim for claim in claims if _same_statement(anchor, claim)]
    exact = [claim for claim in fitting if (claim.start, claim.end) == span]
    return exact or [claim for claim in fitting if _nested((claim.start, claim.end), span)]


def _same_statement(anchor: Anchor, claim: Claim) -> bool:
    arguments = (claim.subject.text, claim.object.text)
    return anchor.predicate in (None, claim.predicate) and anchor.arguments in ((), arguments, arguments[:1])


def _nested(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return (one[0] <= other[0] and other[1] <= one[1]) or (other[0] <= one[0] and one[1] <= other[1])
