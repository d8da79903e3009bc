"""Checks pairs and lists of group_names by the rules of the README: python benchmarks/group_names/check.py PATH...

A PATH is a .csv of pairs or a .yml list, or a folder of them. Prints what is wrong, and counts; exit status 1 if
anything is.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

COLUMNS = ["case_group", "schema", "name1", "name2", "is_match", "quality", "category", "notes"]
POSITIVE = frozenset(
    {"spelling", "script", "translation", "acronym", "short", "order", "rename"}
    | {"ordinal", "rank", "nom_de_guerre", "opaque"}
)
HARD = frozenset(
    {"number", "unit_word", "place", "honoree", "splinter", "parent", "direction", "lookalike"}
    | {"namesake", "rival", "person"}
)
SCHEMAS = frozenset({"Organization", "Person"})
SAID = frozenset({"alias", "former_name", "distinct", "opposed", "member"})


def pairs(path: Path) -> Iterator[dict[str, str]]:
    """The rows of one file of pairs."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def faults_of_pairs(path: Path) -> Iterator[str]:
    """What is wrong with a file of pairs, each with its line."""
    seen: dict[frozenset[str], int] = {}
    for number, row in enumerate(pairs(path), 2):
        if list(row) != COLUMNS or None in row.values():
            yield f"{path}:{number}: columns are {list(row)}, not {COLUMNS}"
            return
        for fault in _faults_of_row(row):
            yield f"{path}:{number}: {fault}"
        names = frozenset({row["name1"], row["name2"]})
        if names in seen:
            yield f"{path}:{number}: the same pair as line {seen[names]}"
        seen[names] = number


def _faults_of_row(row: dict[str, str]) -> Iterator[str]:
    if row["schema"] not in SCHEMAS:
        yield f"schema {row['schema']!r} is none of {sorted(SCHEMAS)}"
    if row["quality"] not in ("STRONG", "MEDIUM", "WEAK"):
        yield f"quality {row['quality']!r} is none of STRONG, MEDIUM, WEAK"
    allowed = {"true": POSITIVE, "false": HARD | {"easy"}}.get(row["is_match"])
    if allowed is None:
        yield f"is_match {row['is_match']!r} is neither true nor false"
    elif row["category"] not in allowed:
        yield f"category {row['category']!r} does not go with is_match {row['is_match']}"
    if not row["name1"].strip() or not row["name2"].strip() or row["name1"] == row["name2"]:
        yield "a name is empty, or both are the same letters"


def faults_of_list(path: Path) -> Iterator[str]:
    """What is wrong with a list."""
    content = yaml.safe_load(path.read_text("utf-8"))
    home: dict[str, str] = {}
    yield from _faults_of_clusters(path, content, home)
    if len(home) < 35 or len(content["clusters"]) < 15:
        yield f"{path}: {len(home)} names in {len(content['clusters'])} clusters; at least 35 in 15 are asked"
    for line in content["said"]:
        yield from (f"{path}: said: {fault}" for fault in _faults_of_said(line, home))


def _faults_of_clusters(path: Path, content: dict[str, Any], home: dict[str, str]) -> Iterator[str]:
    """Fills `home` (name -> the entity that bears it) on the way."""
    for cluster in content["clusters"]:
        if cluster["schema"] not in SCHEMAS:
            yield f"{path}: {cluster['entity']}: schema {cluster['schema']!r}"
        if cluster["entity"] not in cluster["names"]:
            yield f"{path}: {cluster['entity']} is not among its names"
        for name in cluster["names"]:
            if not isinstance(name, str):
                yield f"{path}: {name!r} is not text; put it in quotes"
            elif name in home:
                yield f"{path}: '{name}' stands twice ({home[name]}, {cluster['entity']})"
            else:
                home[name] = cluster["entity"]


def _faults_of_said(line: dict[str, str], home: dict[str, str]) -> Iterator[str]:
    if line["kind"] not in SAID:
        yield f"kind {line['kind']!r} is none of {sorted(SAID)}"
    for end in (line["one"], line["other"]):
        if end not in home:
            yield f"'{end}' is no name of the list"
    one, other = home.get(line["one"]), home.get(line["other"])
    if None not in (one, other) and (one == other) != (line["kind"] in ("alias", "former_name")):
        found = "one" if one == other else "two"
        yield f"{line['kind']}: '{line['one']}' and '{line['other']}' are {found} by the clusters"


def main() -> int:
    """Checks all paths, prints the faults and the counts."""
    given = [Path(argument) for argument in sys.argv[1:]]
    files = [f for path in given for f in (sorted(path.rglob("*.*")) if path.is_dir() else [path])]
    faults: list[str] = []
    counts: Counter[str] = Counter()
    for file in files:
        if file.suffix == ".csv":
            faults += faults_of_pairs(file)
            for row in pairs(file):
                kind = {"true": "positive"}.get(row["is_match"], "easy" if row["category"] == "easy" else "hard")
                counts.update(["pairs", kind, f"{kind}: {row['category']}", row["schema"]])
        elif file.suffix == ".yml":
            faults += faults_of_list(file)
            content = yaml.safe_load(file.read_text("utf-8"))
            counts.update(lists=1, clusters=len(content["clusters"]), said=len(content["said"]))
            counts.update(names=sum(len(c["names"]) for c in content["clusters"]))
    print(*faults, sep="\n")
    print(", ".join(f"{key} {counts[key]}" for key in sorted(counts)))
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
