"""Learns the weights by which names are compared (names/compare/weights.yml) from labelled pairs.

    python -m stemmata.training.names PAIRS.csv... [--lists FOLDER] [--penalty X] [--write]

PAIRS have the columns of benchmarks/group_names. The model is a logistic regression with a penalty on weights far from
what was believed before any pair was seen (after Hoerl and Kennard 1970; le Cessie and van Houwelingen 1992): what no
pair shows stays there. `--write` puts the numbers into weights.yml; without it they are only shown. The figures are of
conflicts held out.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from stemmata.names.compare import GroupName, Person, features, group, person
from stemmata.names.compare.scoring import believed, weights
from stemmata.names.index import Index

Vector = npt.NDArray[np.float64]
_WEIGHTS = Path(str(files("stemmata.names").joinpath("compare/weights.yml")))
# Not learned: without a word in common names tell nothing, and two numbers are two units, whatever else is the same.
# Such pairs teach nothing either. (What bars a join besides stands in weights.yml: `never`.)
_SETTLED = {"nothing_shared": -8.0, "number_differs": -8.0}
# What can only speak against: a weight of the other sign is an accident of the pairs, and is held at 0.
_AGAINST = ("clash_", "lone_", "left_", "much_left", "letters_differ", "acronym_not_its")


@dataclass(frozen=True)
class Pairs:
    """Pairs of one kind ("groups" or "people"): a row of features each, the labels, and the conflict of each."""

    kind: str
    names: tuple[str, ...]
    rows: Vector
    labels: Vector
    conflicts: tuple[str, ...]
    believed: Vector


def read_pairs(paths: Iterable[Path]) -> list[dict[str, str]]:
    """The rows of all files."""
    found: list[dict[str, str]] = []
    for path in paths:
        with path.open(encoding="utf-8", newline="") as lines:
            found += csv.DictReader(lines)
    return found


def pairs_of_lists(folder: Path) -> list[dict[str, str]]:
    """Pairs from lists of names with their clusters: all of one cluster, and of two clusters those worth comparing."""
    found = []
    for path in sorted(folder.glob("*.yml")):
        clusters = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)["clusters"]
        for schema in ("Organization", "Person"):
            homes = {name: c["entity"] for c in clusters if c["schema"] == schema for name in c["names"]}
            for one, other in _worth_comparing(homes, person if schema == "Person" else group):
                match = str(homes[one] == homes[other]).lower()
                row = {"case_group": path.stem, "schema": schema, "name1": one, "name2": other, "is_match": match}
                found.append(row)
    return found


def _worth_comparing(homes: Mapping[str, str], ready: Callable[[str], GroupName | Person]) -> list[tuple[str, str]]:
    index: Index[str] = Index()
    for name in homes:
        index.add(name, ready(name))
    near = {name: set(index.near(ready(name))) for name in homes}
    return [
        (one, other)
        for one, other in combinations(homes, 2)
        if homes[one] == homes[other] or other in near[one] or one in near[other]
    ]


def laid_out(rows: Sequence[Mapping[str, str]], kind: str) -> Pairs:
    """The features of all pairs of a kind, bias first."""
    names = tuple(weights(kind))
    ready = person if kind == "people" else group
    chosen = [row for row in rows if (row["schema"] == "Person") == (kind == "people")]
    table = np.zeros((len(chosen), len(names)))
    for at, row in enumerate(chosen):
        found = {"bias": 1.0, **features(ready(row["name1"]), ready(row["name2"]))}
        table[at] = [found.get(name, 0.0) for name in names]
    labels = np.array([row["is_match"] == "true" for row in chosen], dtype=np.float64)
    prior = np.array(list(believed(kind).values()))
    return Pairs(kind, names, table, labels, tuple(row["case_group"] for row in chosen), prior)


def fitted(pairs: Pairs, penalty: float) -> Vector:
    """The weights that make the labels most likely, with the penalty on their distance from belief."""
    fixed = np.array([_SETTLED.get(name, 0.0) for name in pairs.names])
    teaches = ~(pairs.rows[:, [name in _SETTLED for name in pairs.names]] > 0).any(axis=1)
    rows, labels = pairs.rows[teaches], pairs.labels[teaches]
    free = fixed == 0
    while True:
        found = fixed.copy()
        found[free] = _newton(rows[:, free], labels, rows @ fixed, pairs.believed[free], penalty)
        wrong = [i for i in np.flatnonzero(free) if pairs.names[i].startswith(_AGAINST) and found[i] > 0]
        if not wrong:
            return found
        free[wrong] = False


def _newton(rows: Vector, labels: Vector, given: Vector, believed: Vector, penalty: float) -> Vector:
    """The weights by Newton's method, the bias (first) free; `given` is what rows have from weights not learned."""
    ridge = np.full(rows.shape[1], penalty)
    ridge[0] = 1e-6

    def loss(found: Vector) -> float:
        odds = rows @ found + given
        return float(np.logaddexp(0, odds).sum() - labels @ odds + ridge @ (found - believed) ** 2 / 2)

    found = believed.copy()
    for _ in range(100):
        chance = 1 / (1 + np.exp(-np.clip(rows @ found + given, -30, 30)))
        slope = rows.T @ (labels - chance) - ridge * (found - believed)
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge + 1e-9)
        step = np.linalg.solve(curve, slope)
        while loss(found + step) > loss(found) and np.abs(step).max() > 1e-7:
            step /= 2  # a whole step may go too far where the labels are nearly parted
        found += step
        if np.abs(step).max() < 1e-6:
            break
    return found


