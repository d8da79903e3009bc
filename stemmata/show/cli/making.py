"""The commands that make a record, and those that write it out for other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from stemmata.show.cli.door import Output, book_of, write
from stemmata.show.exports import EXPORTS
from stemmata.show.exports.formats import FORMATS, in_format


def export(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="WHAT", help=f"One of {', '.join(EXPORTS)}.")],
    format_: Annotated[str, typer.Option("--format", help=f"One of {', '.join(FORMATS)}.")] = "jsonl",
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")] = False,
    output: Output = None,
) -> None:
    """Write claims, facts and the rest for other programs, a row each, in stable order."""
    with book_of(ctx) as book:
        write(in_format(book.export(what), "jsonl" if as_json else format_), output)
