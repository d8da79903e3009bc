"""The commands that ask. Each parses, asks the book, prints."""

from __future__ import annotations

from typing import Annotated

import typer

from stemmata.show.cli.door import Json, KnownBy, MaybeName, Name, On, Output, book_of, deliver, joined

Limit = Annotated[int, typer.Option("--limit", min=1, help="At most so many places of each kind.")]


def show(
    ctx: typer.Context,
    name: Name,
    on: On = None,
    known_by: KnownBy = None,
    only: Annotated[
        str, typer.Option("--only", metavar="SECTIONS", help="Sections to show, such as names,posts.")
    ] = "",
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Show the dossier of a group, person, state or place."""
    sections = [word for word in only.split(",") if word.strip()]
    with book_of(ctx, known_by) as book:
        deliver(book.show(joined(name), on=on, only=sections), as_json, output)


def who(
    ctx: typer.Context,
    name: Name,
    post: Annotated[str | None, typer.Option("--post", help='Such as "commander" or "chief of staff".')] = None,
    on: On = None,
    known_by: KnownBy = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Say who held a post in a group, or which posts a person held."""
    with book_of(ctx, known_by) as book:
        deliver(book.who(joined(name), post=post, on=on), as_json, output)


def members(
    ctx: typer.Context,
    name: Name,
    on: On = None,
    above: Annotated[bool, typer.Option("--above", help="What the group belonged to, instead.")] = False,
    known_by: KnownBy = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """List what belonged to a group or coalition."""
    with book_of(ctx, known_by) as book:
        deliver(book.members(joined(name), on=on, above=above), as_json, output)


def backers(
    ctx: typer.Context,
    name: Name,
    on: On = None,
    known_by: KnownBy = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """List who supplied, funded or trained an actor."""
    with book_of(ctx, known_by) as book:
        deliver(book.backers(joined(name), on=on), as_json, output)


def stance(
    ctx: typer.Context,
    name: Name,
    to: Annotated[
        str | None, typer.Option("--to", metavar="MATTER", help="An agreement, an operation, an actor.")
    ] = None,
    on: On = None,
    known_by: KnownBy = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Say what an actor accepted, rejected, denounced or supported, in the order of time."""
    with book_of(ctx, known_by) as book:
        deliver(book.stance(joined(name), to=to, on=on), as_json, output)


def timeline(
    ctx: typer.Context,
    name: MaybeName = None,
    on: On = None,
    known_by: KnownBy = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """List dated facts in the order of time."""
    with book_of(ctx, known_by) as book:
        deliver(book.timeline(joined(name) if name else None, on=on), as_json, output)


def disputes(
    ctx: typer.Context,
    name: MaybeName = None,
    every_kind: Annotated[
        bool, typer.Option("--all", help="Also changes over time, precision, attribution, corrections.")
    ] = False,
    on: On = None,
    known_by: KnownBy = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """List where reports contradict each other, with both sides."""
    with book_of(ctx, known_by) as book:
        deliver(book.disputes(joined(name) if name else None, every_kind=every_kind, on=on), as_json, output)


def sources(
    ctx: typer.Context,
    known_by: KnownBy = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """List the reports, what is known of each, and who copied whom."""
    with book_of(ctx, known_by) as book:
        deliver(book.sources(), as_json, output)


def publisher(
    ctx: typer.Context,
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="The name of a publisher, or a part of it.")],
    known_by: KnownBy = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Show a publisher in figures: what it alone says, whom it agrees with, contradicts, copies; never a grade."""
    with book_of(ctx, known_by) as book:
        deliver(book.publisher(joined(name)), as_json, output)


def search(
    ctx: typer.Context,
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help='Words; "quoted words" stay together.')],
    limit: Limit = 20,
    known_by: KnownBy = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Find words in names, claims and reports, whatever their case and accents."""
    with book_of(ctx, known_by) as book:
        deliver(book.search(joined(query), limit=limit), as_json, output)


def explain(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="FACT", help="The id of a fact or a claim, or its first characters.")],
    known_by: KnownBy = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Explain a fact: the words of every claim, who says so, why the names were joined, why this confidence."""
    with book_of(ctx, known_by) as book:
        deliver(book.explain(id_), as_json, output)


def names(
    ctx: typer.Context,
    name: Name,
    on: On = None,
    known_by: KnownBy = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """List every spelling of a name, where it stands, and why it was joined."""
    with book_of(ctx, known_by) as book:
        deliver(book.names(joined(name), on=on), as_json, output)
