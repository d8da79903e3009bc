"""The whole journey on one screen: acquire, clean, extract -> clocks -> collate -> identify -> reconcile -> record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

import stemmata
from stemmata.collate import collate
from stemmata.errors import UnreadableReport
from stemmata.extract.llm.prompt import Question
from stemmata.identify import identify
from stemmata.model import DifferenceKind, Judgement, Unread, digest
from stemmata.readings import Progress, Readings, Stopwatch, silent
from stemmata.reconcile import reconcile
from stemmata.record.codec import to_json
from stemmata.record.content import Content
from stemmata.record.database import DATABASE, sole_builder, writing
from stemmata.record.decisions import Decisions, Names
from stemmata.record.kept import Kept
from stemmata.record.lines import read_identities, read_judgements, read_links, standing, write_identities
from stemmata.record.write import write
from stemmata.settings import Settings


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build made, and what it could not make."""

    reports: int
    words: int
    claims: int
    entities: int
    facts: int
    disputes: int
    kept: int  # reports whose reading was kept from an earlier build
    unread: tuple[Unread, ...]
    unclaimed: tuple[str, ...]  # reports not read for claims: "path (language)"
    unplaced: tuple[Judgement, ...]
    seconds: float
    steps: Mapping[str, float]  # seconds of each step
    proposals: Mapping[str, int]  # of a large model, where one reads: how many were accepted, and refused for what
    unanswered: int  # passages that a large model was not asked about, or did not answer


def build(
    folder: Path | str,
    *,
    strict: bool = False,
    min_confidence: float | None = None,
    progress: Progress = silent,
    settings: Settings | None = None,
) -> Summary:
    """Makes record.db of a record folder anew, and adds the ids given out to identities.jsonl.

    A file that cannot be read never stops it; with `strict` it ends, when all is recorded, in UnreadableReport.
    `settings`: others than those of the folder. No build uses a network: of a large model it reads what answers.jsonl
    holds.
    Raises SettingsError, RecordError: then the earlier record stands as it was.
    """
    settings = settings or Settings.read(Path(folder))
    if min_confidence is not None:
        settings = replace(settings, min_confidence=min_confidence)
    with sole_builder(settings.folder), writing(settings.folder / DATABASE) as engine, Kept(engine) as kept:
        clock = Stopwatch(progress)
        readings = Readings(settings, kept, clock)
        content = walk(settings, readings, clock)
        with clock.step("record"), engine.begin() as connection:
            write(connection, content)
            write_identities(settings.folder, content.identification.identities)
    if strict and content.unread:
        first = content.unread[0]
        count = f"{len(content.unread)} not read, which strict forbids"
        raise UnreadableReport(
            f"{count}; the first: {first.path}{f'!{first.member}' * bool(first.member)}: {first.reason}"
        )
    return summary(content, readings, clock)


def unanswered(settings: Settings, *, progress: Progress = silent) -> tuple[Question, ...]:
    """What a large model would have to be asked before a build with these settings; what was read meanwhile is kept."""
    with sole_builder(settings.folder), writing(settings.folder / DATABASE) as engine, Kept(engine) as kept:
        readings = Readings(settings, kept, Stopwatch(progress))
        for _ in readings.all(Decisions(standing(read_judgements(settings.folder)))):
            pass
        return tuple({question.key: question for question in readings.unanswered}.values())


def walk(settings: Settings, readings: Readings, clock: Stopwatch) -> Content:
    """Everything that a record holds, made from its folder."""
    judgements = standing(read_judgements(settings.folder))
    decisions = Decisions(judgements)
    read = list(readings.all(decisions))
    reports = tuple(reading.report for reading in read)
    segments = {reading.report.id: reading.segments for reading in read}
    extractions = tuple(reading.extraction for reading in read)
    claims = tuple(claim for extraction in extractions for claim in extraction.claims)
    mentions = tuple(mention for extraction in extractions for mention in extraction.mentions)
    with clock.step("collate"):
        collation = collate(reports, segments, settings.publishers)
    with clock.step("identify"):
        identities, links = read_identities(settings.folder), read_links(settings.folder)
        told = [*map(to_json, (*judgements, *links)), *map(repr, settings.publishers)]
        identification = identify(reports, extractions, identities, judgements, links)
    with clock.step("reconcile"):
        reconciliation = reconcile(claims, identification, collation, reports, mentions)
    withheld = decisions.withheld(reports, identification, Names(extractions, identification))
    return Content(
        reports=reports,
        segments=segments,
        mentions=mentions,
        claims=claims,
        collation=collation,
        identification=identification,
        reconciliation=reconciliation,
        unread=tuple(readings.unread),
        unclaimed=frozenset(reading.report.id for reading in read if not reading.claimed),
        judgements=judgements,
        unplaced=decisions.unplaced(identification),
        withheld=withheld,
        build={"stemmata": stemmata.__version__, "inputs": digest(readings.inputs(), *told)},
    )


def summary(content: Content, readings: Readings, clock: Stopwatch) -> Summary:
    """What there is to tell of a build."""
    differences = content.reconciliation.differences
    return Summary(
        reports=len(content.reports),
        words=sum(len(report.text.split()) for report in content.reports),
        claims=len(content.claims),
        entities=len(content.identification.entities),
        facts=len(content.reconciliation.facts),
        disputes=sum(difference.kind is DifferenceKind.CONTRADICTION for difference in differences),
        kept=readings.from_before,
        unread=content.unread,
        unclaimed=tuple(f"{r.name} ({r.known('language')})" for r in content.reports if r.id in content.unclaimed),
        unplaced=content.unplaced,
        seconds=perf_counter() - clock.began,
        steps=clock.seconds,
        proposals=dict(sorted(readings.proposals.items())),
        unanswered=len({question.key for question in readings.unanswered}),
    )
