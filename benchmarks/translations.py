"""Which reports translate one another: pairs found and wrongly found, on invented reports in nine languages.

    python benchmarks/translations.py [--half dev|test|hard] [--declared] [--show] [--reports 10000]

benchmarks/translations holds 24 reports with one or two translations each (whole, abridged, names respelt), and to each
a report of the same event that somebody else wrote in another language. `dev` is for work on the code; `test` (the
default) is for measuring and is never tuned on. `hard` was written after the code, to break it: texts with few numbers,
numbers in words, paragraphs moved, and accounts written apart that follow one statement of an official; the code was
changed once after seeing it (sentences must answer one another), so that its figures are those of a dev half.

All reports of a half are looked at together, as in one folder; their language is told by what acquire tells of it, with
`--declared` by what the file says. Progress goes to standard error; the last line of standard output is a JSON object:

precision, recall, f1, found, wrong, missed
    Of the pairs of reports in different languages: found are those that one tie of kind translation joins. Right are
    those of a report and its translation, or of two translations of one report.
apart_joined, apart
    Of the pairs of a report (or its translation) and the report of the same event written apart, in different
    languages: those wrongly found, and all.
by_how, by_languages
    [found, all] of the true pairs by what was done to the translation, and by the pair of languages.
directed_right, directed, dated
    Of the found pairs of a report and its translation of which both are dated: directed, and rightly.
seconds
    Of `translations()` on that half.
many (with --reports)
    So many reports made of those of the half by putting other numbers in place of theirs: one in two is in English, a
    tenth have a translation among the others, and all tell of the same few people and places, as in the folder of one
    war. `seconds`, precision and recall of all that; `half_seconds`: of half of them; `alone_seconds`: of as many that
    are all in English.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from stemmata.acquire.language import language_of
from stemmata.collate.derive import Bond
from stemmata.collate.direction import Witness
from stemmata.collate.translations import translations
from stemmata.model import Metadatum, Report, Role, Segment, digest

FOLDER = Path(__file__).parent / "translations"
RANGES = ((2, 12), (13, 28), (32, 999), (1990, 2016), (9999, 9999))  # numbers that are changed stay in their range


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A report of the benchmark: `how` is original, whole, abridged, respelt or apart."""

    event: str
    how: str
    language: str
    report: Report
    cut: tuple[Segment, ...]


def main() -> None:
    given = arguments()
    told = list(read(FOLDER / f"{given.half}.yml", given.declared))
    begun = time.perf_counter()
    bonds = found_in(told)
    seconds = time.perf_counter() - begun
    if given.show:
        show(told, bonds)
    figures = {"half": given.half, "reports": len(told), **scored(told, bonds), "seconds": round(seconds, 2)}
    print(json.dumps(figures | (many(told, given.reports) if given.reports else {})))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("dev", "test", "hard"), default="test")
    parser.add_argument("--declared", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--reports", type=int, default=0)
    return parser.parse_args()


def read(path: Path, declared: bool) -> Iterator[Told]:
    for event in yaml.safe_load(path.read_text("utf-8")):
        texts = [event["original"] | {"how": "original"}, *event["translations"]]
        texts += [text | {"how": "apart"} for text in event["apart"]]
        for number, text in enumerate(texts):
            yield told_of(event["event"], number, text, declared)


def told_of(event: str, number: int, text: dict[str, Any], declared: bool) -> Told:
    said = Metadatum(text["language"], "the file") if declared else language_of(text["text"])
    known = {} if said is None else {"language": said}
    if "published" in text:
        known["published"] = Metadatum(str(text["published"]), "the file")
    return Told(event, text["how"], text["language"], *made(f"{event}/{number}.txt", text["text"], known))


def made(path: str, text: str, known: dict[str, Metadatum]) -> tuple[Report, tuple[Segment, ...]]:
    text = "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    cut, start = [], 0
    for flow, paragraph in enumerate(text.split("\n\n")):
        end = min(start + len(paragraph) + 2, len(text))
        cut.append(Segment(start, end, Role.BODY, flow))
        start = end
    sha = digest(text, length=64)
    return Report(digest(sha, path), path, None, sha, len(text), "text/plain", "t/1", text, known), tuple(cut)


def found_in(told: Sequence[Told]) -> list[Bond]:
    return list(translations([Witness(one.report, ()) for one in told], {one.report.id: one.cut for one in told}))


# --- scores -------------------------------------------------------------------------------------------------------


def true_pair(one: Told, other: Told) -> bool:
    return one.event == other.event and "apart" not in (one.how, other.how)


def scored(told: Sequence[Told], bonds: Sequence[Bond]) -> dict[str, Any]:
    found = {frozenset(bond.ends) for bond in bonds}
    pairs = [pair for pair in combinations(told, 2) if pair[0].language != pair[1].language]
    hit = {pair: frozenset((pair[0].report.id, pair[1].report.id)) in found for pair in pairs}
    true = [pair for pair in pairs if true_pair(*pair)]
    apart = [pair for pair in pairs if pair[0].event == pair[1].event and not true_pair(*pair)]
    right = sum(hit[pair] for pair in true)
    precision, recall = right / max(len(found), 1), right / len(true)
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 3),
        "found": len(found),
        "wrong": len(found) - right,
        "missed": len(true) - right,
        "apart_joined": sum(hit[pair] for pair in apart),
        "apart": len(apart),
        "by_how": counted((" ".join(sorted({pair[0].how, pair[1].how} - {"original"})), hit[pair]) for pair in true),
        "by_languages": counted(("-".join(sorted((p[0].language, p[1].language))), hit[p]) for p in true),
        **directions(told, bonds),
    }


