"""What a person decides on a claim, a report or an entity, written down: a line of judgements.jsonl each.

`judging.py` answers the questions that the record asks; here somebody decides of their own accord. Every judgement
points by an anchor that lasts: the words, what stands around them, what is claimed there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from stemmata.errors import NotFound, RecordError
from stemmata.model import Anchor, Claim, Judgement, Report
from stemmata.record import parts
from stemmata.record.lines import append_judgement, read_judgements, standing
from stemmata.record.places import anchor_of
from stemmata.show.holdings import Holdings
from stemmata.show.judging import time_for
from stemmata.show.queries.judged import VERDICTS, Anchored
from stemmata.show.queries.sides import Shelf

ON_CLAIMS = ("accept", "reject", "correct", "note")
TELLING = 40  # mentions of an entity among which the best place for an anchor is looked for


@dataclass(frozen=True, slots=True)
class Pen:
    """Somebody who writes judgements into a record folder."""

    folder: Path
    who: str

    def write(self, judgement: Judgement, why: str) -> Judgement:
        """The judgement signed, on the disk before this returns. Raises RecordError."""
        if not self.who.strip():
            raise RecordError("a judgement needs somebody who judges")
        signed = replace(judgement, who=self.who, when=time_for(self.folder), why=why.strip())
        append_judgement(self.folder, signed)
        return signed

    def undo(self, who: str, when: str, what: str, why: str) -> Judgement:
        """Takes back a judgement that stands. Raises NotFound where none does."""
        stand = standing(read_judgements(self.folder))
        found = next((j for j in stand if (j.who, j.when, j.what) == (who, when, what)), None)
        if found is None:
            raise NotFound(f"no judgement {what!r} by {who!r} of {when} stands, so there is none to take back")
        value = {"who": found.who, "when": found.when, "what": found.what}
        return self.write(Judgement("", "", "undo", "", found.anchors, value), why)


def on_claim(report: Report, claim: Claim, what: str, value: Mapping[str, str]) -> Judgement:
    """What is decided on a claim; `value` is what a correction says. Raises NotFound, RecordError."""
    if what not in ON_CLAIMS:
        raise NotFound(f"{what!r} is not decided on a claim; have {', '.join(ON_CLAIMS)}")
    if what == "correct" and not value:
        raise RecordError("a correction says what is otherwise; this one says nothing")
    words = anchor_of(report.name, report.text, (claim.start, claim.end))
    arguments = (claim.subject.text, claim.object.text)
    anchor = replace(words, predicate=claim.predicate, arguments=arguments)
    return Judgement("", "", what, "", (anchor,), value if what == "correct" else {})


def added(report: Report, span: tuple[int, int], value: Mapping[str, str]) -> Judgement:
    """A claim that somebody saw in the words of a span. Raises RecordError where the report has no such span."""
    start, end = span
    if not 0 <= start < end <= len(report.text) or not report.text[start:end].strip():
        raise RecordError(f"{report.name} has no words at {start}-{end}; its text has {len(report.text)} characters")
    return Judgement("", "", "add", "", (anchor_of(report.name, report.text, span),), dict(value))


def where(report: Report, words: str, nth: int = 1) -> tuple[int, int]:
    """Where words stand in a report for the nth time. Raises RecordError where they do not."""
    start = -1
    for _ in range(nth if words else 0):
        start = report.text.find(words, start + 1)
        if start < 0:
            break
    if start < 0:
        times = "" if nth == 1 else f" {nth} times"
        raise RecordError(f"{report.name} does not have the words {words[:60]!r}{times}")
    return start, start + len(words)


def metadata(report: Report, key: str, value: str) -> Judgement:
    """What is known of a report; an empty value makes it unknown."""
    return Judgement("", "", "metadata", "", (Anchor(report.name, ""),), {key: value})


def on_identity(connection: Connection, one: str, other: str, verdict: str) -> Judgement:
    """That two entities are one, or are two. Raises NotFound."""
    if verdict not in VERDICTS:
        raise NotFound(f"no verdict {verdict!r}; have {', '.join(VERDICTS)}")
    if one == other:
        raise NotFound(f"{one} is one entity already")
    return Judgement("", "", verdict, "", tuple(_anchor(connection, entity) for entity in (one, other)))


def withheld(connection: Connection, entity: str) -> Judgement:
    """That a person is not to be shown. Raises NotFound."""
    return Judgement("", "", "withhold", "", (_anchor(connection, entity),))


def _anchor(connection: Connection, entity: str) -> Anchor:
    """The best place of an entity that leads back to it. Raises NotFound where it is named nowhere."""
    mentions = {m.id: m for m in parts.mentions_of(connection, entity, TELLING)}
    if not mentions:
        raise NotFound(f"no place in a report names {entity!r}, so nothing can be decided on it")
    reports = parts.reports(connection, {m.report for m in mentions.values()}, texts=True)
    there = {m.id: m for m in parts.mentions_in(connection, reports)}
    entity_of = parts.entity_of(connection, there)
    held = Holdings(reports, there, {}, parts.entities(connection, [entity]), entity_of, {})
    anchored = Anchored(held)
    anchors: Sequence[Anchor] = list(Shelf(held).anchors(entity, frozenset(mentions)))
    found = next((anchor for anchor in anchors if anchored(anchor) == entity), None)
    if found is None:  # the same words in the same surroundings mean another there
        raise NotFound(f"no place in a report tells {entity!r} from others, so nothing can be decided on it")
    return found
