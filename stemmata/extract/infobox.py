"""Infobox rows -> claims about the page's subject. lexicon/infobox.yml says what each label means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemmata.extract.attribution import Attribution
from stemmata.extract.drafts import Draft, End, spot_end
from stemmata.extract.lexicon import lexicon, plain_form
from stemmata.extract.paths import fits
from stemmata.extract.quantities import read_quantity
from stemmata.extract.rows import Row, bare_value, rows
from stemmata.extract.spots import Scene, Spot
from stemmata.extract.time import Clock, read_times
from stemmata.extract.timing import period
from stemmata.model import MentionKind, MentionType, Polarity, Qualifier, Role
from stemmata.ontology import ontology
from stemmata.when import UNKNOWN, Period

_NOTE = re.compile(r"\(([^()]*)\)")
_VOICE = re.compile(
    r"(?:per|according to|claimed by|reported by|source:?)\s+(?P<after>[^,;()]+)"
    r"|(?P<before>[^,;()]+?)\s+(?P<word>claims?|estimates?|figures?|reports?|sources?)\s*$",
    re.I,
)
_FORMER = re.compile(r"\bformerly\b|\bpreviously\b", re.I)
_CLAIMED = ("claim", "claims")
_PAGES = ("Group", "Organization", "Person", "Operation")


@dataclass(frozen=True, slots=True)
class Page:
    """What an infobox speaks of: the page's subject, as a mention of the report."""

    text: str
    mention: str
    type: MentionType = MentionType.ARMED_GROUP


def drafts(scene: Scene, page: Page, clock: Clock) -> list[Draft]:
    """The claims of one infobox value."""
    row = rows().get(scene.passage.label)
    if row is None or scene.passage.role is not Role.INFOBOX:
        return []
    reader = _Reader(scene, page, row, clock)
    return [reader.draft(end, when, quals, said) for end, when, quals, said in reader.values()]


_Value = tuple[End, Period, dict[str, Qualifier], Attribution]


