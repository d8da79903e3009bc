"""The veil: what others than the admin see of a record. Everything that goes out goes through it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from secrets import token_bytes
from typing import TypeVar

from stemmata.errors import RecordError
from stemmata.model import Judgement, Report, Segment
from stemmata.record.lines import read_judgements, standing
from stemmata.record.read import Record
from stemmata.record.search import Found
from stemmata.show.holdings import Holdings
from stemmata.show.reviewing import InContext
from stemmata.show.withheld.files import judgement_without
from stemmata.show.withheld.finding import Finding
from stemmata.show.withheld.forms import forms_of, words_of
from stemmata.show.withheld.hiding import Hiding
from stemmata.show.withheld.ids import Ids, ids_of
from stemmata.show.withheld.key import LENGTH, key_of
from stemmata.show.withheld.matcher import BLOT, Matcher
from stemmata.show.withheld.nouns import Veiling
from stemmata.show.withheld.persons import WITHHOLD, withheld
from stemmata.show.withheld.reach import Reach, reach_of
from stemmata.show.withheld.walk import Walk

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a shown text; offsets are of that text. `hidden`: it is a blot."""

    start: int
    end: int
    words: str
    hidden: bool


class Veil:
    """Hides what a record withholds. Where nothing is withheld it is false, and gives back what it is given.

    Two layers: `holdings` (and `report`, `segments`, `judgement`) make the nouns of a record as others see them, so
    that whatever is asked of them can tell nothing; the veil itself, called with an answer, hides once more all names
    and ids in it, and does no harm to what is hidden already.
    """

    def __init__(self, hiding: Hiding | None = None, record: Record | None = None) -> None:
        self._hiding, self._record = hiding, record

    @classmethod
    def of(cls, record: Record, *, like: Veil | None = None) -> Veil:
        """The veil of a record, by queries; made once for each state of it. Raises RecordError.

        `like` is the veil of a later state of the same record: what that withholds, this does too, with its key.
        """
        before = None if like is None else like._hiding
        found = withheld(record, *((before.reach.hidden, before.reach.forms) if before else ()))
        if not found:
            return cls()
        key = before.ids if before else Ids(key_of(record.folder))
        with record.connected() as connection:
            reach = reach_of(connection, found)
            return cls(Hiding(reach, ids_of(connection, record, key, reach)), record)

    @classmethod
    def beside(cls, folder: Path) -> Veil:
        """A veil for a folder whose record cannot be opened: it knows the names that judgements withhold, no more."""
        told = [a.quote for j in standing(read_judgements(folder)) if j.what == WITHHOLD for a in j.anchors]
        forms = {form for name in told for form in (words_of(name), *forms_of(name).whole)} - {()}
        return cls(Hiding(Reach(Matcher(forms)), Ids(token_bytes(LENGTH)))) if forms else cls()

    def __bool__(self) -> bool:
        return self._hiding is not None

    # --- nouns

    def holdings(self, held: Holdings) -> Holdings:
        """Holdings, whole or in part, as others see them: ids are those that go out, offsets are of the shown text."""
        return held if self._hiding is None else Veiling(held, self._hiding).holdings()

    def report(self, report: Report) -> Report:
        """A report as others see it."""
        return report if self._hiding is None else self._hiding.report(report)

    def segments(self, report: str, segments: Iterable[Segment]) -> tuple[Segment, ...]:
        """The segments of a report (its own id) in its shown text."""
        return tuple(segments) if self._hiding is None else self._hiding.segments(report, segments)

    def judgement(self, judgement: Judgement) -> Judgement:
        """A judgement as others see it; of one on somebody withheld only who made it, when, and of what kind."""
        return judgement if self._hiding is None else judgement_without(self._hiding, judgement)

    def text(self, report: Report) -> tuple[Piece, ...]:
        """The shown text of a report (with its text, as it is in the record), in pieces."""
        if self._hiding is None:
            return (Piece(0, len(report.text), report.text, False),)
        self._hiding.look(report)
        blots, made, at, before = self._hiding.blots(report.id), [], 0, 0
        for start, end in blots.spans:
            words = report.text[before:start]
            made += [Piece(at, at + len(words), words, False)] if words else []
            at += len(words)
            made.append(Piece(at, at + len(BLOT), BLOT, True))
            at, before = at + len(BLOT), end
        rest = report.text[before:]
        return (*made, Piece(at, at + len(rest), rest, False)) if rest else tuple(made)

    # --- ids, names, places

    @property
    def hidden(self) -> frozenset[str]:
        """The entities (by their own ids) that are withheld."""
        return frozenset() if self._hiding is None else self._hiding.reach.hidden

    def id(self, id_: str) -> str:
        """The id of anything, as it goes out."""
        return id_ if self._hiding is None else self._hiding.ids(id_)

    def internal(self, public: str) -> str | None:
        """The own id of what goes out under an id; None for an own id that does not go out."""
        return public if self._hiding is None else self._hiding.ids.internal(public)

    def name(self, name: str) -> str:
        """The name of a report or a file."""
        return name if self._hiding is None else self._hiding.name(name)

    def span(self, report: str, start: int, end: int) -> tuple[int, int]:
        """A place in a report (its own id) as a place in its shown text."""
        return (start, end) if self._hiding is None else self._hiding.blots(report).span(start, end)

    def original(self, report: str, start: int, end: int) -> tuple[int, int]:
        """A place in the shown text of a report (its own id) as a place in its text."""
        return (start, end) if self._hiding is None else self._hiding.blots(report).original(start, end)

    def careful(self, words: str) -> str:
        """Words that somebody wrote down freely, without any part of the name of anybody withheld."""
        return words if self._hiding is None else self._hiding.words(words, self._hiding.reach.hidden)

    def may_tell(self, words: str) -> bool:
        """Whether something in these words may tell of somebody withheld."""
        return self.careful(words) != words

    # --- answers

    def search(self, query: str, what: str = "reports", limit: int = 50) -> tuple[Found, ...]:
        """As `Record.search`, but only what is found by words that are shown. Not for a veil that is false."""
        assert self._hiding is not None and self._record is not None
        return Finding(self._hiding, self._record).search(query, what, limit)

    def in_context(self, words: InContext) -> InContext:
        """Words in context that were read from the record as it is."""
        if self._hiding is None:
            return words
        report = self._hiding.reach.named.get(words.report, "")
        persons = self._hiding.persons(report)
        start, end = self._hiding.blots(report).span(words.start, words.end)
        before, at, after = (self._hiding.words(w, persons) for w in (words.before, words.words, words.after))
        return InContext(self.name(words.report), start, end, before, at, after)

    def __call__(self, answer: T) -> T:
        """An answer (a dataclass, a mapping, a sequence or a text) without withheld names, ids and digests."""
        if self._hiding is None:
            return answer
        shown: T = Walk(self._hiding).through(answer)
        return shown


def veil_of(record: Record, show_withheld: bool = False) -> Veil:
    """The veil of a record, or none where withheld persons are to be shown."""
    return Veil() if show_withheld else Veil.of(record)


def veil_of_folder(folder: Path, show_withheld: bool = False) -> Veil:
    """The same for messages about a record folder, whose record may be absent or damaged."""
    if show_withheld:
        return Veil()
    try:
        with Record.open(folder) as record:
            return Veil.of(record)
    except RecordError:
        return Veil.beside(folder)
