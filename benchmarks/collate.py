"""Who copied whom, on invented report families with known trees: what is found, what is wrongly found, speed, memory.

    python benchmarks/collate.py [--reports 1000] [--half dev|test | --seed N] [--against]

benchmarks/families makes the reports: whole copies, passages lifted, edited copies of three grades, chains, wire
stories, revisions, quotations, accounts of one event written apart, stock phrases and notices that unrelated reports
carry. `--half dev` (seed 1) is for work on the code; `--half test` (seed 2) is for measuring and is never tuned on.
Progress goes to standard error; the last line of standard output is one JSON object:

found_whole, found_partial, found_edited
    Of the pairs of reports that share 20 words of prose or more because one comes from the other or both from a third:
    the share that a derivation of a copying kind (identical, revision, mirror, repost, lifted_passage, shared_passage)
    or of shared_origin ties. Reports with the same bytes stand for one another; two of them are found if they are in
    one lineage. Edited: words were changed on the way between the two. Whole: none were, and they share 0.8 of the
    shorter one's prose. Partial: the rest. `by_how` has [found, all] by what was done to the later one ("sibling":
    both come from a third).
independent_called_copies, independent_called_copies_count
    Of all derivations of a copying kind, those between reports that share no word of one origin. Pairs that share 1 to
    19 such words count nowhere. Some of them tell of one event (independent_of_one_event_count); the others share stock
    phrases and notices. independent_of_shared_origin_count: as many more are said to be of one origin.
quotations_called_copies
    Of the pairs that share only a statement that both quote: those with a derivation of a copying kind.
direction_right, directed, directed_siblings
    Of the directed derivations between two of which one comes from the other, near or far: those that say it rightly;
    how many there are; and how many more are directed between two that both come from a third.
direction_given
    Of the pairs of parent and child whose order a reader can see: those given, and rightly. It is seen by dates that
    order surely, or by a credit, or a quotation with its source, that names the publisher of the other, where that one
    is told to be its publisher.
parents_right, parents_given
    Of all copies whose parent is among the reports: those whose directed derivation with the highest score comes from
    the parent, or a report with its very bytes; those that have any. Many parents cannot be known: see direction_given.
tree_parents_right, tree_sure, tree_sure_parents_right, tree_lost_told, tree_lost_wrong
    The same of the trees that the collation draws: all copies; those of which it is sure, how many and how right; lost
    originals that are told as such, of those that left two copies or more; copies whose parent is there and is said to
    be lost.
lineages_exact, lineages_of_several_exact
    Of the true witnesses: those that stand in a lineage that holds no two that are surely apart and parts none that
    surely belong together. One witness are: copies as wholes, whatever their edits; the reports of one publisher; and
    who took 0.3 of his prose from another with that other. Where nobody can see who took, 0.3 of the other's prose may
    make them one; from 0.25 to 0.35 either is right.
seconds, cpu_seconds, words_per_second, memory_mb
    Of the whole `collate()`, in a process of its own. The reports are made before, and held in memory with their
    segments: `held_before_mb` has them and the program. memory_mb is the most that the process held during the call
    less that; workers_mb the most that one child of it held, part of which may be shared.
pairs_seconds, pairs_...
    The same for `stemmata.collate.pairs(reports, segments)` alone, from text to pairs, where there is such a function.
rivals (with --against)
    datasketch and rensa on the same reports (families/rivals.py): recall of pairs, pairs that are independent, seconds
    from text to pairs, memory. `ours_takes`: our seconds for pairs (or else for all) as a share of theirs. They come
    with `pip install .[bench]`.

No two families have a publisher in common: how a real folder's few publishers tie its reports is not measured here.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import json
import pickle
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from families import made
from families.rivals import RIVALS, Segments
from families.scoring import Figures, Known, figures, recall, share, unrelated

from stemmata.model import Report

SEEDS = {"dev": 1, "test": 2}
Answer = dict[str, Any]  # what a process of its own hands back: what was found, and what it took


@dataclass(frozen=True, slots=True)
class Spool:
    """Reports on disk, for processes that start afresh."""

    path: Path
    words: int
    known: Known


def main() -> None:
    given = arguments()
    if given.system:
        measure(given.system, given.spool)
        return
    with tempfile.TemporaryDirectory() as folder:
        spool = spooled(
            Path(folder) / "reports", given.reports, SEEDS[given.half] if given.seed is None else given.seed
        )
        print(json.dumps(compared(spool, given.against)))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--half", choices=sorted(SEEDS), default="dev")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--against", action="store_true")
    parser.add_argument("--system", help=argparse.SUPPRESS)
    parser.add_argument("--spool", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


# --- in the first process ------------------------------------------------------------------------------------------


def spooled(path: Path, reports: int, seed: int) -> Spool:
    """Whole families until there are as many reports, or a few more."""
    began, known, words = time.perf_counter(), Known(), 0
    with path.open("wb") as file:
        for family in made(seed):
            known.add(family)
            words += sum(len(report.text.split()) for report, _ in family.reports.values())
            pickle.dump(list(family.reports.values()), file)
            if len(known.twins) >= reports:
                break
    say(f"{len(known.twins)} reports, {words} words, seed {seed}, made in {time.perf_counter() - began:.0f} s")
    return Spool(path, words, known)


def compared(spool: Spool, against: bool) -> dict[str, object]:
    ours = run("ours", spool)
    found, by_how = figures(spool.known, ours["found"])
    line: dict[str, object] = {"reports": len(spool.known.twins), "words": spool.words, **found}
    line |= {"seconds": ours["seconds"], "words_per_second": round(spool.words / ours["seconds"])} | costs(ours)
    alone = run("pairs", spool)
    if alone["found"] is not None:
        told, _ = recall(spool.known, alone["found"])
        line |= {f"pairs_{k}": v for k, v in (told | unrelated(spool.known, alone["found"]) | costs(alone)).items()}
    line["by_how"] = by_how
    if against:
        seconds = alone["seconds"] if alone["found"] is not None else ours["seconds"]
        line["rivals"] = {name: rival(name, spool, seconds) for name in RIVALS}
    return line


def rival(name: str, spool: Spool, ours: float) -> Figures:
    theirs = run(name, spool)
    told, _ = recall(spool.known, theirs["found"])
    return (
        told | unrelated(spool.known, theirs["found"]) | costs(theirs) | {"ours_takes": share(ours, theirs["seconds"])}
    )


def costs(answer: Answer) -> Figures:
    return {key: answer[key] for key in ("seconds", "cpu_seconds", "memory_mb", "held_before_mb", "workers_mb")}


def run(system: str, spool: Spool) -> Answer:
    """One system in a process of its own, so that neither time nor memory is another's."""
    say(f"{system} ...")
    command = [sys.executable, __file__, "--system", system, "--spool", str(spool.path)]
    subprocess.run(command, check=True)
    answer: Answer = pickle.loads(spool.path.with_suffix(".answer").read_bytes())
    if answer["found"] is not None:
        say(f"{system}: {answer['seconds']} s, {answer['memory_mb']} MB")
    return answer


