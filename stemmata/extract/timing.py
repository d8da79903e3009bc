"""Which date belongs to which statement: a date expression dates the clause it hangs on, and what joins it there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from stemmata.extract.spots import Scene
from stemmata.extract.time import Clock, TimeExpression, not_before, read_times
from stemmata.model import TELLS_OF, Metadatum, Passage, Report, Role
from stemmata.when import UNKNOWN, Period, edtf_bounds

_FORWARD = frozenset({"later", "eventually", "subsequently", "previously", "earlier"})  # "Later on 9 May" has its date
_LEAPS = frozenset(
    "later since eventually previously earlier before after formerly originally once ever always still subsequently"
    " usually often former now recently finally then".split()
)
_TELLING = (Role.BODY, Role.LIST, Role.GLOSS, Role.QUOTATION)


class Timeline:
    """The dates of one passage, and the story's clock after it."""

    def __init__(self, scene: Scene, clock: Clock) -> None:
        self.clock = clock
        self.expressions = _noted(read_times(scene.passage.text, under_headings(clock, scene.passage)), clock)
        self.after = clock.after(self.expressions)
        self.dates = tuple(
            e for e in self.expressions if e.kind == "date" and (e.edtf or _awaits_year(e)) and not e.aside
        )
        self.battles = tuple(e for e in self.expressions if e.aside and e.edtf and _in_battle(scene, e))
        self.heads = {i: scene.tree.head_of(e.start, e.end) for i, e in enumerate(self.dates)}

    def when(self, scene: Scene, trigger: int, *, event: bool, edge: str) -> Period:
        """The time of the statement made by a trigger word."""
        if edge == "none":
            return UNKNOWN
        found = self._governing(scene, trigger)
        return UNKNOWN if found is None else period(found, event=event, edge=edge)

    def _governing(self, scene: Scene, trigger: int) -> TimeExpression | None:
        """The date of a statement: in its own stretch between commas, else by the tree, else at the sentence's front.

        Last comes the year in the name of the battle in which it happened ("during the 2016 offensive").
        """
        sentence = scene.tree.sentences[scene.tree.sentence_of[trigger]]
        here = [i for i, h in self.heads.items() if h is not None and sentence[0] <= h < sentence[1]]
        stretch = _stretch(scene, trigger, sentence)
        near = [i for i in here if stretch[0] <= self.dates[i].start < stretch[1]]
        if _shifted(scene, trigger):
            return self._by_tree(scene, trigger, near) or (self.dates[near[0]] if near else None)
        found = (
            self._where(scene, stretch) or self._by_tree(scene, trigger, near) or self._by_tree(scene, trigger, here)
        )
        if found is not None or (near and near[0] == here[0]):
            return found or self.dates[near[0]]
        front = self._fronted(scene, here, sentence)
        return front or self._battle(stretch) or self._told_before(scene, trigger, here)

    def _told_before(self, scene: Scene, trigger: int, here: list[int]) -> TimeExpression | None:
        """A past event told right after a dated sentence, without a date of its own: about that month, a guess."""
        number = scene.tree.sentence_of[trigger]
        if here or number == 0 or not _goes_on(scene, trigger):
            return None
        first, last = scene.tree.sentences[number - 1]
        before = [self.dates[i] for i, h in self.heads.items() if h is not None and first <= h < last]
        month = re.match(r"(1[89]|20)\d\d-\d\d", before[-1].edtf) if before else None
        if month is None or before[-1].relation not in ("at", "from"):
            return None
        return replace(
            before[-1], edtf=f"{month.group()}~", text=f"{before[-1].text} (told just before)", relation="at"
        )

    def _where(self, scene: Scene, stretch: tuple[int, int]) -> TimeExpression | None:
        """ "at the end of 2015, where ...": the date right before the clause that it opens."""
        if not scene.text(*stretch).casefold().startswith(("where ", "when ")):
            return None
        return next((e for e in self.dates if 0 <= stretch[0] - e.end <= 3), None)

    def _by_tree(self, scene: Scene, trigger: int, among: list[int]) -> TimeExpression | None:
        chain = [trigger, *scene.tree.ancestors(trigger)]
        place = {node: depth for depth, node in enumerate(chain)}
        costs = [
            (cost, i) for i in among if (cost := self._cost(scene, self.heads[i] or 0, place, trigger)) is not None
        ]
        return self.dates[min(costs)[1]] if costs else None

    def _fronted(self, scene: Scene, among: list[int], sentence: tuple[int, int]) -> TimeExpression | None:
        """ "On 9 October, ...": the first words of a sentence date what it tells."""
        start = scene.tree.token(sentence[0]).start
        if scene.tree.token(sentence[0]).pos == "VERB":  # "Formed in 2013, ..." dates the forming alone
            return None
        return next((self.dates[i] for i in among if self.dates[i].start - start < 16), None)

    def _battle(self, stretch: tuple[int, int]) -> TimeExpression | None:
        return next((e for e in self.battles if stretch[0] <= e.start < stretch[1]), None)

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


def _goes_on(scene: Scene, trigger: int) -> bool:
    """Whether a sentence carries a story on: in the past tense, with no word that leaps ("later", "since")."""
    tree = scene.tree
    first, last = tree.sentences[tree.sentence_of[trigger]]
    words = {t.text.casefold() for t in tree.tokens[first:last]}
    if words & _LEAPS:
        return False
    root = next((i for i in range(first, last) if tree.dep(i) == "root"), trigger)
    auxiliaries = {tree.token(c).text.casefold() for c in tree.with_dep(root, "aux", "aux:pass", "cop")}
    token = tree.token(root)
    past = token.pos == "VERB" and token.text.casefold().endswith("ed") and not auxiliaries
    return past or bool(auxiliaries & {"was", "were", "did"})


