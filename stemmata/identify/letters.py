"""Acronyms: joined to the name they are said to stand for, in their report first, then in the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from stemmata.identify.clusters import Clusters, Proposal
from stemmata.identify.readings import Reading, compatible
from stemmata.names.acronym import acronyms_of, letters_of, shares_letters

_ENOUGH = 3  # letters; two fit too many names


def _full(reading: Reading) -> bool:
    return reading.name is not None and not reading.acronym and len(reading.name.parts) > 1


Expansions = dict[str, list[Reading]]


def _expansions(readings: Iterable[Reading]) -> Expansions:
    """The names in full, one of each, by the acronyms that they can have."""
    distinct = {reading.mention.text: reading for reading in readings if _full(reading)}
    found: Expansions = {}
    for reading in distinct.values():
        for letters in acronyms_of(reading.mention.text):
            found.setdefault(letters, []).append(reading)
    return found


def _fitting(clusters: Clusters, acronym: Reading, among: Expansions) -> list[Reading]:
    """One name of each thing that the letters can stand for."""
    found: dict[int, Reading] = {}
    for reading in among.get(letters_of(acronym.mention.text), ()):
        if compatible(reading.family, acronym.family):
            found.setdefault(clusters.root(reading.at), reading)
    return list(found.values())


def defined(clusters: Clusters) -> set[int]:
    """The clusters that hold a name in full."""
    return {clusters.root(reading.at) for reading in clusters.readings.named if _full(reading)}


def initials(clusters: Clusters) -> Iterator[Proposal]:
    """An acronym that its report never expands, and the one name of the report whose first letters it is."""
    told = defined(clusters)
    for readings in clusters.readings.by_report.values():
        expansions = _expansions(readings)
        for reading in readings:
            if not reading.acronym or clusters.root(reading.at) in told:
                continue
            fitting = _fitting(clusters, reading, expansions)
            sure = len(fitting) == 1 and len(letters_of(reading.mention.text)) >= _ENOUGH
            for one in fitting:
                why = f"{reading} has the first letters of '{one.mention.text}' in the same report"
                yield Proposal(one.at, reading.at, "same" if sure else "maybe", "initials", why)


def bracketed(clusters: Clusters) -> Iterator[Proposal]:
    """Capitals in brackets right after a name, made in another language ("Workers' Party (PKK)").

    Believed where half of them are letters of the name, no other name of the record fits them, and they are put
    after no other name: capitals in brackets may also say to whom a group belongs.
    """
    told = defined(clusters)
    holders: dict[str, dict[int, tuple[Reading, Reading]]] = {}
    for one, other in _in_brackets(clusters):
        if clusters.root(other.at) not in told:
            holders.setdefault(letters_of(other.mention.text), {}).setdefault(clusters.root(one.at), (one, other))
    everywhere = _expansions(clusters.readings.named)
    for pairs in holders.values():
        for one, other in pairs.values():
            fits_another = _fitting(clusters, other, everywhere)
            sure = len(pairs) == 1 and not fits_another and shares_letters(other.mention.text, one.mention.text)
            why = f"'{other.mention.text}' stands in brackets right after {one}"
            yield Proposal(one.at, other.at, "same" if sure else "maybe", "bracketed_letters", why)


def _in_brackets(clusters: Clusters) -> Iterator[tuple[Reading, Reading]]:
    for readings in clusters.readings.by_report.values():
        named = [reading for reading in readings if reading.named]
        for one, other in pairwise(named):
            text = one.report.text
            between = text[one.mention.end : other.mention.start].strip()
            closed = text[other.mention.end : other.mention.end + 1] == ")"
            if between == "(" and closed and other.acronym and _full(one) and compatible(one.family, other.family):
                yield one, other


def known_letters(clusters: Clusters) -> Iterator[Proposal]:
    """An acronym used in several reports: one thing where at most one thing is known that it stands for."""
    told = defined(clusters)
    used: dict[str, dict[int, Reading]] = {}
    for reading in clusters.readings.named:
        if reading.acronym:
            used.setdefault(letters_of(reading.mention.text), {}).setdefault(clusters.root(reading.at), reading)
    for bearers in used.values():
        known = [reading for root, reading in bearers.items() if root in told]
        unknown = [reading for root, reading in bearers.items() if root not in told]
        yield from _spread(known, unknown)


def _spread(known: list[Reading], unknown: list[Reading]) -> Iterator[Proposal]:
    for other in unknown[0 if known else 1 :]:
        for one in known or unknown[:1]:
            if compatible(one.family, other.family):
                verdict = "same" if len(known) < 2 else "maybe"
                said = f"stands for one thing in {one.report.name}" if known else "is not spelt out in any report"
                yield Proposal(one.at, other.at, verdict, "known_letters", f"{other}: the acronym {said}")
