"""Which date belongs to which statement: a date expression dates the clause it hangs on, and what joins it there."""

from __future__ import annotations

from stemmata.extract.spots import Scene
from stemmata.extract.time import Clock, TimeExpression, read_times
from stemmata.when import UNKNOWN, Period

_ENDS = ("until", "by_end")


class Timeline:
    """The dates of one passage, and the story's clock after it."""

    def __init__(self, scene: Scene, clock: Clock) -> None:
        self.expressions = tuple(e for e in read_times(scene.passage.text, clock))
        self.after = clock.after(self.expressions)
        self.dates = tuple(e for e in self.expressions if e.kind == "date" and e.edtf)
        self.heads = {i: scene.tree.head_of(e.start, e.end) for i, e in enumerate(self.dates)}

    def when(self, scene: Scene, trigger: int, *, event: bool, edge: str) -> Period:
        """The time of the statement made by a trigger word."""
        if edge == "none":
            return UNKNOWN
        found = self._governing(scene, trigger)
        return UNKNOWN if found is None else period(found, event=event, edge=edge)

    def _governing(self, scene: Scene, trigger: int) -> TimeExpression | None:
        """The nearest date: on the trigger, on its clause, on the clauses it is coordinated with or part of."""
        tree = scene.tree
        sentence = tree.sentence_of[trigger]
        here = [
            (i, e)
            for i, e in enumerate(self.dates)
            if self.heads[i] is not None and tree.sentence_of[self.heads[i] or 0] == sentence
        ]
        if not here:
            return None
        chain = [trigger, *tree.ancestors(trigger)]
        place = {node: depth for depth, node in enumerate(chain)}
        best: tuple[tuple[int, int], TimeExpression] | None = None
        for number, expression in here:
            cost = self._cost(scene, self.heads[number] or 0, place, trigger)
            if cost is not None and (best is None or cost < best[0]):
                best = (cost, expression)
        return None if best is None else best[1]

    def _cost(self, scene: Scene, head: int, place: dict[int, int], trigger: int) -> tuple[int, int] | None:
        """How far a date is from the trigger; None where it belongs to another clause."""
        tree = scene.tree
        down = 0
        node = head
        while node not in place:
            parent = tree.token(node).head
            if parent == node:
                return None
            crossed = tree.is_predicate(node) and tree.dep(node).split(":")[0] in (
                "acl", "advcl", "ccomp", "conj", "parataxis",
            )  # fmt: skip
            if crossed:
                return None
            node, down = parent, down + 1
        up = place[node]
        clauses = sum(1 for n in list(place)[:up] if tree.dep(n) in ("acl:relcl", "ccomp"))
        if clauses and any(tree.dep(n) == "acl:relcl" for n in list(place)[:up]):
            return None
        return up * 2 + down + clauses * 3, abs(head - trigger)


def period(expression: TimeExpression, *, event: bool, edge: str) -> Period:
    """A date expression as the period of an event or a state; `since`, `until` and a frame's own edge are heeded."""
    edtf, words = expression.edtf, expression.text
    if "/" in edtf and expression.relation == "from_to":
        begin, _, finish = edtf.partition("/")
        return Period.span(begin, finish, words)
    if not event or edge in ("start", "end"):
        if expression.relation == "since" or edge == "start":
            return Period.span(begin=edtf, words=words)
        if expression.relation == "until" or edge == "end":
            return Period.span(finish=edtf, words=words)
    return Period.event(edtf, words) if event else Period.evidenced(edtf, words)
