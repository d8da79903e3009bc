"""What a marked report is made of. Offsets are code points of the text of its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from stemmata.model import MentionKind, MentionType, Role


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention. `id` says which thing of the report it stands for; `value` is the EDTF of a time."""

    id: str
    type: MentionType
    kind: MentionKind
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A value that a claim quotes from its sentence."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkedClaim:
    """A claim of one sentence. Subject, object and keys are ids or words; `times` are ids by when, since, until."""

    predicate: str
    subject: str
    object: str | Words | None
    qualifiers: Mapping[str, str | Words]
    times: Mapping[str, str]
    voices: tuple[str, ...]
    polarity: str  # asserted, reported, alleged, denied
    modality: str | None
    line: int

    @property
    def happened(self) -> bool:
        """Whether it is told as something that is or was so."""
        return self.modality is None and self.polarity != "denied"


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, title, row or item. `paragraph` counts the paragraphs of the report.

    The text of a row is `label | value`, and `label` its first part.
    """

    text: str
    role: Role
    paragraph: int
    number: int
    marks: tuple[Mark, ...]
    claims: tuple[MarkedClaim, ...]
    lure: str | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class MarkedReport:
    """A file of the corpus."""

    path: Path
    head: Mapping[str, str]
    lines: tuple[Line, ...]

    @property
    def times(self) -> dict[str, str]:
        """Id of a time -> its EDTF."""
        return {m.id: m.value for line in self.lines for m in line.marks if m.type is MentionType.TIME}
