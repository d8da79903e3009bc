"""What the checks on a large model's proposals cost, by a model that makes no mistake: the marks themselves.

    python benchmarks/llm_checks.py PATH

PATH is a folder of marked reports (the format of corpus/README.md). Every marked claim of prose is proposed in the form
of an answer, its sentence as the quote, with the marked names as the mentions found; all that is refused is refused
wrongly. The claims that remain are scored as benchmarks/corpus.py scores a reader: its recall is the ceiling of
`--reader llm` (infobox rows are not asked about, but count), its time what our grammar makes of the words marked.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from stemmata.corpus.assemble import Assembled, assemble
from stemmata.corpus.marked import Line, MarkedClaim, MarkedReport, Words
from stemmata.corpus.reading import read_folder
from stemmata.corpus.score import Tally, score
from stemmata.extract.llm.prompt import Question, questions
from stemmata.extract.llm.reading import ACCEPTED, LEFT_OUT, Witness, hear
from stemmata.model import Extraction, Mention, MentionKind, MentionType

STANCES = ("accepted", "rejected", "denounced", "supported")
VALUE = {"type": "value", "kind": "value", "stands_for": ""}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    reports = read_folder(parser.parse_args().path)
    counts: Counter[str] = Counter()
    tally = Tally()
    for number, marked in enumerate(reports, start=1):
        print(f"\r{number}/{len(reports)}", end="", file=sys.stderr)
        told = Told(marked)
        counts.update(told.heard.counts)
        tally.add(score(marked, told.made, told.heard.extraction))
    print(file=sys.stderr)
    left_out = counts.pop(LEFT_OUT, 0)
    shares = {"proposals": counts.total(), "accepted": round(counts[ACCEPTED] / counts.total(), 4)}
    refused = {why: count for why, count in sorted(counts.items()) if why != ACCEPTED}
    print(json.dumps({**shares, "refused": refused, "qualifiers_left_out": left_out, **tally.figures()}))


class Told:
    """A marked report heard from a model that knows its marks."""

    def __init__(self, marked: MarkedReport) -> None:
        self.marked, self.made = marked, assemble(marked)
        marks = [(line, mark) for line in marked.lines for mark in line.marks]
        self.times = {m.id: line.text[m.start : m.end] for line, m in marks if m.type is MentionType.TIME}
        named = [(line, m) for line, m in reversed(marks) if m.kind is MentionKind.NAME]
        self.names = {m.id: line.text[m.start : m.end] for line, m in named}  # the first of each
        self.types = {m.id: m.type.value for _, m in marks}
        report = self.made.report
        asked = questions(report, self.made.segments, "marks")
        answers = {question.key: json.dumps({"claims": self.claims(question)}) for question in asked}
        small = Extraction(report.id, tuple(mentions(self.made, marked)), ())
        self.heard = hear(report, self.made.segments, small, Witness("marks", 1.0, answers))

    def claims(self, question: Question) -> list[dict[str, object]]:
        sheet = question.sheet
        start, end = sheet.in_report((0, len(sheet.text)))
        lines = [line for line, at in zip(self.marked.lines, self.made.starts, strict=True) if start <= at < end]
        return [self.proposal(line, claim) for line in lines for claim in line.claims]

    def proposal(self, line: Line, claim: MarkedClaim) -> dict[str, object]:
        object_ = self.end(line, claim.object)
        times = {"at" if key == "when" else key: self.times.get(id, "") for key, id in claim.times.items()}
        return {
            "quote": line.text,
            "predicate": claim.predicate,
            "subject": self.end(line, claim.subject),
            "object": object_,
            "qualifiers": [self.qualifier(line, key, value, object_) for key, value in claim.qualifiers.items()],
            **times,
            "voices": [self.end(line, voice)["words"] for voice in claim.voices],
            "polarity": claim.polarity,
            "modality": claim.modality or "none",
        }

    def end(self, line: Line, what: str | Words | None) -> dict[str, str]:
        if what is None or isinstance(what, Words):
            return {"words": "" if what is None else what.text, **VALUE}
        mark = next((m for m in line.marks if m.id == what), None)
        kind, words = (mark.kind, line.text[mark.start : mark.end]) if mark else ("name", self.names.get(what, what))
        name = self.names.get(what, "") if kind != MentionKind.NAME else ""
        return {"words": words, "type": self.types.get(what, "ArmedGroup"), "kind": kind, "stands_for": name}

    def qualifier(self, line: Line, key: str, value: str | Words, object_: dict[str, str]) -> dict[str, str]:
        words = value.text if isinstance(value, Words) else value
        if key == "as" and not isinstance(value, Words):  # a toll: which of the four the number is
            return {"name": words, "words": object_["words"]}
        known = isinstance(value, Words) or value in STANCES
        return {"name": key, "words": words if known else self.end(line, value)["words"]}


def mentions(made: Assembled, marked: MarkedReport) -> list[Mention]:
    """The marked names, as a small reader that overlooks none."""
    found = []
    for line, start in zip(marked.lines, made.starts, strict=True):
        for mark in line.marks:
            if mark.kind is MentionKind.NAME and mark.type is not MentionType.TIME:
                place = start + mark.start, start + mark.end
                words = line.text[mark.start : mark.end]
                found.append(Mention(made.report.id, *place, words, mark.type, mark.kind))
    return found


if __name__ == "__main__":
    main()
