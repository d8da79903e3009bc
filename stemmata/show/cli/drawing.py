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


def tree(
    ctx: typer.Context,
    name: MaybeName = None,
    steps: Annotated[int | None, typer.Option("--steps", min=1, help="At most so many steps from the group.")] = None,
    on: On = None,
    known_by: KnownBy = None,
    as_svg: Svg = False,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Show the family tree of groups: lineage and coalitions, the names of each in turn, strengths that were stated."""
    with book_of(ctx, known_by) as book:
        answer = book.tree(joined(name) if name else None, on=on, steps=steps)
        deliver_drawn(answer, as_json, as_svg, output)


def network(
    ctx: typer.Context,
    name: MaybeName = None,
    kinds: Annotated[
        str, typer.Option("--kinds", metavar="KINDS", help="Of allied, opposed, membership, backing; with commas.")
    ] = "allied,opposed",
    steps: Annotated[int, typer.Option("--steps", min=1, help="At most so many steps from the actor.")] = 1,
    most: Annotated[int, typer.Option("--most", min=2, help="Actors, those with the best supported ties.")] = 60,
    on: On = None,
    known_by: KnownBy = None,
    as_svg: Svg = False,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Show who was allied with, opposed to, part of or backed by whom: around one actor, or among all."""
    wanted = [kind.strip() for kind in kinds.split(",") if kind.strip()]
    with book_of(ctx, known_by) as book:
        answer = book.network(joined(name) if name else None, on=on, kinds=wanted, steps=steps, most=most)
        deliver_drawn(answer, as_json, as_svg, output)


def command(
    ctx: typer.Context,
    name: Name,
    on: On = None,
    known_by: KnownBy = None,
    as_svg: Svg = False,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Show the chain of command of a unit: what it belonged to, what belonged to it, who commanded each."""
    with book_of(ctx, known_by) as book:
        deliver_drawn(book.command(joined(name), on=on), as_json, as_svg, output)


def map(
    ctx: typer.Context,
    on: On = None,
    known_by: KnownBy = None,
    as_svg: Svg = False,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Show which groups were where and what had happened where; on the last evidenced day without a date."""
    with book_of(ctx, known_by) as book:
        deliver_drawn(book.map(on=on), as_json, as_svg, output)


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
