"""How fast a whole build is: words a second through all steps, on one core, after start-up.

    python benchmarks/throughput.py [PATH] [--reports 200] [--seed 1]

Without PATH it makes its own folder: invented news reports of an invented war, seeded, of some 300 words each, a fifth
of them taken over from another with other first and last sentences. With PATH it builds a copy of that folder of
reports. It builds twice: the first time everything is made, the second time, after one report was added, all the rest
is kept. Start-up (loading the model) is told apart. On a machine that others use, the seconds of the processor tell
more than those of the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from stemmata.extract import Reader
from stemmata.pipeline import Summary, build
from stemmata.settings import init

PLACES = "Tolin Marden Osk Belvar Quenn Harrow Sill Dunmere Vask Ilmen Torrow Kesh Aldery Bren Corvin Maddle".split()
FIRST = "Oru Nele Tamsin Jorik Bela Matis Sorrel Ivo Kasia Dren Pell Anouk Rurik Lida Corin Hale".split()
LAST = "Sander Brook Vey Marsh Tallow Quist Orme Ferrin Hadley Stroud Kett Winlow Garrick Moss Thane Ulver".split()
KINDS = "Front Brigade League Battalion Army Guard Movement Division Legion Regiment".split()
MARKS = "Reed Salt Delta Iron Northern Free River Marsh Eastern Black Harbour Union Falcon Dawn".split()
MONTHS = "January February March April May June July August September October November December".split()

SENTENCES = (
    "The {a} split from the {b} in {month} {year}.",
    "In {month} {year}, the {a} joined the {b}, a spokesman said.",
    "{person}, the commander of the {a}, was killed near {place} on {day} {month} {year}.",
    "According to the {b}, the {a} attacked {place} and captured {number} fighters.",
    "The {a} denied that it had attacked {place}.",
    "The {a} is based in {place} and has about {number} fighters.",
    "The {b} supplied the {a} with rockets, two officials said, and trained its fighters in {place}.",
    "The {a} was founded in {year} by {person}, a former officer of the {b}.",
    "General {person} took command of the {a} after weeks of argument over pay, food and winter clothing.",
    "People in {place} said that the market had been closed since the roads were cut by the first snow.",
    "Doctors at the hospital in {place} treated {number} wounded, most of them with burns, and asked for blood.",
    "The river had risen again, and the ferry that ties the two banks together was still out of order.",
    "Nobody answered the telephone at the office of the {a} in {place}, which moved twice in {year}.",
    "The {a}, the {b} and the {c} merged into the {d} in {month} {year}.",
    "Talks in {place} ended without an agreement; the next round was put off until the harvest is in.",
)


def sentence(dice: random.Random) -> str:
    groups = dice.sample([f"{mark} {kind}" for mark in MARKS for kind in KINDS], 4)
    return dice.choice(SENTENCES).format(
        **dict(zip("abcd", groups, strict=True)),
        person=f"{dice.choice(FIRST)} {dice.choice(LAST)}",
        place=dice.choice(PLACES),
        number=dice.randrange(20, 900),
        day=dice.randrange(1, 29),
        month=dice.choice(MONTHS),
        year=dice.randrange(2009, 2021),
    )


def story(dice: random.Random) -> list[str]:
    return [sentence(dice) for _ in range(dice.randrange(14, 26))]


def invent(folder: Path, count: int, dice: random.Random) -> None:
    """Writes the reports; one in five is another's story under a new roof."""
    stories: list[list[str]] = []
    for number in range(count):
        told = story(dice)
        if stories and dice.random() < 0.2:
            told = [sentence(dice), *dice.choice(stories)[1:-1], sentence(dice)]
        stories.append(told)
        date = f"{dice.randrange(1, 29)} {dice.choice(MONTHS)} 2021"
        paragraphs = [" ".join(told[at : at + 4]) for at in range(0, len(told), 4)]
        text = "\n\n".join((f"News from {dice.choice(PLACES)}", date, *paragraphs))
        (folder / f"{number:05}.txt").write_text(f"{text}\n", "utf-8")


def show(step: str, done: int, total: int) -> None:
    if done == total or done % 25 == 0:
        print(f"\r{step} {done}/{total}      ", end="", file=sys.stderr, flush=True)


def figures(first: Summary, second: Summary, cpu: float, size: int) -> dict[str, object]:
    working = first.seconds - first.steps.get("load", 0.0)
    return {
        "reports": first.reports,
        "words": first.words,
        "claims": first.claims,
        "facts": first.facts,
        "words_per_second": round(first.words / working),
        "words_per_cpu_second": round(first.words / cpu),
        "seconds": round(working, 2),
        "cpu_seconds": round(cpu, 2),
        "start_up_seconds": round(first.steps.get("load", 0.0), 2),
        "steps": {step: round(seconds, 2) for step, seconds in first.steps.items()},
        "one_more_report_seconds": round(second.seconds, 2),
        "kept": second.kept,
        "record_bytes": size,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=Path, help="a folder of reports; without it they are invented")
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    dice = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        init(folder)
        if asked.path is None:
            invent(folder / "reports", asked.reports, dice)
        else:
            shutil.copytree(asked.path, folder / "reports", dirs_exist_ok=True)
        Reader.load()  # files in the system's cache, libraries initialised
        began = time.process_time()
        first = build(folder, progress=show)
        cpu = time.process_time() - began
        (folder / "reports/zz-one-more.txt").write_text(" ".join(story(dice)), "utf-8")
        second = build(folder, progress=show)
        print(file=sys.stderr)
        print(json.dumps(figures(first, second, cpu, (folder / "record.db").stat().st_size)))


if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    main()
