"""The command `link`: entries of a list that people bring, proposed for what the record tells of."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from stemmata.record.lines import LINKS_FILE
from stemmata.show.cli.door import Json, Output, book_of, deliver, say
from stemmata.show.cli.progress import bars
from stemmata.show.linked import Linked
from stemmata.show.wording import counted

_KIB = 1024


def link(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Wikidata, UCDP, OpenSanctions, or a table of yours.")],
    name: Annotated[
        str | None,
        typer.Option("--as", metavar="LIST", help="What the list is called; else by its format, or its file."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing, only show.")] = False,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Find the groups and persons of the record in a list that you bring: Wikidata, UCDP, OpenSanctions, a table.

    What is safe carries its id into the record with the next build; what is not is asked by `review`.
    """
    with book_of(ctx) as book, bars() as progress:
        linked = book.link(
            file, name=name, write=not dry_run, far=lambda done, total: progress("KiB", done // _KIB, total // _KIB)
        )
    deliver(linked, as_json, output)
    _tell(linked, dry_run)


def _tell(linked: Linked, dry_run: bool) -> None:
    verdicts = Counter(line.verdict for line in linked.lines if not line.decided)
    if linked.lost_rows:
        say(f"{counted(linked.lost_rows, 'row')} of the list could not be read")
    if dry_run:
        say("nothing was written (--dry-run)")
        return
    say(f"{counted(linked.written, 'line')} added to {LINKS_FILE}")
    if verdicts["maybe"]:
        say(f"left to decide: {verdicts['maybe']}; `stemmata review` asks")
    if linked.written:
        say("run `stemmata build` to carry the ids into the record")
