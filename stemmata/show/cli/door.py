"""What all commands share: where the record is, how an answer goes out, how an error is told."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from stemmata.errors import NotFound, StemmataError
from stemmata.show.api import Book, open
from stemmata.show.pictures import picture_of
from stemmata.show.plain import plain
from stemmata.show.printed import page_of
from stemmata.show.terminal import one_line
from stemmata.show.withheld import veil_of_folder

Name = Annotated[list[str], typer.Argument(metavar="NAME", help="Any name of it in any script, or its id.")]
MaybeName = Annotated[
    list[str] | None, typer.Argument(metavar="[NAME]", help="Any name of it in any script, or its id.")
]
On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="As of a date: EDTF or YYYY[-MM[-DD]] (some day in it).")
]
KnownBy = Annotated[
    str | None,
    typer.Option("--known-by", metavar="DATE", help="Only from reports that could have been read by then."),
]
Json = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]
Svg = Annotated[bool, typer.Option("--svg", help="Draw the answer, as SVG; so does -o FILE.svg.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to FILE.")]


@dataclass(frozen=True, slots=True)
class Place:
    """Which record the commands act on, and whether withheld words are shown."""

    folder: Path
    show_withheld: bool


class Door(TyperGroup):
    """Ends with status 1 and one clear line where something failed that we know; other errors are our fault."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except StemmataError as error:
            cause: Exception = error
            message = _shown(ctx, error, str(error))
        except BrokenPipeError:
            raise
        except OSError as error:
            cause = error
            message = _shown(ctx, error, f"{error.filename}: {error.strerror}" if error.filename else str(error))
        say(f"error: {message}")
        raise typer.Exit(1) from cause


def _shown(ctx: Any, error: Exception, message: str) -> str:
    """The message of an error, without withheld names of files and persons.

    One that something was not found is made of what is shown, and repeats what was asked: to hide that would tell.
    """
    if isinstance(error, NotFound) or not isinstance(ctx.obj, Place):
        return message
    try:
        return veil_of_folder(ctx.obj.folder, ctx.obj.show_withheld)(message)
    except (StemmataError, OSError):  # then nobody can say who is withheld
        return message


def say(message: str) -> None:
    """A message to people, on standard error."""
    print(one_line(message), file=sys.stderr)


def place_of(ctx: typer.Context) -> Place:
    found = ctx.obj
    assert isinstance(found, Place)
    return found


@contextmanager
def book_of(ctx: typer.Context, known_by: str | None = None) -> Iterator[Book]:
    """The book of the record that the command acts on."""
    place = place_of(ctx)
    with open(place.folder, show_withheld=place.show_withheld) as book:
        yield book if known_by is None else book.known_by(known_by)


def deliver(answer: object, as_json: bool, output: Path | None) -> None:
    """An answer to standard output or a file: a page for people, or JSON."""
    if as_json:
        deliver_plain(answer, output)
    elif output is not None:
        write([page_of(answer).plain()], output)
    else:
        console = Console(highlight=False, emoji=False, markup=False, soft_wrap=True)
        for line in page_of(answer).lines:
            console.print(line)


def deliver_drawn(answer: object, as_json: bool, as_svg: bool, output: Path | None) -> None:
    """An answer as `deliver` gives it, or as a picture where that is asked for, or the file is to be one."""
    if as_svg or (not as_json and output is not None and output.suffix.lower() == ".svg"):
        write([picture_of(answer)], output)
    else:
        deliver(answer, as_json, output)


def deliver_plain(answer: object, output: Path | None = None) -> None:
    """An answer as JSON."""
    write([json.dumps(plain(answer), ensure_ascii=False, indent=2) + "\n"], output)


def write(lines: Iterable[str], output: Path | None) -> None:
    """Text to standard output or a file, in UTF-8; half a surrogate pair is written as an escape, as JSON has it."""
    if output is None:
        sys.stdout.writelines(lines)
        return
    with output.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.writelines(lines)


def joined(name: list[str]) -> str:
    """A name of several words need not be quoted."""
    return " ".join(name)
