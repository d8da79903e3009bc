"""The front pages keep their word: versions agree, links lead somewhere, what the README shows runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import stemmata

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
DECISIONS = ROOT / "docs" / "decisions"
PAGES = (*ROOT.glob("*.md"), *ROOT.glob("examples/*/README.md"), *DECISIONS.glob("*.md"))


def test_the_newest_entry_of_the_changelog_is_this_version() -> None:
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert newest is not None
    assert newest[1] == declared == stemmata.__version__


@pytest.mark.parametrize("page", sorted(PAGES), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_decision_is_in_the_index() -> None:
    index = (DECISIONS / "000-index.md").read_text("utf-8")
    notes = {note.name for note in DECISIONS.glob("*.md")} - {"000-index.md"}
    assert notes == set(re.findall(r"\]\(([^)]+)\)", index))


def test_the_first_record_of_the_readme_runs(tmp_path: Path) -> None:
    (block,) = (block for block in re.findall(r"^```sh\n(.*?)^```", README, re.M | re.S) if "stemmata init" in block)
    assert len(block.splitlines()) == 5
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "2014-03-03" in done.stdout and "Mara Oru" in done.stdout


def test_the_readme_opens_with_commands_of_the_demo() -> None:
    """Its output is a copy, so at least each command shown is one that the demo gives."""
    demo = (ROOT / "examples" / "demo.py").read_text("utf-8")
    shown = re.findall(r"^\$ stemmata -C examples/hama (\w+)", README, re.M)
    assert shown[0] == "build"
    assert [command for command in shown if f'"{command}"' not in demo and f'"{command} ' not in demo] == []


@pytest.mark.parametrize("example", ["hama", "two_rivers"])
def test_what_a_build_makes_in_an_example_is_ignored(example: str) -> None:
    ignored = (ROOT / "examples" / example / ".gitignore").read_text("utf-8").splitlines()
    assert {"record.db", "record.db-*", "record.db.lock", "identities.jsonl"} <= set(ignored)
