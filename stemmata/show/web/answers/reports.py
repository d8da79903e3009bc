"""Reports: a page of their list, a text with its claims, two side by side, the tree of copies."""

from __future__ import annotations

from collections.abc import Iterable

from stemmata.errors import NotFound
from stemmata.model import Claim, Derivation, Report, Segment
from stemmata.record import listing, load, parts, schema
from stemmata.show.answers import Copy, Named, Source
from stemmata.show.holdings import Holdings
from stemmata.show.queries.sources import copy_of
from stemmata.show.queries.stemma import stemma
from stemmata.show.queries.text import blocks_of, notes_of, part_with, parts_of
from stemmata.show.slices import slice_of_claims
from stemmata.show.stemmas import Stemmas
from stemmata.show.texts import Beside, Block, Listed, Page, ReportText, Shelf, Tied
from stemmata.show.web.room import State

ON_A_PAGE = 100
LISTED = ("title", "publisher", "published", "language")


def shelf(state: State, page: int, publisher: str = "") -> Shelf:
    """A page of the list. Raises NotFound."""
    first = (max(page, 1) - 1) * ON_A_PAGE
    ids, total = state.asking(lambda connection: listing.report_ids(connection, first, ON_A_PAGE, publisher))
    pages = max(1, -(-total // ON_A_PAGE))
    if not 1 <= page <= pages:
        raise NotFound(f"no page {page} of the reports; there are {pages}")
    with state.record.connected() as connection:
        found = parts.reports(connection, ids)
        claims = listing.claims_in(connection, ids)
        unclaimed = listing.unclaimed(connection, ids)
    return Shelf(
        tuple(_listed(found[id_], claims.get(id_, 0), id_ not in unclaimed) for id_ in ids),
        *(page, pages, total, publisher),
    )


def _listed(report: Report, claims: int, read: bool) -> Listed:
    title, publisher, published, language = (report.known(key) or "" for key in LISTED)
    return Listed(report.id, report.name, title, publisher, published, language, claims, read)


def text_of(state: State, id_: str, part: int = 1) -> ReportText:
    """A part of the text of a report. Raises NotFound."""
    report, segments, claims = _read(state, id_)
    every = parts_of(segments)
    if not 1 <= part <= len(every):
        raise NotFound(f"no part {part} of {report.name}; there are {len(every)}")
    here = every[part - 1]
    inside = [claim for claim in claims.values() if here and here[0].start <= claim.start < here[-1].end]
    with state.record.connected() as connection:
        held = slice_of_claims(connection, {claim.id: claim for claim in inside})
        ties = parts.derivations_of(connection, id_)
        lineages = parts.lineages_of(connection, [id_])
        family = len(parts.descents_of(connection, id_)) > 1
        named = parts.reports(connection, {*(r for lineage in lineages for r in lineage.reports), *_ends(ties)})
    return ReportText(
        source=_source(report, len(claims), lineages[0].id if lineages else ""),
        blocks=tuple(blocks_of(report, here, notes_of(held, inside))),
        part=part,
        parts=len(every),
        characters=len(report.text),
        claims=len(claims),
        ties=tuple(_tied(named, tie, id_) for tie in ties),
        lineage=tuple(Named(named[r].name, r) for lineage in lineages for r in lineage.reports if r in named),
        family=family,
    )


def _read(state: State, id_: str) -> tuple[Report, tuple[Segment, ...], dict[str, Claim]]:
    with state.record.connected() as connection:
        report = parts.reports(connection, [id_], texts=True).get(id_)
        if report is None:
            raise NotFound(f"no report {id_!r} in this record")
        claims = load.claims(connection, [schema.claims.c.report == id_])
        return report, load.segments(connection, id_), {claim.id: claim for claim in claims}


def _source(report: Report, claims: int, lineage: str) -> Source:
    known = (report.id, report.name, report.sha256, report.media_type, report.reader, report.metadata, report.notes)
    return Source(*known, claims, lineage)


def _ends(ties: Iterable[Derivation]) -> set[str]:
    return {end for tie in ties for end in (tie.source, tie.target)}


def _tied(named: dict[str, Report], tie: Derivation, id_: str) -> Tied:
    return Tied(tie.target if tie.source == id_ else tie.source, copy_of(named, tie))


def part_of(state: State, claim: Claim) -> int:
    """The part of its report that a claim stands in."""
    return part_with(state.record.segments(claim.report), claim.start)


def beside_of(state: State, one: str, other: str) -> Beside:
    """Two reports with the passages that they share. Raises NotFound."""
    tie = next((t for t in _ties(state, one) if other in (t.source, t.target)), None)
    found = [_read(state, id_) for id_ in (one, other)]
    spans = _passages(tie, one)
    sheets = tuple(
        Page(_source(report, len(claims), ""), tuple(_blocks(state, report, segments, own)))
        for (report, segments, claims), own in zip(found, spans, strict=True)
    )
    copy: Copy | None = None if tie is None else copy_of({report.id: report for report, _, _ in found}, tie)
    return Beside(sheets[0], sheets[1], copy)


def _blocks(state: State, report: Report, segments: tuple[Segment, ...], own: list[tuple[int, int]]) -> list[Block]:
    return list(blocks_of(report, segments, (), own))


def _ties(state: State, id_: str) -> tuple[Derivation, ...]:
    return state.asking(lambda connection: parts.derivations_of(connection, id_))


def _passages(tie: Derivation | None, one: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The shared passages in the one and in the other, by their places in the one."""
    passages = () if tie is None else tie.passages
    pairs = [((p.from_start, p.from_end), (p.to_start, p.to_end)) for p in passages]
    if tie is not None and tie.source != one:
        pairs = [(there, here) for here, there in pairs]
    pairs.sort()
    return [here for here, _ in pairs], [there for _, there in pairs]


def family_of(state: State, id_: str) -> Stemmas:
    """The tree that a report stands in. Raises NotFound."""
    with state.record.connected() as connection:
        descents = parts.descents_of(connection, id_)
        ids = {id_, *(descent.report for descent in descents)}
        found = parts.reports(connection, ids, texts=True)
        derivations = parts.derivations_among(connection, ids)
    if id_ not in found:
        raise NotFound(f"no report {id_!r} in this record")
    held = Holdings(found, {}, {}, {}, {}, {}, derivations=derivations, descents=descents)
    return stemma(held, id_)
