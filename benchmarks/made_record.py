"""Makes a record of any size without reading a word: invented reports with true quotes, for measuring what reads it.

    python benchmarks/made_record.py FOLDER [--reports 100000] [--claims 1000000] [--facts real|quick] [--seed 1]

The reports (about 150 words each; a tenth of them copies; nine in a hundred Arabic, six Russian) tell of groups,
coalitions, persons and places, spoken of as often as 1 over their rank. Half of what they say was said before, a third
has a voice, a fifth no date. Facts are those of reconcile, or with `--facts quick` claims that say the same, put
together in one go (records/quick.py). FOLDER gets what a build leaves there: settings, reports/, identities.jsonl,
record.db; but a build would read the reports anew, with its own reader. The same seed makes the same record. Prints
one JSON object of figures.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from records.events import Events
from records.newsroom import Desk, Newsroom
from records.quick import quickly
from records.world import World

import stemmata
from stemmata.model import Identification, Reconciliation, digest
from stemmata.reconcile import reconcile
from stemmata.record.content import Content
from stemmata.record.database import DATABASE, sole_builder, writing
from stemmata.record.lines import write_identities
from stemmata.record.write import write
from stemmata.settings import REPORTS, init

CACHE = 2_000_000  # KB of the database held in memory while it is written


def desk_of(reports: int, claims: int, seed: int) -> Desk:
    """All the reports, on one desk."""
    world, desk = World(claims, random.Random(seed)), Desk()
    for number, printed in enumerate(Newsroom(world, Events(world)).reports(reports, claims), start=1):
        desk.take(printed)
        if number % 5000 == 0:
            print(f"{number} reports, {len(desk.claims)} claims", file=sys.stderr)
    return desk


def content_of(desk: Desk, facts: str, seconds: dict[str, float]) -> Content:
    """What a build would hand to the record."""
    collation, identification = desk.collation(), desk.identification()
    with timed("facts", seconds):
        found = reconciled(desk, identification, facts)
    return Content(
        reports=tuple(desk.reports),
        segments=desk.segments,
        mentions=tuple(desk.mentions),
        claims=tuple(desk.claims),
        collation=collation,
        identification=identification,
        reconciliation=found,
        build={
            "stemmata": stemmata.__version__,
            "inputs": digest("made", desk.reports[-1].id, str(len(desk.claims)), facts),
        },
    )


def reconciled(desk: Desk, identification: Identification, facts: str) -> Reconciliation:
    collation = desk.collation()
    if facts == "quick":
        return quickly(desk.claims, identification, collation, desk.reports)
    return reconcile(desk.claims, identification, collation, desk.reports, desk.mentions)


@contextmanager
def timed(step: str, seconds: dict[str, float]) -> Iterator[None]:
    began = time.perf_counter()
    yield
    seconds[step] = round(time.perf_counter() - began, 1)
    print(f"{step}: {seconds[step]} s", file=sys.stderr)


def put(folder: Path, content: Content) -> None:
    init(folder)
    for report in content.reports:
        path = folder / REPORTS / report.path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(report.text.encode())
    with sole_builder(folder), writing(folder / DATABASE) as engine, engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE}")  # ids are random: every row touches other pages
        write(connection, content)
        write_identities(folder, content.identification.identities)


def figures(content: Content, folder: Path, seconds: dict[str, float]) -> dict[str, object]:
    return {
        "reports": len(content.reports),
        "words": sum(len(report.text.split()) for report in content.reports),
        "claims": len(content.claims),
        "mentions": len(content.mentions),
        "entities": len(content.identification.entities),
        "facts": len(content.reconciliation.facts),
        "differences": len(content.reconciliation.differences),
        "derivations": len(content.collation.derivations),
        "seconds": seconds,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "record_bytes": (folder / DATABASE).stat().st_size,
    }


def made(folder: Path, reports: int, claims: int, *, facts: str = "real", seed: int = 1) -> dict[str, object]:
    """Makes the record. Raises SettingsError where there is one already."""
    seconds: dict[str, float] = {}
    with timed("reports", seconds):
        desk = desk_of(reports, claims, seed)
    content = content_of(desk, facts, seconds)
    with timed("record", seconds):
        put(folder, content)
    return figures(content, folder, seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="made where it is absent; must not hold a record")
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--facts", choices=("real", "quick"), default="real")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    gc.disable()  # millions of objects, all of them kept until the end
    print(json.dumps(made(asked.folder, asked.reports, asked.claims, facts=asked.facts, seed=asked.seed)))


if __name__ == "__main__":
    main()
