"""The command by itself: a door with nothing else in it."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from stemmata.show.cli.briefing import brief
from stemmata.show.cli.door import Door, Place


def run(folder: Path, *words: str, hidden: bool = True) -> Result:
    app = typer.Typer(cls=Door)
    app.command("brief")(brief)

    @app.callback()
    def door(ctx: typer.Context) -> None:
        ctx.obj = Place(folder, show_withheld=not hidden)

    return CliRunner().invoke(app, ["brief", *words])


def test_a_brief_is_html_unless_a_file_says_otherwise(folder: Path, tmp_path: Path) -> None:
    said = run(folder, "delta", "guard", "--on", "2015", "--only", "posts", "--site", "https://x.example/")
    assert said.exit_code == 0, said.output
    assert "<!DOCTYPE html>" in said.stdout
    assert 'href="https://x.example/facts/' in said.stdout
    for ending, begins in ((".html", b"<!DOCTYPE"), (".docx", b"PK"), (".csv", b"\xef\xbb\xbffact"), (".json", b"{")):
        file = tmp_path / f"delta{ending}"
        assert run(folder, "delta guard", "-o", str(file)).exit_code == 0
        assert file.read_bytes().startswith(begins)


def test_chosen_facts_make_a_brief(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.csv"
    run(folder, "delta guard", "-o", str(file))
    facts = list(dict.fromkeys(line.split(",")[0] for line in file.read_text("utf-8-sig").splitlines()[1:]))[:2]
    said = run(folder, "--fact", facts[0], "--fact", facts[1], "--title", "Two of them").stdout
    assert "<h1>Two of them</h1>" in said
    assert said.count('<li class="statement"') == 2


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "give one of the two"),
        (("delta guard", "--fact", "abcd"), "give one of the two"),
        (("delta guard", "-o", "x.pdf"), "x.pdf: a brief is written as .html, .docx, .csv, .json"),
        (("--fact", "ffffffff"), "no fact and no claim"),
        (("delta guard", "--on", "soon"), "soon"),
    ],
)
def test_what_is_wrong_is_said(folder: Path, words: tuple[str, ...], why: str) -> None:
    result = run(folder, *words)
    assert result.exit_code == 1
    assert why in result.output