class _Reader:
    def __init__(self, scene: Scene, page: Page, row: Row, clock: Clock) -> None:
        self.scene, self.page, self.row = scene, page, row
        self.text = scene.passage.text
        self.notes = [(m.start(1), m.group(1)) for m in _NOTE.finditer(self.text)]
        self.dates = [e for e in read_times(self.text, clock) if e.kind == "date" and e.edtf]
        above = " ".join(scene.passage.context[-2:])
        self.context = [e for e in read_times(above, clock) if e.kind == "date" and e.edtf]

    def values(self) -> Iterator[_Value]:
        kind = self.row.types[0]
        said = self.said()
        if kind in ("date", "dates"):
            yield from self.dated(kind, said)
        elif kind == "number":
            yield from self.counted(said)
        elif kind == "words":
            start, end = self.bare()
            if end > start:
                yield End(_plain_value(self.text[start:end])), self.when(start, end), {}, said
        elif kind == "name":
            yield from self.named(said)
        else:
            yield from self.spotted(said)

    def spotted(self, said: Attribution) -> Iterator[_Value]:
        spots = [s for s in self.scene.spots if s.kind is MentionKind.NAME and fits(s.type, self.row.types)]
        spots = [s for s in spots if not any(a <= s.start < a + len(n) for a, n in self.notes)]
        for number, spot in enumerate(spots):
            until = spots[number + 1].start if number + 1 < len(spots) else len(self.text)
            own = self.said(spot.end, until) if len(spots) > 1 else said  # a bracket speaks of the value before it
            yield spot_end(self.scene, spot), self.when(spot.start, until), self.qualifiers(spot, until), own

    def named(self, said: Attribution) -> Iterator[_Value]:
        for spot in self.scene.spots:
            if spot.kind is MentionKind.NAME and self.scene.mention_id(spot) != self.page.mention:
                yield spot_end(self.scene, spot), UNKNOWN, {}, said

    def dated(self, kind: str, said: Attribution) -> Iterator[_Value]:
        for expression in self.dates[:1]:
            begin = expression.parts[0].edtf if expression.parts else expression.edtf
            yield End(begin), Period.event(begin, expression.text), {}, said

    def counted(self, said: Attribution) -> Iterator[_Value]:
        masked = self.text
        for expression in self.dates:
            masked = masked[: expression.start] + " " * (expression.end - expression.start) + masked[expression.end :]
        quantity = read_quantity(masked)
        if quantity is None:
            return
        bounds: dict[str, Qualifier] = {
            k: v for k, v in (("min", quantity.least), ("max", quantity.most)) if v is not None
        }
        unit: dict[str, Qualifier] = {"unit": quantity.unit} if quantity.unit else {}
        end = End(self.text[quantity.start : quantity.end].strip())
        yield end, self.when(0, len(self.text)), {**bounds, **unit}, said

    def when(self, start: int, end: int) -> Period:
        """A date bracketed behind the value, else one in the heading above the item."""
        event = ontology().predicates[self.row.predicate].aspect == "event"
        own = [e for e in self.dates if start <= e.start < end] or self.context
        found = own[0] if own else None
        return UNKNOWN if found is None else period(found, event=event, edge="at")

    def qualifiers(self, spot: Spot, until: int) -> dict[str, Qualifier]:
        found: dict[str, Qualifier] = dict(self.row.constants)
        notes = [n for at, n in self.notes if spot.end <= at < until]
        if self.row.predicate == "holds_post":
            role = next((r for n in notes if (r := _role(n))), None)
            found["role"] = role or found.get("role", "leader")
        return found

    def said(self, start: int = 0, end: int | None = None) -> Attribution:
        """Who says it: named in a bracket between the offsets, else in the heading above."""
        notes = (note for at, note in self.notes if start <= at < (len(self.text) if end is None else end))
        for source in (*notes, *self.scene.passage.context[-1:]):
            voice = _VOICE.search(source)
            if voice and not _is_date(source):
                name = (voice.group("after") or voice.group("before")).strip()
                alleged = (voice.group("word") or "").casefold() in _CLAIMED
                return Attribution((name,), Polarity.ALLEGED if alleged else Polarity.REPORTED)
        return Attribution()

    def bare(self) -> tuple[int, int]:
        return bare_value(self.text)

    def draft(self, value: End, when: Period, qualifiers: dict[str, Qualifier], said: Attribution) -> Draft:
        page = End(self.page.text, mention=self.page.mention)
        subject, other = (value, page) if self.row.value_first else (page, value)
        constants = {k: v for k, v in self.row.constants if k != "role"}
        start = len(self.text) - len(self.text.lstrip(" •*"))
        end = max(len(self.text.rstrip()), start + 1)
        if value.spot is not None:
            start, end = min(start, value.spot.start), max(end, value.spot.end)
        return Draft(
            self.row.predicate, subject, other, start, end, "infobox", self.row.confidence,
            {**constants, **qualifiers}, when, said,
        )  # fmt: skip


def _role(note: str) -> str:
    """The post named in a bracket: "deputy commander, until October 2019"."""
    first = note.split(",")[0].strip()
    words = [plain_form(w) for w in re.findall(r"[^\s]+", first)]
    return first if any(w in lexicon().roles for w in words) else ""


def _is_date(text: str) -> bool:
    return bool(re.fullmatch(r"[\s\d\-–,/]*(?:\w+\s)?\d{4}[\s\d\-–]*", text))


def _plain_value(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def page_of(scenes: Sequence[Scene], topic: Page | None) -> Page | None:
    """The subject of the page: the first name in its infobox, else what it mostly names, else a name in its title."""
    boxes = [s for s in scenes if s.passage.label == "name"]
    titles = [s for s in scenes if s.passage.role is Role.TITLE]
    for scene in boxes or ([] if topic is not None else titles):
        for spot in scene.spots:
            if spot.kind is MentionKind.NAME and fits(spot.type, _PAGES):
                return Page(scene.text(spot.start, spot.end), scene.mention_id(spot), spot.type)
    return topic
