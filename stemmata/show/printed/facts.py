"""Facts as lines: what is said, when, how surely, and the numbers of the quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stemmata.ontology.predicates import ValueKind
from stemmata.show.answers import Dispute, Disputes, Line, Lines, Standings
from stemmata.show.printed.page import SHORT, Page
from stemmata.show.wording import HOLDS, TOLD, counted, dated, doubt, is_event, qualified, rule_of
from stemmata.when import Holds

# Qualifiers that the words of a value say already.
_SAID = dict.fromkeys(ValueKind, frozenset[str]()) | {ValueKind.NUMBER: frozenset({"min", "max"})}
_AN = re.compile(r"(?!eu|on(?:e|ce)\b|uni|us|u\.)[aeiou]", re.IGNORECASE)  # before these "a" is "an"


def statement(line: Line) -> str:
    """A fact from one of its ends: "commander: Omar Saleh", "is part of Northern Front"."""
    return "".join(statement_parts(line))


def whole_statement(line: Line) -> str:
    """A fact with its own end, where nothing else is said of it: "denied: Omar Saleh joined Northern Front"."""
    comma = "," if line.predicate == "holds_post" else ""
    return f"{doubt(line.polarity)}{line.about.name}{comma} {statement(line)}"


def statement_parts(line: Line) -> tuple[str, str, str]:
    """A statement as the words before the name of the other end, that name (a page makes it a link), the words after.

    The name is "" where the words do not have it.
    """
    told = TOLD.get(line.predicate, "")
    point = str(line.qualifiers.get(told, "")) if told else ""
    rest = qualified(line.qualifiers, _SAID[rule_of(line.predicate).value] | {told})
    before, name = _sentence(line, point)
    return (before, name, f" ({rest})" if rest else "")


def _sentence(line: Line, point: str) -> tuple[str, str]:
    if line.predicate == "holds_post" and point:
        return (f"{point}: " if line.inverse else f"{point} of ", line.other.name)
    if line.predicate == "stance" and point:
        return (f"{point} by " if line.inverse else f"{point} ", line.other.name)
    if line.other.entity is None and rule_of(line.predicate).value is ValueKind.DATE:
        return (line.label, "")  # the date is told as every date is
    if line.other.entity is None and line.other.name.casefold() == line.label.casefold():
        return (line.label, "")  # "died died"
    return (_led(line), line.other.name)


def _led(line: Line) -> str:
    """The label as it leads over to the other end: "is an", "suffered losses: "."""
    if line.label.endswith(" a") and _AN.match(line.other.name):
        return f"{line.label}n "
    number = line.other.entity is None and rule_of(line.predicate).value is ValueKind.NUMBER
    return f"{line.label} " if not number or line.label.endswith(" of") else f"{line.label}: "


def print_line(page: Page, line: Line, indent: int = 1, about: bool = False, date_first: bool = False) -> None:
    """One fact on one line; `about` names its own end as well."""
    words = whole_statement(line) if about else f"{doubt(line.polarity)}{statement(line)}"
    disputed = "; disputed" if line.disputed else ""
    said, time = (words, "" if line.holds is not Holds.MAYBE else "italic"), (time_of(line), "green")
    first, then = (time, said) if date_first else (said, time)
    page.styled(
        first,
        (": " if date_first else " -- ", "dim"),
        then,
        (" ", ""),
        (f"({line.certainty}{disputed}) ", "dim" if not line.disputed else "yellow"),
        (f"{page.note(line.quotes)} {line.fact[:SHORT]}", "dim"),
        indent=indent,
    )


def time_of(line: Line) -> str:
    """When a fact held or happened, and until when it is evidenced."""
    event = is_event(line.predicate)
    words = dated(line.when, event)
    ended = bool(line.when.finish) and line.when.finish != ".."
    begun = line.when.start.latest or line.when.start.earliest
    if event or ended or line.last_evidenced <= (begun.isoformat() if begun else ""):
        return words
    return f"{words}, last evidenced {line.last_evidenced}"


def print_grouped(page: Page, lines: Iterable[Line], on: str, about: bool = False) -> None:
    """Lines; where a date was asked for: those that surely held, those begun and not ended, those that may hold."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(_standing(line), []).append(line)
    for words in ("", "begun or evidenced before; no end is stated:", "may hold then, or not:"):
        if words and groups.get(words):
            page.line(words, 1, "italic")
        for line in groups.get(words, ()):
            print_line(page, line, indent=2 if on and words else 1, about=about)


def _standing(line: Line) -> str:
    if line.holds is not Holds.MAYBE:
        return ""
    return "begun or evidenced before; no end is stated:" if line.begun else "may hold then, or not:"


def print_lines(page: Page, answer: Lines) -> None:
    page.title(answer.question, f"on {answer.on}" if answer.on else "")
    if not answer.lines:
        page.line("nothing in this record says so", indent=1)
    if not answer.by_time:
        print_grouped(page, answer.lines, answer.on, about=answer.entity is None)
        return
    for line in answer.lines:
        print_line(page, line, about=answer.entity is None, date_first=True)


def print_standings(page: Page, answer: Standings) -> None:
    page.title(answer.question, f"on {answer.on}" if answer.on else "")
    if not answer.standings:
        page.line("nothing in this record says so", indent=1)
    for standing in answer.standings:
        verdict = f"  {HOLDS[standing.holds]}" if standing.holds is not None else ""
        page.styled((standing.who.name, "bold"), (verdict, "green"), indent=1)
        for line in standing.lines:
            print_line(page, line, indent=2)


def print_disputes(page: Page, answer: Disputes) -> None:
    about = f"disputes about {answer.entity.name}" if answer.entity else "disputes"
    page.title(about, f"on {answer.on}" if answer.on else "")
    if not answer.disputes:
        page.line("none", indent=1)
    for dispute in answer.disputes:
        print_dispute(page, dispute)


def print_dispute(page: Page, dispute: Dispute) -> None:
    """One difference and its sides."""
    sub = f", {dispute.sub}" if dispute.sub else ""
    kind = dispute.kind.value.replace("_", " ")
    page.blank()
    page.styled((f"{kind}{sub} ", "yellow"), (dispute.why, ""), (f" {dispute.id[:SHORT]}", "dim"), indent=1)
    for number, side in enumerate(dispute.sides, start=1):
        sayers = ", ".join(voice for voice in side.voices if voice not in side.reports)
        says = f"{sayers}, " if sayers else ""
        page.line(f"side {number}: {counted(side.lineages, 'lineage')}; {says}in {', '.join(side.reports)}", 2, "dim")
        for line in side.lines:
            print_line(page, line, indent=3, about=True)
    if dispute.settle:
        page.line(f"what would settle it: {dispute.settle}", 2, "italic")
