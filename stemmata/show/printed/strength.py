"""The numbers given for a group as lines, each with a band that shows where it lies among the others."""

from __future__ import annotations

from collections.abc import Iterable

from stemmata.show.printed.facts import time_of
from stemmata.show.printed.page import SHORT, Page
from stemmata.show.strengths import Count, Strengths
from stemmata.show.terminal import columns
from stemmata.show.wording import counted
from stemmata.when import Holds

BAND = 36  # characters from nothing to the greatest number


def print_strengths(page: Page, answer: Strengths) -> None:
    """What was counted apart from what else was counted; nothing is added up and no mean is taken."""
    page.title(f"strength of {answer.entity.name}", f"on {answer.on}" if answer.on else "")
    if not answer.counts:
        page.line("nothing in this record says so", indent=1)
    for unit, counts in by_unit(answer.counts).items():
        page.heading(unit or "it is not said what is counted")
        greatest = greatest_of(counts)
        page.line(f"each band runs from 0 to {greatest:,.0f}; every line is one statement, none is a mean", 1, "dim")
        wide = max(columns(ranged(count)) for count in counts)
        for count in counts:
            _print_count(page, count, greatest, wide)


def _print_count(page: Page, count: Count, greatest: float, wide: int) -> None:
    line = count.line
    disputed = "; disputed" if line.disputed else ""
    words = ranged(count)
    page.styled(
        (f"{band(count, greatest)}  ", "cyan"),
        (words, "bold" if line.holds is not Holds.MAYBE else "italic"),
        (" " * (wide - columns(words) + 2), ""),
        (time_of(line), "green"),
        (": ", "dim"),
        (f"{', '.join(count.who) or 'nobody named'} ", ""),
        (f"({_support(count)}{disputed}) ", "yellow" if line.disputed else "dim"),
        (f"{page.note(line.quotes)} {line.fact[:SHORT]}", "dim"),
        indent=1,
    )


def _support(count: Count) -> str:
    reports = len({quote.report for quote in count.line.quotes})
    firmness = "" if count.line.polarity.value == "asserted" else f"; {count.line.polarity.value}"
    return f"{counted(reports, 'report')}, {counted(count.lineages, 'lineage')}{firmness}"


def by_unit(counts: Iterable[Count]) -> dict[str, list[Count]]:
    """The statements by what they count, in the order in which each is first told."""
    found: dict[str, list[Count]] = {}
    for count in counts:
        found.setdefault(count.unit, []).append(count)
    return found


def greatest_of(counts: Iterable[Count]) -> float:
    """The greatest number named: where the bands end."""
    return max((n for count in counts for n in (count.least, count.most) if n is not None), default=0.0) or 1.0


def ranged(count: Count) -> str:
    """The numbers between which a statement lies."""
    least, most = count.least, count.most
    if least is None and most is None:
        return count.line.other.name
    if least is None:
        return f"at most {most:,.0f}"
    if most is None:
        return f"at least {least:,.0f}"
    return f"{least:,.0f}" if least == most else f"{least:,.0f} to {most:,.0f}"


def band(count: Count, greatest: float) -> str:
    """Where a statement lies between 0 and the greatest number: open ends run out in arrows."""
    if count.least is None and count.most is None:
        return "·" * BAND + " "
    first = 0 if count.least is None else _place(count.least, greatest)
    last = BAND - 1 if count.most is None else _place(count.most, greatest)
    cells = ["█" if first <= at <= last else "·" for at in range(BAND)]
    if count.least is None:
        cells[: last + 1] = ["◂", *"░" * (last - 1), "█"] if last else ["█"]
    if count.most is None:
        cells[first:] = ["█", *"░" * (BAND - first - 1)]
    return "".join(cells) + ("▸" if count.most is None else " ")


def _place(number: float, greatest: float) -> int:
    return min(int(number / greatest * (BAND - 1) + 0.5), BAND - 1)