def counted(found: Iterator[tuple[str, bool]]) -> dict[str, list[int]]:
    counts: dict[str, list[int]] = {}
    for name, hit in found:
        there = counts.setdefault(name, [0, 0])
        there[0] += hit
        there[1] += 1
    return dict(sorted(counts.items()))


def directions(told: Sequence[Told], bonds: Sequence[Bond]) -> dict[str, int]:
    known = {one.report.id: one for one in told}
    ends = [(known[bond.ends[0]], known[bond.ends[1]], bond.derivation.directed) for bond in bonds]
    dated = [
        (one, directed)
        for one, other, directed in ends
        if true_pair(one, other) and "original" in (one.how, other.how) and one.report.known("published")
        if other.report.known("published")
    ]
    right = sum(directed and one.how == "original" for one, directed in dated)
    return {"directed_right": right, "directed": sum(directed for _, directed in dated), "dated": len(dated)}


# --- many ---------------------------------------------------------------------------------------------------------


def many(told: Sequence[Told], count: int) -> dict[str, Any]:
    """Time and errors where there are many reports."""
    pairs = [sorted(pair, key=lambda one: one.language != "en") for pair in combinations(told, 2) if true_pair(*pair)]
    pairs = [pair for pair in pairs if pair[0].language == "en" != pair[1].language]
    chance = random.Random(1)
    made_up: list[Told] = []
    for at in range(count // 2):
        (here, there), (_, other) = chance.choice(pairs), chance.choice(pairs)
        translated = at % 5 == 0
        made_up += [renumbered(here, at, at), renumbered(there if translated else other, at, at if translated else -at)]
    figures = timed(made_up)
    half, alone = timed(made_up[: count // 2]), timed(in_english(made_up))
    return {"many": figures | {"half_seconds": half["seconds"], "alone_seconds": alone["seconds"]}}


def renumbered(told: Told, at: int, seed: int) -> Told:
    """A report with other numbers, the same for the same seed; the event tells what it is a translation of."""

    def other(match: re.Match[str]) -> str:
        value = int(match[0])
        low, high = next((few, most) for few, most in RANGES if value <= most)
        if value < low:
            return match[0]
        return str(random.Random(f"{seed} {value}").randint(low, high))

    text = re.sub(r"(?<![\d.,])\d{1,4}(?!\d|[.,]\d)", other, told.report.text)
    language = {"language": Metadatum(told.language, "the file")}
    return Told(f"{told.event} {seed}", told.how, told.language, *made(f"{at}-{told.language}.txt", text, language))


def in_english(told: Sequence[Told]) -> list[Told]:
    return [one if one.language == "en" else renumbered(told[at - 1], at, -at) for at, one in enumerate(told)]


def timed(told: Sequence[Told]) -> dict[str, Any]:
    begun = time.perf_counter()
    found = {frozenset(bond.ends) for bond in found_in(told)}
    seconds = time.perf_counter() - begun
    events: dict[str, list[str]] = {}
    for one in told:
        events.setdefault(one.event, []).append(one.report.id)
    true = {frozenset(ids) for ids in events.values() if len(ids) == 2}
    right = len(true & found)
    precision, recall = right / max(len(found), 1), right / max(len(true), 1)
    return {
        "reports": len(told),
        "seconds": round(seconds, 2),
        "precision": round(precision, 3),
        "recall": round(recall, 3),
    }


def show(told: Sequence[Told], bonds: Sequence[Bond]) -> None:
    known = {one.report.id: one for one in told}
    for bond in bonds:
        one, other = (known[end] for end in bond.ends)
        mark = "right" if true_pair(one, other) else "WRONG"
        print(mark, round(bond.derivation.score, 2), "; ".join(bond.derivation.evidence), file=sys.stderr)


if __name__ == "__main__":
    main()
