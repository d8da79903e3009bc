"""`publish`: the record as a folder of pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from stemmata.errors import RecordError
from stemmata.show.asof import Window
from stemmata.show.cli.door import Json, KnownBy, On, deliver_plain, place_of, say
from stemmata.show.cli.progress import bars
from stemmata.show.web.publish import Published
from stemmata.show.web.publish import publish as publish_record
from stemmata.show.web.publish.options import VIEWS, Options
from stemmata.show.wording import counted

JOBS = 4  # at most, unless more are asked for: each opens the record for itself
TOLD = 10  # pages that are wrong and are named


def publish(
    ctx: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder; an older site that is there is replaced.")],
    on: On = None,
    known_by: KnownBy = None,
    with_texts: Annotated[
        bool, typer.Option("--with-texts", help="Also the full texts of reports; else only the words that are quoted.")
    ] = False,
    title: Annotated[
        str, typer.Option("--title", help="What the site is called, instead of the record's folder.")
    ] = "",
    site: Annotated[
        str, typer.Option("--site", metavar="URL", help="Where it will stand: then there are briefs, which cite it.")
    ] = "",
    noindex: Annotated[bool, typer.Option("--noindex", help="Ask search engines to leave it out.")] = False,
    views: Annotated[
        int, typer.Option("--views", min=0, metavar="N", help="Draw trees, networks and the like of the N best known.")
    ] = VIEWS,
    jobs: Annotated[int, typer.Option("--jobs", min=0, metavar="N", help="Processes at work; 0: as many as fit.")] = 0,
    as_json: Json = False,
) -> None:
    """Write the record as a static site: it works from a folder and on any web server, search included.

    What is withheld is not in it. The full texts of reports are not either, unless you say so: they are others' words.
    """
    place = place_of(ctx)
    if place.show_withheld:
        raise RecordError("a site is published for everybody: --show-withheld and publish do not go together")
    for date in filter(None, (on, known_by)):
        Window.of(date)
    options = Options(title, on or "", known_by or "", site, with_texts, noindex, views)
    with bars() as progress:
        made = publish_record(place.folder, out, options, jobs or min(JOBS, os.cpu_count() or 1), progress)
    _tell(made)
    if as_json:
        deliver_plain(made)


def _tell(made: Published) -> None:
    for wrong in made.wrong[:TOLD]:
        say(f"not published: {wrong}")
    if len(made.wrong) > TOLD:
        say(f"and {len(made.wrong) - TOLD} more; published.json names them")
    if made.viewless:
        say(f"without trees and networks of their own: {made.viewless:,} less known ones (--views)")
    say(f"{counted(made.pages, 'page')}, {counted(made.files, 'file')}, {made.size:,} bytes in {made.folder}")
