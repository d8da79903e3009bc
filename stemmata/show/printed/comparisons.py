"""What changed between two records, and what is wrong in one, as pages."""

from __future__ import annotations

from collections.abc import Iterable

from stemmata.show.printed.facts import print_line
from stemmata.show.printed.page import Page
from stemmata.show.upkeep import ChangedFact, ChangedName, Checked, Comparison
from stemmata.show.wording import counted

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def print_comparison(page: Page, answer: Comparison) -> None:
    claims = f"{counted(answer.claims_added, 'new claim')}, {answer.claims_removed} gone"
    page.title(f"from {answer.old} to {answer.new}", claims)
    _print_names(page, "Reports", answer.reports)
    _print_names(page, "Names", answer.entities)
    if answer.facts:
        page.heading("Facts")
    for change in answer.facts:
        _print_fact(page, change)
    if not (answer.reports or answer.entities or answer.facts):
        page.line("nothing changed", 1)


def _print_names(page: Page, title: str, changes: Iterable[ChangedName]) -> None:
    several = tuple(changes)
    if several:
        page.heading(title)
    for change in several:
        page.styled((f"{_SIGNS[change.how]} ", "yellow"), (change.name, ""), (f"  {change.id}", "dim"), indent=1)


def _print_fact(page: Page, change: ChangedFact) -> None:
    if change.before is not None:
        page.line("- before" if change.after is not None else "- gone", 1, "yellow")
        print_line(page, change.before, indent=2, about=True)
    if change.after is not None:
        page.line("+ now" if change.before is not None else "+ new", 1, "yellow")
        print_line(page, change.after, indent=2, about=True)


def print_checked(page: Page, answer: Checked) -> None:
    page.title("check", "all is well" if not answer.problems else counted(len(answer.problems), "problem"))
    for problem in answer.problems:
        page.line(f"{problem.where}: {problem.what}", 1)
