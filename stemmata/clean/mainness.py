"""Which paragraphs of a web page are its article: a small model whose every weight can be read in mainness.yml.

Two passes of logistic regression over plain features of a paragraph (length, links, element, words of class and id,
sentence or not); the second also sees what the first thought of its neighbours and of the elements around it. The
features go back to boilerpipe (Kohlschütter et al. 2010) and readability; benchmarks/article_extraction.py fits them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from stemmata.clean.elements import HEADINGS, Unit
from stemmata.clean.hints import hint_kinds
from stemmata.clean.lexicon import folded
from stemmata.clean.lines import ends_sentence, is_byline, is_caption, is_furniture, is_prose
from stemmata.model import Run

Features = dict[str, float]
LONG = 120  # characters of a paragraph that is surely no button
BARE_LINKS = 0.35  # share of a page's letters in links, and in the site's own matter, below which it is bare
BARE_SITE = 0.05
_OF_SITE = frozenset("navigation footer header side promotion related share comment".split())
WIDE = 0.5  # an element with more than this share of a page's letters is the page
_TELLING = frozenset("nav header footer aside article main figure table ul section form".split())
_NEAR = 2  # neighbours on either side that the second pass sees


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the two passes, and the words of class and id that stand for something."""

    first: Mapping[str, float]
    second: Mapping[str, float]
    threshold: float
    prior: Mapping[str, float]  # what a weight is before any page speaks: used in fitting alone


@cache
def model() -> Model:
    data = _read("mainness.yml")
    return Model(data["first"], data["second"], data["threshold"], data["prior"])


def _read(name: str) -> Any:
    return yaml.load(files("stemmata.clean").joinpath(name).read_text("utf-8"), Loader=yaml.CSafeLoader)


def main_scores(text: str, units: Sequence[Unit], title: str, known: Model) -> list[float]:
    """How likely each paragraph is of the article, 0 to 1."""
    own = own_features(text, units, title)
    return chances(seen_together(units, own, chances(own, known.first)), known.second)


def is_bare(units: Sequence[Unit]) -> bool:
    """A page without the matter of a site around its text (saved by hand, cut out, written for reading): all of it is
    the article, and the model, which learned from the pages of news sites, has nothing to say."""
    letters = sum(unit.end - unit.start for unit in units)
    linked = sum(run.end - run.start for unit in units for run in unit.inside if run.tag == "a")
    around = sum(unit.end - unit.start for unit in units if _is_of_site(unit))
    return linked < BARE_LINKS * letters and around < BARE_SITE * letters


def _is_of_site(unit: Unit) -> bool:
    if unit.within("nav", "header", "footer", "aside", "form"):
        return True
    return any(not _OF_SITE.isdisjoint(hint_kinds(run.hints)) for run in unit.around)


def chances(features: Sequence[Features], weights: Mapping[str, float]) -> list[float]:
    return [_chance(each, weights) for each in features]


def in_article(scores: Sequence[float], units: Sequence[Unit], known: Model) -> list[bool]:
    """Which paragraphs are of the article. Where the model is unsure of a whole page, the best of it is the article."""
    best = max((p for p, unit in zip(scores, units, strict=True) if unit.end - unit.start >= LONG), default=1.0)
    threshold = min(known.threshold, best / 2)
    return [p >= threshold for p in scores]


def _chance(features: Features, weights: Mapping[str, float]) -> float:
    total = sum(value * weights.get(name, 0.0) for name, value in features.items())
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def own_features(text: str, units: Sequence[Unit], title: str) -> list[Features]:
    """What can be said of each paragraph by itself and by its place."""
    seen: dict[str, int] = {}
    page = _Layout(units)
    headline = headline_of(text, units, title)
    made = []
    for i, unit in enumerate(units):
        words = text[unit.start : unit.end]
        features = {"bias": 1.0, **_shape(words, unit), **page.surroundings(unit)}
        copies = seen[words] = seen.get(words, 0) + 1
        features["copy"] = float(copies > 1)
        features["before headline"] = float(i < headline)
        features["headline"] = float(i == headline)
        features["far from headline"] = page.distance(unit, units[headline]) if headline >= 0 else 0.5
        features["place"] = i / len(units)
        made.append(features)
    return made


def headline_of(text: str, units: Sequence[Unit], title: str) -> int:
    """The index of the article's headline: the heading that says the page's title, or the first h1; -1 for none."""
    known = folded(title)
    heads = [i for i, unit in enumerate(units) if unit.within("h1", "h2", "h3")]
    for i in heads:
        words = folded(text[units[i].start : units[i].end])
        if len(words) > 12 and known and (words in known or known in words):
            return i
    return next((i for i in heads if units[i].within("h1") and not units[i].within("nav", "header", "footer")), -1)


