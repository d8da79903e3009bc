"""Scores pairs of names with nomenklatura's logic-v2, in an interpreter that has it; ours need not.

    PYTHON benchmarks/rival_names.py < PAIRS.json > SCORES.json

PAIRS is a list of [schema, name1, name2]. SCORES has "scores", and microseconds a pair: "afresh" (first sight of names
that were never seen, after warming up on others) and "parsed" (the same pairs again: its names are kept by entity).
"""

from __future__ import annotations

import json
import sys
import time
from itertools import count


def main() -> None:
    from followthemoney import model  # type: ignore[import-not-found, unused-ignore]
    from nomenklatura.matching.logic_v2.model import LogicV2  # type: ignore[import-not-found, unused-ignore]

    numbers = count()

    def entity(schema: str, name: str) -> object:
        return model.get_proxy({"id": f"n{next(numbers)}", "schema": schema, "properties": {"name": [name]}})

    settings = LogicV2.default_config()
    asked = json.load(sys.stdin)
    warm = [(entity(schema, one), entity(schema, other)) for schema, one, other in asked[:50]]
    for one, other in warm:
        LogicV2.compare(one, other, settings)
    pairs = [(entity(schema, one), entity(schema, other)) for schema, one, other in asked]
    seconds, scores = [], []
    for _ in range(2):
        began = time.perf_counter()
        scores = [LogicV2.compare(one, other, settings).score for one, other in pairs]
        seconds.append(time.perf_counter() - began)
    microseconds = [1e6 * each / len(pairs) for each in seconds]
    json.dump({"scores": scores, "afresh": microseconds[0], "parsed": microseconds[1]}, sys.stdout)


if __name__ == "__main__":
    main()
