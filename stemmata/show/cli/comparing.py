"""The command that takes names apart and compares them, without any record."""

from __future__ import annotations

from typing import Annotated

import typer

from stemmata.names import parse, parse_person
from stemmata.names.compare import compare as compared
from stemmata.names.compare import group, person
from stemmata.show.cli.door import Json, deliver_plain
from stemmata.show.terminal import one_line

_ROLES = {
    "unit": "kind of body",
    "honour": "word of honour",
    "service": "arm, service or direction",
    "cause": "word for a cause",
    "splinter": "word for a splinter",
    "place": "word for a place",
    "land": "land or people",
    "number": "number",
    "article": "article",
    "function": "small word",
    "word": "word of its own",
}


def compare(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, in quotes.")],
    other: Annotated[str | None, typer.Argument(metavar="[OTHER]", help="Another, to be compared with it.")] = None,
    people: Annotated[bool, typer.Option("--person", help="They are names of persons.")] = False,
    as_json: Json = False,
) -> None:
    """Take a name apart, and say how likely two names are one actor's, and why."""
    names = [each for each in (name, other) if each is not None]
    parts = {each: _of_person(each) if people else _of_group(each) for each in names}
    ready = person if people else group
    found = compared(ready(name), ready(other)) if other is not None else None
    if as_json:
        deliver_plain({"names": parts, "comparison": found})
        return
    for each, rows in parts.items():
        print(one_line(each))
        for row in rows:
            meant = f"  ({row['meaning']})" if row["meaning"] not in ("", row["text"].casefold()) else ""
            print(one_line(f"  {row['text']:<24}{row['is']}{meant}"))
    if found is not None:
        print(f"{found.verdict}, {found.score:.2f}: by the names alone")
        for reason in found.reasons:
            print(f"  {reason}")


def _of_group(name: str) -> list[dict[str, str]]:
    return [{"text": p.text, "is": _ROLES[p.role], "meaning": p.meaning.replace("_", " ")} for p in parse(name).parts]


def _of_person(name: str) -> list[dict[str, str]]:
    found = parse_person(name)
    rows = [("rank", rank) for rank in found.ranks] + [("title", title) for title in found.titles]
    rows += [("initial", initial) for initial in found.initials]
    last = len(found.words) - 1
    for at, word in enumerate(found.words):
        what = "kunya (father or mother of)" if " " in word else "last name" if at == last and at else "name"
        rows.append((what, word))
    return [{"text": text.replace("_", " "), "is": what, "meaning": ""} for what, text in rows]
