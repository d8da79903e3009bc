"""How fast the site of a record is, as its readers meet it: the real server, asked over real connections.

    python benchmarks/web.py RECORD [--small] [--seconds 60] [--readers 50] [--seed 1]

RECORD is a record folder; benchmarks/made_record.py makes one of any size. Starts `stemmata serve` on a free port of
this machine, and measures: seconds until it answers; pages of 200 groups (drawn by how much there is about them) and of
the 20 largest, one reader at a time, each page once; 100 searches (names in several scripts, words, misses); the family
tree of a family of some 200 groups; 50 readers at once for a minute (70 % groups, 20 % searches, 10 % front, no
conditional requests), whose load is made on the same machine, and who may find pages that the server has kept; bytes,
requests and first paint of a group page in a browser, if there is one (CHROMIUM names it); memory of the server, and
what it used of the processor, which tells more than the clock on a machine that others use. `--small` asks a tenth of
all that. Only addresses of this machine are asked. Prints one JSON object of figures.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from os import getloadavg
from pathlib import Path

from serving.asked import Asked
from serving.browser import seen
from serving.reader import Reader
from serving.server import Server

TREES = ("/entities/{id}/tree", "/tree?entity={id}")  # the first that answers is measured
CROWD = Path(__file__).parent / "serving" / "crowd.py"


def measured(server: Server, asked: Asked, crowd: dict[str, object]) -> dict[str, object]:
    reader, began = Reader(server.port), time.perf_counter()
    front = reader.ask("/")
    figures: dict[str, object] = {
        "start_seconds": round(server.seconds, 2),
        "first_front_ms": round(1000 * front.seconds, 1),
        "memory_mb_at_start": server.memory(),
    }
    told("started", began)
    reader.ask(asked.other)  # templates compiled, tables opened: what only the first reader of all waits for
    steps: dict[str, Callable[[], object]] = {
        "group_pages": lambda: reader.timed([*map(reader.first, asked.groups)]),
        "largest_groups": lambda: reader.timed([*map(reader.first, asked.largest)]),
        "front": lambda: reader.timed([reader.ask("/") for _ in range(10)]),
        "searches": lambda: reader.timed([*map(reader.first, asked.searches)]),
        "family_tree": lambda: tree(reader, asked.family),
        "crowd": lambda: together(server.port, asked, crowd),
        "first_view": lambda: first_view(server.port, asked),
    }
    for name, step in steps.items():
        began = time.perf_counter()
        cpu = server.seconds_of_processor()
        figures[name] = step()
        figures[f"{name}_cpu_seconds"] = round(server.seconds_of_processor() - cpu, 2)
        told(name, began)
    return {**figures, "memory_mb": server.memory()}


def told(step: str, began: float) -> None:
    print(f"{step}: {time.perf_counter() - began:.1f} s", file=sys.stderr, flush=True)


def tree(reader: Reader, family: Sequence[str]) -> dict[str, object]:
    """The tree of a family, as seen from several of its groups."""
    if not family:
        return {"note": "no group of this record came from another"}
    address = next((t for t in TREES if reader.ask(t.format(id=family[0])).status == 200), None)
    if address is None:
        return {"note": f"no answer at {' or '.join(TREES)}"}
    answers = [reader.ask(address.format(id=id_)) for id_ in family[1:11]]
    return {"groups": len(family), "address": address, **reader.timed(answers)}


def together(port: int, asked: Asked, crowd: dict[str, object]) -> dict[str, object]:
    plan = {"port": port, **crowd, "asked": [[70, asked.groups], [20, asked.searches], [10, ["/"]]]}
    done = subprocess.run([sys.executable, str(CROWD)], input=json.dumps(plan), capture_output=True, text=True)
    if done.returncode:
        return {"note": f"the crowd stopped: {done.stderr.strip().splitlines()[-1]}"}
    found: dict[str, object] = json.loads(done.stdout)
    return found


def first_view(port: int, asked: Asked) -> dict[str, object]:
    """The largest group and some others, as somebody sees them who was never here before."""
    addresses = [*asked.largest[:2], *asked.groups[:5]]
    browser = seen(f"http://127.0.0.1:{port}", addresses)
    views = [Reader(port).first_view(address, browser.get("fetched", ())) for address in addresses]
    most = max(views, key=lambda view: view.gzip)
    return {"most": asdict(most), "requests": 1 + len(most.assets), "browser": browser}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", type=Path, help="a record folder")
    parser.add_argument("--small", action="store_true", help="a tenth of the pages, searches and seconds")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    scale = 10 if given.small else 1
    began, load = time.perf_counter(), getloadavg()[0]
    asked = Asked.of(given.record, 200 // scale, 100 // scale, given.seed)
    told("addresses", began)
    crowd: dict[str, object] = {"readers": given.readers, "seconds": given.seconds / scale, "seed": given.seed}
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server ends with us
    with Server(given.record) as server:
        print(json.dumps({"record": str(given.record), "load": load, **measured(server, asked, crowd)}))


if __name__ == "__main__":
    main()
