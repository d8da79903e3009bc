"""The sources as a page: metadata with their evidence, lineages, and who copied whom as a tree of text."""

from __future__ import annotations

from collections.abc import Iterator

from stemmata.show.answers import Copy, Source, Sources, Witness
from stemmata.show.printed.page import Page
from stemmata.show.terminal import shortened
from stemmata.show.wording import counted

SHOWN = (
    "title",
    "publisher",
    "author",
    "published",
    "retrieved",
    "not_before",
    "not_after",
    "tells_of",
    "language",
    "url",
    "relays",
)


def print_sources(page: Page, answer: Sources) -> None:
    support = f"{counted(len(answer.reports), 'report')}, {counted(len(answer.lineages), 'lineage')}"
    page.title("sources", support)
    for source in answer.reports:
        _print_source(page, source)
    page.heading("Who copied whom")
    for witness in answer.lineages:
        print_witness(page, witness)
    if answer.unread:
        page.heading("Not read")
    for left in answer.unread:
        page.line(f"{left.path}: {left.reason}", 1)


def _print_source(page: Page, source: Source) -> None:
    page.blank()
    page.styled((source.report, "bold"), (f"  {counted(source.claims, 'claim')}", ""), indent=1)
    page.line(f"{source.media_type}, read by {source.reader}, SHA-256 {source.sha256}", 2, "dim")
    for key in SHOWN:
        known = source.metadata.get(key)
        if known is not None:
            evidence = shortened(known.evidence, 90)
            page.styled((f"{key.replace('_', ' ')}: {known.value} ", ""), (f"({evidence})", "dim"), indent=2)
    unknown = [key for key in ("title", "publisher", "published") if key not in source.metadata]
    if unknown:
        page.line(f"unknown: {', '.join(unknown)}", 2, "dim")
    for note in source.notes:
        page.line(f"note: {note}", 2, "yellow")


def print_witness(page: Page, witness: Witness, indent: int = 1) -> None:
    """One lineage: its reports as a tree in which each hangs below the one it was taken from."""
    told = {evidence for copy in witness.copies for evidence in copy.evidence}
    untold = [why for why in witness.why if not any(evidence in why for evidence in told)]
    why = f"  {'; '.join(untold)}" if untold else ""
    page.styled((counted(len(witness.reports), "report"), "bold"), (why, "dim"), indent=indent)
    for depth, report, words in tree(witness):
        page.styled(
            ("└─ " if depth else "", "dim"),
            (report, ""),
            (f"  {words}" if words else "", "dim"),
            indent=indent + 1 + depth,
        )
    for copy in witness.copies:
        if copy.direction == "unknown":
            page.line(f"{copy.one} and {copy.other}: {_words(copy)}; which came first is not known", indent + 1, "dim")


def tree(witness: Witness) -> Iterator[tuple[int, str, str]]:
    """Depth, report and how it was copied, parents before children; each report once."""
    below: dict[str, list[Copy]] = {}
    for copy in witness.copies:
        if copy.direction != "unknown":
            below.setdefault(copy.one, []).append(copy)
    copied = {copy.other for copies in below.values() for copy in copies}
    seen: set[str] = set()
    for root in (*(r for r in witness.reports if r not in copied), *witness.reports):
        yield from _branch(root, 0, "", below, seen)


def _branch(
    report: str, depth: int, words: str, below: dict[str, list[Copy]], seen: set[str]
) -> Iterator[tuple[int, str, str]]:
    if report in seen:
        return
    seen.add(report)
    yield depth, report, words
    for copy in below.get(report, ()):
        yield from _branch(copy.other, depth + 1, _words(copy), below, seen)


def _words(copy: Copy) -> str:
    passages = f", {counted(copy.passages, 'shared passage')}" if copy.passages else ""
    return f"{copy.kind.value.replace('_', ' ')}{passages} ({'; '.join(copy.evidence)})"