def _shape(words: str, unit: Unit) -> Features:
    count = words.count(" ") + 1
    linked = sum(run.end - run.start for run in unit.inside if run.tag == "a")
    if any(run.tag == "a" for run in unit.around):
        linked = len(words)
    links = min(linked / len(words), 1.0)
    return {
        "length": math.log1p(count),
        "links": links,
        "links of a sentence": links * ends_sentence(words),
        "all link": float(links > 0.9),
        "sentence": float(ends_sentence(words)),
        "prose": float(is_prose(words)),
        "one to three words": float(count <= 3),
        "few words": float(4 <= count <= 9),
        "many words": float(count >= 40),
        "commas": min(words.count(",") / count, 0.3),
        "digits": sum(map(str.isdigit, words)) / len(words),
        "capitals": float(words.isupper()),
        "furniture": float(is_furniture(words)),
        "byline": float(is_byline(words)),
        "caption": float(is_caption(words)),
        "shouted link": float(links > 0.9 and words.upper() == words),
        "linked paragraph": float(links > 0.9 and unit.tag == "p"),
        "question or shout": float(words.rstrip().endswith(("?", "!"))),
        "opens with a colon": float(":" in words[:30] and links > 0.3),
        "time": float(any(run.tag == "time" for run in (*unit.inside, *unit.around[-3:]))),
        f"tag {_kind(unit.tag)}": 1.0,
    }


def _kind(tag: str) -> str:
    return "h2-6" if tag in HEADINGS and tag != "h1" else tag


class _Layout:
    """How much of the page each element holds, and how often its like stands on it."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.letters: dict[Run, int] = {}
        for unit in units:
            for run in unit.around:
                self.letters[run] = self.letters.get(run, 0) + unit.end - unit.start
        self.whole = sum(unit.end - unit.start for unit in units)
        self.alike: dict[tuple[str, str], int] = {}
        for run in self.letters:
            self.alike[_likeness(run)] = self.alike.get(_likeness(run), 0) + 1

    def distance(self, one: Unit, other: Unit) -> float:
        """How much of the page the smallest element around both holds."""
        shared = None
        for run, its in zip(one.around, other.around, strict=False):
            if run is not its:
                break
            shared = run
        return self.letters[shared] / self.whole if shared else 1.0

    def surroundings(self, unit: Unit) -> Features:
        """Elements around a paragraph, and what their class and id say. That of most of the page says little."""
        features: Features = {}
        for run in unit.around:
            wide = self.letters[run] > WIDE * self.whole
            if run.tag in _TELLING:
                features[f"{'page' if wide else 'in'} {run.tag}"] = 1.0
            for kind in hint_kinds(run.hints):
                features[f"{'page' if wide else 'hint'} {kind}"] = 1.0
        for run in unit.around[-2:]:
            for kind in hint_kinds(run.hints):
                features[f"near {kind}"] = 1.0
        hinted = [run for run in unit.around if run.hints and run.tag != "p" and self.letters[run] <= WIDE * self.whole]
        alike = max((self.alike[_likeness(run)] for run in hinted), default=1)
        features["one of many"] = math.log(alike)
        return features


def _likeness(run: Run) -> tuple[str, str]:
    return run.tag, re.sub(r"\d+", "", run.hints)


def seen_together(units: Sequence[Unit], own: Sequence[Features], first: Sequence[float]) -> list[Features]:
    """The features of the second pass: the first opinion of each paragraph, its neighbours and its containers."""
    mass = _masses(units, first)
    home = _home(units, first)
    firm = [i for i, p in enumerate(first) if p > 0.8]
    made = []
    for i, unit in enumerate(units):
        features = dict(own[i])
        features["opinion"] = _logit(first[i])
        for step in range(1, _NEAR + 1):
            features[f"opinion {step} above"] = _logit(first[i - step]) if i >= step else -4.0
            features[f"opinion {step} below"] = _logit(first[i + step]) if i + step < len(units) else -4.0
        features["at home"] = float(home is not None and home in unit.around)
        features["parent"] = mass[unit.around[-1]][0] / mass[unit.around[-1]][1] if unit.around else 0.0
        features["box"] = _box(unit, mass)
        features["between"] = float(bool(firm) and firm[0] < i < firm[-1])
        features["after all"] = float(bool(firm) and i > firm[-1])
        made.append(features)
    return made


def _logit(chance: float) -> float:
    bounded = min(max(chance, 0.01), 0.99)
    return math.log(bounded / (1 - bounded))


def _masses(units: Sequence[Unit], first: Sequence[float]) -> dict[Run, tuple[float, float]]:
    """Element -> (letters in it that are thought of the article, all its letters)."""
    masses: dict[Run, tuple[float, float]] = {}
    for unit, chance in zip(units, first, strict=True):
        size = unit.end - unit.start
        for run in unit.around:
            main, every = masses.get(run, (0.0, 0.0))
            masses[run] = (main + chance * size, every + size)
    return masses


def _home(units: Sequence[Unit], first: Sequence[float]) -> Run | None:
    """The smallest element that holds most of the running text of the article; items of lists count little."""
    weighed = [0.2 * p if unit.tag == "li" else p for unit, p in zip(units, first, strict=True)]
    whole = sum(p * (unit.end - unit.start) for p, unit in zip(weighed, units, strict=True))
    holding = [run for run, (main, _) in _masses(units, weighed).items() if main >= 0.75 * whole]
    return min(holding, key=lambda run: (run.end - run.start, run.start), default=None)


def _box(unit: Unit, mass: Mapping[Run, tuple[float, float]]) -> float:
    """How much of the nearest division, list or section around a paragraph is thought of the article."""
    run = unit.within("div", "section", "ul", "ol", "aside", "table", "article", "figure")
    return mass[run][0] / mass[run][1] if run else 0.5
