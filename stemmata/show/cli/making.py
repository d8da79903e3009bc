"""The commands that make a record, verify it, and write it out for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from stemmata.errors import RecordError, UnreadableReport
from stemmata.pipeline import Summary, unanswered
from stemmata.pipeline import build as build_record
from stemmata.record.check import check as check_record
from stemmata.settings import LARGE, REPORTS, Settings
from stemmata.settings import init as init_record
from stemmata.show.api import open
from stemmata.show.cli.adding import add as add_files
from stemmata.show.cli.consulting import chosen, consult_about, of_proposals
from stemmata.show.cli.door import Json, KnownBy, Output, book_of, deliver, deliver_plain, place_of, say, write
from stemmata.show.cli.progress import bars
from stemmata.show.exports import EXPORTS
from stemmata.show.exports.formats import FORMATS, in_format
from stemmata.show.upkeep import Checked, Wrong
from stemmata.show.withheld import veil_of_folder
from stemmata.show.wording import counted


def init(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder; made where it is absent.")] = Path(),
    as_json: Json = False,
) -> None:
    """Make a record folder: settings with comments, and an empty reports/."""
    made = place_of(ctx).folder / folder
    init_record(made)
    say(f"made a record in {made}; put reports into {made / REPORTS}, then `stemmata build`")
    if as_json:
        deliver_plain({"folder": str(made)})


def add(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files, and folders with all that is in them.")],
    as_json: Json = False,
) -> None:
    """Copy reports into the record. What is there already is never written over."""
    done = add_files(place_of(ctx).folder / REPORTS, paths)
    known = f", {counted(len(done.known), 'file')} there already" if done.known else ""
    say(f"{counted(len(done.added), 'file')} added{known}")
    if as_json:
        deliver_plain(done)


def build(
    ctx: typer.Context,
    strict: Annotated[bool, typer.Option("--strict", help="Fail where a file could not be read.")] = False,
    min_confidence: Annotated[
        float | None,
        typer.Option("--min-confidence", min=0, max=1, metavar="SHARE", help="Leave out claims below it (0 to 1)."),
    ] = None,
    reader: Annotated[
        str | None,
        typer.Option("--reader", metavar="READER", help="Whose claims from prose count: small (offline) or llm."),
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", metavar="NAME", help="The large model, as its server calls it.")
    ] = None,
    base_url: Annotated[
        str | None, typer.Option("--base-url", metavar="URL", help="Its server: what /chat/completions is put behind.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Send passages to the large model without asking first.")] = False,
    as_json: Json = False,
) -> None:
    """Build the record from its folder. Only what is new is read again.

    Nothing is sent anywhere, except passages to a large model where one is to read (--reader llm) and you agree.
    """
    settings = chosen(Settings.read(place_of(ctx).folder), reader, model, base_url)
    with bars() as progress:
        questions = unanswered(settings, progress=progress) if settings.reader == LARGE else ()
    if questions:
        consult_about(questions, settings, yes=yes)
    with bars() as progress:
        made = build_record(settings.folder, min_confidence=min_confidence, progress=progress, settings=settings)
    made = veil_of_folder(settings.folder, place_of(ctx).show_withheld)(made)
    _tell(made)
    if as_json:
        deliver_plain(made)
    if strict and made.unread:
        raise UnreadableReport(f"{counted(len(made.unread), 'file')} could not be read, which --strict forbids")


def _tell(made: Summary) -> None:
    for unread in made.unread:
        say(f"not read: {unread.path}{f'!{unread.member}' if unread.member else ''}: {unread.reason}")
    for report in made.unclaimed:
        say(f"kept and searchable, but not read for claims: {report}")
    for judgement in made.unplaced:
        say(f"a judgement fits no words any more: {judgement.what} by {judgement.who}, {judgement.when}")
    for line in of_proposals(made):
        say(line)
    kinds = (("report", made.reports), ("claim", made.claims), ("fact", made.facts), ("dispute", made.disputes))
    told = ", ".join(counted(number, noun) for noun, number in kinds)
    say(f"{told}; {counted(made.words, 'word')} in {made.seconds:.1f} s, {counted(made.kept, 'report')} known before")


def check(ctx: typer.Context, as_json: Json = False, output: Output = None) -> None:
    """Verify the whole record: its file, its references, every quote, and the reports it was made from."""
    place = place_of(ctx)
    found = tuple(Wrong(problem.where, problem.what) for problem in check_record(place.folder))
    veil = veil_of_folder(place.folder, place.show_withheld)
    deliver(veil(Checked(found)), as_json, output)
    if found:
        raise RecordError(f"{counted(len(found), 'problem')} in this record")


def diff(
    ctx: typer.Context,
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A record folder, or a record.db.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Another.")],
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Tell what changed from one record to another."""
    place = place_of(ctx)
    with open(place.folder / new, show_withheld=place.show_withheld) as book:
        deliver(book.diff(place.folder / old), as_json, output)


def export(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="WHAT", help=f"One of {', '.join(EXPORTS)}.")],
    format_: Annotated[str, typer.Option("--format", help=f"One of {', '.join(FORMATS)}.")] = "jsonl",
    known_by: KnownBy = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")] = False,
    output: Output = None,
) -> None:
    """Write claims, facts and the rest for other programs, a row each, in stable order."""
    with book_of(ctx, known_by) as book:
        write(in_format(book.export(what), "jsonl" if as_json else format_), output)
