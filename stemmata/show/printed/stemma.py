"""The stemma of copies as trees of text."""

from __future__ import annotations

from stemmata.show.printed.page import Page
from stemmata.show.stemmas import Copied, Stemma, Stemmas
from stemmata.show.wording import counted

LOST = "(a lost original)"


def print_stemmas(page: Page, answer: Stemmas) -> None:
    """Each tree, the root first; a guess says that it is one."""
    page.title(f"stemma of {answer.report}" if answer.report else "stemmas", counted(len(answer.stemmas), "tree"))
    if not answer.stemmas:
        page.line("no copies: no other report shares words with it" if answer.report else "no copies", 1)
    for stemma in answer.stemmas:
        _print_stemma(page, stemma)
    if answer.alone and not answer.report:
        page.blank()
        page.line(f"{counted(answer.alone, 'report')} in no tree", style="dim")


def _print_stemma(page: Page, stemma: Stemma) -> None:
    page.blank()
    if stemma.lost:
        page.styled((LOST, "italic"), indent=1)
    for copied in stemma.reports:
        page.styled(
            ("└─ " if copied.depth else "", "dim"),
            (copied.report, "bold" if not copied.depth else ""),
            (f"  {known_of(copied)}" if known_of(copied) else "", "dim"),
            (f"  {tie_of(copied)}" if tie_of(copied) else "", ""),
            ("" if copied.sure or not (copied.parent or copied.lost) else "  guess", "yellow"),
            indent=1 + copied.depth,
        )
        page.line(copied.why, 3 + copied.depth, "dim")


def known_of(copied: Copied) -> str:
    """Who published a report and when."""
    return ", ".join(filter(None, (copied.publisher, copied.published)))


def tie_of(copied: Copied) -> str:
    """What kind of copy it is, and how many words it shares with the report above it."""
    kind = copied.kind.replace("_", " ")
    words = f"passages of {counted(copied.words, 'word')}, {copied.share:.0%} of the prose" if copied.words else ""
    return "; ".join(filter(None, (kind, words)))
