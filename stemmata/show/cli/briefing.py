"""The command that writes a brief: a document with numbered notes, or the data under it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from stemmata.errors import NotFound
from stemmata.record.read import Record
from stemmata.show.answers import Lines, Sources
from stemmata.show.api import Book
from stemmata.show.briefs import brief_of
from stemmata.show.briefs.brief import Brief, Edition
from stemmata.show.briefs.html import html_of
from stemmata.show.briefs.rows import csv_of, rows_of
from stemmata.show.briefs.titles import Address
from stemmata.show.briefs.word import docx_of
from stemmata.show.cli.door import KnownBy, MaybeName, On, Output, book_of, joined, place_of, write
from stemmata.show.plain import plain

PATHS = {"entity": "entities", "fact": "facts", "report": "reports", "dispute": "disputes"}


@dataclass(frozen=True, slots=True)
class Printed:
    """What is written out: the answer, the reports under it, and the document that they make."""

    answer: object
    sources: Sources
    brief: Brief
    letter: bool


def brief(
    ctx: typer.Context,
    name: MaybeName = None,
    fact: Annotated[
        list[str] | None,
        typer.Option("--fact", metavar="ID", help="A fact by its id, instead of NAME; may be given again."),
    ] = None,
    on: On = None,
    known_by: KnownBy = None,
    only: Annotated[
        str, typer.Option("--only", metavar="SECTIONS", help="Sections to show, such as names,posts.")
    ] = "",
    title: Annotated[str, typer.Option("--title", help="What the brief is called, instead of the name.")] = "",
    site: Annotated[
        str, typer.Option("--site", metavar="URL", help="Where this record is published: its pages are linked.")
    ] = "",
    letter: Annotated[bool, typer.Option("--letter", help="A .docx on US Letter instead of A4.")] = False,
    output: Output = None,
) -> None:
    """Write a brief whose notes quote the reports: HTML, or what FILE ends with (.docx, .html, .csv, .json)."""
    form = FORMS[_form(output)]
    with book_of(ctx, known_by) as book:
        answer = _asked(book, joined(name or []), fact or [], on, only)
        sources = book.sources()
    edition = _edition(place_of(ctx).folder, known_by or "", site)
    made = form(Printed(answer, sources, brief_of([answer], sources, edition, title), letter))
    if output is None:
        write([made.decode("utf-8")], None)
    else:
        output.write_bytes(made)


def _asked(book: Book, name: str, facts: list[str], on: str | None, only: str) -> object:
    """A dossier, or chosen facts. Raises NotFound where it is not said of what, or of both."""
    if bool(name) == bool(facts):
        raise NotFound("a brief is of a NAME or of facts (--fact ID): give one of the two")
    if name:
        return book.show(name, on=on, only=[word for word in only.split(",") if word.strip()])
    if on or only:
        raise NotFound("--on and --only choose among what is said of a NAME; chosen facts stand as they are")
    lines = {line.fact: line for line in (book.explain(id_).line for id_ in facts)}
    return Lines("chosen facts", None, "", tuple(lines.values()), by_time=True)


def _edition(folder: Path, known_by: str, site: str) -> Edition:
    with Record.open(folder) as record:
        return Edition.of(record.folder.resolve().name, record.build(), known_by, site)


def _form(output: Path | None) -> str:
    """What the file is to be. Raises NotFound for an ending that no form has."""
    ending = ".html" if output is None else output.suffix.lower()
    if ending not in FORMS:
        raise NotFound(f"{output}: a brief is written as {', '.join(FORMS)}")
    return ending


def _address(site: str) -> Address | None:
    """Where things stand on the published site; None where the record is not published."""
    return (lambda kind, id_: f"{site}/{PATHS[kind]}/{id_}") if site else None


def _html(printed: Printed) -> bytes:
    return html_of(printed.brief, _address(printed.brief.edition.site)).encode("utf-8")


def _docx(printed: Printed) -> bytes:
    return docx_of(printed.brief, printed.letter)


def _csv(printed: Printed) -> bytes:
    return csv_of(rows_of(printed.answer, printed.sources))


def _json(printed: Printed) -> bytes:
    told = json.dumps(plain(printed.answer), ensure_ascii=False, indent=2) + "\n"
    return told.encode("utf-8", "backslashreplace")


FORMS: dict[str, Callable[[Printed], bytes]] = {".html": _html, ".docx": _docx, ".csv": _csv, ".json": _json}
