"""What stemmata does, on a small folder of reports: `make demo`. Each command is shown, then what it says."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from stemmata.show.cli import app

GROUP, ON = "Jaysh al-Izza", "2019-09-01"
RECORD = Path(__file__).resolve().parent / "hama"


def run(*words: str) -> None:
    """One command of the program, as a user types it."""
    shown = (f'"{word}"' if " " in word else word for word in words)
    typer.echo(f"\n$ stemmata -C examples/hama {' '.join(shown)}\n")
    status = app(["-C", str(RECORD), *words], standalone_mode=False)
    if status:
        sys.exit(status)


def main() -> None:
    """Builds the record beside this file and asks it: who was this group, what is disputed, who copied whom."""
    if not (RECORD / "stemmata.toml").exists():
        run("init")
    run("build")
    run("show", GROUP, "--on", ON, "--only", "names,posts,strength,backing")
    run("disputes")
    run("sources")
    typer.echo("\nTo look further:")
    for words in ("serve", f'who "{GROUP}" --post commander', f'timeline "{GROUP}"', "explain FACT", "--help"):
        typer.echo(f"  .venv/bin/stemmata -C examples/hama {words}")


if __name__ == "__main__":
    main()
