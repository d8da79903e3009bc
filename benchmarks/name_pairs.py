"""What group_names.py and name_bench.py share: labelled pairs, what we make of them, what others make of them."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from stemmata.names import acronym, scripts, sounds, spelling
from stemmata.names.compare import GroupName, Person, groups, people, words
from stemmata.names.compare.scoring import compare, score
from stemmata.names.lexicon import senses
from stemmata.names.parse import parse
from stemmata.names.person import parse_person

EASY = "easy"
parsing = import_module("stemmata.names.parse")  # the package's own `parse` is the function


@dataclass(frozen=True)
class Pair:
    """Two names with their label."""

    schema: str
    one: str
    other: str
    match: bool
    category: str
    conflict: str

    @property
    def hard(self) -> bool:
        return not self.match and self.category != EASY

    def ready(self) -> tuple[GroupName | Person, GroupName | Person]:
        ways = {"Person": people.person, "Company": groups.company, "LegalEntity": groups.company}
        take_apart = ways.get(self.schema, groups.group)
        return take_apart(self.one), take_apart(self.other)


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file in name_bench's layout."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Pair(r["schema"], r["name1"], r["name2"], r["is_match"] == "true", r.get("category", ""), r["case_group"])
            for r in csv.DictReader(lines)
        ]


def figures(pairs: Sequence[Pair], said: Sequence[bool]) -> dict[str, float]:
    """F1 and the rest of the answers "one actor"."""
    hits = sum(yes and pair.match for pair, yes in zip(pairs, said, strict=True))
    precision, recall = hits / max(sum(said), 1), hits / max(sum(pair.match for pair in pairs), 1)
    hard = [yes for pair, yes in zip(pairs, said, strict=True) if pair.hard]
    return {
        "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 4),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "hard_joined": round(sum(hard) / max(len(hard), 1), 4),
    }


def by_category(pairs: Sequence[Pair], said: Sequence[bool]) -> dict[str, str]:
    """Right answers of all, by category."""
    found: dict[str, list[bool]] = {}
    for pair, yes in zip(pairs, said, strict=True):
        found.setdefault(f"{'one' if pair.match else 'two'}: {pair.category}", []).append(yes == pair.match)
    return {category: f"{sum(right)} of {len(right)}" for category, right in sorted(found.items())}


def ours(pairs: Sequence[Pair]) -> list[bool]:
    """Which pairs we call the same."""
    return [compare(*pair.ready()).verdict == "same" for pair in pairs]


def levenshtein(pairs: Sequence[Pair]) -> list[float]:
    """The likeness of the names in small letters: 1 less the edits by the longer length."""
    return [Levenshtein.normalized_similarity(pair.one.casefold(), pair.other.casefold()) for pair in pairs]


def logic_v2(pairs: Sequence[Pair], python: Path) -> dict[str, object]:
    """What nomenklatura makes of the pairs, run by an interpreter that has it."""
    asked = json.dumps([[pair.schema, pair.one, pair.other] for pair in pairs])
    command = [str(python), str(Path(__file__).with_name("rival_names.py"))]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{python}: {done.stderr.strip().splitlines()[-1]}")
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def at_its_best(pairs: Sequence[Pair], scores: Sequence[float]) -> dict[str, float]:
    """The figures at 0.7, the limit that name_bench uses, and the best F1 that any limit gives on these very pairs."""
    tried = [figures(pairs, [s >= limit / 100 for s in scores])["f1"] for limit in range(30, 100, 2)]
    return {**figures(pairs, [s >= 0.7 for s in scores]), "best_f1_of_any_limit": max(tried)}


def timed(pairs: Sequence[Pair], rounds: int = 5) -> dict[str, float]:
    """Microseconds a pair: both names taken apart anew (memories of names emptied before, those of words too), the
    same with the words known, and of names taken apart before, best of some rounds."""
    cold = _microseconds(pairs, lambda pair: score(*pair.ready()), every_memory())
    afresh = min(_microseconds(pairs, lambda pair: score(*pair.ready()), _of_names()) for _ in range(rounds))
    parsed = [(pair, pair.ready()) for pair in pairs]
    best = 1e9
    for _ in range(rounds):
        began = time.perf_counter()
        for _, (one, other) in parsed:
            score(one, other)
        best = min(best, time.perf_counter() - began)
    return {"cold_us": cold, "afresh_us": round(afresh, 1), "parsed_us": round(1e6 * best / len(pairs), 2)}


def _microseconds(
    pairs: Sequence[Pair], work: Callable[[Pair], float], memories: Iterable[Callable[[], None]]
) -> float:
    for forget in memories:
        forget()
    began = time.perf_counter()
    for pair in pairs:
        work(pair)
    return round(1e6 * (time.perf_counter() - began) / len(pairs), 1)


def _of_names() -> list[Callable[[], None]]:
    kept = (parse, parse_person, groups.group, people.person, groups.runs, groups.fit)
    kept += (groups.company, acronym.acronyms_of, acronym.fits_translated, acronym.made_of_syllables)
    kept += (acronym.fits_parts, acronym.translated_letters)
    return [function.cache_clear for function in kept]


def every_memory() -> list[Callable[[], None]]:
    """How to empty all memories of names and of words; the lexicons stay read."""
    kept = (
        words.relation,
        words.sound,
        scripts.latin,
        scripts.script_of,
        spelling.fold,
        spelling.plain,
        spelling.skeleton,
        parsing._known,
        parsing._known_in,
        parsing.opened,
        groups._rank,
        sounds.likeness,
    )
    senses()
    return _of_names() + [function.cache_clear for function in kept]


def tell(line: str) -> None:
    print(line, file=sys.stderr)
