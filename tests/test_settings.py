"""Settings are read once, and what they do not know they refuse."""

import re
import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest

from stemmata.acquire.payload import Limits
from stemmata.errors import SettingsError
from stemmata.model import Publisher
from stemmata.settings import LargeModel, Settings, init

ROOT = Path(__file__).parent.parent / "stemmata"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    init(tmp_path / "record")
    return tmp_path / "record"


def test_a_new_record_has_the_defaults(folder: Path) -> None:
    assert Settings.read(folder) == Settings(folder)
    assert (folder / "reports").is_dir()
    assert "record.db" in (folder / ".gitignore").read_text().split()


def test_the_comments_tell_the_truth() -> None:
    """Every line of the default file, uncommented, is what holds anyway."""
    shown = re.sub(r"(?m)^# (?=\w+ = )", "", (ROOT / "default.toml").read_text("utf-8"))
    given = tomllib.loads(shown)
    assert given["limits"] == asdict(Limits())
    assert given["llm"] == asdict(LargeModel())
    assert given["extract"] == {"reader": "small", "model": "", "min_confidence": Settings(Path()).min_confidence}


def test_init_never_overwrites(folder: Path) -> None:
    with pytest.raises(SettingsError, match="already"):
        init(folder)


def test_no_settings_no_record(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="stemmata init"):
        Settings.read(tmp_path)


def test_what_is_said_is_taken(folder: Path) -> None:
    (folder / "stemmata.toml").write_text(
        '[extract]\nmin_confidence = 0.4\n[limits]\npages = 3\n[columns]\ntitle = "kop"\ntext = ["a", "b"]\n'
    )
    settings = Settings.read(folder)
    assert (settings.min_confidence, settings.limits) == (0.4, Limits(pages=3))
    assert settings.columns == {"title": ("kop",), "text": ("a", "b")}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[extrct]\n", "unknown extrct; known are extract, llm, limits, columns"),
        ("[extract]\nmin_confidense = 1\n", r"\[extract\] unknown min_confidense; known are reader, model"),
        ("[extract]\nmin_confidence = 2\n", "2; looked for a number from 0 to 1"),
        ("[extract]\nmin_confidence = true\n", "True; looked for"),
        ('[extract]\nmodel = "nowhere"\n', "nowhere"),
        ("[extract]\nmodel = 1\n", "looked for the path"),
        ('[extract]\nreader = "large"\n', "'large'; looked for small or llm"),
        ("[llm]\nkey = 'sk-1'\n", r"\[llm\] unknown key"),
        ("[llm]\nmodel = 3\n", r"\[llm\] model is 3; looked for a text"),
        ("[llm]\nat_once = 0\n", r"\[llm\] at_once is 0"),
        ("[llm]\nconfidence = 7\n", r"\[llm\] confidence is 7; looked for a number from 0 to 1"),
        ("[llm]\nprice_in = -1\n", r"\[llm\] price_in is -1"),
        ("[limits]\npages = 0\n", "above 0"),
        ('[limits]\npages = "3"\n', "above 0"),
        ("[columns]\nheading = 'x'\n", "unknown heading"),
        ("[columns]\ntitle = [1]\n", "name of a column"),
        ("extract = 3\n", r"looked for a table \[extract\]"),
        ("[extract\n", "stemmata.toml"),
    ],
)
def test_what_is_unknown_is_refused(folder: Path, text: str, message: str) -> None:
    (folder / "stemmata.toml").write_text(text)
    with pytest.raises(SettingsError, match=message) as met:
        Settings.read(folder)
    assert str(folder / "stemmata.toml") in str(met.value)
    assert "\n" not in str(met.value)


def test_publishers_are_read(folder: Path) -> None:
    (folder / "sources.yml").write_text(
        "Reed Times:\n  domains: [reed.example, times.example]\n  owner: Oru\n"
        "Marsh Post:\n  relays: Reed Times\nBare:\n"
    )
    assert Settings.read(folder).publishers == (
        Publisher("Bare"),
        Publisher("Marsh Post", relays=("Reed Times",)),
        Publisher("Reed Times", ("reed.example", "times.example"), "Oru"),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a\n", "list met"),
        ("A:\n  domain: x\n", "A: unknown domain; known are domains, owner, side, relays"),
        ("A: 3\n", "A: 3 met"),
        ("A:\n  domains: [3]\n", "A: domains"),
        ("A: [\n", "sources.yml"),
    ],
)
def test_publishers_with_unknown_keys_are_refused(folder: Path, text: str, message: str) -> None:
    (folder / "sources.yml").write_text(text)
    with pytest.raises(SettingsError, match=message):
        Settings.read(folder)
