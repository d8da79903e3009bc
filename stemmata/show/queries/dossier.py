"""The dossier: all that a record says of one entity, as of a date where one is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

from stemmata.errors import NotFound
from stemmata.model import Entity, Fact
from stemmata.show.answers import Dossier, Line, Named, Section
from stemmata.show.asof import Window
from stemmata.show.holdings import Holdings
from stemmata.show.queries.disputes import disputes_of
from stemmata.show.queries.find import find
from stemmata.show.queries.lines import in_order, line_of
from stemmata.show.queries.naming import names_of, tells_a_name
from stemmata.when import Holds

SECTIONS = Path(__file__).parent.parent / "sections.yml"
NAMES, OTHER = "Names", "Other"


def dossier(held: Holdings, name: str, on: str | None = None, only: Iterable[str] = (), known_by: str = "") -> Dossier:
    """What is said of `name`. `only` keeps sections whose title begins so. Raises NotFound, InvalidDate."""
    entity, wanted = find(held, name), _wanted(only)
    window = None if on is None else Window.of(on)
    lines = _lines(held, entity, window)
    facts = held.facts_about.get(entity.id, ())
    return Dossier(
        entity=Named(entity.name, entity.id),
        type=entity.type,
        on=window.words if window else "",
        known_by=known_by,
        names=names_of(held, entity, window) if NAMES in wanted else (),
        sections=tuple(Section(title, lines[title]) for title in titles() if title in wanted and lines.get(title)),
        disputes=disputes_of(held, entity.id) if "Disputes" in wanted else (),
        reports=len({report for fact in facts for report in fact.reports}),
        lineages=len({lineage for fact in facts for lineage in fact.lineages}),
        ids=entity.ids,
    )


def titles() -> tuple[str, ...]:
    """The sections of a dossier, in order."""
    return tuple(dict.fromkeys((*(title for title, _ in layout().values()), OTHER)))


def _wanted(only: Iterable[str]) -> frozenset[str]:
    known, found = (NAMES, *titles(), "Disputes"), set()
    for word in only:
        matching = [title for title in known if title.casefold().startswith(word.strip().casefold())]
        if not matching:
            raise NotFound(f"no section {word!r} in a dossier; have {', '.join(known)}")
        found.update(matching)
    return frozenset(found or known)


@cache
def layout() -> Mapping[tuple[str, str], tuple[str, int]]:
    """(predicate, end it is told from) -> section title and place in it."""
    sections = yaml.load(SECTIONS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {
        (predicate, end): (section["title"], place)
        for section in sections
        for end in ("subject", "object")
        for place, predicate in enumerate(section.get(end, ()))
    }


def _lines(held: Holdings, entity: Entity, window: Window | None) -> dict[str, tuple[Line, ...]]:
    found: dict[str, list[tuple[int, Line]]] = {}
    for fact in held.facts_about.get(entity.id, ()):
        if tells_a_name(fact):
            continue
        title, place = layout().get((fact.predicate, _end(fact, entity)), (OTHER, 0))
        line = line_of(held, fact, entity.id, window)
        if line.holds is not Holds.NO:
            found.setdefault(title, []).append((place, line))
    return {title: _arranged(placed) for title, placed in found.items()}


def _end(fact: Fact, entity: Entity) -> str:
    return "subject" if fact.subject == entity.id else "object"


def _arranged(placed: list[tuple[int, Line]]) -> tuple[Line, ...]:
    place = {line.fact: where for where, line in placed}
    lines = in_order(line for _, line in placed)
    return tuple(sorted(lines, key=lambda line: (line.holds is Holds.MAYBE, place[line.fact])))
