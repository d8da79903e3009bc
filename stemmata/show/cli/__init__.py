"""The command line: `main` runs `app`.

Commands that ask are in asking.py, those whose answer can be drawn in drawing.py, those that make or write in
making.py, those about the reader in teaching.py, `review`, by which people decide, in reviewing.py, `link` in
linking.py, `compare` in comparing.py, `brief` in briefing.py, `serve` in serving.py, `publish` in publishing.py,
`users` in users.py.
"""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

from stemmata.show.cli import (
    asking,
    briefing,
    comparing,
    drawing,
    linking,
    making,
    publishing,
    reviewing,
    serving,
    teaching,
)
from stemmata.show.cli.door import Door, Place
from stemmata.show.cli.users import users

app = typer.Typer(
    cls=Door,
    help="From a folder of reports about a conflict to a dated, sourced record of who was who.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

MAKING = (making.init, making.add, making.build, making.check, making.diff, making.export)
ASKING = (
    asking.show,
    asking.who,
    asking.members,
    asking.backers,
    asking.stance,
    asking.timeline,
    asking.disputes,
    asking.sources,
    asking.publisher,
    asking.search,
    asking.explain,
    asking.names,
)
DRAWING = (
    drawing.lineage,
    drawing.tree,
    drawing.network,
    drawing.command,
    drawing.map,
    drawing.strength,
    drawing.stemma,
)
TEACHING = (teaching.evaluate, teaching.train)


def version(asked: bool) -> None:
    if asked:
        print(f"stemmata {metadata.version('stemmata')}")
        raise typer.Exit


@app.callback()
def stemmata(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Option("-C", metavar="DIR", help="Act on the record in DIR.")] = Path(),
    show_withheld: Annotated[
        bool, typer.Option("--show-withheld", help="Show persons whom a judgement withholds.")
    ] = False,
    asked_version: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Act on the record in the current folder."""
    ctx.obj = Place(folder, show_withheld)


for command in (
    *MAKING,
    *TEACHING,
    *ASKING,
    *DRAWING,
    linking.link,
    reviewing.review,
    comparing.compare,
    briefing.brief,
    serving.serve,
    publishing.publish,
):
    app.command()(command)
app.add_typer(users)


def main() -> None:
    """The program `stemmata`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    app()
