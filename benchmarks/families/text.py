"""What a family is made of: every word of prose knows by a mark where it was first written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from stemmata.model import Role

Cast = Mapping[str, Sequence[str]]  # the names, dates and numbers that one article has to do with


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and their marks: a mark is given to one word only, and goes with it into every copy; 0 is no mark."""

    words: Sequence[str]
    marks: Sequence[int]
    spoken: bool = False  # somebody said it: two who quote it did not copy one another


@dataclass(frozen=True, slots=True)
class Paragraph:
    sentences: tuple[Sentence, ...]
    role: Role = Role.BODY

    @property
    def length(self) -> int:
        return sum(len(sentence.words) for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class House:
    """Who publishes."""

    name: str
    domain: str


@dataclass(frozen=True, slots=True)
class Article:
    """A text as one house printed it. `how` says what was done to the parent; "original" has none."""

    number: int
    tongue: str
    cast: Cast
    paragraphs: tuple[Paragraph, ...]
    house: House
    day: date
    published: str | None  # EDTF, as a reader is told
    named: bool  # a reader is told the house
    url: str | None = None
    relays: str | None = None
    parent: int | None = None
    how: str = "original"
    edits: float = 0.0  # the share of the words that was changed on the way from the parent
    credited: bool = False  # it names the house of its parent, as a credit or a source of quoted words
    witness: bool = False  # taken as a whole: one witness with its parent
    lost: bool = False  # not among the reports

    @property
    def prose(self) -> Iterator[Sentence]:
        for paragraph in self.paragraphs:
            yield from paragraph.sentences

    @property
    def length(self) -> int:
        return sum(paragraph.length for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Family:
    """Articles that have to do with one another, the lost ones too; parents stand before their children."""

    recipe: str
    articles: tuple[Article, ...]
    one_house: bool = False