def _shifted(scene: Scene, trigger: int) -> bool:
    """Whether a date told before is not its own: it stands after "after", "before" or "until", or came "later"."""
    above = scene.tree.token(trigger).head
    for place in {trigger, above} if scene.tree.dep(trigger) == "xcomp" else {trigger}:
        if any(scene.tree.token(c).text in _FORWARD for c in scene.tree.with_dep(place, "advmod")):
            return True
    for place in (trigger, *scene.tree.ancestors(trigger)):
        how = scene.tree.dep(place).split(":")[0]
        marks = scene.tree.with_dep(place, "mark", "case", "advmod") if how in ("advcl", "obl", "acl") else []
        if any(scene.tree.token(m).text.casefold() in ("after", "before", "until") for m in marks):
            return True
    return False


def _stretch(scene: Scene, trigger: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """The stretch of text around a word up to the next commas, in offsets; a list's commas do not end it."""
    tokens = scene.tree.tokens
    first, last = trigger, trigger
    while first > sentence[0] and not _breaks(scene, first - 1):
        first -= 1
    while last + 1 < sentence[1] and not _breaks(scene, last + 1):
        last += 1
    return tokens[first].start, tokens[last].end


def _breaks(scene: Scene, index: int) -> bool:
    """A comma or a "then" between clauses."""
    token = scene.tree.token(index)
    if token.text.casefold() == "then":
        return True
    if token.text not in (",", ";", ":", "(", ")"):
        return False
    after = scene.covering.get(index + 1) or scene.covering.get(index + 2)
    before = scene.covering.get(index - 1)
    between_names = before is not None and after is not None and before.type is after.type
    return not between_names


def _in_battle(scene: Scene, expression: TimeExpression) -> bool:
    """ "during the 2016 offensive": the year of a battle in which something is said to happen."""
    words = scene.passage.text[max(0, expression.start - 12) : expression.start].split()
    return any(w in ("during", "During") for w in words)


def period(expression: TimeExpression, *, event: bool, edge: str) -> Period:
    """A date expression as the period of an event or a state; "since", "until" and a frame's own edge are heeded."""
    words, relation = expression.text, expression.relation
    if relation == "from_to" and len(expression.parts) == 2 and not event:
        return Period.span(expression.parts[0].edtf, expression.parts[1].edtf or "..", words)
    edtf = expression.edtf
    if relation == "since" or (edge == "start" and not event):
        return Period.event(edtf, words) if event else Period.span(begin=edtf, words=words)
    if relation in ("until", "by") or edge == "end":
        return Period.event(edtf, words) if event else Period.span(finish=edtf, words=words)
    if relation in ("before", "after"):
        return UNKNOWN
    return Period.event(edtf, words) if event else Period.evidenced(edtf, words)


def _awaits_year(expression: TimeExpression) -> bool:
    """Whether it is a month or a day of which only the year is unknown: then it dates what it governs all the same."""
    reference = expression.reference
    named = reference.month is not None and reference.month <= 12 and reference.year is None
    return not expression.edtf and not expression.parts and named and reference.anchor in ("", "report")


def _noted(expressions: Sequence[TimeExpression], clock: Clock) -> tuple[TimeExpression, ...]:
    """The expressions; those whose year the clock has from other reports alone say so in their words."""
    if not clock.told:
        return tuple(expressions)
    return tuple(
        replace(e, text=f"{e.text} (year inferred)") if e.edtf and e.reference.year is None else e for e in expressions
    )


def month_without_year(when: Period) -> tuple[int, int | None] | None:
    """The month and the day, where one is named, of a time that is unknown for want of a year; None for any other."""
    if when.known or not when.words:
        return None
    found = [e.reference for e in read_times(when.words, Clock()) if _awaits_year(e)]
    month = found[0].month if len(found) == 1 else None
    return None if month is None else (month, found[0].day)


def first_clock(report: Report) -> Clock:
    """The clock at the top of a report: the days on which it may have been written, as far as its metadata tell."""
    told = report.known(TELLS_OF) or ""
    first, last = _days(report, "published")
    if first is None and last is None:
        first, last = _days(report, "not_before")[0], _days(report, "not_after")[1]
        last = last or _days(report, "retrieved")[1]
    return Clock(first, last, story=told, told=told)


def _days(report: Report, key: str) -> tuple[date | None, date | None]:
    known = report.known(key)
    return (None, None) if known is None else edtf_bounds(known)


def under_headings(clock: Clock, passage: Passage) -> Clock:
    """The clock with the years of the heading above ("2020-2023") as a hint."""
    years = [int(y) for heading in passage.context[-1:] for y in re.findall(r"\b(?:1[89]|20)\d\d\b", heading)]
    return replace(clock, years=(min(years), max(years)) if years else None)


def bounds_of_report(read: Sequence[tuple[Scene, Timeline]]) -> dict[str, Metadatum]:
    """not_before: the report tells of this day as past, so it was not written earlier."""
    telling = [(s.passage.text, t.expressions) for s, t in read if s.passage.role in _TELLING]
    latest = not_before(telling)
    if latest is None:
        return {}
    day = edtf_bounds((latest.parts[-1] if latest.parts else latest).edtf)[0]
    if day is None:
        return {}
    return {"not_before": Metadatum(day.isoformat(), f'the text tells of "{latest.text}" as past')}