# --- in a process of its own ---------------------------------------------------------------------------------------


def measure(system: str, spool: Path) -> None:
    """Runs one system on the spooled reports and writes what it found beside them."""
    reports, segments = loaded(spool)
    call = SYSTEMS[system]
    gc.collect()
    forget_peak()
    held, wall, cpu = status_mb("VmRSS"), time.perf_counter(), cpu_seconds()
    found = call(reports, segments)
    took, worked = time.perf_counter() - wall, cpu_seconds() - cpu
    answer: Answer = {
        "found": found,
        "seconds": round(took, 3),
        "cpu_seconds": round(worked, 3),
        "memory_mb": round(status_mb("VmHWM") - held, 1),
        "held_before_mb": round(held, 1),
        "workers_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, 1),
    }
    spool.with_suffix(".answer").write_bytes(pickle.dumps(answer))


def loaded(spool: Path) -> tuple[list[Report], Segments]:
    """All reports in an order that tells nothing, and their segments by id."""
    pages = [page for family in families_of(spool) for page in family]
    random.Random(0).shuffle(pages)
    return [report for report, _ in pages], {report.id: segments for report, segments in pages}


def families_of(spool: Path) -> Iterator[Any]:
    with spool.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return


def ours(reports: Sequence[Report], segments: Segments) -> object:
    from stemmata.collate import collate

    return collate(reports, segments, ())


def ours_alone(reports: Sequence[Report], segments: Segments) -> object:
    pairs = getattr(importlib.import_module("stemmata.collate"), "pairs", None)
    return None if pairs is None else list(pairs(reports, segments))


def listed(pairs: Callable[[Sequence[Report], Segments], Iterable[tuple[str, str]]]) -> Callable[..., object]:
    return lambda reports, segments: list(pairs(reports, segments))


SYSTEMS: dict[str, Callable[[Sequence[Report], Segments], object]] = {
    "ours": ours,
    "pairs": ours_alone,
    **{name: listed(rival) for name, rival in RIVALS.items()},
}


def cpu_seconds() -> float:
    """Of this process and the children that it waited for."""
    spent = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in spent)


def forget_peak() -> None:
    """From here on VmHWM is the most that is held from here on, where the system lets a process say so."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def status_mb(key: str) -> float:
    """VmRSS: memory held now; VmHWM: the most so far. Where /proc is missing, the most so far for both."""
    try:
        rows = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(row.split()[1]) for row in rows if row.startswith(key)) / 1024


if __name__ == "__main__":
    main()
