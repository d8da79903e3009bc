"""Questions to decide, and what was decided, as pages. Long lines are broken: they are read one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap

from stemmata.show.answers import Reason
from stemmata.show.printed.page import SHORT, Page
from stemmata.show.reviewing import Candidate, Entry, InContext, Judged, Log, Question, Questions
from stemmata.show.terminal import one_line
from stemmata.show.wording import counted, kind_of

WIDTH = 96
NAMES = 6  # names of an entity that are shown


def print_questions(page: Page, answer: Questions) -> None:
    about = f"questions about {answer.about}" if answer.about else "questions"
    page.title(about, f"{answer.open} open, the most valuable first")
    if not answer.questions:
        page.line("nothing to decide", 1)
    for question in answer.questions:
        page.blank()
        print_question(page, question)
    if answer.open > len(answer.questions):
        page.blank()
        page.line(f"{answer.open - len(answer.questions)} more", style="dim")
    if answer.withheld:
        page.blank()
        page.line(f"{counted(answer.withheld, 'question')} about persons who are withheld: not shown", style="dim")


def print_question(page: Page, question: Question) -> None:
    """A question with both its sides, and what speaks for and against."""
    page.styled((_asks(question), "bold"), (f"  {question.id[:SHORT]}", "cyan"))
    page.line(f"{_moved(question)}; value {question.value:g}", style="dim")
    for warning in question.warnings:
        _wrapped(page, f"Careful: {warning.text}.", 0, "yellow")
    for side in question.sides:
        _print_side(page, side)
    if question.entry is not None:
        page.blank()
        page.styled(
            (question.entry.name, "bold"), (f"  entry {question.entry.id} of {question.entry.list}", "dim"), indent=1
        )
    _print_reasons(page, "why they may be one", question.why)
    _print_reasons(page, "why not", question.why_not)


def _asks(question: Question) -> str:
    one = question.sides[0].entity.name
    if question.entry is not None:
        return f"Is {one} the entry {question.entry.name} of {question.entry.list}?"
    return f"Are {one} and {question.sides[1].entity.name} one?"


def _moved(question: Question) -> str:
    if not question.moves:
        return "no claim or fact hangs on it"
    many = question.moves > 1
    return f"{question.moves} {'claims and facts hang' if many else 'claim or fact hangs'} on it"


def _print_side(page: Page, side: Candidate) -> None:
    page.blank()
    page.styled((side.entity.name, "bold"), (f"  {_known(side)}", "dim"), indent=1)
    others = [name for name in side.names if name != side.entity.name]
    if others:
        more = f" and {len(others) - NAMES} more" if len(others) > NAMES else ""
        _wrapped(page, f"also {', '.join(others[:NAMES])}{more}", 2)
    for words in side.words:
        print_words(page, words)


def _known(side: Candidate) -> str:
    span = f"{side.first} to {side.last}" if side.first != side.last else side.first
    dates = f"evidenced {span}" if side.first else "no date"
    return "; ".join(
        filter(None, (kind_of(side.type), counted(side.reports, "report"), counted(side.claims, "claim"), dates))
    )


def print_words(page: Page, words: InContext) -> None:
    """A mention in its context, under the place where it stands."""
    page.line(f"{words.report}:{words.start}", 2, "dim")
    before = f"...{words.before.lstrip()}" if words.before.strip() else ""
    after = f"{words.after.rstrip()}..." if words.after.strip() else ""
    if len(before + words.words + after) > WIDTH:
        _wrapped(page, f"{before}>>{words.words}<<{after}", 2, further=0)
    else:
        page.styled((before, ""), (">>", "yellow"), (words.words, "bold"), ("<<", "yellow"), (after, ""), indent=2)


def _print_reasons(page: Page, title: str, reasons: Iterable[Reason]) -> None:
    lines = dict.fromkeys(f"{reason.why} ({reason.rule.replace('_', ' ')})" for reason in reasons)
    if lines:
        page.blank()
        page.line(f"{title}:", 1, "italic")
    for line in lines:
        _wrapped(page, line, 2)


def print_log(page: Page, answer: Log) -> None:
    page.title("judgements", counted(len(answer.judged), "judgement"))
    if not answer.judged:
        page.line("none on identity or links", 1)
    for judged in answer.judged:
        print_judged(page, judged)


_STATES = {
    "stands": "",
    "overruled": "overruled by a later judgement",
    "lost": "its words are not found any more",
    "undone": "taken back",
}


def print_judged(page: Page, judged: Judged) -> None:
    """What was decided, by whom, when and why; what became of it."""
    page.styled(
        (f"{judged.verdict}: ", "green" if judged.state == "stands" else "dim"),
        (_ends(judged), "bold" if judged.state == "stands" else "dim"),
        (f"  {judged.who}, {judged.when}", "dim"),
        indent=1,
    )
    if judged.why:
        _wrapped(page, f"why: {judged.why}", 2)
    if judged.undone is not None:
        why = f": {judged.undone.why}" if judged.undone.why else ""
        page.line(f"taken back by {judged.undone.who}, {judged.undone.when}{why}", 2, "yellow")
    elif _STATES[judged.state]:
        page.line(_STATES[judged.state], 2, "yellow")


def _ends(judged: Judged) -> str:
    ends = [place.words if place.entity is None else place.entity.name for place in judged.places]
    return " | ".join((*ends, *([_entry(judged.entry)] if judged.entry else [])))


def _entry(entry: Entry) -> str:
    return f"{entry.name} ({entry.list} {entry.id})".strip()


def _wrapped(page: Page, text: str, indent: int, style: str = "", further: int = 1) -> None:
    """A text over as many lines as it needs, those after the first further in."""
    first, *rest = wrap(one_line(text), WIDTH - 2 * indent, break_long_words=False) or [""]
    page.line(first, indent, style)
    for line in rest:
        page.line(line, indent + further, style)