def cross_validated(pairs: Pairs, penalty: float, folds: int = 6) -> Vector:
    """The chance of each pair by weights learned on other conflicts."""
    conflicts = sorted(set(pairs.conflicts))
    chance = np.zeros(len(pairs.labels))
    for fold in range(folds):
        held = np.array([conflicts.index(c) % folds == fold for c in pairs.conflicts])
        part = Pairs(pairs.kind, pairs.names, pairs.rows[~held], pairs.labels[~held], (), pairs.believed)
        chance[held] = 1 / (1 + np.exp(np.clip(-pairs.rows[held] @ fitted(part, penalty), -30, 30)))
    return chance


def figures(chance: Vector, labels: Vector, limit: float) -> dict[str, float]:
    """F1, precision, recall and the share of negatives joined, of "same" from a limit on."""
    said, true = chance >= limit, labels > 0
    hits = int((said & true).sum())
    precision, recall = hits / max(int(said.sum()), 1), hits / max(int(true.sum()), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    joined = int((said & ~true).sum()) / max(int((~true).sum()), 1)
    return {
        "f1": round(f1, 4),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "joined": round(joined, 4),
    }


def write(kind: str, names: Sequence[str], found: Vector) -> None:
    """Puts the numbers into weights.yml; words and comments there stay."""
    before, mark, text = _WEIGHTS.read_text("utf-8").partition(f"{kind}:\n")
    for name, value in zip(names, found, strict=True):
        pattern = re.compile(rf"^(  {re.escape(name)}: \[)[-\d.e]+,", re.MULTILINE)
        text = pattern.sub(lambda m, value=value: f"{m[1]}{value:.2f},", text, count=1)  # type: ignore[misc]
    _WEIGHTS.write_text(before + mark + text, "utf-8")


def main() -> None:
    given = arguments()
    rows = read_pairs(given.paths)
    if given.lists is not None:
        rows += pairs_of_lists(given.lists)
    for kind in ("groups", "people"):
        pairs = laid_out(rows, kind)
        found = fitted(pairs, given.penalty)
        chance = cross_validated(pairs, given.penalty)
        table = {limit: figures(chance, pairs.labels, limit) for limit in (0.5, 0.6, 0.7, 0.8, 0.9)}
        print(json.dumps({"kind": kind, "pairs": len(pairs.labels), "held_out_conflicts": table}))
        if given.write:
            write(kind, pairs.names, found)
        else:
            print("\n".join(f"{value:7.2f}  {name}" for name, value in zip(pairs.names, found, strict=True)))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--lists", type=Path, help="folder of lists of names with their clusters, to learn from too")
    parser.add_argument("--penalty", type=float, default=4)
    parser.add_argument("--write", action="store_true", help="put the numbers into weights.yml")
    return parser.parse_args()


if __name__ == "__main__":
    main()
