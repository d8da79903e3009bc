"""Answers -> the parts of a document. TOLD says which function tells which answer; others are told by their facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from stemmata.show.answers import (
    Dispute,
    Disputes,
    Dossier,
    Evidence,
    Explanation,
    Line,
    Lines,
    SideOf,
    Standings,
    Testimony,
)
from stemmata.show.briefs.brief import Camp, Controversy, Part, Statement
from stemmata.show.briefs.notes import Notes
from stemmata.show.briefs.sentences import name_sentence, sentence
from stemmata.show.wording import HOLDS, counted
from stemmata.when import Holds

NOTHING = "Nothing in this record says so."
BEGUN = "Begun or evidenced before; no end is stated"
MAY_HOLD = "May hold then, or not"


def statement(notes: Notes, line: Line) -> Statement:
    """A fact with its notes."""
    return Statement(sentence(line), line.certainty, line.disputed, line.fact, notes.numbers(line.quotes))


def parts_of(notes: Notes, answer: object) -> tuple[Part, ...]:
    """An answer as the parts of a document; levels count from 1."""
    told = tuple(TOLD.get(type(answer), _told_by_facts)(notes, answer))
    return told or (Part("", 1, remarks=(NOTHING,)),)


def _dossier(notes: Notes, answer: Dossier) -> Iterator[Part]:
    if answer.names:
        named = (Statement(name_sentence(n), "", False, "", notes.numbers(n.quotes)) for n in answer.names)
        yield Part("Names", 1, statements=tuple(named))
    for section in answer.sections:
        yield from _grouped(notes, section.title, section.lines)
    if answer.disputes:
        yield Part("Disputes", 1, controversies=tuple(_controversy(notes, dispute) for dispute in answer.disputes))


def _grouped(notes: Notes, title: str, lines: Iterable[Line]) -> Iterator[Part]:
    """Below the title what holds, then what has begun, then what may hold."""
    groups: dict[str, list[Line]] = {"": [], BEGUN: [], MAY_HOLD: []}
    for line in lines:
        maybe = BEGUN if line.begun else MAY_HOLD
        groups[maybe if line.holds is Holds.MAYBE else ""].append(line)
    if not any(groups.values()):
        return
    yield Part(title, 1, statements=tuple(statement(notes, line) for line in groups.pop("")))
    for words, several in groups.items():
        if several:
            yield Part(words, 2, statements=tuple(statement(notes, line) for line in several))


def _lines(notes: Notes, answer: Lines) -> Iterator[Part]:
    if answer.by_time:
        yield Part("", 1, statements=tuple(statement(notes, line) for line in answer.lines))
    else:
        yield from _grouped(notes, "", answer.lines)


def _standings(notes: Notes, answer: Standings) -> Iterator[Part]:
    for standing in answer.standings:
        verdict = f": {HOLDS[standing.holds]}" if standing.holds is not None else ""
        told = tuple(statement(notes, line) for line in standing.lines)
        yield Part(f"{standing.who.name}{verdict}", 1, statements=told)


def _disputes(notes: Notes, answer: Disputes) -> Iterator[Part]:
    if answer.disputes:
        yield Part("", 1, controversies=tuple(_controversy(notes, dispute) for dispute in answer.disputes))


def _dispute(notes: Notes, answer: Dispute) -> Iterator[Part]:
    yield Part("", 1, controversies=(_controversy(notes, answer),))


def _controversy(notes: Notes, dispute: Dispute) -> Controversy:
    kind = f"{dispute.kind.value.replace('_', ' ')}{f', {dispute.sub}' if dispute.sub else ''}"
    camps = tuple(_camp(notes, number, side) for number, side in enumerate(dispute.sides, start=1))
    return Controversy(dispute.id, kind.capitalize(), dispute.why, camps, dispute.settle)


def _camp(notes: Notes, number: int, side: SideOf) -> Camp:
    sayers = ", ".join(voice for voice in side.voices if voice not in side.reports)
    told = "; ".join(filter(None, (counted(side.lineages, "lineage"), sayers, f"in {', '.join(side.reports)}")))
    return Camp(f"Side {number}: {told}", tuple(statement(notes, line) for line in side.lines))


def _explanation(notes: Notes, answer: Explanation) -> Iterator[Part]:
    yield Part("", 1, statements=(statement(notes, answer.line),))
    yield Part(f"Why confidence {answer.line.confidence:.2f}", 1, remarks=answer.reasons)
    yield Part("The words in their context", 1, remarks=tuple(_in_context(evidence) for evidence in answer.evidence))
    yield Part("Witnesses", 1, remarks=tuple(_testimony(testimony) for testimony in answer.witnesses))
    if answer.disputes:
        differing = tuple(_controversy(notes, dispute) for dispute in answer.disputes)
        yield Part("Where reports differ", 1, controversies=differing)


def _in_context(evidence: Evidence) -> str:
    quote = evidence.quote
    words = f"… {evidence.before} ›{evidence.words}‹ {evidence.after} …"
    meant = f"meant: {evidence.subject}; {evidence.object}"
    return f"{words} ({quote.report}, characters {quote.start}–{quote.end}; {meant}; claim {quote.claim})"


def _testimony(testimony: Testimony) -> str:
    said = "; ".join(_saying(saying.report, saying.voices) for saying in testimony.says)
    kind = "One witness" if testimony.family is not None else "No witness of its own, since it repeats a witness"
    return f"{kind}: {said}"


def _saying(report: str, voices: tuple[str, ...]) -> str:
    return f"{report}, according to {', '.join(voices)}" if voices else f"{report}, in its own voice"


def _told_by_facts(notes: Notes, answer: object) -> Iterator[Part]:
    """Any other answer: the facts and disputes that stand in it, each once, in its order."""
    lines, disputes = lines_of(answer), _found(answer, Dispute, "id")
    if lines:
        yield Part("", 1, statements=tuple(statement(notes, line) for line in lines))
    if disputes:
        yield Part("Disputes", 1, controversies=tuple(_controversy(notes, dispute) for dispute in disputes))


def lines_of(answer: object) -> list[Line]:
    """The facts that stand anywhere in an answer, each once, in its order."""
    return _found(answer, Line, "fact")


def _found(answer: object, kind: type, key: str) -> list[Any]:
    return list({getattr(found, key): found for found in _within(answer, kind)}.values())


def _within(value: object, kind: type) -> Iterator[object]:
    if isinstance(value, kind):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _within(item, kind)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _within(item, kind)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _within(getattr(value, field.name), kind)


TOLD: dict[type, Callable[[Notes, Any], Iterator[Part]]] = {
    Dossier: _dossier,
    Lines: _lines,
    Standings: _standings,
    Disputes: _disputes,
    Dispute: _dispute,
    Explanation: _explanation,
}
