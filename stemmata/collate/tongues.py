"""Which language a report is in, and which reports can be translations of one another by that."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from stemmata.model import Report
from stemmata.names.scripts import script_of

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 1_500  # characters that are enough to tell a language by
_FEWEST = 4  # small words of a language that a text must hold
COMMON = 0.1  # part of the words of a text that another one in its language has; in any two languages less, but for kin
_LEAD = 1.5  # how many times those of the next language


@cache
def rules() -> Mapping[str, Any]:
    """What translations.yml says."""
    found: Mapping[str, Any] = yaml.load(
        Path(__file__).with_name("translations.yml").read_text("utf-8"), Loader=yaml.CSafeLoader
    )
    return found


@cache
def _small() -> Mapping[str, tuple[str, ...]]:
    """Each small word, and the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for language, words in rules()["small"].items():
        for word in set(words.split()):
            found[word] = (*found.get(word, ()), language)
    return found


def tongue(report: Report) -> str:
    """The language of a report ("fr"), or where it cannot be told "und-" and its script ("und-Latn")."""
    said = (report.known("language") or "und").lower().replace("_", "-")
    if not said.startswith("und"):
        return said.partition("-")[0]
    return _guessed(report.text[:_SAMPLE])


def _guessed(text: str) -> str:
    small = _small()
    counts = Counter(code for word in _WORD.findall(text.lower()) for code in small.get(word, ()))
    (language, best), (_, rival) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    if best >= _FEWEST and best >= _LEAD * rival:
        return language
    script = script_of(text)
    return {"Hani": "zh", "Hira": "ja", "Kana": "ja", "Hang": "ko"}.get(script, f"und-{script}")


def foreign(one: str, other: str) -> bool:
    """Whether two reports may be in two languages. Unless that is sure, their words must tell."""
    return one != other and (sure(one, other) or not (one.startswith("und-") and other.startswith("und-")))


def sure(one: str, other: str) -> bool:
    """Whether two reports are surely in two languages: both are known, or the scripts differ."""
    if one.startswith("und-") or other.startswith("und-"):
        return script(one) != script(other)
    return one != other


def no_words_shared(one: str, other: str) -> bool:
    """Whether two texts have next to no small words in common, as texts in one language do."""
    ours, theirs = _words(one), _words(other)
    fewest = min(_held(ours, theirs), _held(theirs, ours))
    return bool(ours and theirs) and fewest < COMMON


def _words(text: str) -> Counter[str]:
    return Counter(word for word in _WORD.findall(text[:_SAMPLE]) if len(word) > 1 and word == word.lower())


def _held(words: Counter[str], other: Counter[str]) -> float:
    return sum(count for word, count in words.items() if word in other) / max(words.total(), 1)


@cache
def script(language: str) -> str:
    """The script that a language is known to be written in here."""
    if language.startswith("und-"):
        return language.removeprefix("und-")
    words = rules()["small"].get(language)
    return script_of(words) if words else {"zh": "Hani", "ja": "Hira", "ko": "Hang"}.get(language, "Zyyy")


@cache
def _says() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in rules()["says"]), re.IGNORECASE)


def says_translated(text: str) -> str | None:
    """The line at the beginning or the end of a text that calls it a translation; None where there is none."""
    lines = [line.strip() for line in (*text[:500].splitlines(), *text[-500:].splitlines())]
    return next((line for line in lines if len(line) <= 120 and _says().search(line)), None)
