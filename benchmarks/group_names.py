"""Scores the comparison of names on pairs of names of armed actors, and clusters whole conflicts.

    python benchmarks/group_names.py PAIRS.csv [--lists FOLDER] [--nomenklatura PYTHON] [--errors FILE]

PAIRS has the layout of name_bench; FOLDER holds lists of names with their clusters (benchmarks/group_names/README.md).
"same" is the only answer that counts as a join: F1 of it, and the share of hard negatives that it joins. Lists are
clustered twice: `names` by the names alone, `record` by the identify step itself, each name a mention in a report of
its own and each line of `said` a claim. B3 (Bagga and Baldwin 1998) is over names, its mean over lists; "numbered"
counts pairs of names with different numbers that came together. PYTHON is an interpreter that has nomenklatura: it is
run on the same pairs. Speeds are microseconds a pair on one core.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from name_pairs import at_its_best, by_category, figures, levenshtein, logic_v2, ours, read_pairs, tell, timed
from names_in_reports import clustered_by_record
from rich.progress import track

from stemmata.names.cluster import clustered
from stemmata.names.parse import parse


def main() -> None:
    given = arguments()
    pairs = read_pairs(given.path)
    said = ours(pairs)
    answer: dict[str, Any] = {"pairs": len(pairs), "hard": sum(p.hard for p in pairs), **figures(pairs, said)}
    for kind in ("Organization", "Person"):
        chosen = [i for i, pair in enumerate(pairs) if (pair.schema == "Person") == (kind == "Person")]
        answer[kind.lower()] = figures([pairs[i] for i in chosen], [said[i] for i in chosen])
    for category, right in by_category(pairs, said).items():
        tell(f"{category:24}{right:>14}")
    answer |= {"levenshtein": at_its_best(pairs, levenshtein(pairs)), "speed": timed(pairs)}
    if given.nomenklatura is not None:
        answer["logic_v2"] = beside(pairs, given.nomenklatura, answer["speed"])
    if given.errors is not None:
        wrong = (
            f"{p.match}\t{p.category}\t{p.one}\t{p.other}\n" for p, s in zip(pairs, said, strict=True) if s != p.match
        )
        given.errors.write_text("".join(wrong), "utf-8")
    if given.lists is not None:
        answer["lists"] = of_lists(sorted(given.lists.glob("*.yml")))
    print(json.dumps(answer))


def beside(pairs: Sequence[Any], python: Path, speed: Mapping[str, float]) -> dict[str, Any]:
    """nomenklatura's figures on the same pairs, and how many times as long it takes."""
    told: Any = logic_v2(pairs, python)
    times = {key: round(told[key], 1) for key in ("afresh", "parsed")}
    ratios = {
        "times_as_long_afresh": round(told["afresh"] / speed["afresh_us"], 1),
        "times_as_long_cold": round(told["afresh"] / speed["cold_us"], 1),
        "times_as_long_parsed": round(told["parsed"] / speed["parsed_us"], 1),
        "times_as_long_parsed_against_its_afresh": round(told["afresh"] / speed["parsed_us"], 1),
    }
    return {**at_its_best(pairs, told["scores"]), "us": times, **ratios}


def of_lists(files: Sequence[Path]) -> dict[str, Any]:
    """The figures of all lists."""
    lists = [yaml.safe_load(file.read_text("utf-8")) for file in files]
    found: dict[str, Any] = {"lists": len(lists), "names": sum(len(truth(each)) for each in lists)}
    for way, cluster in (("names", by_names), ("record", clustered_by_record)):
        made = [cluster(each) for each in track(lists, description=f"lists, by {way}")]
        scores = [b_cubed(truth(each), one) for each, one in zip(lists, made, strict=True)]
        numbered = sum(numbered_together(one) for one in made)
        mean = [round(sum(column) / len(column), 4) for column in zip(*scores, strict=True)]
        found[way] = {"precision": mean[0], "recall": mean[1], "b3_f1": mean[2], "numbered_together": numbered}
    return found


def truth(content: Mapping[str, Any]) -> dict[str, str]:
    """Name -> the entity that bears it."""
    return {name: cluster["entity"] for cluster in content["clusters"] for name in cluster["names"]}


def by_names(content: Mapping[str, Any]) -> dict[str, str]:
    """Name -> its cluster, by the names alone."""
    found: dict[str, str] = {}
    for schema in ("Organization", "Person"):
        names = [name for c in content["clusters"] if c["schema"] == schema for name in c["names"]]
        homes = clustered(names, people=schema == "Person")
        found |= {name: f"{schema} {home}" for name, home in zip(names, homes, strict=True)}
    return found


def b_cubed(right: Mapping[str, str], made: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the clusters, over names."""
    precision, recall = 0.0, 0.0
    for name in right:
        mine = {other for other in made if made[other] == made[name]}
        true = {other for other in right if right[other] == right[name]}
        precision += len(mine & true) / len(mine)
        recall += len(mine & true) / len(true)
    precision, recall = precision / len(right), recall / len(right)
    return precision, recall, 2 * precision * recall / (precision + recall)


def numbered_together(made: Mapping[str, str]) -> int:
    """How many pairs of names with different numbers are in one cluster."""
    numbered = [(name, parse(name).numbers) for name in made if parse(name).numbers]
    return sum(
        made[one] == made[other] and numbers != others
        for i, (one, numbers) in enumerate(numbered)
        for other, others in numbered[i + 1 :]
    )


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--lists", type=Path, help="folder of lists of names")
    parser.add_argument("--nomenklatura", type=Path, metavar="PYTHON", help="an interpreter that has nomenklatura")
    parser.add_argument("--errors", type=Path, help="write the wrong answers there")
    return parser.parse_args()


if __name__ == "__main__":
    main()
