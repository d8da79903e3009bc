"""What came of holding a list against a record, as a page: a line for each entry, its reason under it."""

from __future__ import annotations

from collections import Counter

from stemmata.show.linked import Linked, LinkLine
from stemmata.show.printed.page import Page
from stemmata.show.terminal import columns, one_line, shortened
from stemmata.show.wording import counted

_WIDEST = 36  # columns of a name
_COLOURS = {"same": "green", "maybe": "yellow", "different": "dim"}
_WHY = 400  # characters of a reason
_VERDICT = len("different") + 2


def print_linked(page: Page, answer: Linked) -> None:
    page.title(f"{answer.list}, held against the record", _counts(answer))
    width = min(max((columns(one_line(line.entity.name)) for line in answer.lines), default=0), _WIDEST)
    for line in answer.lines:
        _print_line(page, line, width)
    if not answer.lines:
        page.line("no entry fits anything in the record", 1)
    if answer.crowded:
        page.heading("Too many entries fit alike, so none is proposed")
        page.line("; ".join(each.name for each in answer.crowded), 1)
    if answer.lost_rows:
        page.heading(f"Not read: {counted(answer.lost_rows, 'row')}")
    for lost in answer.lost:
        page.line(f"line {lost.line}: {lost.reason}", 1)
    if answer.lost_rows > len(answer.lost):
        page.line(f"and {answer.lost_rows - len(answer.lost)} more", 1)


def _counts(answer: Linked) -> str:
    verdicts = Counter(line.verdict for line in answer.lines)
    read = f"{answer.entries:,} {'entry' if answer.entries == 1 else 'entries'}"
    return f"{read}, {answer.entities:,} groups and persons; {verdicts['same']} same, {verdicts['maybe']} maybe"


def _print_line(page: Page, line: LinkLine, width: int) -> None:
    name = shortened(line.entity.name, _WIDEST)
    state = "" if line.state == "new" else f"  {line.state}"
    said = f"  decided: {line.decided}" if line.decided else ""
    page.styled(
        (line.verdict, _COLOURS.get(line.verdict, "")),
        (" " * (_VERDICT - len(line.verdict)), ""),
        (name, "bold"),
        (" " * (max(width - columns(name), 0) + 2), ""),
        (f"{line.id}  {shortened(line.name, 80)}", ""),
        (f"{state}{said}", "dim"),
        indent=1,
    )
    page.line(shortened(line.why, _WHY), 2, "dim")
