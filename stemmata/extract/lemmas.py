"""Base forms of English words, by rule, with lists for what no rule gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

import yaml

_VOWELS = frozenset("aeiouy")
# Stems that want their e back, where the list of verbs does not know the word: "-at(e)", "-iz(e)", "-rg(e)" ...
_WITH_E = (
    "at",
    "iz",
    "is",
    "yz",
    "v",
    "u",
    "c",
    "rg",
    "dg",
    "ag",
    "eg",
    "ug",
    "or",
    "ur",
    "ir",
    "as",
    "os",
    "us",
    "uc",
    "bl",
    "tl",
    "dl",
    "gl",
)
_OF_NATIONS = (
    "an",
    "ish",
    "ese",
    "i",
    "ite",
    "french",
    "dutch",
    "greek",
    "arab",
    "arabic",
    "islamic",
    "muslim",
    "shia",
)
_SHORT_STEM = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]$")  # were its vowel short, its consonant would be doubled
_NOUN_ES = ("sses", "shes", "ches", "xes", "zzes")
_NOUN_KEPT = ("ss", "us", "is")


@lru_cache(maxsize=65536)
def lemma(word: str, pos: str) -> str:
    """The base form of a word of that universal part of speech; names stay as they are written."""
    if pos in {"PROPN", "X", "PUNCT", "SYM", "NUM"}:
        return word
    low = word.lower()
    kind = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns"}.get(pos, "others")
    known = _irregular(kind).get(low)
    if known is not None:
        return known
    if pos in {"VERB", "AUX"}:
        return _verb(low)
    if pos == "NOUN":
        return _noun(low)
    return word if pos == "ADJ" and word[:1].isupper() and low.endswith(_OF_NATIONS) else low


@cache
def _irregular(kind: str) -> dict[str, str]:
    text = files("stemmata.extract").joinpath("lemmas.yml").read_text(encoding="utf-8")
    entries: dict[str, list[str]] = yaml.load(text, Loader=yaml.CSafeLoader)[kind]
    forms = {form: base for base, bases_forms in entries.items() for form in bases_forms}
    return forms | {base: base for base in entries if base not in forms}


@cache
def _verbs() -> frozenset[str]:
    text = files("stemmata.extract").joinpath("lemmas.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.split() if line.isalpha())


def _verb(word: str) -> str:
    """The first candidate that is a listed verb, else the likeliest; with its prefix where the rest is listed."""
    if word in _verbs():
        return word
    candidates = list(_bases(word))
    known = (base for base in candidates if base in _verbs() or _irregular("verbs").get(base) == base)
    prefixed = (base for base in candidates if _without_prefix(base) in _verbs())
    irregular = _irregular("verbs").get(_without_prefix(word))
    if irregular is not None and word != irregular and _without_prefix(word) != word:
        return word[: len(word) - len(_without_prefix(word))] + irregular
    return next(known, None) or next(prefixed, None) or next(iter(candidates), word)


def _without_prefix(word: str) -> str:
    prefix = next((p for p in ("re-", "co-", "re", "un", "dis", "mis", "over", "out") if word.startswith(p)), "")
    return word[len(prefix) :] if len(word) - len(prefix) > 2 else word


def _bases(word: str) -> Iterator[str]:
    """What a regular form may come from, likeliest first; "merging" -> merge, merg."""
    if word.endswith("ies") and len(word) > 4:
        yield word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        yield word[:-2]
        yield word[:-1]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:
        yield word[:-1]
        yield word[:-2]
    elif word.endswith("ied") and len(word) > 4:
        yield word[:-3] + "y"
    elif word.endswith("ing") and len(word) > 4 and _VOWELS.intersection(word[:-3]):
        yield from _stems(word[:-3])
    elif word.endswith("ed") and len(word) > 3:
        yield from _stems(word[:-2])


def _stems(stem: str) -> Iterator[str]:
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou"
    if doubled:
        first = (stem, stem[:-1]) if stem[-1] in "lsfz" else (stem[:-1], stem)
        yield from first
    elif stem.endswith(_WITH_E) or _SHORT_STEM.match(stem):
        yield stem + "e"
        yield stem
    else:
        yield stem
        yield stem + "e"


def _noun(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(_NOUN_ES):
        return word[:-2]
    if word.endswith("men") and len(word) > 4:
        return word[:-2] + "an"
    if word.endswith("s") and not word.endswith(_NOUN_KEPT) and len(word) > 2 and word[0].isalpha():
        return word[:-1]
    head, hyphen, last = word.rpartition("-")
    return head + hyphen + _irregular("nouns").get(last, last) if hyphen else word
