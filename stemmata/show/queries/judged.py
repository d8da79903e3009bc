"""What people decided on identity and links, read against a record: which entities are one, apart, or in a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from stemmata.model import Anchor, Judgement, Mention
from stemmata.record.places import place
from stemmata.show.holdings import Holdings
from stemmata.show.queries.find import named
from stemmata.show.reviewing import Entry, Judged, Log, Place, Undone

SAME, DIFFERENT = "same", "different"
VERDICTS = (SAME, DIFFERENT)
DECIDING = (*VERDICTS, "link")  # the kinds of judgement that `review` makes

OfEntry = tuple[str, str, str]  # entity, list, id


class Anchored:
    """Finds the entity that an anchor means in a record."""

    def __init__(self, held: Holdings) -> None:
        self._held = held
        self._known: dict[Anchor, str | None] = {}
        self._texts = {report.name: report for report in held.reports.values()}
        self._mentions: dict[str, list[Mention]] = {}
        for mention in held.mentions.values():
            if mention.id in held.entity_of:
                self._mentions.setdefault(mention.report, []).append(mention)

    def __call__(self, anchor: Anchor) -> str | None:
        """The id of the entity; None where the words are gone or stand for nothing any more."""
        if anchor not in self._known:
            self._known[anchor] = self._entity(anchor)
        return self._known[anchor]

    def _entity(self, anchor: Anchor) -> str | None:
        report = self._texts.get(anchor.report)
        span = None if report is None else place(anchor, report.text)
        if report is None or span is None:
            return None
        there = self._mentions.get(report.id, ())
        exact = [m for m in there if (m.start, m.end) == span] or [m for m in there if m.text == anchor.quote]
        around = (m for m in there if m.start <= span[0] and span[1] <= m.end)
        found = exact[0] if exact else min(around, key=lambda m: m.end - m.start, default=None)
        return None if found is None else self._held.entity_of[found.id]


class Settled:
    """Which entities people took for one or held apart, and which entries of lists they are.

    As when a record is built: of contradictory judgements the latest holds, of two made at once the careful one, and
    what follows from several holds too (if A is B, and B is not C, then A is not C).
    """

    def __init__(self, judgements: Iterable[Judgement], anchored: Callable[[Anchor], str | None]) -> None:
        """`judgements`: those that stand, in the order of their file."""
        self._roots: dict[str, str] = {}
        self._apart: dict[str, dict[str, Judgement]] = {}  # by root, what is apart from it
        self._links: dict[OfEntry, Judgement] = {}
        self._listed: set[tuple[str, str]] = set()  # entities with the lists that they have an entry in
        self._kept: set[str] = set()  # entities of which somebody said that two places are one
        self.overruled: list[Judgement] = []
        self.lost: list[Judgement] = []
        for judgement in _latest_first(judgements):
            entities = [anchored(anchor) for anchor in judgement.anchors]
            found = [entity for entity in entities if entity is not None]
            if len(found) < len(entities):
                self.lost.append(judgement)
            elif judgement.what == "link":
                self._link(judgement, found[0])
            elif judgement.what in VERDICTS and not self._took(judgement, found):
                self.overruled.append(judgement)

    def _link(self, judgement: Judgement, entity: str) -> None:
        key = (entity, judgement.value["list"], judgement.value["id"])
        holds = self._links.setdefault(key, judgement).value["verdict"]
        if holds == SAME:
            self._listed.add(key[:2])
        if holds != judgement.value["verdict"]:
            self.overruled.append(judgement)

    def _took(self, judgement: Judgement, entities: Sequence[str]) -> bool:
        """Carries out a judgement; whether nothing later stood against it."""
        take = self._join if judgement.what == SAME else self._part
        return all([take(judgement, one, other) for one, other in combinations(entities, 2)])

    def _join(self, judgement: Judgement, one: str, other: str) -> bool:
        if self.separation(one, other) is not None:
            return False
        self._kept |= {one} if one == other else set()
        first, second = self._root(one), self._root(other)
        if first != second:
            self._roots[second] = first
            for third, parting in self._apart.pop(second, {}).items():
                del self._apart[third][second]
                self._hold_apart(first, third, parting)
        return True

    def _part(self, judgement: Judgement, one: str, other: str) -> bool:
        if self.together(one, other):
            return one == other and one not in self._kept  # one entity as yet, which the next build parts
        self._hold_apart(self._root(one), self._root(other), judgement)
        return True

    def _hold_apart(self, one: str, other: str, judgement: Judgement) -> None:
        for near, far in ((one, other), (other, one)):
            self._apart.setdefault(near, {}).setdefault(far, judgement)

    def _root(self, entity: str) -> str:
        """The entity that stands for all that are one with this one."""
        root = entity
        while root in self._roots:
            root = self._roots[root]
        if root != entity:
            self._roots[entity] = root
        return root

    def together(self, one: str, other: str) -> bool:
        return self._root(one) == self._root(other)

    def separation(self, one: str, other: str) -> Judgement | None:
        """The judgement that holds two entities apart."""
        return self._apart.get(self._root(one), {}).get(self._root(other))

    def answered(self, one: str, other: str) -> bool:
        """Whether it is decided that two entities are one, or that they are not."""
        return self.together(one, other) or self.separation(one, other) is not None

    def linked(self, entity: str, list_: str, id_: str) -> bool:
        """Whether it is decided that an entry is the entity, or is not, or that another entry of its list is."""
        return (entity, list_, id_) in self._links or (entity, list_) in self._listed


def _latest_first(judgements: Iterable[Judgement]) -> list[Judgement]:
    """In the order in which `identify` lets them speak."""

    def at_once(judgement: Judgement) -> tuple[bool, str, str]:
        who, why = (judgement.who, judgement.why) if judgement.what in VERDICTS else ("", "")
        return judgement.what != DIFFERENT, who, why

    return sorted(sorted(reversed(tuple(judgements)), key=at_once), key=lambda j: j.when, reverse=True)


def log_of(held: Holdings, anchored: Anchored, judgements: Sequence[Judgement], stand: Sequence[Judgement]) -> Log:
    """All judgements of identity and links, also those taken back; `stand` are the others of them."""
    settled, undoings = Settled(stand, anchored), _undoings(judgements)
    states = {id(j): "overruled" for j in settled.overruled} | {id(j): "lost" for j in settled.lost}
    standing = {id(judgement) for judgement in stand}
    made = []
    for judgement in (j for j in judgements if j.what in DECIDING):
        undone = None if id(judgement) in standing else undoings.get(_key(judgement))
        state = "undone" if id(judgement) not in standing else states.get(id(judgement), "stands")
        made.append(judged_of(held, anchored, judgement, state, undone))
    return Log(tuple(made))


def judged_of(
    held: Holdings, anchored: Anchored, judgement: Judgement, state: str, undone: Judgement | None = None
) -> Judged:
    """A judgement for people to read."""
    value = judgement.value
    places = []
    for anchor in judgement.anchors:
        entity = anchored(anchor)
        places.append(Place(anchor.quote, anchor.report, None if entity is None else named(held, entity)))
    return Judged(
        who=judgement.who,
        when=judgement.when,
        verdict=value["verdict"] if judgement.what == "link" else judgement.what,
        why=judgement.why,
        places=tuple(places),
        entry=Entry(value["list"], value["id"], value.get("name", "")) if judgement.what == "link" else None,
        state=state,
        undone=None if undone is None else Undone(undone.who, undone.when, undone.why),
    )


def _key(judgement: Judgement) -> tuple[str, str, str, frozenset[Anchor]]:
    """What an undo names a judgement by."""
    return judgement.who, judgement.when, judgement.what, frozenset(judgement.anchors)


def _undoings(judgements: Iterable[Judgement]) -> Mapping[tuple[str, str, str, frozenset[Anchor]], Judgement]:
    undoings = (j for j in judgements if j.what == "undo")
    return {(j.value["who"], j.value["when"], j.value["what"], frozenset(j.anchors)): j for j in undoings}
