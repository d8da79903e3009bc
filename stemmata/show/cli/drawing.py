"""The commands whose answer can be drawn as well as printed. Each parses, asks the book, prints or draws."""

from __future__ import annotations

from typing import Annotated

import typer

from stemmata.show.cli.door import (
    Json,
    KnownBy,
    MaybeName,
    Name,
    On,
    Output,
    Svg,
    book_of,
    deliver_drawn,
    joined,
)


def lineage(
    ctx: typer.Context,
    name: MaybeName = None,
    coalitions: Annotated[
        bool, typer.Option("--coalitions", help="Also who joined, left or belonged to what.")
    ] = False,
    chain: Annotated[bool, typer.Option("--chain", help="Each name as a link of a chain, with its dates.")] = False,
    on: On = None,
    known_by: KnownBy = None,
    as_svg: Svg = False,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Show which groups split from, merged into or became which: of all groups, or of those that hang together."""
    with book_of(ctx, known_by) as book:
        answer = book.lineage(joined(name) if name else None, on=on, coalitions=coalitions, chain=chain)
        deliver_drawn(answer, as_json, as_svg, output)


def strength(
    ctx: typer.Context,
    name: Name,
    on: On = None,
    known_by: KnownBy = None,
    as_svg: Svg = False,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """List every number given for a group: who says so, when, what was counted, between which numbers."""
    with book_of(ctx, known_by) as book:
        deliver_drawn(book.strength(joined(name), on=on), as_json, as_svg, output)


def stemma(
    ctx: typer.Context,
    report: Annotated[
        list[str] | None, typer.Argument(metavar="[REPORT]", help="The name of a report, or a part of it.")
    ] = None,
    known_by: KnownBy = None,
    as_svg: Svg = False,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Show the tree of each family of copies: which report was taken from which."""
    with book_of(ctx, known_by) as book:
        deliver_drawn(book.stemma(joined(report) if report else None), as_json, as_svg, output)
