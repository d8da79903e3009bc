"""Scores the comparison of names on name_bench of nomenklatura: persons and companies, which it was not made for.

    python benchmarks/name_bench.py CASES.csv [--nomenklatura PYTHON]

A score of a half and more, "likelier than not", counts as a match; "same" is the stricter answer by which a record
joins. PYTHON is an interpreter that has nomenklatura: logic-v2 is run on the same pairs, at 0.7, its own limit, and at
the best limit of any. Nothing of ours was fitted to these pairs.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from name_pairs import at_its_best, by_category, figures, levenshtein, logic_v2, ours, read_pairs, tell, timed

from stemmata.names.compare import score

_LIKELIER = 0.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--nomenklatura", type=Path, metavar="PYTHON", help="an interpreter that has nomenklatura")
    given = parser.parse_args()
    pairs = read_pairs(given.path)
    said = [score(*pair.ready()) >= _LIKELIER for pair in pairs]
    answer: dict[str, Any] = {"pairs": len(pairs), **figures(pairs, said), "same": figures(pairs, ours(pairs))}
    for schema in sorted({pair.schema for pair in pairs}):
        chosen = [i for i, pair in enumerate(pairs) if pair.schema == schema]
        answer[schema.lower()] = {"pairs": len(chosen)} | figures([pairs[i] for i in chosen], [said[i] for i in chosen])
    for category, right in by_category(pairs, said).items():
        tell(f"{category:60}{right:>14}")
    answer |= {"levenshtein": at_its_best(pairs, levenshtein(pairs)), "speed": timed(pairs)}
    if given.nomenklatura is not None:
        told: Any = logic_v2(pairs, given.nomenklatura)
        answer["logic_v2"] = at_its_best(pairs, told["scores"])
        answer["logic_v2"]["us"] = {key: round(told[key], 1) for key in ("afresh", "parsed")}
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
