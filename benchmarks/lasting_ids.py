"""Builds a record of many short reports, adds one, builds again, and counts the ids that changed without cause.

    python benchmarks/lasting_ids.py [--reports 10000] [--folder DIR] [--seed 1]

The reports are rows of a table: short statements about invented groups and commanders whose names come in several
spellings. An id changed without cause where a name of an old report has another id than before, though the names that
share its entity are the same as before. Prints seconds of both builds, and of their
steps.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from pathlib import Path

from names_scale import actors

from stemmata.pipeline import build
from stemmata.record.read import Record
from stemmata.settings import init

_SAYINGS = (
    "The {one} said on {day} that it had left the {two}.",
    "Fighters of the {one} attacked the {two} on {day}.",
    "On {day} the {one} and the {two} signed a truce.",
    "Commander {who} of the {one} was killed on {day}, the {two} said.",
    "{who} leads the {one}, which has about {many} fighters.",
)


def reports(count: int, chance: random.Random) -> list[str]:
    """Short reports about invented actors."""
    made = actors(chance)
    known = [next(made) for _ in range(max(count // 20, 10))]
    people = [[f"{given} {own.split()[-1]}" for given in ("Anton", "Nele", "Samir")] for own in (k[0] for k in known)]
    return [
        chance.choice(_SAYINGS).format(
            one=chance.choice(chance.choice(known)),
            two=chance.choice(chance.choice(known)),
            who=chance.choice(chance.choice(people)),
            day=f"{chance.randint(1, 28)} March {chance.randint(2001, 2019)}",
            many=chance.randint(1, 40) * 100,
        )
        for _ in range(count)
    ]


def entities(folder: Path) -> tuple[dict[tuple[str, int, int], str], dict[str, frozenset[tuple[str, int, int]]]]:
    """Where each name stands -> its entity's id; entity's id -> the places of its names."""
    with Record.open(folder) as record:
        reports = {report.id: report.name for report in record.reports()}
        entity_of = record.entity_of()
        places = {(reports[m.report], m.start, m.end): entity_of[m.id] for m in record.mentions() if m.id in entity_of}
    groups: dict[str, set[tuple[str, int, int]]] = {}
    for place, id in places.items():
        groups.setdefault(id, set()).add(place)
    return places, {id: frozenset(there) for id, there in groups.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where to make the record; a temporary folder otherwise")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        print(json.dumps(measured(given.folder or Path(temporary) / "record", given.reports, given.seed)))


def measured(folder: Path, count: int, seed: int) -> dict[str, object]:
    """The figures of one record."""
    texts = reports(count + 1, random.Random(seed))
    init(folder)
    rows = "".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts[:-1]))
    (folder / "reports" / "many.jsonl").write_text(rows, "utf-8")
    first = build(folder)
    before, groups_before = entities(folder)
    (folder / "reports" / "one-more.txt").write_text(texts[-1], "utf-8")
    second = build(folder)
    after, groups_after = entities(folder)
    changed = [place for place, id in before.items() if after.get(place) != id]
    old = frozenset(before)
    same = [p for p in changed if p in after and groups_after[after[p]] & old == groups_before[before[p]]]
    return {
        "reports": second.reports,
        "entities": second.entities,
        "names": len(before),
        "ids_changed": len({before[place] for place in changed}),
        "ids_changed_without_cause": len({before[place] for place in same}),
        "seconds": round(first.seconds, 1),
        "seconds_again": round(second.seconds, 1),
        "steps": {name: [round(first.steps[name], 1), round(second.steps[name], 1)] for name in second.steps},
    }


if __name__ == "__main__":
    main()
