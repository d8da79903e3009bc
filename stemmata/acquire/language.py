"""Which language a text is in: its script, then its small words. Few words are no evidence, and then it is unknown."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import yaml

from stemmata.model import Metadatum

_TAG = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE_CHARS = 40_000
_SCRIPT_CHARS = 8_000
_FEWEST_LETTERS = 40
_FEWEST_OF_A_SCRIPT = 12  # letters; a name or two in another script makes no text
_FEWEST_SMALL_WORDS = 8
_LEAD = 1.25  # how many times the second list's words a text must hold

# Unicode blocks of the scripts named in languages.yml; Japanese is told from Chinese by its kana.
_SCRIPTS = {
    "Latn": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "Arab": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    "Cyrl": "\u0400-\u052f",
    "Hebr": "\u0590-\u05ff",
    "Grek": "\u0370-\u03ff",
    "Deva": "\u0900-\u097f",
    "Ethi": "\u1200-\u137f",
    "Mymr": "\u1000-\u109f",
    "Hang": "\uac00-\ud7af",
    "Jpan": "\u3040-\u30ff",
    "Hani": "\u4e00-\u9fff",
}


@cache
def _lists() -> dict[str, dict[str, frozenset[str]]]:
    listed = yaml.load(Path(__file__).with_name("languages.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {
        script: {str(code): frozenset(words.split()) for code, words in languages.items()}
        for script, languages in listed.items()
    }


@cache
def small_words() -> frozenset[str]:
    """The small words of all languages together: a line that ends in one is no heading."""
    return frozenset(word for languages in _lists().values() for words in languages.values() for word in words)


def primary_subtag(tag: str) -> str | None:
    """The language of a BCP 47 tag ("en" of "en-GB"), or None if it is no tag."""
    found = _TAG.match(tag.strip())
    return None if found is None else found.group().lower()


def language_of(text: str) -> Metadatum | None:
    """The language that a text is written in, with the count that says so; None where that cannot be told.

    A text in another script than the Latin one is of no Latin language: "und-Arab", with the count of its letters.
    """
    sample = text[:_SAMPLE_CHARS]
    letters = _letters(sample[:_SCRIPT_CHARS])
    script = max(letters, key=lambda name: letters[name])
    known = _by_small_words(sample, script) if letters[script] >= _FEWEST_LETTERS else None
    if known is not None or script == "Latn" or letters[script] < _FEWEST_OF_A_SCRIPT:
        return known
    return Metadatum(f"und-{script}", f"script {script}: {letters[script]} of {sum(letters.values())} letters")


def _by_small_words(sample: str, script: str) -> Metadatum | None:
    languages = _lists()[script]
    if len(languages) == 1 and script not in ("Hebr", "Grek"):
        return Metadatum(next(iter(languages)), f"script {script}")
    words = Counter(_WORD.findall(sample.lower()))
    counts = sorted(((_held(words, small), code) for code, small in languages.items()), key=lambda c: (-c[0], c[1]))
    best, code = counts[0]
    rival = counts[1][0] if len(counts) > 1 else 0
    if best < _FEWEST_SMALL_WORDS or best < _LEAD * rival:
        return None
    return Metadatum(code, f"stopwords: {code} {best} of {words.total()} words")


def _held(words: Counter[str], small: frozenset[str]) -> int:
    return sum(words[word] for word in small)


def script_of(text: str) -> str | None:
    """The script of most letters of a text (ISO 15924); None where it holds no letter of one that we know."""
    letters = _letters(text)
    script = max(letters, key=lambda name: letters[name])
    return script if letters[script] else None


def _letters(text: str) -> dict[str, int]:
    counts = {script: len(re.findall(f"[{block}]", text)) for script, block in _SCRIPTS.items()}
    if counts["Jpan"] * 20 > counts["Hani"] > 0:
        counts["Jpan"] += counts["Hani"]
        counts["Hani"] = 0
    return counts


def fits(tag: str, counted: str) -> bool:
    """Whether a declared language can be what was counted as a script alone ("und-Arab"): "ar" or "prs", not "en"."""
    language, script = primary_subtag(tag), counted.partition("-")[2]
    listed = [name for name, languages in _lists().items() if language in languages]
    return counted.startswith("und-") and (not listed or script in listed)
