"""The pages say what the program does: generated pages are current, nothing is left out, and what they show runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import typer

from docs import generate
from stemmata.acquire.payload import Limits
from stemmata.settings import Settings
from stemmata.show.cli import app

DOCS = Path(generate.__file__).parent
WRITTEN = "\n".join((DOCS / name).read_text(encoding="utf-8") for name in ("start.md", "concepts.md", "questions.md"))
ELSEWHERE = ("folder", "limits", "publishers")  # -C, the table of limits, sources.yml
GROUP: Any = typer.main.get_command(app)


def test_generated_pages_are_current() -> None:
    assert generate.stale() == []


@pytest.mark.parametrize("command", GROUP.commands)
def test_every_command_is_shown_to_people(command: str) -> None:
    assert f"stemmata {command}" in WRITTEN or f"stemmata -C my-record {command}" in WRITTEN


@pytest.mark.parametrize("command", GROUP.commands)
def test_every_command_and_option_has_a_sentence_of_help(command: str) -> None:
    assert GROUP.commands[command].help.strip().endswith(".")
    assert [param.name for param in GROUP.commands[command].params if not getattr(param, "help", "")] == []


@pytest.mark.parametrize("setting", [f.name for f in (*fields(Settings), *fields(Limits)) if f.name not in ELSEWHERE])
def test_every_setting_is_explained(setting: str) -> None:
    assert f"`{setting}`" in WRITTEN


def test_links_lead_somewhere() -> None:
    for page in DOCS.glob("*.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_what_start_shows_runs(tmp_path: Path) -> None:
    """The shell blocks of the first page, one after the other, in an empty folder."""
    blocks = re.findall(r"^```sh\n(.*?)^```", (DOCS / "start.md").read_text(encoding="utf-8"), re.M | re.S)
    commands = "".join(block for block in blocks if "pip install" not in block)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Delta Brigade" in done.stdout
