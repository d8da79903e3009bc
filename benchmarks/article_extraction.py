"""How well the body segments of web pages are the articles' text: PATH holds html/*.html.gz and ground-truth.json.

The measure is that of the public article extraction benchmark of Zyte: shingles of four words, precision and recall
averaged over pages. `--cross-validate` refits the model by halves of the pages and scores each half by the model of the
other; `--fit FILE` fits it to all pages and writes the weights (stemmata/clean/mainness.yml is such a file).
trafilatura is scored in the same run where it is installed (extra `bench`).
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import numpy as np
import yaml

from stemmata.acquire.html import read_html
from stemmata.acquire.payload import DEFAULT_LIMITS, Budget, Options, Payload, Reading
from stemmata.clean import clean
from stemmata.clean.elements import Unit, units_of
from stemmata.clean.mainness import (
    Features,
    Model,
    chances,
    headline_of,
    in_article,
    main_scores,
    model,
    own_features,
    seen_together,
)
from stemmata.model import Report, Role

ARTICLE = (Role.BODY, Role.QUOTATION, Role.LIST, Role.HEADING, Role.INFOBOX)
THRESHOLD = 0.4
RIDGE = 8.0
FOLDS = 4  # for the first opinions that the second pass learns from
Counts = tuple[int, int, int]


@dataclass(frozen=True)
class Page:
    """One page of the set: its report, its true text, and its paragraphs with what the model sees of each."""

    key: str
    html: str
    report: Report
    truth: str
    units: list[Unit]
    features: list[Features]
    wanted: np.ndarray  # share of each paragraph's words that are of the true text
    weight: np.ndarray

    @property
    def half(self) -> int:
        return int(self.key[0], 16) % 2

    @property
    def title(self) -> str:
        return self.report.known("title") or ""


def pages_in(path: Path) -> Iterator[Page]:
    truths = json.loads((path / "ground-truth.json").read_text("utf-8"))
    for number, key in enumerate(sorted(truths), 1):
        data = gzip.decompress((path / "html" / f"{key}.html.gz").read_bytes())
        print(f"\r{number}/{len(truths)} pages", end="", file=sys.stderr, flush=True)
        yield _page(key, data, truths[key]["articleBody"])
    print(file=sys.stderr)


def _page(key: str, data: bytes, truth: str) -> Page:
    options = Options(DEFAULT_LIMITS, {}, Budget(DEFAULT_LIMITS))
    reading = next(read_html(Payload(f"{key}.html", "html", data=data, charset="utf-8"), options))
    assert isinstance(reading, Reading)
    text = reading.text
    report = Report(key, f"{key}.html", None, key, len(data), "text/html", "html", text, reading.found, reading.runs)
    units = units_of(text, reading.runs)
    features = own_features(text, units, report.known("title") or "")
    wanted, words = _wanted(text, units, truth)
    weight = np.minimum(words, 100) / max(words.sum(), 1) * 300 + 0.3
    return Page(key, data.decode("utf-8", "replace"), report, truth, units, features, wanted, weight)


def _wanted(text: str, units: Sequence[Unit], truth: str) -> tuple[np.ndarray, np.ndarray]:
    """How much of each paragraph the true text holds, by shingles, and the number of its words."""
    owned = [(word, i) for i, unit in enumerate(units) for word in re.findall(r"\w+", text[unit.start : unit.end])]
    left = shingles(truth)
    covered = np.zeros(len(owned))
    for at in range(len(owned) - 3):
        shingle = tuple(word for word, _ in owned[at : at + 4])
        if left[shingle] > 0:
            left[shingle] -= 1
            covered[at : at + 4] = 1
    words, held = np.zeros(len(units)), np.zeros(len(units))
    for (_, i), is_covered in zip(owned, covered, strict=True):
        words[i] += 1
        held[i] += is_covered
    return held / np.maximum(words, 1), words


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)) if words)


def counts(truth: str, found: str) -> Counts:
    true, said = shingles(truth), shingles(found)
    return (true & said).total(), (said - true).total(), (true - said).total()


def figures(rows: Sequence[Counts]) -> dict[str, float]:
    precision = mean(tp / (tp + fp) for tp, fp, _ in rows if tp + fp)
    recall = mean(tp / (tp + fn) for tp, _, fn in rows if tp + fn)
    f1 = 2 * precision * recall / (precision + recall)
    return {"f1": round(f1, 4), "precision": round(precision, 4), "recall": round(recall, 4)}


def article_of(report: Report) -> str:
    """The text that our segments take for the article."""
    segments = clean(report)
    return "".join(report.text[s.start : s.end] if s.role in ARTICLE else "\n" for s in segments)


def fitted(features: Sequence[Features], wanted: np.ndarray, weight: np.ndarray) -> dict[str, float]:
    """Weights of a logistic regression that are drawn to mainness.yml's `prior` where pages say nothing (Newton)."""
    names = sorted({name for each in features for name in each})
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(features), len(names)))
    for row, each in enumerate(features):
        for name, value in each.items():
            x[row, column[name]] = value
    prior = np.array([model().prior.get(name, 0.0) for name in names])
    b = prior.copy()
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ b, -30, 30)))
        slope = x.T @ (weight * (p - wanted)) + RIDGE * (b - prior)
        bend = (x * (weight * np.maximum(p * (1 - p), 1e-4))[:, None]).T @ x + RIDGE * np.eye(len(names))
        step = np.linalg.solve(bend, slope)
        b -= step * min(1.0, 5 / np.abs(step).max())
        if np.abs(step).max() < 1e-4:
            break
    return {name: round(float(value), 3) for name, value in zip(names, b, strict=True)}


