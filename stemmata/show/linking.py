"""A list held against a record: proposals, and the lines of links.jsonl that they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from stemmata.lists import Broken, Matcher, OpenList, Proposal, open_list, subjects
from stemmata.lists.files import Far, nowhere
from stemmata.model import Judgement, Link
from stemmata.record.lines import append_links, read_judgements, read_links, standing
from stemmata.show.answers import Named
from stemmata.show.linked import Linked, LinkLine, LostRow
from stemmata.show.queries.judged import Anchored
from stemmata.show.queries.sides import Shelf

TOLD = 20  # rows that could not be read, and are told of one by one
GONE = "different"  # the verdict on an entry that was proposed and fits no longer
Key = tuple[str, str]  # entity, id of the entry


@dataclass(frozen=True)
class Shelved:
    """A record as lists are held against it. `hidden`: the entities that are withheld, which no list is asked about."""

    shelf: Shelf
    hidden: frozenset[str]
    folder: Path


@dataclass(frozen=True)
class _Read:
    """What came out of a list."""

    proposals: tuple[Proposal, ...]
    entries: int
    seen: frozenset[str]  # of the entries that were proposed before, those that the list still has
    lost_rows: int
    lost: tuple[LostRow, ...]
    crowded: tuple[Named, ...]


def link(record: Shelved, path: Path, name: str | None = None, *, write: bool = True, far: Far | None = None) -> Linked:
    """Holds the list of a file against a record; `name` is what the list is called, else what it is.

    What is new or has changed is added to links.jsonl, unless `write` is false. Raises ListError, RecordError.
    """
    held = record.shelf.held
    known = subjects((e for e in held.entities.values() if e.id not in record.hidden), held.facts.values())
    anchored = Anchored(held)
    with open_list(path, far or nowhere) as listed:
        called = name or listed.name
        before = _before(read_links(record.folder), anchored, called)
        read = _read(listed, Matcher(known), frozenset(id_ for _, id_ in before))
    proposed = {(p.subject, p.id): p for p in read.proposals}
    made = {key: _link(record.shelf, anchored, p, called, before.get(key)) for key, p in proposed.items()}
    gone = {
        key: replace(
            old, verdict=GONE, score=0.0, why="the entry fits no longer, by its names or by what is told of it"
        )
        for key, old in before.items()
        if key not in made and key[1] in read.seen and key[0] not in record.hidden and old.verdict != GONE
    }
    now = {**made, **gone}
    fresh = [each for key, each in now.items() if before.get(key) != each]
    if write:
        append_links(record.folder, fresh)
    decided = _decided(standing(read_judgements(record.folder)), anchored, called)
    lines = tuple(_lines(held.name, now, before, decided))
    return Linked(
        list=called,
        format=listed.format or "table",
        entries=read.entries,
        entities=len(known),
        lines=lines,
        lost_rows=read.lost_rows,
        lost=read.lost,
        crowded=read.crowded,
        written=len(fresh) if write else 0,
    )


def _read(listed: OpenList, matcher: Matcher, before: frozenset[str]) -> _Read:
    entries = lost_rows = 0
    lost: list[LostRow] = []
    seen: set[str] = set()
    for entry in listed.entries:
        if isinstance(entry, Broken):
            lost_rows += 1
            if len(lost) < TOLD:
                lost.append(LostRow(entry.line, entry.reason))
            continue
        entries += 1
        if entry.id in before:
            seen.add(entry.id)
        matcher.see(entry)
    crowded = tuple(Named(subject.name, subject.id) for subject in matcher.crowded())
    return _Read(matcher.proposals(), entries, frozenset(seen), lost_rows, tuple(lost), crowded)


def _before(links: Iterable[Link], anchored: Anchored, list_: str) -> Mapping[Key, Link]:
    """The latest line of each entity and entry of a list."""
    found: dict[Key, Link] = {}
    for one in links:
        entity = anchored(one.anchor) if one.list == list_ else None
        if entity is not None:
            found[entity, one.id] = one
    return found


def _link(shelf: Shelf, anchored: Anchored, proposal: Proposal, list_: str, old: Link | None) -> Link:
    """A proposal as a line; where there is one already, with its anchor, so that the later replaces the earlier."""
    anchors = list(shelf.anchors(proposal.subject, frozenset())) if old is None else [old.anchor]
    anchor = next((anchor for anchor in anchors if anchored(anchor) == proposal.subject), anchors[0])
    why = "; ".join(proposal.why)
    return Link(anchor, list_, proposal.id, proposal.name, proposal.verdict, round(proposal.score, 2), why)


def _decided(judgements: Iterable[Judgement], anchored: Anchored, list_: str) -> Mapping[Key, str]:
    """What people said of the entries of a list; of contradictory answers the latest holds."""
    found: dict[Key, str] = {}
    for judgement in sorted((j for j in judgements if j.what == "link"), key=lambda j: j.when):
        entity = anchored(judgement.anchors[0])
        if entity is not None and judgement.value["list"] == list_:
            found[entity, judgement.value["id"]] = judgement.value["verdict"]
    return found


def _lines(
    name: Callable[[str], str], now: Mapping[Key, Link], before: Mapping[Key, Link], decided: Mapping[Key, str]
) -> Iterator[LinkLine]:
    for key, one in now.items():
        state = "gone" if one.verdict == GONE else "new" if key not in before else _changed(one, before[key])
        yield LinkLine(
            entity=Named(name(key[0]), key[0]),
            id=one.id,
            name=one.name,
            verdict=one.verdict,
            score=one.score,
            why=one.why,
            state=state,
            decided=decided.get(key, ""),
        )


def _changed(now: Link, before: Link) -> str:
    return "known" if now == before else "changed"
