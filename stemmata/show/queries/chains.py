"""One actor with many names -> a chain of names with their dates, each a node of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from stemmata.record.fold import folded
from stemmata.show.ancestry import Life, Node, Tie
from stemmata.show.answers import Line, NameLine
from stemmata.show.holdings import Holdings
from stemmata.show.queries.lines import by_time, line_of
from stemmata.when import Bounds, Holds, Period


def chained(held: Holdings, nodes: Iterable[Node], ties: Iterable[Tie]) -> tuple[list[Node], list[Tie]]:
    """Every node as the links of its chain, the renames between them, and each tie at the link that bore it then."""
    chains = {node.id: _links(node) for node in nodes}
    renames = [tie for chain in chains.values() for tie in _renames(held, chain)]
    moved = [_moved(tie, chains) for tie in ties]
    return [link for chain in chains.values() for link in chain], [*renames, *moved]


def _links(node: Node) -> list[Node]:
    names = _in_turn(node)
    if not names or (len(names) == 1 and names[0].text == node.name):
        return [node]
    return [_link(node, names, at) for at in range(len(names))]


def _in_turn(node: Node) -> list[NameLine]:
    """The names that were borne one after the other: translations and acronyms are beside them, not before or after."""
    main = next((name for name in node.names if folded(name.text) == folded(node.name)), None)
    borne = [n for n in node.names if n is not main and (n.kind == "former" or n.when.known) and _alike(n, main)]
    undated = [name for name in borne if not name.when.known]
    dated = sorted((name for name in borne if name.when.known), key=_starts)
    if main is None:
        return [*undated, *dated]
    return [*undated, *(sorted((*dated, main), key=_starts) if main.when.known else (*dated, main))]


def _starts(name: NameLine) -> tuple[str, str, str]:
    return (*by_time(name.when), name.text)


def _alike(name: NameLine, main: NameLine | None) -> bool:
    """Whether a name is written as the main one is: another script is another spelling, unless it has a date."""
    return main is None or not name.script or name.script == main.script or name.when.known


def _link(node: Node, names: Sequence[NameLine], at: int) -> Node:
    name, last = names[at], at == len(names) - 1
    start = node.life.when.start if at == 0 and not name.when.begin else name.when.start
    end = node.life.when.end if last and not name.when.finish else name.when.end
    life = Life(
        when=Period(start=start, end=end) if name.when.known or last else Period(start=start, end=Bounds()),
        begin_stated=node.life.begin_stated if at == 0 else bool(name.when.begin),
        end_stated=node.life.end_stated if last else bool(name.when.finish),
        last_evidenced=node.life.last_evidenced if last else "",
        odd=node.life.odd if at == 0 else (),
    )
    own = tuple(line for line in node.lines if line.predicate != "renamed_to")
    holds = node.holds if name.holds is None or node.holds is None else name.holds
    return Node(
        id=f"{node.id}:{at + 1}",
        name=name.text,
        entity=node.entity,
        type=node.type,
        life=life,
        names=(name,),
        lines=own if at == 0 else (),
        holds=Holds.MAYBE if holds is Holds.NO else holds,
    )


def _renames(held: Holdings, chain: Sequence[Node]) -> Iterator[Tie]:
    for one, other in pairwise(chain):
        start = other.names[0].when.start
        end = one.names[0].when.end
        bounds = start if start != Bounds() else end
        lines = tuple(_said(held, other, one))
        disputed = any(line.disputed for line in lines)
        yield Tie("rename", one.id, other.id, _happened(one, other, bounds), lines, disputed)


def _happened(one: Node, other: Node, bounds: Bounds) -> Period:
    at = other.names[0].when.begin or one.names[0].when.finish
    return Period(at=at if at != ".." else "", start=bounds, end=bounds)


def _said(held: Holdings, taken: Node, given_up: Node) -> Iterator[Line]:
    """The facts that tell of a name being taken, or given up."""
    quotes = {quote.claim for quote in (*taken.names[0].quotes, *given_up.names[0].quotes)}
    wanted = {folded(taken.name), folded(given_up.name)}
    for fact in held.facts_about.get(taken.entity.entity or "", ()):
        about = fact.predicate in ("renamed_to", "former_name") and quotes & set(fact.claims)
        if about and any(folded(claim.object.text) in wanted for claim in held.claims_of(fact)):
            yield line_of(held, fact)


def _moved(tie: Tie, chains: dict[str, list[Node]]) -> Tie:
    """A tie at the links that were borne at its time: what a group became last, what came of it first."""
    return replace(tie, one=_borne(chains[tie.one], tie.when, -1).id, other=_borne(chains[tie.other], tie.when, 0).id)


def _borne(chain: Sequence[Node], when: Period, otherwise: int) -> Node:
    if when.known:
        surely = [link for link in chain if link.life.when.known and link.life.when.overlaps(when) is Holds.YES]
        maybe = [link for link in chain if link.life.when.known and link.life.when.overlaps(when) is Holds.MAYBE]
        if surely or maybe:
            return (surely or maybe)[otherwise]
    return chain[otherwise]