def train(pages: Sequence[Page]) -> Model:
    """The two passes; the second learns from opinions that were formed without the page they are of."""
    first = _fit_pages(pages, [page.features for page in pages])
    seconds: dict[str, list[Features]] = {}
    for fold in range(FOLDS):
        others = [page for i, page in enumerate(pages) if i % FOLDS != fold]
        weights = _fit_pages(others, [page.features for page in others])
        for page in pages[fold::FOLDS]:
            seconds[page.key] = seen_together(page.units, page.features, chances(page.features, weights))
    second = _fit_pages(pages, [seconds[page.key] for page in pages])
    return Model(first, second, THRESHOLD, model().prior)


def _fit_pages(pages: Sequence[Page], features: Sequence[Sequence[Features]]) -> dict[str, float]:
    wanted = np.concatenate([(page.wanted > 0.5).astype(float) for page in pages])
    weight = np.concatenate([page.weight for page in pages])
    return fitted([each for of_page in features for each in of_page], wanted, weight)


def chosen(page: Page, fitted_model: Model) -> str:
    """The article by the model alone: what cross-validation scores."""
    text = page.report.text
    taken = in_article(main_scores(text, page.units, page.title, fitted_model), page.units, fitted_model)
    headline = headline_of(text, page.units, page.title)
    kept = [u for i, (u, main) in enumerate(zip(page.units, taken, strict=True)) if main and i != headline]
    return "\n".join(text[unit.start : unit.end] for unit in kept)


def cross_validated(pages: Sequence[Page]) -> dict[str, float]:
    halves = [[page for page in pages if page.half == half] for half in (0, 1)]
    models = [train(halves[1]), train(halves[0])]
    rows = [[counts(p.truth, chosen(p, models[half])) for p in halves[half]] for half in (0, 1)]
    both = {f"cv_{name}": value for name, value in figures(rows[0] + rows[1]).items()}
    return {**both, "cv_f1_half_0": figures(rows[0])["f1"], "cv_f1_half_1": figures(rows[1])["f1"]}


def trafilatura_texts(pages: Sequence[Page]) -> list[str] | None:
    if importlib.util.find_spec("trafilatura") is None:
        return None
    extract: Callable[..., str | None] = importlib.import_module("trafilatura").extract
    return [extract(page.html, include_comments=False) or "" for page in pages]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--fit", type=Path, metavar="FILE")
    args = parser.parse_args()
    pages = list(pages_in(args.path))
    if args.fit:
        new = train(pages)
        data = {
            "threshold": new.threshold,
            "prior": dict(new.prior),
            "first": dict(new.first),
            "second": dict(new.second),
        }
        args.fit.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), "utf-8")
    print(json.dumps(report_on(pages, args.cross_validate)))


def report_on(pages: Sequence[Page], cross_validate: bool) -> dict[str, float]:
    started = time.perf_counter()
    ours = [article_of(page.report) for page in pages]
    seconds = time.perf_counter() - started
    result = figures([counts(page.truth, text) for page, text in zip(pages, ours, strict=True)])
    result["pages_per_second"] = round(len(pages) / seconds, 1)
    theirs = trafilatura_texts(pages)
    if theirs is not None:
        rows = [counts(page.truth, text) for page, text in zip(pages, theirs, strict=True)]
        result["trafilatura_f1"] = figures(rows)["f1"]
        same = [re.findall(r"\w+", a) == re.findall(r"\w+", b) for a, b in zip(ours, theirs, strict=True)]
        result["equal_to_trafilatura_share"] = round(mean(same), 4)
    return {**result, **cross_validated(pages)} if cross_validate else result


if __name__ == "__main__":
    main()
