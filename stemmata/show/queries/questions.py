"""What a person is asked: names that may be one actor, and entries of other lists that may be it, by value.

A question is worth what it moves times the chance that the answer changes the record:

- Two entities: the claims and facts of the side with fewer, which would go to the other, times the chance that the two
  are one. Each rule that speaks for it, and each that speaks against it, counts as one trial in Laplace's rule of
  succession: (1 + for) / (2 + for + against).
- An entry of a list: the claims and facts of the entity, a tenth each since they stay where they are and get an id at
  most, times the score of the proposal; or, where the record takes the entry for the entity as it is, times the rest.

What is worth the same stands by what it moves, then by how often the side is mentioned that would move, then by the
names, then by id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from stemmata.errors import NotFound
from stemmata.model import Anchor, Join, Judgement, Link, digest
from stemmata.show.answers import Reason
from stemmata.show.queries.explain import LEAST, reason_of
from stemmata.show.queries.find import named
from stemmata.show.queries.judged import SAME, Anchored, Settled
from stemmata.show.queries.sides import Shelf
from stemmata.show.reviewing import IDENTITY, LINK, Entry, Question, Separated
from stemmata.show.wording import kind_of

MAYBE = "maybe"
LABEL = 0.1  # what a claim weighs that stays where it is and gets an id at most


@dataclass(frozen=True)
class Asked:
    """An open question before it is written out: two entities and their joins, or one, an entry and its links."""

    id: str
    entities: tuple[str, ...]
    joins: tuple[Join, ...] = ()  # of the two, for and against
    links: tuple[Link, ...] = ()
    why_not: tuple[Reason, ...] = ()
    moves: int = 0
    likely: float = 0.0
    value: float = 0.0
    warnings: tuple[Separated, ...] = ()

    @property
    def meant(self) -> frozenset[str]:
        """The mentions that the question was raised by."""
        return frozenset(end for join in self.joins if join.verdict == MAYBE for end in (join.one, join.other))


def still_open(shelf: Shelf, raised: Iterable[Asked], settled: Settled) -> list[Asked]:
    """Those of the questions that nobody has answered, with their warnings, the most valuable first."""
    links, pairs = [], []
    for asked in raised:
        if asked.links and not is_linked(settled, asked):
            links.append(asked)
        elif not asked.links and not settled.answered(*asked.entities):
            pairs.append(asked)
    asked_for = [*_warned(shelf, pairs, settled), *links]
    return sorted(asked_for, key=lambda asked: _order(shelf, asked))


def _order(shelf: Shelf, asked: Asked) -> tuple[float, int, int, tuple[str, ...], str]:
    names = tuple(map(shelf.held.name, asked.entities))
    return -asked.value, -asked.moves, -min(map(shelf.places, asked.entities)), names, asked.id


def all_questions(shelf: Shelf, anchored: Anchored, links: Iterable[Link]) -> tuple[Asked, ...]:
    """Every question that the record raises, answered or not, in no order."""
    return *_pairs(shelf), *(_entry_weighed(shelf, asked) for asked in entries(anchored, links))


def _pairs(shelf: Shelf) -> Iterator[Asked]:
    """One question for each two entities that a rule takes for one, maybe."""
    joins: dict[tuple[str, str], list[Join]] = {}
    for join in shelf.held.joins:
        ends = {entity for end in (join.one, join.other) if (entity := shelf.held.entity_of.get(end)) is not None}
        if len(ends) == 2:
            one, other = sorted(ends, key=lambda entity: (-shelf.weight(entity), shelf.held.name(entity), entity))
            joins.setdefault((one, other), []).append(join)
    for pair, found in joins.items():
        if any(join.verdict == MAYBE for join in found):
            yield _pair_weighed(shelf, Asked(digest("question", *sorted(pair)), pair, joins=tuple(found)))


def _pair_weighed(shelf: Shelf, asked: Asked) -> Asked:
    against = [reason_of(shelf.held, join) for join in asked.joins if join.verdict == "different"]
    against += _kinds(shelf, *asked.entities)
    rules_for = len({join.rule for join in asked.joins if join.verdict == MAYBE})
    rules_against = len({reason.rule for reason in against})
    likely = chance(rules_for, rules_against)
    moves = min(map(shelf.weight, asked.entities))
    return replace(asked, why_not=tuple(against), moves=moves, likely=likely, value=moves * likely)


def chance(speak_for: int, against: int) -> float:
    """That two are one, by the rules that speak for it and against it."""
    return (1 + speak_for) / (2 + speak_for + against)


def _kinds(shelf: Shelf, one: str, other: str) -> Iterator[Reason]:
    """That the two are told of as things of different kinds."""
    known = [shelf.held.entities[entity] for entity in (one, other) if entity in shelf.held.entities]
    types = [entity.type for entity in known]
    if len(set(types)) == 2:
        first, second = map(kind_of, types)
        why = f"reports tell of the one as a kind of {first}, of the other as a kind of {second}"
        yield Reason(known[0].name, known[1].name, MAYBE, "kind", why)


def entries(anchored: Callable[[Anchor], str | None], links: Iterable[Link]) -> list[Asked]:
    """One question for each entry that is proposed for an entity, unless a later line takes that back."""
    found: dict[tuple[str, str, str], dict[Link, None]] = {}
    for link in links:
        entity = anchored(link.anchor)
        if entity is not None and link.verdict in (SAME, MAYBE):
            found.setdefault((entity, link.list, link.id), {})[link] = None
        elif entity is not None:
            found.pop((entity, link.list, link.id), None)
    return [Asked(digest("question", *key), key[:1], links=tuple(some)) for key, some in found.items()]


def is_linked(settled: Settled, asked: Asked) -> bool:
    return settled.linked(asked.entities[0], asked.links[0].list, asked.links[0].id)


def _entry_weighed(shelf: Shelf, asked: Asked) -> Asked:
    likely = min(max(max(link.score for link in asked.links), 0.0), 1.0)
    moves = shelf.weight(asked.entities[0])
    return replace(asked, moves=moves, likely=likely, value=moves * LABEL * change_by(asked, likely))


def change_by(asked: Asked, likely: float) -> float:
    """The chance that the answer changes the record."""
    return 1 - likely if any(link.verdict == SAME for link in asked.links) else likely


def _warned(shelf: Shelf, pairs: Sequence[Asked], settled: Settled) -> Iterator[Asked]:
    """The questions, each with the warnings that it and another are about what a person separated."""
    near: dict[str, list[str]] = {}
    for one, other in (asked.entities for asked in pairs):
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    for asked in pairs:
        one, other = asked.entities
        found = (_separated(shelf, settled, *pair, near[pair[0]]) for pair in ((one, other), (other, one)))
        yield replace(asked, warnings=tuple(chain.from_iterable(found)))


def _separated(shelf: Shelf, settled: Settled, between: str, one: str, others: Iterable[str]) -> Iterator[Separated]:
    for other in others:
        judgement = settled.separation(one, other)
        if judgement is not None:
            near, this, that = (named(shelf.held, entity) for entity in (between, one, other))
            by = f"which {judgement.who} separated on {judgement.when[:10]}"
            text = f"{near.name} is near both {this.name} and {that.name}, {by}"
            yield Separated(near, this, that, judgement.who, judgement.when, text)


def only(asked: Sequence[Asked], id_: str) -> Asked:
    """The question whose id begins so. Raises NotFound: none, or several."""
    found = [one for one in asked if one.id.startswith(id_)] if len(id_) >= LEAST else []
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(f"{id_!r} is the beginning of {len(found)} questions: {', '.join(a.id for a in found[:8])}")
    raise NotFound(f"no open question has an id that begins with {id_!r}; `stemmata review --list` has them all")


def written_out(shelf: Shelf, asked: Asked, more: bool = False) -> Question:
    """A question with both its sides; with `more`, more of their words."""
    return Question(
        id=asked.id,
        kind=LINK if asked.links else IDENTITY,
        value=round(asked.value, 2),
        moves=asked.moves,
        likely=round(asked.likely, 2),
        sides=tuple(shelf.side(entity, asked.meant, more) for entity in asked.entities),
        entry=entry_of(asked),
        why=tuple(_reasons(shelf, asked)),
        why_not=asked.why_not,
        warnings=asked.warnings,
    )


def entry_of(asked: Asked) -> Entry | None:
    """The entry that is asked about, by the name that fits best."""
    if not asked.links:
        return None
    best = max(asked.links, key=lambda link: link.score)
    return Entry(best.list, best.id, best.name)


def _reasons(shelf: Shelf, asked: Asked) -> Iterator[Reason]:
    yield from (reason_of(shelf.held, join) for join in asked.joins if join.verdict == MAYBE)
    for link in asked.links:
        entry = f"{link.name} ({link.list} {link.id})"
        why = f"{link.why} (score {link.score:.2f})"
        yield Reason(f"{link.anchor.quote} ({link.anchor.report})", entry, link.verdict, link.list, why)


def judgement_of(shelf: Shelf, anchored: Anchored, asked: Asked, verdict: str) -> Judgement:
    """The answer to a question as a judgement; who, when and why are not yet in it."""
    anchors = tuple(_anchor(shelf, anchored, entity, asked) for entity in asked.entities)
    entry = entry_of(asked)
    if entry is None:
        return Judgement("", "", verdict, "", anchors)
    value = {"list": entry.list, "id": entry.id, "verdict": verdict, "name": entry.name}
    return Judgement("", "", "link", "", anchors, value)


def _anchor(shelf: Shelf, anchored: Anchored, entity: str, asked: Asked) -> Anchor:
    """The best place of an entity that leads back to it; words that stand alike in two places may not."""
    anchors = list(shelf.anchors(entity, asked.meant))
    return next((anchor for anchor in anchors if anchored(anchor) == entity), anchors[0])
