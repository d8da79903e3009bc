"""The Python door: `stemmata.open(folder)` gives a Book, which answers the questions that the command line answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from stemmata.lists.files import Far
from stemmata.model import Publisher
from stemmata.record.read import Record
from stemmata.settings import SETTINGS, Settings
from stemmata.show.ancestry import Ancestry
from stemmata.show.answers import (
    Disputes,
    Dossier,
    Explanation,
    Hits,
    Lines,
    Names,
    Sources,
    Standings,
)
from stemmata.show.exports import export
from stemmata.show.exports.rows import Row
from stemmata.show.families import Families
from stemmata.show.gazetteer import gazetteer
from stemmata.show.gazetteer.corrections import corrections
from stemmata.show.holdings import Holdings, read
from stemmata.show.judging import Desk
from stemmata.show.linked import Linked
from stemmata.show.linking import Shelved, link
from stemmata.show.networks import Command, Network
from stemmata.show.pictures import Drawn, picture_of
from stemmata.show.placed import Mapped
from stemmata.show.profiles import Profile
from stemmata.show.queries.command import chain_of_command
from stemmata.show.queries.comparison import comparison
from stemmata.show.queries.disputes import disputes
from stemmata.show.queries.dossier import dossier
from stemmata.show.queries.explain import explain, names
from stemmata.show.queries.family import family
from stemmata.show.queries.known import known_by
from stemmata.show.queries.lineage import lineage
from stemmata.show.queries.network import Scope, network
from stemmata.show.queries.places import map_of
from stemmata.show.queries.posts import who
from stemmata.show.queries.publishers import publisher
from stemmata.show.queries.search import hits
from stemmata.show.queries.sides import Shelf
from stemmata.show.queries.sources import sources
from stemmata.show.queries.standing import ABOVE, BACKERS, MEMBERS, standings
from stemmata.show.queries.stemma import stemma
from stemmata.show.queries.strength import strength
from stemmata.show.queries.timeline import stance, timeline
from stemmata.show.reviewing import Judged, Log, Question, Questions
from stemmata.show.stemmas import Stemmas
from stemmata.show.strengths import Strengths
from stemmata.show.upkeep import Comparison
from stemmata.show.withheld import Veil, veil_of
from stemmata.show.withheld.desk import desk_of, log_without

Answer = TypeVar("Answer")


class Book:
    """A record that was built, open for questions. Answers are frozen dataclasses (`stemmata.show.answers`).

    A `name` is any name of an entity in any script, or its id. Dates are EDTF or YYYY[-MM[-DD]]; a month or a year
    means "on some day in it". Every question may raise NotFound (an unknown or ambiguous name), InvalidDate or
    RecordError, all of them StemmataError. Persons whom a judgement withholds are hidden, in words, ids and
    offsets, unless `show_withheld` is true.
    """

    def __init__(self, record: Record, show_withheld: bool = False, known: str = "") -> None:
        self._record = record
        self._show_withheld = show_withheld
        self._known = known

    def close(self) -> None:
        self._record.close()

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def _everything(self) -> Holdings:
        """Everything in the record, withheld persons as well."""
        everything = read(self._record)
        return known_by(everything, self._known) if self._known else everything

    @cached_property
    def _veil(self) -> Veil:
        return veil_of(self._record, self._show_withheld)

    @cached_property
    def holdings(self) -> Holdings:
        """Everything in the record as the nouns of the model; words, ids and offsets as they are shown."""
        return self._veil.holdings(self._everything)

    @cached_property
    def _publishers(self) -> tuple[Publisher, ...]:
        """What sources.yml says; nothing where a record.db stands alone."""
        folder = self._record.folder
        return self._veil(Settings.read(folder).publishers if (folder / SETTINGS).is_file() else ())

    def _told(self, answer: Lines) -> Lines:
        """An answer that repeats what was asked: to hide that would say that it is withheld."""
        return replace(self._veil(answer), question=answer.question)

    def known_by(self, date: str) -> Book:
        """The same record as it could have been known by a date: from the reports that could have been read by then."""
        return Book(self._record, self._show_withheld, date)

    def show(self, name: str, *, on: str | None = None, only: Iterable[str] = ()) -> Dossier:
        """All that is said of an entity, as of a date where one is given. `only`: beginnings of section titles."""
        return self._veil(dossier(self.holdings, name, on, only, self._known))

    def who(self, name: str, *, post: str | None = None, on: str | None = None) -> Lines:
        """Who held posts in a group, or which posts a person held."""
        return self._told(who(self.holdings, name, post, on))

    def members(self, name: str, *, on: str | None = None, above: bool = False) -> Standings:
        """What belonged to a group or coalition; with `above`, what the group belonged to."""
        return self._veil(standings(self.holdings, name, ABOVE if above else MEMBERS, on))

    def backers(self, name: str, *, on: str | None = None) -> Standings:
        """Who supplied, funded or trained an actor."""
        return self._veil(standings(self.holdings, name, BACKERS, on))

    def stance(self, name: str, *, to: str | None = None, on: str | None = None) -> Lines:
        """The stands that an actor took (by a date), in the order of time; `to` is a matter."""
        return self._told(stance(self.holdings, name, to, on))

    def timeline(self, name: str | None = None, *, on: str | None = None) -> Lines:
        """Every dated fact, or those about an entity; with `on`, what may have happened or begun by then."""
        return self._veil(timeline(self.holdings, name, on))

    def disputes(self, name: str | None = None, *, every_kind: bool = False, on: str | None = None) -> Disputes:
        """Contradictions between reports; with `every_kind`, differences of the other kinds too.

        With `on`, those of which each side may speak of the date.
        """
        return self._veil(disputes(self.holdings, name, every_kind, on))

    def sources(self) -> Sources:
        """The reports, the lineages, who copied whom, and what stayed unread."""
        return self._veil(sources(self.holdings))

    def search(self, query: str, *, limit: int = 20) -> Hits:
        """Places in names, claims and reports where the words stand; "quoted words" stay together."""
        found = hits(self._veil or self._record, self.holdings, query, limit)
        return replace(self._veil(found), query=query)

    def lineage(
        self, name: str | None = None, *, on: str | None = None, coalitions: bool = False, chain: bool = False
    ) -> Ancestry:
        """Which groups split from, merged into or became which: all, or those that hang together with one.

        `coalitions` follows joining, leaving and belonging as well; `chain` makes each name of a group a link of its
        own instead of one actor with many names. With `on`, what had surely not happened by then is left out.
        """
        return self._veil(lineage(self.holdings, name, on, coalitions, chain))

    def tree(self, name: str | None = None, *, on: str | None = None, steps: int | None = None) -> Families:
        """The lineage with coalitions, the names of each group in turn, and the strengths stated of it.

        Of all groups, or of those that hang together with one, by so many steps at most.
        """
        return self._veil(family(self.holdings, name, on, steps))

    def network(
        self,
        name: str | None = None,
        *,
        on: str | None = None,
        kinds: Iterable[str] = (),
        steps: int = 1,
        most: int = 60,
    ) -> Network:
        """Who was tied to whom: the best supported actors, or those within so many steps of one.

        `kinds`: some of allied, opposed, membership, backing; the first two without. What is left out is counted.
        """
        scope = Scope(tuple(dict.fromkeys(kinds)) or Scope().kinds, steps, most)
        return self._veil(network(self.holdings, on, name, scope))

    def command(self, name: str, *, on: str | None = None) -> Command:
        """What a unit belonged to and what belonged to it, with who commanded each: every step a stated fact."""
        return self._veil(chain_of_command(self.holdings, name, on))

    def map(self, *, on: str | None = None) -> Mapped:
        """Groups and past events by place; on the last evidenced day where none is given. Persons are never placed.

        What people know of where a place is, is read from places.yml.
        """
        return self._veil(map_of(self.holdings, on, corrections(self._record.folder, gazetteer())))

    def strength(self, name: str, *, on: str | None = None) -> Strengths:
        """Every number given for a group, with who says so, when, and what was counted; never one made of several."""
        return self._veil(strength(self.holdings, name, on))

    def stemma(self, report: str | None = None) -> Stemmas:
        """The tree of each family of copies, or the one that a report (its name, or a part of it) stands in."""
        return self._veil(stemma(self.holdings, report))

    def publisher(self, name: str) -> Profile:
        """A publisher in figures: its reports and facts, what it alone says, whom it agrees with, contradicts, copies.

        Each figure comes with what was counted; none is a grade. What people know of it is read from sources.yml.
        """
        return self._veil(publisher(self.holdings, name, self._publishers))

    def picture(self, answer: Drawn) -> str:
        """An answer of `lineage`, `tree`, `network`, `command`, `map`, `strength` or `stemma` as an SVG file's text."""
        return picture_of(answer)

    def explain(self, id: str) -> Explanation:
        """Why a fact stands. `id`: of a fact or of a claim, or the beginning of one."""
        return self._veil(explain(self.holdings, id))

    def names(self, name: str, *, on: str | None = None) -> Names:
        """Every spelling of an entity, where it stands, and why it was joined; on a date, the names in use then."""
        return self._veil(names(self.holdings, name, on))

    @cached_property
    def _desk(self) -> Desk:
        return desk_of(self._record.folder, self._everything, self.holdings, self._veil)

    def questions(self, name: str | None = None, *, limit: int | None = None) -> Questions:
        """What a person may decide, the most valuable first: names that may be one actor, entries of other lists.

        Of a name that several bear, those about any of them. Those about a person who is withheld are left out, and
        counted.
        """
        return self._veil(self._desk.questions(name, limit))

    def question(self, id: str, *, more: bool = False) -> Question:
        """An open question by its id, or the beginning of it; with `more`, with more of the words of both sides."""
        return self._veil(self._desk.question(id, more))

    def answer(self, id: str, verdict: str, *, who: str, why: str = "") -> Judged:
        """Writes to judgements.jsonl what somebody answers to a question: "same" or "different". Builds do the rest."""
        return self._veil(self._desk.answer(id, verdict, who, why))

    def undo(self, *, who: str, why: str = "", when: str = "") -> Judged:
        """Takes back somebody's last answer, or that of the time `when`, by another line of judgements.jsonl."""
        return self._veil(self._desk.undo(who, why, when))

    def judged(self) -> Log:
        """What people decided on identity and links, and what of it stands, was overruled, lost or taken back."""
        return self._veil(log_without(self._desk.log(), self._veil))

    def link(self, path: Path | str, *, name: str | None = None, write: bool = True, far: Far | None = None) -> Linked:
        """Proposes the entries of a list (Wikidata, UCDP, OpenSanctions, a table) for the groups and persons here.

        What is new goes to links.jsonl, unless `write` is false; the next build carries what is safe into the record.
        `name` is what the list is called; `far` is told how many bytes of how many are read. Raises ListError.
        """
        record = Shelved(Shelf(self._everything), self._veil.hidden, self._record.folder)
        return self._veil(link(record, Path(path), name, write=write, far=far))

    def export(self, what: str) -> Iterator[Row]:
        """The rows of an export in stable order.

        One of claims, facts, differences, derivations, descents, lineages, entities and mentions.
        """
        return (self._veil(row) for row in export(self.holdings, what))

    def diff(self, old: Path | str) -> Comparison:
        """What changed from an older record (a folder, or a record.db) to this one."""
        return comparison(Path(old), self._record, self._veil, self._show_withheld)


def open(path: Path | str, *, show_withheld: bool = False) -> Book:
    """The book of a record folder (or of a record.db) that was built. Raises RecordError."""
    return Book(Record.open(path), show_withheld)
