"""The page of one entity, from the columns of the record and the few facts that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from stemmata.errors import NotFound
from stemmata.show.asof import Window
from stemmata.show.holdings import Holdings
from stemmata.show.index import EVER, NEVER, Index, Rows
from stemmata.show.leaves import Leaf, Leaflet
from stemmata.show.queries.dossier import OTHER, dossier, layout, titles
from stemmata.show.queries.naming import NAMING
from stemmata.show.slices import Asked, Reading

SHOWN = 10  # facts of a section on the page of an entity
ON_A_PAGE = 50  # facts on a page of one section
DISPUTES, CLAIMS = 6, 4  # disputes of a page, and claims of a fact there
NAMES_SHOWN = 60  # facts that give names


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
    naming = index.best(about[np.isin(index.predicate[about], _numbers(index, NAMING))])[:NAMES_SHOWN]
    wanted = set(index.ids(shown)) | set(index.ids(naming))
    held = state.slice(wanted, Asked((entity,), claims=CLAIMS, differences=DISPUTES, sides=CLAIMS))
    if entity not in held.entities:
        raise NotFound(f"no entity {entity!r} in this record")
    found = dossier(only(held, wanted), entity, on, known_by=state.known_by)
    first, last = evidenced(index, about)
    totals = {title: len(section) for title, section in rows.items()}
    return Leaf(found, totals, len(about), int(index.disputed[about].sum()), first, last)


def only(held: Holdings, facts: set[str]) -> Holdings:
    """The holdings with no other facts about anybody: what stands on the other side of a dispute is not about them."""
    about = {
        entity: tuple(fact for fact in several if fact.id in facts) for entity, several in held.facts_about.items()
    }
    narrowed = replace(held)
    narrowed.__dict__["facts_about"] = about  # in the place of the cached one
    return narrowed


def _numbers(index: Index, predicates: Iterable[str]) -> list[int]:
    return [at for at, name in enumerate(index.predicates) if name in set(predicates)]


def _by_section(index: Index, entity: str, window: Window | None) -> dict[str, Rows]:
    """Section title -> the rows in it, in the order of the sections."""
    about = index.about(entity)
    if window is not None:
        about = about[index.holds(about, window) > 0]
    at, placed = index.place.get(entity, -1), layout()
    own = index.subject[about] == at
    found: dict[str, list[Rows]] = {}
    for number, predicate in enumerate(index.predicates):
        here = index.predicate[about] == number
        for end, mask in (("subject", here & own), ("object", here & ~own)):
            if mask.any() and predicate not in NAMING:
                title, _ = placed.get((predicate, end), (OTHER, 0))
                found.setdefault(title, []).append(about[mask])
    return {title: np.concatenate(found[title]) for title in titles() if title in found}


def evidenced(index: Index, rows: Rows) -> tuple[str, str]:
    """The first and the last day that facts are known to have held or happened on, as ISO days; "" for none."""
    first = index.start[rows, 0]
    last = np.where(index.end[rows, 0] == EVER, index.start[rows, 0], index.end[rows, 0])
    known = last[(last != EVER) & (last != NEVER)]
    begun = first[first != EVER]
    return (_iso(int(begun.min())) if begun.size else "", _iso(int(known.max())) if known.size else "")


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
