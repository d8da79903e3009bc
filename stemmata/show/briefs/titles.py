"""What an answer is called in a document and in a citation, and where it stands among the addresses of the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from stemmata.show.ancestry import Ancestry
from stemmata.show.answers import (
    Dispute,
    Disputes,
    Dossier,
    Explanation,
    Hits,
    Line,
    Lines,
    Named,
    Names,
    Source,
    Sources,
    Standings,
)
from stemmata.show.briefs.sentences import sentence
from stemmata.show.profiles import Profile
from stemmata.show.strengths import Strengths
from stemmata.show.wording import kind_of

Address = Callable[[str, str], str]  # kind of a thing ("entity", "fact", "report", "dispute") and its id -> an address


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of an answer. `what` and `id` name the thing that it is about, "" where there is no one thing."""

    title: str
    kind: str = ""
    on: str = ""
    what: str = ""
    id: str = ""


def heading_of(answer: object) -> Heading:
    """What an answer is called. Others than those known here go by their question, or by what they are about."""
    return HEADINGS.get(type(answer), _other)(answer)


def address_of(heading: Heading, address: Address) -> str:
    """Where the thing itself stands; "" for an answer that is about no one thing."""
    return address(heading.what, heading.id) if heading.what and heading.id else ""


def _dossier(answer: Dossier) -> Heading:
    return Heading(answer.entity.name, kind_of(answer.type), answer.on, "entity", answer.entity.entity or "")


def _names(answer: Names) -> Heading:
    return Heading(f"Names of {answer.entity.name}", "", answer.on, "entity", answer.entity.entity or "")


def _line(answer: Line) -> Heading:
    return Heading(sentence(answer), "statement", "", "fact", answer.fact)


def _explanation(answer: Explanation) -> Heading:
    return _line(answer.line)


def _dispute(answer: Dispute) -> Heading:
    kind = answer.kind.value.replace("_", " ")
    return Heading(f"{kind.capitalize()}: {answer.why}", "", "", "dispute", answer.id)


def _source(answer: Source) -> Heading:
    title = answer.metadata.get("title")
    return Heading(answer.report if title is None else title.value, "report", "", "report", answer.id)


def _question(answer: Lines | Standings) -> Heading:
    return Heading(answer.question[:1].upper() + answer.question[1:], "", answer.on)


def _about(words: str) -> Callable[[Any], Heading]:
    """The title of an answer that is about an entity, or about all that are in the record."""

    def heading(answer: Strengths | Ancestry | Disputes) -> Heading:
        return Heading(f"{words} {answer.entity.name if answer.entity else 'all in the record'}", "", answer.on)

    return heading


def _other(answer: object) -> Heading:
    about = getattr(answer, "entity", None)
    noun = type(answer).__name__
    title = f"{noun} of {about.name}" if isinstance(about, Named) else noun
    return Heading(title, "", str(getattr(answer, "on", "")))


HEADINGS: dict[type, Callable[[Any], Heading]] = {
    Dossier: _dossier,
    Names: _names,
    Line: _line,
    Explanation: _explanation,
    Dispute: _dispute,
    Disputes: _about("Disputes about"),
    Strengths: _about("Strength of"),
    Ancestry: _about("Lineage of"),
    Source: _source,
    Sources: lambda _: Heading("Sources"),
    Lines: _question,
    Standings: _question,
    Profile: lambda answer: Heading(answer.publisher, "publisher"),
    Hits: lambda answer: Heading(f"Search for {answer.query}"),
}
