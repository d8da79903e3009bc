"""Differences in plain words: what they are about, who says what, and why they are of their kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stemmata.model import DifferenceKind, Side
from stemmata.reconcile.entries import Entry, World
from stemmata.reconcile.rivals import Question, post
from stemmata.reconcile.slots import Statement
from stemmata.reconcile.times import Times
from stemmata.reconcile.verdicts import lying

REASONS = {
    (DifferenceKind.CONTRADICTION, ""): "Only one can be right at one time",
    (DifferenceKind.CONTRADICTION, "date"): "It can have happened only once",
    (DifferenceKind.CONTRADICTION, "culprit"): "A person is killed once",
    (DifferenceKind.CONTRADICTION, "number"): "The numbers exclude each other",
    (DifferenceKind.CONTRADICTION, "denial"): "The one says it, the other denies it",
    (DifferenceKind.CHANGE_OVER_TIME, ""): "They speak of different times, so this is a change",
    (DifferenceKind.CHANGE_OVER_TIME, "rename"): "These are names of different times",
    (DifferenceKind.CHANGE_OVER_TIME, "career"): "They are told of different times, and may have gone on together",
    (DifferenceKind.CHANGE_OVER_TIME, "holder"): "They are told of different times",
    (DifferenceKind.CHANGE_OVER_TIME, "undated"): "One source says both without saying when, as of a change",
    (DifferenceKind.GRANULARITY, "scope"): "The one only says more narrowly what the other says",
    (DifferenceKind.GRANULARITY, "nominal"): "The one number is said to be authorised, or on paper; the other is not",
    (DifferenceKind.GRANULARITY, "precision"): "The times allow each other",
    (DifferenceKind.GRANULARITY, "steps"): "One source gives both, as of two steps of one thing",
    (DifferenceKind.GRANULARITY, "rename"): "The later one is told as the time of a renaming",
    (DifferenceKind.GRANULARITY, "announcement"): "The one is the date of the announcement",
    (DifferenceKind.GRANULARITY, "range"): "The numbers allow each other",
    (DifferenceKind.GRANULARITY, "undated"): "One of them is undated, so that a change and a contradiction look alike",
    (DifferenceKind.CORRECTION, ""): "A later version of the same report says otherwise",
}
UNSURE = {
    Times.NEAR: "as exactly as the times are told",
    Times.UNDATED: "but neither says when",
}


def why(question: Question, entries: tuple[Entry, ...], verdict: tuple[DifferenceKind, str], world: World) -> str:
    """One sentence or two: the matter, each side with its time and reports, the reason."""
    kind, sub = verdict
    said = joined(side(question, entry, world) for entry in entries)
    reason = REASONS.get((kind, sub)) or REASONS[kind, ""]
    if kind is DifferenceKind.CONTRADICTION and len(entries) == 2 and sub != "date":
        unsure = UNSURE.get(lying(entries[0], entries[1], world))
        reason = f"{reason}, {unsure}" if unsure else reason
    return f"{asked(question, entries[0], world)}: {said}. {reason}."


def joined(sides: Iterable[str]) -> str:
    return "; ".join(sides)


def asked(question: Question, entry: Entry, world: World) -> str:
    """What the question is about."""
    if question.about == "post":
        return f"{post(entry)} of {object_name(entry, world)}"
    if question.about == "succession":
        return f"who stood at the head of {object_name(entry, world)}"
    if question.about == "career":
        return f"posts of {world.name(entry.fact.subject)}"
    if question.about == "holder":
        return f"who held {object_name(entry, world)}"
    if question.about == "culprit":
        return f"who assassinated {object_name(entry, world)}"
    if question.about == "rename":
        return f"names of {world.name(entry.fact.subject)}"
    if question.about in ("value", "stance"):
        target = f" {object_name(entry, world)}" if question.about == "stance" else ""
        return f"{world.name(entry.fact.subject)} {entry.rule.label}{target}"
    return f"{world.name(entry.fact.subject)} and {object_name(entry, world)}"


def matter(entry: Entry, world: World) -> str:
    """A fact in words."""
    role = entry.qualifier("role")
    object_ = object_name(entry, world)
    label = f"is {role} of" if role else entry.rule.label
    return f"{world.name(entry.fact.subject)} {label} {object_}".strip()


def object_name(entry: Entry, world: World) -> str:
    return world.name(entry.fact.object) if entry.fact.object is not None else entry.fact.value or ""


def side(question: Question, entry: Entry, world: World) -> str:
    """One answer, with its time, its voices where they are not the reports' own, and its reports."""
    return answer(question, entry, world) + told_by(entry, world)


def told_by(entry: Entry, world: World) -> str:
    """The time of a fact, its voices where they are not the reports' own, and its reports."""
    if entry.fact.id not in world.tellings:  # a fact may stand in hundreds of differences
        world.tellings[entry.fact.id] = _told_by(entry, world)
    return world.tellings[entry.fact.id]


def _told_by(entry: Entry, world: World) -> str:
    time = f" ({entry.fact.when.say()})" if entry.fact.when.known else ""
    names = sorted(world.reports[report].name for report in entry.fact.reports)
    own = set(names)
    voices = ", ".join(voice for voice in entry.fact.voices if voice not in own)
    said = f", says {voices}" if voices else ""
    return f"{time}{said} [{', '.join(names)}]"


def answer(question: Question, entry: Entry, world: World) -> str:
    match question.about:
        case "career":
            return f"{entry.qualifier('role') or 'an officer'} of {object_name(entry, world)}"
        case "post" | "culprit" | "holder" | "succession":
            return world.name(entry.fact.subject)
        case "stance":
            return entry.qualifier("stance")
        case "denial":
            return f"not: {entry.rule.label}" if entry.denied else entry.rule.label
        case "exclusion":
            return entry.rule.label
        case _:
            numbers = "; ".join(f"{number} {key}".strip() for key, number in entry.numbers.items())
            return numbers or object_name(entry, world) or "it"


def within_side(text: str, part: Iterable[Statement], world: World) -> str:
    return f"{text} [{', '.join(sorted({world.reports[s.claim.report].name for s in part}))}]"


def one_side(entries: Sequence[Entry]) -> Side:
    """Several facts as one side."""
    sides = [entry.side for entry in entries]
    return Side(
        tuple(fact for side in sides for fact in side.facts),
        tuple(claim for side in sides for claim in side.claims),
        tuple(sorted({voice for side in sides for voice in side.voices})),
        tuple(sorted({lineage for side in sides for lineage in side.lineages})),
    )
