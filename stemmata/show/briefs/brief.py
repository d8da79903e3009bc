"""The document that answers become: statements with numbered notes, and the reports that the notes open on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edition:
    """Which record a document is drawn from, and in which state: whoever has the same gets the same document."""

    record: str  # what the record is called
    stemmata: str  # the version it was built with
    inputs: str  # the digest of all that it was built from
    known_by: str = ""
    site: str = ""  # the address under which it is published, without a slash at the end; "" where it is not

    @classmethod
    def of(cls, record: str, build: Mapping[str, str], known_by: str = "", site: str = "") -> Edition:
        """The edition of a record by its name and by what it says of its build (`Record.build`)."""
        stemmata, inputs = (build.get(key, "unknown") for key in ("stemmata", "inputs"))
        return cls(record, stemmata, inputs, known_by, site.rstrip("/"))


@dataclass(frozen=True, slots=True)
class Work:
    """A report as it is cited. "" is unknown; `alike` are the reports that count as one witness with it."""

    number: int
    report: str  # path, with !member
    sha256: str
    id: str
    title: str
    publisher: str
    author: str
    date: str  # in words, "date unknown" where it is
    url: str
    alike: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a report. `read_as`: how they read without matter that is pasted into them; "" where nothing is."""

    claim: str
    words: str
    read_as: str
    said: str  # in whose voice, how firmly, of what time
    work: Work
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """One witness of a statement: its words, and where else it is read without being another witness."""

    number: int
    first: Place
    also: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, how surely it stands, and the numbers of its notes. `fact` is "" for a name."""

    text: str
    certainty: str
    disputed: bool
    fact: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Camp:
    """One side of a dispute."""

    says: str  # who, in how many lineages
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Controversy:
    id: str
    kind: str
    why: str
    camps: tuple[Camp, ...]
    settle: str


@dataclass(frozen=True, slots=True)
class Part:
    """What stands below one heading. `level` 1 is that of a chapter; a part without a title goes on with the last."""

    title: str
    level: int
    remarks: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    controversies: tuple[Controversy, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """A document. Its dates are those of the question and of the record, never of the clock."""

    title: str
    kind: str  # what the title names: "armed group"; "" where that goes without saying
    on: str
    edition: Edition
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    works: tuple[Work, ...]

    @property
    def dates(self) -> str:
        """ "as of 2019-09; as known by 2020" """
        return dates(self.on, self.edition)

    @property
    def origin(self) -> str:
        """What is needed to make the same document again."""
        return origin(self.edition)


def dates(on: str, edition: Edition) -> str:
    """Both dates in words."""
    as_of = f"as of {on}" if on else "for all dates"
    return f"{as_of}; as known by {edition.known_by}" if edition.known_by else f"{as_of}; from all reports"


def origin(edition: Edition) -> str:
    """The record and its state in words."""
    return f"record “{edition.record}”, built with stemmata {edition.stemmata} from inputs {edition.inputs}"
