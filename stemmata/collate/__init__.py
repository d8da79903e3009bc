"""Collate: all reports -> Derivations (who copied whom, which passages) and Lineages (what counts as one witness)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from stemmata.collate.derive import Bond, Pair, by_address, by_bytes, by_house, by_text
from stemmata.collate.direction import Witness
from stemmata.collate.houses import houses
from stemmata.collate.lineages import lineages
from stemmata.collate.passages import sharings
from stemmata.collate.publishers import Publishers
from stemmata.collate.shingles import index
from stemmata.collate.stemmas import descents
from stemmata.collate.translations import translations
from stemmata.collate.words import read
from stemmata.model import Collation, Derivation, Publisher, Report, Segment

VERSION = "1"


def collate(
    reports: Sequence[Report], segments: Mapping[str, Sequence[Segment]], publishers: Sequence[Publisher]
) -> Collation:
    """How the reports hang together. The order of the reports does not matter.

    `segments` holds those of every report, by id; `publishers` is what people know (sources.yml). Raises InvalidDate
    where a date of the metadata is no EDTF.
    """
    ordered = sorted(reports, key=lambda report: (report.name, report.id))
    known = Publishers(publishers, ordered)
    witnesses = [Witness(report, known.ties(report, segments[report.id]), report.text_sha256) for report in ordered]
    same_words = (*by_bytes(witnesses), *shared(witnesses, segments), *by_address(witnesses))
    texts = (*same_words, *translations(witnesses, segments))
    bonds = (*texts, *by_house(witnesses, houses(witnesses, texts)))
    derivations = once(bond.derivation for bond in bonds)
    return Collation(derivations, lineages(ordered, bonds), descents(witnesses, texts))


def shared(witnesses: Sequence[Witness], segments: Mapping[str, Sequence[Segment]]) -> Iterator[Bond]:
    """The ties of reports that share passages."""
    words = read([witness.report for witness in witnesses], segments)
    for one, other, found in sharings(words, index(words)):
        derivation = by_text(Pair(witnesses[one], witnesses[other], found), found)
        yield Bond(derivation, 0 if found.quoted() else found.words)


def pairs(reports: Sequence[Report], segments: Mapping[str, Sequence[Segment]]) -> Iterator[tuple[str, str]]:
    """The ids of any two reports that share a passage, nothing more said of them."""
    words = read(reports, segments)
    return ((reports[one].id, reports[other].id) for one, other, _ in sharings(words, index(words)))


def once(derivations: Iterable[Derivation]) -> tuple[Derivation, ...]:
    """One tie for each pair of reports: the first found, which is the closest."""
    closest: dict[frozenset[str], Derivation] = {}
    for derivation in derivations:
        closest.setdefault(frozenset((derivation.source, derivation.target)), derivation)
    return tuple(closest.values())
