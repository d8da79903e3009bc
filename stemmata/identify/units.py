"""Units that bear a name any army has: of the one side that any report tells, where the report names that side."""

from __future__ import annotations

from collections.abc import Iterator

from stemmata.identify.alike import stands_alone
from stemmata.identify.clusters import Clusters, Proposal
from stemmata.identify.people import company
from stemmata.identify.readings import Reading


def by_side(clusters: Clusters) -> Iterator[Proposal]:
    """A numbered unit whose report tells no side of it: one with the only unit of that name whose side is known,
    where the report speaks of that side too. With two such units in the record it may be either."""
    sides = company(clusters)
    for bearers in _bearers(clusters).values():
        known = {root: reading for root, reading in bearers.items() if sides.get(root)}
        if len(known) != 1:
            continue
        root, one = next(iter(known.items()))
        side = {clusters.root(at) for at in sides[root]}
        for other in (reading for at, reading in bearers.items() if at != root):
            there = clusters.readings.by_report[other.report.name]
            met = next((r for r in there if r.named and clusters.root(r.at) in side), None)
            if met is not None:
                why = f"{other} and {one} bear one name, no other unit of that name is told of, and {met} is its side"
                yield Proposal(one.at, other.at, "same", "side", why)


def _bearers(clusters: Clusters) -> dict[object, dict[int, Reading]]:
    """The clusters of each numbered name that any army has."""
    found: dict[object, dict[int, Reading]] = {}
    for reading in clusters.readings.named:
        numbered = reading.family == "group" and reading.name is not None and reading.name.numbers
        if numbered and not stands_alone(reading) and not reading.acronym:
            found.setdefault(reading.key, {}).setdefault(clusters.root(reading.at), reading)
    return found
