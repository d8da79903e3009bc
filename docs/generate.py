"""Writes the pages that are made from the program: `python -m docs.generate`, or `--check` that they are current."""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer

from stemmata.ontology.page import ontology_page
from stemmata.show.api import Book
from stemmata.show.cli import app

HERE = Path(__file__).parent
MADE = "This page is made by `python -m docs.generate`; change the program, not the page."


def commands_page() -> str:
    """Every command with its arguments and options, as `--help` gives them."""
    group: Any = typer.main.get_command(app)
    return (
        "\n".join(("# Commands", "", MADE, "", *_usage("stemmata", group, "COMMAND"), *_commands(group))).rstrip()
        + "\n"
    )


def _commands(group: Any, before: str = "") -> Iterator[str]:
    """The commands of a group, and those of the groups in it."""
    for name, command in group.commands.items():
        full, inside = f"{before}{name}", hasattr(command, "commands")
        arguments = " ".join(_argument(param) for param in command.params if param.param_type_name == "argument")
        usage = _usage(f"stemmata {full}", command, "COMMAND" if inside else arguments)
        yield from (f"{'###' if before else '##'} {full}", "", *usage)
        if inside:
            yield from _commands(command, f"{full} ")


def _usage(name: str, command: Any, arguments: str) -> Iterator[str]:
    options = [param for param in command.params if param.param_type_name == "option" and param.name != "help"]
    yield from (f"    {name}{' [OPTIONS]' if options else ''} {arguments}".rstrip(), "")
    yield from (inspect.cleandoc(command.help), "")
    lines = [
        *(_argument_line(p) for p in command.params if p.param_type_name == "argument"),
        *map(_option_line, options),
    ]
    if lines:
        yield from ("| | |", "|---|---|", *lines, "")


def _argument(param: Any) -> str:
    shown = str(param.metavar or param.name.upper()).strip("[]")
    return f"{shown if param.required else f'[{shown}]'}{'...' if param.nargs == -1 else ''}"


def _argument_line(param: Any) -> str:
    return f"| `{_argument(param)}` | {param.help or ''} |"


def _option_line(param: Any) -> str:
    value = "" if param.is_flag else f" {param.metavar or param.name.rstrip('_').upper()}"
    default = param.default
    shown = f" Default: {default}." if isinstance(default, str | int) and not param.is_flag and default != "" else ""
    return f"| `{', '.join(param.opts)}{value}` | {param.help or ''}{shown} |"


def api_page() -> str:
    """The public names, and every question of a Book."""
    public = [(name, each) for name, each in vars(Book).items() if not name.startswith("_") and name != "close"]
    methods = (line for name, each in public if callable(each) for line in _method(name, each))
    return "\n".join((*_API_INTRO, inspect.getdoc(Book) or "", "", *methods)).rstrip() + "\n"


_API_INTRO = (
    "# Python API",
    "",
    MADE,
    "",
    "```python",
    "import stemmata",
    "",
    'with stemmata.open("my-record") as book:',
    '    for line in book.who("Delta Brigade", post="commander", on="2015-09-01").lines:',
    "        print(line.other.name, line.when.edtf, line.holds, line.certainty)",
    "        for quote in line.quotes:",
    "            print(quote.report, quote.start, quote.end, quote.quote)",
    "```",
    "",
    "Public are `stemmata.open`, `stemmata.Book` and `stemmata.StemmataError`; the types of the answers are in",
    "`stemmata.show.answers`, the nouns in `stemmata.model`.",
    "",
    "## Book",
    "",
)


def _method(name: str, method: Any) -> Iterator[str]:
    signature = re.sub(r"\(self(, )?", "(", str(inspect.signature(method)).replace("'", ""), count=1)
    yield from (f"### {name}", "", f"    book.{name}{signature}", "", inspect.getdoc(method) or "", "")


PAGES: dict[str, Callable[[], str]] = {
    "api.md": api_page,
    "commands.md": commands_page,
    "ontology.md": ontology_page,
}


def stale() -> list[str]:
    """The generated pages that are not what the program would write now."""
    return [name for name, page in PAGES.items() if _content(HERE / name) != page()]


def _content(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; status 1 where a page is not current")
    if parser.parse_args().check:
        old = stale()
        sys.stderr.writelines(f"docs/{name} is not current: run python -m docs.generate\n" for name in old)
        return 1 if old else 0
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
