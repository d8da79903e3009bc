"""The lineage of groups as one graph over time: splits, mergers, renames, and where asked for coalitions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from stemmata.model import Fact, Polarity
from stemmata.show.ancestry import Ancestry, Life, Node, Tie
from stemmata.show.answers import Line
from stemmata.show.asof import Window
from stemmata.show.holdings import Holdings
from stemmata.show.queries.chains import chained
from stemmata.show.queries.find import find, named
from stemmata.show.queries.kinship import absorbs, has_name, is_tie, kinship, tie_kind, ties_of
from stemmata.show.queries.lifetimes import life_of
from stemmata.show.queries.lines import by_time, line_of
from stemmata.show.queries.naming import names_of
from stemmata.when import Holds, Period


def lineage(
    held: Holdings, name: str | None = None, on: str | None = None, coalitions: bool = False, chain: bool = False
) -> Ancestry:
    """The graph of all groups that have ties, or that of one group. Raises NotFound, InvalidDate.

    What had surely not happened or begun by the date is left out.
    """
    entity, window = None if name is None else find(held, name), None if on is None else Window.of(on)
    ties = [tie for tie in ties_of(held) if _by(window, tie.when)]
    memberships = frozenset[str]() if coalitions else kinship().memberships
    followed = [tie for tie in ties if tie.kind not in memberships]
    inside = _component(entity.id, followed) if entity else {end for tie in followed for end in (tie.one, tie.other)}
    nodes = [
        node for node in (_node(held, id_, window, coalitions) for id_ in sorted(inside)) if node.holds is not Holds.NO
    ]
    kept = {node.id: node for node in nodes}
    chosen = [_named(tie, kept[tie.other].life) for tie in followed if {tie.one, tie.other} <= set(kept)]
    placed = chained(held, nodes, chosen) if chain else (nodes, chosen)
    return Ancestry(
        entity=None if entity is None else named(held, entity.id),
        on=window.words if window else "",
        coalitions=coalitions,
        chain=chain,
        nodes=tuple(sorted(placed[0], key=_order)),
        ties=tuple(placed[1]),
        not_followed=sum(tie.kind in memberships and bool(inside & {tie.one, tie.other}) for tie in ties),
    )


def _component(start: str, ties: Iterable[Tie]) -> set[str]:
    """The group and all that hang together with it; what is only denied ties nothing."""
    beside: dict[str, set[str]] = {}
    for tie in ties:
        if not tie.denied:
            beside.setdefault(tie.one, set()).add(tie.other)
            beside.setdefault(tie.other, set()).add(tie.one)
    found, waiting = {start}, [start]
    while waiting:
        new = beside.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(sorted(new))
    return found


def _node(held: Holdings, entity: str, window: Window | None, coalitions: bool) -> Node:
    known, life = held.entities[entity], life_of(held, entity)
    return Node(
        id=entity,
        name=known.name,
        entity=named(held, entity),
        type=known.type,
        life=life,
        names=tuple(name for name in names_of(held, known) if _by(window, name.when)),
        lines=tuple(_lines(held, entity, window, coalitions)),
        holds=None if window is None else _existed(life, window),
    )


def _by(window: Window | None, when: Period) -> bool:
    """Whether something may have begun by the date; what was over by then is part of the lineage."""
    return window is None or window.reached(when) is not Holds.NO


def _existed(life: Life, window: Window) -> Holds:
    """Whether a group existed; one that surely ended before is kept: it is part of the lineage."""
    begun = window.reached(life.when)
    return Holds.NO if begun is Holds.NO else max(window.meets(life.when), Holds.MAYBE, key=_ORDER.index)


_ORDER = (Holds.NO, Holds.MAYBE, Holds.YES)


def _lines(held: Holdings, entity: str, window: Window | None, coalitions: bool) -> list[Line]:
    """Beginnings, ends and renames of a group, and ties to what is no group of its own ("ten other brigades")."""
    facts = held.facts_about.get(entity, ())
    told = [fact for fact in facts if _is_told(held, fact, entity, coalitions) and _by(window, fact.when)]
    lines = (line_of(held, fact, entity, window) for fact in told)
    return sorted(lines, key=lambda line: (line.polarity is Polarity.DENIED, *by_time(line.when), line.fact))


def _is_told(held: Holdings, fact: Fact, entity: str, coalitions: bool) -> bool:
    if is_tie(held, fact):
        return False
    kind = tie_kind(held, fact)
    if kind is None or not has_name(held, entity):
        return fact.predicate in kinship().shown and fact.subject == entity
    return coalitions or kind not in kinship().memberships


def _named(tie: Tie, whole: Life) -> Tie:
    return replace(tie, kind="absorption") if tie.kind == "merger" and absorbs(whole, tie) else tie


def _order(node: Node) -> tuple[str, ...]:
    return (*by_time(node.life.when), node.name, node.id)
