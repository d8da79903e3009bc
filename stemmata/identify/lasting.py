"""Ids that last: a cluster keeps the id that most of its anchors were given, and every change is a new line."""

from __future__ import annotations

from collections.abc import Sequence

from stemmata.identify.judged import place
from stemmata.identify.readings import Reading, Readings
from stemmata.model import Anchor, Identity, digest


def lasting_ids(
    clusters: Sequence[Sequence[Reading]], readings: Readings, identities: Sequence[Identity]
) -> tuple[list[str], tuple[Identity, ...]]:
    """An id for each cluster, in order, and the whole new content of identities.jsonl, old lines first."""
    home = {reading.at: number for number, cluster in enumerate(clusters) for reading in cluster}
    placed = [_home(identity.anchor, readings, home) for identity in identities]
    kept = _kept(identities, placed)
    taken = {identity.id for identity in identities}
    ids = []
    for number, cluster in enumerate(clusters):
        ids.append(kept[number] if number in kept else _new_id(cluster, taken))
        taken.add(ids[-1])
    return ids, (*identities, *_new_lines(clusters, ids, identities, placed))


def _home(anchor: Anchor, readings: Readings, home: dict[int, int]) -> int | None:
    reading = place(anchor, readings)
    return None if reading is None else home[reading.at]


def _kept(identities: Sequence[Identity], placed: Sequence[int | None]) -> dict[int, str]:
    """Cluster -> the id it keeps: most anchors first, then the oldest; an id is kept by one cluster alone."""
    oldest: dict[str, int] = {}
    anchored: dict[tuple[int, str], set[Anchor]] = {}
    for line, (identity, number) in enumerate(zip(identities, placed, strict=True)):
        oldest.setdefault(identity.id, line)
        if number is not None:
            anchored.setdefault((number, identity.id), set()).add(identity.anchor)
    votes = {vote: len(anchors) for vote, anchors in anchored.items()}
    kept: dict[int, str] = {}
    given: set[str] = set()
    for number, id in sorted(votes, key=lambda vote: (-votes[vote], oldest[vote[1]], vote[0])):
        if number not in kept and id not in given:
            kept[number] = id
            given.add(id)
    return kept


def _leading(cluster: Sequence[Reading]) -> list[Reading]:
    """Names before descriptions, each in order."""
    return [r for r in cluster if r.named] + [r for r in cluster if not r.named]


def _new_id(cluster: Sequence[Reading], taken: set[str]) -> str:
    """The hash of the first anchor; where that is given out already, of the next one, then with a count."""
    for reading in _leading(cluster):
        id = anchor_id(reading.anchor)
        if id not in taken:
            return id
    first, count = _leading(cluster)[0].anchor, 2
    while anchor_id(first, count) in taken:
        count += 1
    return anchor_id(first, count)


def anchor_id(anchor: Anchor, count: int = 1) -> str:
    """The id that an anchor gives."""
    return digest("entity", anchor.report, anchor.quote, anchor.context, "" if count == 1 else str(count))


def _new_lines(
    clusters: Sequence[Sequence[Reading]],
    ids: Sequence[str],
    identities: Sequence[Identity],
    placed: Sequence[int | None],
) -> list[Identity]:
    """An anchor in every report that has none yet for the cluster, and where each outvoted id now leads."""
    marked = {(number, i.anchor.report) for i, number in zip(identities, placed, strict=True) if number is not None}
    lines = []
    for number, cluster in enumerate(clusters):
        for reading in _leading(cluster):
            if (number, reading.report.name) not in marked:
                marked.add((number, reading.report.name))
                lines.append(Identity(ids[number], reading.anchor))
    return lines + _redirects(ids, identities, placed)


def _redirects(ids: Sequence[str], identities: Sequence[Identity], placed: Sequence[int | None]) -> list[Identity]:
    """Lines for ids whose standing changed: lost to another id, led elsewhere, or alive again."""
    alive = set(ids)
    standing = {identity.id: identity.redirect for identity in identities}
    lines: dict[str, Identity] = {}
    for identity, number in zip(identities, placed, strict=True):
        if number is None or identity.id in lines:
            continue
        target = None if identity.id in alive else ids[number]
        if standing[identity.id] != target:
            lines[identity.id] = Identity(identity.id, identity.anchor, target)
    return list(lines.values())
