"""The page of one entity, from the columns of the record and the few facts that it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from stemmata.errors import NotFound
from stemmata.record import parts
from stemmata.show.answers import Dossier, Section
from stemmata.show.asof import Window
from stemmata.show.holdings import Holdings
from stemmata.show.index import EVER, Index, Marks, Rows
from stemmata.show.leaves import Leaf, Leaflet
from stemmata.show.queries.dossier import OTHER, dossier, layout, titles
from stemmata.show.queries.naming import NAMING
from stemmata.show.queries.strength import strength
from stemmata.show.slices import Asked, Reading

SHOWN = 10  # facts of a section on the page of an entity
ON_A_PAGE = 50  # facts on a page of one section
DISPUTES, CLAIMS = 6, 3  # disputes of a page, and claims of a fact there
COUNTED = 3_000  # facts of an entity whose reports and lineages are counted; of more, both are told as 0
NAMES_SHOWN = 60  # facts that give names
TAKING = (*NAMING, "formed")  # facts that may say when a name was taken


def leaf(state: Reading, entity: str, on: str | None = None) -> Leaf:
    """The page of an entity by its id. Raises NotFound, InvalidDate."""
    index = state.index
    rows = _by_section(index, entity, None if on is None else Window.of(on))
    shown = [row for section in rows.values() for row in index.best(section)[:SHOWN]]
    return _leaf(state, entity, on, rows, np.array(shown, np.int64))


def leaflet(state: Reading, entity: str, title: str, page: int = 1, on: str | None = None) -> Leaflet:
    """One section of the page of an entity, by time, `ON_A_PAGE` facts at a time. Raises NotFound, InvalidDate."""
    index = state.index
    rows = _by_section(index, entity, None if on is None else Window.of(on))
    if title not in rows:
        raise NotFound(f"no facts under {title!r} here; have {', '.join(rows) or 'none'}")
    ordered = index.by_time(rows[title])
    pages = -(-len(ordered) // ON_A_PAGE)
    if not 1 <= page <= pages:
        raise NotFound(f"no page {page} of {title!r}; there are {pages}")
    shown = ordered[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    found = _leaf(state, entity, on, rows, shown)
    section = next(section for section in found.dossier.sections if section.title == title)
    place = {fact: at for at, fact in enumerate(index.ids(shown))}
    ordered_lines = tuple(sorted(section.lines, key=lambda line: place[line.fact]))
    return Leaflet(found, replace(section, lines=ordered_lines), page, pages, len(ordered))


def _leaf(state: Reading, entity: str, on: str | None, rows: Mapping[str, Rows], shown: Rows) -> Leaf:
    index = state.index
    about = index.about(entity)
    naming = index.best(about[np.isin(index.predicate[about], index.numbers(TAKING))])[:NAMES_SHOWN]
    told = set(index.ids(shown))
    wanted = told | set(index.ids(naming))
    held = state.slice(wanted, Asked((entity,), claims=CLAIMS, witnesses=CLAIMS, differences=DISPUTES, sides=CLAIMS))
    if entity not in held.entities:
        raise NotFound(f"no entity {entity!r} in this record")
    own = only(held, wanted)
    found = _told(dossier(own, entity, on, known_by=state.known_by), told)
    if len(about) > COUNTED:
        found = replace(found, reports=0, lineages=0)
    elif len(wanted) < len(about):  # what it rests on is counted over all facts, shown or not
        reports, lineages = state.asking(lambda connection: parts.support_of(connection, entity))
        found = replace(found, reports=reports, lineages=lineages)
    first, last = evidenced(index, about)
    totals = {title: len(section) for title, section in rows.items()}
    disputed = int(index.disputed[about].sum())
    return Leaf(found, totals, len(about), disputed, first, last, strength(own, entity, on))


def _told(found: Dossier, facts: set[str]) -> Dossier:
    """The dossier with the lines of these facts alone: others were read for the names that they give."""
    kept = {section.title: tuple(line for line in section.lines if line.fact in facts) for section in found.sections}
    return replace(found, sections=tuple(Section(title, lines) for title, lines in kept.items() if lines))


def only(held: Holdings, facts: set[str]) -> Holdings:
    """The holdings with no other facts about anybody: what stands on the other side of a dispute is not about them."""
    about = {
        entity: tuple(fact for fact in several if fact.id in facts) for entity, several in held.facts_about.items()
    }
    narrowed = replace(held)
    narrowed.__dict__["facts_about"] = about  # in the place of the cached one
    return narrowed


def _by_section(index: Index, entity: str, window: Window | None) -> dict[str, Rows]:
    """Section title -> the rows in it, in the order of the sections."""
    about = index.about(entity)
    if window is not None:
        about = about[index.holds(about, window) > 0]
    at, placed = index.place.get(entity, -1), layout()
    about = about[~_tells_a_name(index, about)]
    own = index.subject[about] == at
    found: dict[str, list[Rows]] = {}
    for number, predicate in enumerate(index.predicates):
        here = index.predicate[about] == number
        for end, mask in (("subject", here & own), ("object", here & ~own)):
            if mask.any():
                title, _ = placed.get((predicate, end), (OTHER, 0))
                found.setdefault(title, []).append(about[mask])
    return {title: np.concatenate(found[title]) for title in titles() if title in found}


def _tells_a_name(index: Index, rows: Rows) -> Marks:
    """Of each fact as `queries.naming.tells_a_name` has it."""
    itself = (index.object[rows] < 0) | (index.object[rows] == index.subject[rows])
    found: Marks = itself & np.isin(index.predicate[rows], index.numbers(NAMING))
    return found


def evidenced(index: Index, rows: Rows) -> tuple[str, str]:
    """The first and the last day that facts are known to have held or happened on, as ISO days; "" for none.

    What is denied is evidence of no day.
    """
    rows = rows[~index.denied[rows]]
    begun, ended = index.start[rows, 0], index.end[rows, 0]
    first, last = np.where(begun == EVER, ended, begun), np.where(ended == EVER, begun, ended)
    known = first != EVER
    return (_iso(int(first[known].min())), _iso(int(last[known].max()))) if known.any() else ("", "")


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
