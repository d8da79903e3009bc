"""How long reconciling takes, and what memory, with many claims about actors of whom a few are in nearly everything.

    python benchmarks/reconcile_scale.py [--claims 1000000] [--reports 100000] [--seed 1]

Makes claims of fourteen predicates between 20,000 actors, 300 coalitions, 3,000 places and the officers of the actors.
Their part in the claims falls off as 1 over their rank: the first actor is in about a tenth of them. Half of the claims
repeat another in another report, a third have a voice, a fifth no date, a twentieth another date than the others; a
tenth of the reports share a lineage with another. Each actor has one founding and a leader at a time. All is held in
memory before the clock starts; the memory is what the process holds at most, with and without that.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from zlib import crc32

from stemmata.model import (
    Argument,
    Claim,
    Collation,
    Entity,
    Identification,
    Lineage,
    Metadatum,
    Polarity,
    Qualifier,
    Report,
)
from stemmata.reconcile import reconcile
from stemmata.when import UNKNOWN, Period

STATES = ("allied_with", "opposed_to", "part_of", "member_of", "supplied_by", "active_in", "controls", "holds_post")
EVENTS = ("attacked", "joined", "left", "split_from", "captured", "formed")
FIRST, DAYS = date(2011, 1, 1), 3650
FOUNDED = 600  # days within which all actors are founded; everything else happens after them
TERM = 700  # days that one leader stays
ROLES = ("commander", "leader", "spokesman", "deputy commander")
RANGES = {"active_in": "place", "controls": "place", "captured": "place", "part_of": "coalition",
          "member_of": "coalition", "joined": "coalition", "left": "coalition"}  # fmt: skip


class Pool:
    """Names that are drawn the less often the later they stand."""

    def __init__(self, kind: str, size: int, dice: random.Random) -> None:
        self.kind, self.dice = kind, dice
        self.sums = list(accumulate(1 / rank for rank in range(1, size + 1)))

    def draw(self) -> str:
        return f"{self.kind}{bisect(self.sums, self.dice.random() * self.sums[-1])}"


class Maker:
    """Makes claims, from one seed."""

    def __init__(self, reports: int, seed: int) -> None:
        self.dice, self.reports = random.Random(seed), reports
        sizes = {"actor": 20_000, "place": 3_000, "coalition": 300}
        self.pools = {kind: Pool(kind, size, self.dice) for kind, size in sizes.items()}

    def claim(self, number: int) -> Claim:
        predicate = self.dice.choice(STATES + EVENTS)
        actor, day = self.pools["actor"].draw(), FOUNDED + self.dice.randrange(DAYS - FOUNDED)
        subject, other, qualifiers = actor, "", dict[str, Qualifier]()
        if predicate == "holds_post":
            role = self.dice.choice(ROLES)
            subject, other, qualifiers = f"person of {actor} {role} {day // TERM}", actor, {"role": role}
        elif predicate == "formed":
            day = hash_of(actor) % FOUNDED
        else:
            other = self.pools[RANGES.get(predicate, "actor")].draw()
        day += 365 * (self.dice.random() < 0.05)
        ends = Argument(subject, subject), Argument(other, other or None)
        span = number * 100, number * 100 + 60
        return Claim(
            self.report(), *span, "", predicate, *ends, "made", self.dice.choice((0.6, 0.75, 0.9)), qualifiers,
            self.when(predicate, day), self.voices(),
        )  # fmt: skip

    def when(self, predicate: str, day: int) -> Period:
        if self.dice.random() < 0.2:
            return UNKNOWN
        told = (FIRST + timedelta(day)).isoformat()[: self.dice.choice((4, 7, 10, 10))]
        if predicate in EVENTS:
            return Period.event(told)
        if predicate == "holds_post":
            return Period.evidenced(told)
        return Period.span(told) if self.dice.random() < 0.5 else Period.evidenced(told)

    def voices(self) -> tuple[str, ...]:
        return (self.pools["actor"].draw(),) if self.dice.random() < 1 / 3 else ()

    def report(self) -> str:
        return f"r{self.dice.randrange(self.reports)}"

    def again(self, claim: Claim) -> Claim:
        hedged = Polarity.DENIED if self.dice.random() < 0.03 else claim.polarity
        return replace(claim, report=self.report(), voices=self.voices(), polarity=hedged)

    def claims(self, count: int) -> list[Claim]:
        made: list[Claim] = []
        for number in range(count):
            made.append(self.again(self.dice.choice(made)) if made and number % 2 else self.claim(number))
        return made


def hash_of(name: str) -> int:
    """The same number for the same name, in every run."""
    return crc32(name.encode())


def collated(reports: Sequence[str], dice: random.Random) -> Collation:
    chosen = set(dice.sample(range(1, len(reports)), len(reports) // 10))
    groups: list[list[str]] = []
    for at, report in enumerate(reports):
        if at in chosen:
            groups[-1].append(report)
        else:
            groups.append([report])
    return Collation((), tuple(Lineage(tuple(group), ("made",)) for group in groups))


def report(name: str, dice: random.Random) -> Report:
    day = (FIRST + timedelta(dice.randrange(DAYS))).isoformat()
    known = {"published": Metadatum(day, "made"), "publisher": Metadatum(f"house {dice.randrange(500)}", "made")}
    return Report(name, f"{name}.txt", None, name, 0, "text/plain", "made/1", "", known)


def identified(claims: Sequence[Claim]) -> Identification:
    names = sorted({end.mention for claim in claims for end in (claim.subject, claim.object) if end.mention})
    kinds = {"a": "ArmedGroup", "p": "Person", "c": "Coalition"}
    entities = (Entity(name, "Place" if name.startswith("place") else kinds[name[0]], name, ()) for name in names)
    return Identification(tuple(entities), {name: name for name in names}, (), ())


def memory() -> int:
    """The most that the process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    maker = Maker(asked.reports, asked.seed)
    claims = maker.claims(asked.claims)
    reports = [report(f"r{number}", maker.dice) for number in range(asked.reports)]
    collation, identification = collated([r.id for r in reports], maker.dice), identified(claims)
    held = memory()
    print(f"{len(claims)} claims in {len(reports)} reports; reconciling", file=sys.stderr)
    began, cpu = time.perf_counter(), time.process_time()
    found = reconcile(claims, identification, collation, reports)
    seconds, cpu_seconds = time.perf_counter() - began, time.process_time() - cpu
    figures = {
        "claims": len(claims),
        "facts": len(found.facts),
        "differences": len(found.differences),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu_seconds, 1),
        "claims_per_cpu_second": round(len(claims) / cpu_seconds),
        "memory_mb": memory(),
        "held_before_mb": held,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
