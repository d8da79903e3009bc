"""Persons known by less than their name, and units that bear a name any army has: joined only by their company."""

from __future__ import annotations

from collections.abc import Iterator

from stemmata.identify.alike import stands_alone
from stemmata.identify.clusters import Clusters, Proposal
from stemmata.identify.readings import Reading
from stemmata.model import Polarity
from stemmata.names.spelling import spelled_alike

# Claims that tell of an enemy, not of company.
_HOSTILE = frozenset({"opposed_to", "attacked", "was_attacked_by", "captured", "assassinated", "casualties"})
_OFFICES = frozenset({"president", "prime_minister", "minister"})


def surnames(clusters: Clusters) -> Iterator[Proposal]:
    """A surname alone is the one person of its report who bears it; with two bearers it may be either."""
    index = clusters.readings.index
    for readings in clusters.readings.by_report.values():
        full = [r for r in readings if r.person is not None and r.person.full]
        for short in readings:
            if short.person is None or short.person.full or not short.person.words or short.mention.refers in index:
                continue
            bearers = _bearers(clusters, short, full)
            for one in bearers:
                trouble = _ranks_differ(clusters, one, short)
                sure = len(bearers) == 1 and trouble is None
                why = f"{short} is the last word of '{one.mention.text}' in the same report"
                rest = "" if sure else f", {trouble or 'and of another person there'}"
                yield Proposal(one.at, short.at, "same" if sure else "maybe", "surname", why + rest)


def _bearers(clusters: Clusters, short: Reading, full: list[Reading]) -> list[Reading]:
    """One reading of each person whose name ends in the short one."""
    found: dict[int, Reading] = {}
    for reading in full:
        if reading.person and short.person and spelled_alike(reading.person.surname, short.person.surname):
            found.setdefault(clusters.root(reading.at), reading)
    return list(found.values())


def _ranks_differ(clusters: Clusters, one: Reading, short: Reading) -> str | None:
    ours = {rank for r in _cluster(clusters, one) if r.person for rank in r.person.ranks}
    theirs = set(short.person.ranks) if short.person else set()
    if ours and theirs and ours.isdisjoint(theirs):
        return f"but the ranks differ: {', '.join(sorted(ours))} and {', '.join(sorted(theirs))}"
    if short.person and one.person and short.person.feminine and not one.person.feminine:
        return "but one of them is addressed as a woman"
    return None


def _cluster(clusters: Clusters, one: Reading) -> list[Reading]:
    """The readings of the report that are one with this one."""
    there = clusters.readings.by_report[one.report.name]
    return [reading for reading in there if clusters.together(reading.at, one.at)]


def by_company(clusters: Clusters) -> Iterator[Proposal]:
    """A name that is not enough by itself ("Maj. Saleh", "3rd Brigade") in two reports: one where claims of both name
    the same company (a group that the person or the unit belongs to, leads or left), else only maybe."""
    sides = company(clusters)
    weak: dict[object, dict[int, Reading]] = {}
    for reading in clusters.readings.named:
        if not stands_alone(reading) and not reading.acronym and _substantial(reading):
            weak.setdefault(_short_key(reading), {}).setdefault(clusters.root(reading.at), reading)
    full = _full_by_surname(clusters)
    for key, bearers in weak.items():
        alone = [r for root, r in bearers.items() if root not in full.get(key, {})]
        known = list(full.get(key, {}).values())
        yield from _accompanied(clusters, sides, known, alone)


def _substantial(reading: Reading) -> bool:
    if reading.person is not None:
        return bool(reading.person.words)
    return reading.name is not None and bool(reading.name.numbers or reading.name.services or reading.name.words)


def _short_key(reading: Reading) -> object:
    return ("surname", reading.person.surname) if reading.person is not None else reading.key


def _full_by_surname(clusters: Clusters) -> dict[object, dict[int, Reading]]:
    found: dict[object, dict[int, Reading]] = {}
    for reading in clusters.readings.named:
        if reading.person is not None and reading.person.full:
            found.setdefault(_short_key(reading), {}).setdefault(clusters.root(reading.at), reading)
    return found


def _accompanied(
    clusters: Clusters, sides: dict[int, set[int]], known: list[Reading], alone: list[Reading]
) -> Iterator[Proposal]:
    for number, other in enumerate(alone):
        candidates = known or ([] if other.person is not None else alone[:number])
        told = sides.get(clusters.root(other.at))  # without any company nothing can be shared, and none need be asked
        fitting = [one for one in candidates if _shared(clusters, sides, one, other)] if told else []
        said = "both in the company of one group" if fitting else "but nothing else shows that they are one"
        if not fitting and len(known) == 1 and _one_office(clusters, known[0], other):
            fitting, said = known, "and one rank or office, which nobody else of that name has in any report"
        for one in fitting or candidates[:1] or alone[max(number - 1, 0) : number]:
            sure = len(fitting) == 1 or (bool(fitting) and _linked(clusters, sides, fitting))
            verdict = "same" if sure else "maybe"
            yield Proposal(one.at, other.at, verdict, "company", f"{other} and {one} bear one name, {said}")


def _linked(clusters: Clusters, sides: dict[int, set[int]], fitting: list[Reading]) -> bool:
    """Whether all that fit are one unit themselves, each sharing its company with the first; persons never are."""
    first, *others = fitting
    return first.person is None and all(_shared(clusters, sides, first, one) for one in others)


def _shared(clusters: Clusters, sides: dict[int, set[int]], one: Reading, other: Reading) -> bool:
    mine = {clusters.root(at) for at in sides.get(clusters.root(one.at), ())}
    theirs = {clusters.root(at) for at in sides.get(clusters.root(other.at), ())}
    return bool(mine & theirs) and _ranks_differ(clusters, one, other) is None


def _one_office(clusters: Clusters, one: Reading, other: Reading) -> bool:
    """Whether both are called by one rank, or one high office, in their reports."""
    mine, theirs = _offices(clusters, one), _offices(clusters, other)
    return bool(mine & theirs) and _ranks_differ(clusters, one, other) is None


def _offices(clusters: Clusters, one: Reading) -> set[str]:
    found: set[str] = set()
    for reading in _cluster(clusters, one):
        if reading.person is not None:
            found |= {*reading.person.ranks, *(title for title in reading.person.titles if title in _OFFICES)}
    return found


def company(clusters: Clusters) -> dict[int, set[int]]:
    """The groups that claims name beside each person or group, by cluster; not those it fights."""
    found: dict[int, set[int]] = {}
    for claim in clusters.readings.claims:
        ends = clusters.readings.ends(claim)
        if ends is None or claim.polarity is Polarity.DENIED or claim.predicate in _HOSTILE:
            continue
        for one, other in (ends, ends[::-1]):
            if clusters.readings.all[other].family == "group":
                found.setdefault(clusters.root(one), set()).add(clusters.root(other))
    return found
