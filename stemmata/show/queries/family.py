"""The family of a group, or all families of a record: lineage and coalitions, names in turn, stated strengths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from stemmata.ontology import ontology
from stemmata.show.ancestry import Ancestry, Node, Tie
from stemmata.show.asof import Window
from stemmata.show.families import Families, Loose, Turn
from stemmata.show.holdings import Holdings
from stemmata.show.queries.chains import chained
from stemmata.show.queries.find import named
from stemmata.show.queries.kinship import GROUPS, has_name, is_tie
from stemmata.show.queries.lifetimes import life_in, life_of
from stemmata.show.queries.lineage import lineage
from stemmata.show.queries.lines import by_time
from stemmata.show.queries.naming import NAMING
from stemmata.show.queries.selection import Selection, family_rows
from stemmata.show.queries.strength import STRENGTH, strength
from stemmata.show.slices import Asked, Reading
from stemmata.show.strengths import Count
from stemmata.when import Bounds, Holds

RULES = Path(__file__).with_name("family.yml")


def family(held: Holdings, name: str | None = None, on: str | None = None, steps: int | None = None) -> Families:
    """All groups that hang together with one (by so many steps at most), or all families. Raises as `lineage` does."""
    whole = lineage(held, name, on, coalitions=True)
    kept = _near(whole, steps)
    shown = replace(
        whole,
        nodes=tuple(node for node in whole.nodes if node.id in kept),
        ties=tuple(tie for tie in whole.ties if {tie.one, tie.other} <= kept),
    )
    return Families(
        ancestry=shown,
        names={node.id: turns for node in shown.nodes if len(turns := _turns(held, node)) > 1},
        strengths={node.id: told for node in shown.nodes if (told := _people(held, node.id, on))},
        beyond=dict(Counter(_cut(whole.ties, kept))),
        loose=() if name else tuple(_loose(held, on)),
    )


# A band tells of no witness, its fact does; but who gives a number is told with it, and a claim tells which name went.
TREE = Asked(claims=1, quoted=frozenset((STRENGTH, *NAMING)), witnesses=1, differences=0)


def family_in(
    state: Reading, entity: str | None = None, on: str | None = None, steps: int | None = None, asked: Asked = TREE
) -> tuple[Families, Selection]:
    """The same of a large record, from the groups and ties that fit into a picture; what was left out. By id.

    How long groups existed is told by the columns, from all that is known of them.
    """
    index = state.index
    chosen = family_rows(index, entity)
    held = state.slice(index.ids(chosen.rows), asked if entity is None else replace(asked, entities=(entity,)))
    lives = {index.entities[group].id: life_in(index, group) for group in chosen.groups.tolist()}
    return family(replace(held, lives=lives), entity, on, steps), chosen


def _near(answer: Ancestry, steps: int | None) -> set[str]:
    """The groups within so many steps of the one that was asked for."""
    if steps is None or answer.entity is None or answer.entity.entity is None:
        return {node.id for node in answer.nodes}
    found = {answer.entity.entity}
    for _ in range(steps):
        found |= {end for tie in answer.ties for end in (tie.one, tie.other) if {tie.one, tie.other} & found}
    return found


def _cut(ties: Iterable[Tie], kept: set[str]) -> Iterator[str]:
    for tie in ties:
        inside = {tie.one, tie.other} & kept
        if len(inside) == 1:
            yield from inside


def _turns(held: Holdings, node: Node) -> tuple[Turn, ...]:
    """The names that were borne one after the other."""
    links, renames = chained(held, [node], [])
    facts = {tie.other: tie.lines[0].fact for tie in renames if tie.lines}
    firsts = [Bounds() if at and not link.names[0].when.known else _taken(link) for at, link in enumerate(links)]
    return tuple(Turn(link.name, taken, facts.get(link.id, "")) for link, taken in zip(links, firsts, strict=True))


def _taken(link: Node) -> Bounds:
    return link.names[0].when.start if link.names else Bounds()


def _people(held: Holdings, entity: str, on: str | None) -> tuple[Count, ...]:
    if not any(f.predicate == STRENGTH and f.subject == entity for f in held.facts_about.get(entity, ())):
        return ()
    return tuple(count for count in strength(held, entity, on).counts if counts_people(count.unit))


def counts_people(unit: str) -> bool:
    """Whether what was counted is people: "", "fighters", "armed men"."""
    return not unit or any(word in _people_words() for word in _forms(unit.split()[-1].lower()))


def _forms(word: str) -> tuple[str, ...]:
    return word, word.removesuffix("s")


@cache
def _people_words() -> frozenset[str]:
    return frozenset(yaml.load(RULES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["people"].split())


def _loose(held: Holdings, on: str | None) -> Iterator[Loose]:
    """Groups with a name that no fact ties to another, in the order of time."""
    window = None if on is None else Window.of(on)
    tied = {end for fact in held.facts.values() if is_tie(held, fact) for end in (fact.subject, fact.object)}
    known = ontology().types
    found = [
        Loose(named(held, entity.id), entity.type, life_of(held, entity.id))
        for entity in held.entities.values()
        if entity.id not in tied and entity.type in known and ontology().allows(entity.type, GROUPS)
        if has_name(held, entity.id)
    ]
    begun = (each for each in found if window is None or window.reached(each.life.when) is not Holds.NO)
    yield from sorted(begun, key=lambda each: (*by_time(each.life.when), each.entity.name, each.entity.entity or ""))
