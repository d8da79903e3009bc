"""Scores the time reader on WikiWars (Mazur and Dale 2010): TIMEX2 expressions in encyclopedia articles on wars.

    python benchmarks/wikiwars.py PATH [--errors ODD|EVEN|ID]

PATH is the folder of the data set: it holds timex2_inline/*.key.xml. What counts:
detection, strict: same start and end; relaxed: the two overlap (each is matched once, longest overlap first);
value: matched (relaxed) and VAL is exactly the gold's; a gold expression without VAL is right when we give none.
F1 = 2PR/(P+R); for values P and R are over all that we found and all that is in the gold.
The document's own time stamp (DATETIME) is given to the reader as the day of writing and is not scored.
A range ("1914 to 1918") counts as its two ends, as the guideline asks. "articles_odd" were looked at while developing.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stemmata.extract.time import Clock, TimeExpression, read_times

_TAG = re.compile(r"<(/?)TIMEX2([^>]*)>|&[#\w]+;")
_SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}


@dataclass(frozen=True)
class Marked:
    """An expression with its TIMEX2 value."""

    start: int
    end: int
    value: str


def gold(path: Path) -> tuple[str, list[Marked], Clock]:
    """The text of an article, its marked expressions, and the clock of its time stamp."""
    source = path.read_text(encoding="utf-8")
    stamp = re.search(r"<DATETIME>.*?(\d{4}-\d\d-\d\d)", source, re.S)
    body = re.search(r"<TEXT>(.*)</TEXT>", source, re.S)
    if stamp is None or body is None:
        raise SystemExit(f"{path}: no DATETIME or no TEXT; is this WikiWars, timex2_inline?")
    text, marked = unmarked(body[1])
    day = date.fromisoformat(stamp[1])
    return text, marked, Clock(day, day)


def unmarked(source: str) -> tuple[str, list[Marked]]:
    """The text without its tags, and what they marked."""
    text, marked, opened, position = "", [], [], 0
    for tag in _TAG.finditer(source):
        text += source[position : tag.start()]
        position = tag.end()
        if tag[0].startswith("&"):
            text += html.unescape(tag[0])
        elif tag[1]:
            start, value = opened.pop()
            marked.append(Marked(start, len(text), value))
        else:
            value = re.search(r'\bval="([^"]*)"', tag[2], re.IGNORECASE)
            opened.append((len(text), value[1] if value else ""))
    return text + source[position:], sorted(marked, key=lambda m: (m.start, m.end))


def value(expression: TimeExpression) -> str:
    """What we read, as TIMEX2 VAL."""
    if expression.kind != "date":
        return f"XXXX-XX-XX{expression.value}" if expression.kind == "time" else expression.value
    text = re.sub(r"[~?%]", "", expression.whole).rstrip("X")
    year = re.match(r"-(\d+)(.*)", text)
    if year:
        text = f"BC{int(year[1]) + 1:04d}{year[2]}" if "X" not in expression.whole else f"BC{year[1]}"
    text = re.sub(r"(?<=\d{4}-)(2[1-4])$", lambda found: _SEASONS[found[1]], text)
    part = expression.reference.part
    if part in ("first half", "second half") and re.fullmatch(r"\d{4}", text):
        text += "-H1" if part == "first half" else "-H2"
    return text + expression.value if text else ""


def ours(text: str, clock: Clock) -> list[Marked]:
    """What the reader finds, paragraph by paragraph as in use, ranges as their ends."""
    made = []
    for line in re.finditer(r"[^\n]+", text):
        expressions = read_times(line[0], clock)
        clock = clock.after(expressions)
        for expression in expressions:
            for part in expression.parts or (expression,):
                made.append(Marked(line.start() + part.start, line.start() + part.end, value(part)))
    return made


def paired(expected: list[Marked], found: list[Marked]) -> list[tuple[Marked, Marked]]:
    """Gold and ours that overlap, one to one, longest overlap first."""
    overlaps = [
        (min(e.end, f.end) - max(e.start, f.start), i, j)
        for i, e in enumerate(expected)
        for j, f in enumerate(found)
        if e.start < f.end and f.start < e.end
    ]
    pairs, used, taken = [], set(), set()
    for _, i, j in sorted(overlaps, key=lambda o: (-o[0], o[1], o[2])):
        if i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            pairs.append((expected[i], found[j]))
    return pairs


@dataclass
class Tally:
    """Counts over articles."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0

    def add(self, expected: list[Marked], found: list[Marked]) -> None:
        pairs = paired(expected, found)
        self.gold += len(expected)
        self.found += len(found)
        self.strict += sum((e.start, e.end) == (f.start, f.end) for e, f in pairs)
        self.relaxed += len(pairs)
        self.value += sum(e.value == f.value for e, f in pairs)

    def figures(self) -> dict[str, float]:
        made: dict[str, float] = {"gold": self.gold, "found": self.found}
        for name, right in (
            ("detection_strict", self.strict),
            ("detection_relaxed", self.relaxed),
            ("value", self.value),
        ):
            precision, recall = right / max(self.found, 1), right / max(self.gold, 1)
            made[f"{name}_precision"], made[f"{name}_recall"] = round(precision, 4), round(recall, 4)
            made[f"{name}_f1"] = round(2 * right / max(self.found + self.gold, 1), 4)
        made["value_accuracy_of_detected"] = round(self.value / max(self.relaxed, 1), 4)
        return made


def errors(name: str, text: str, expected: list[Marked], found: list[Marked]) -> None:
    """What differs, one a line."""
    pairs = paired(expected, found)
    lines = [(e.start, "missed", e, None) for e in expected if e not in [p[0] for p in pairs]]
    lines += [(f.start, "extra", None, f) for f in found if f not in [p[1] for p in pairs]]
    lines += [(e.start, "value", e, f) for e, f in pairs if e.value != f.value]
    for start, what, e, f in sorted(lines, key=lambda line: line[0]):
        said = " | ".join(f"{text[m.start : m.end]!r} {m.value}" for m in (e, f) if m)
        print(f"{name} {what}: {said} ... {text[max(start - 40, 0) : start + 50]!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--errors", default="", help="print what differs in the articles whose name begins so")
    given = parser.parse_args()
    files = sorted(given.path.glob("timex2_inline/*.xml"))
    if not files:
        raise SystemExit(f"{given.path}: no timex2_inline/*.xml here")
    total, halves, words, seconds = Tally(), {"odd": Tally(), "even": Tally()}, 0, 0.0
    read_times("May 1990", Clock())
    for file in files:
        text, expected, clock = gold(file)
        began = time.process_time()
        found = ours(text, clock)
        seconds += time.process_time() - began
        words += len(text.split())
        half = "odd" if int(re.findall(r"\d+", file.name)[0]) % 2 else "even"
        for tally in (total, halves[half]):
            tally.add(expected, found)
        print(f"{file.name}: {len(expected)} expressions, {len(found)} found", file=sys.stderr)
        if given.errors and file.name.startswith(tuple(given.errors.split(","))):
            errors(file.name[:2], text, expected, found)
    figures: dict[str, object] = {"articles": len(files), **total.figures()}
    figures |= {f"articles_{name}": tally.figures() for name, tally in halves.items()}
    print(json.dumps(figures | {"words": words, "words_per_second": round(words / seconds)}))


if __name__ == "__main__":
    main()
