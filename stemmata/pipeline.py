"""The whole journey on one screen: acquire -> clean -> extract -> collate -> identify -> reconcile -> record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import file_digest
from pathlib import Path
from time import perf_counter

import stemmata
from stemmata.acquire import acquire_file, list_files
from stemmata.acquire.files import explain, name_below, sidecar_of
from stemmata.clean import clean
from stemmata.collate import collate
from stemmata.errors import UnreadableReport
from stemmata.extract import Reader
from stemmata.extract.llm.prompt import Question
from stemmata.extract.llm.reading import Witness, hear
from stemmata.identify import identify
from stemmata.model import DifferenceKind, Extraction, Judgement, Report, Segment, Unread, digest, in_order
from stemmata.reconcile import reconcile
from stemmata.record.answers import read_answers
from stemmata.record.codec import from_json, to_json
from stemmata.record.content import Content
from stemmata.record.database import DATABASE, sole_builder, writing
from stemmata.record.decisions import Decisions, Names
from stemmata.record.kept import Kept, made_by
from stemmata.record.lines import read_identities, read_judgements, write_identities
from stemmata.record.write import write
from stemmata.settings import LARGE, Settings

LANGUAGES = frozenset({"en"})  # whose sentences extract has patterns for
_PER_REPORT = ("acquire", "clean", "extract")  # told of together, as "read"
_SHARED = ("model.py", "when.py", "edtf.py", "names", "ontology")  # what every step rests on

Progress = Callable[[str, int, int], None]  # a step, how much of it is done, how much there is


def silent(step: str, done: int, total: int) -> None:
    """Tells nobody how far a build is."""


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
        for _ in readings.all(Decisions(read_judgements(settings.folder))):
            pass
        return tuple({question.key: question for question in readings.unanswered}.values())


def walk(settings: Settings, readings: Readings, clock: Stopwatch) -> Content:
    """Everything that a record holds, made from its folder."""
    judgements = read_judgements(settings.folder)
    decisions = Decisions(judgements)
    read = list(readings.all(decisions))
    reports = tuple(reading.report for reading in read)
    segments = {reading.report.id: reading.segments for reading in read}
    extractions = tuple(reading.extraction for reading in read)
    claims = tuple(claim for extraction in extractions for claim in extraction.claims)
    with clock.step("collate"):
        collation = collate(reports, segments, settings.publishers)
    with clock.step("identify"):
        identification = identify(reports, extractions, read_identities(settings.folder), judgements)
    with clock.step("reconcile"):
        reconciliation = reconcile(claims, identification, collation, reports)
    withheld = decisions.withheld(reports, identification, Names(extractions, identification))
    return Content(
        reports=reports,
        segments=segments,
        mentions=tuple(mention for extraction in extractions for mention in extraction.mentions),
        claims=claims,
        collation=collation,
        identification=identification,
        reconciliation=reconciliation,
        unread=tuple(readings.unread),
        unclaimed=frozenset(reading.report.id for reading in read if not reading.claimed),
        judgements=judgements,
        unplaced=decisions.unplaced(identification),
        withheld=withheld,
        build={"stemmata": stemmata.__version__, "inputs": readings.inputs()},
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """One report, read. `claimed` is false where nothing here reads its language."""

    report: Report
    segments: tuple[Segment, ...]
    extraction: Extraction
    claimed: bool


class Readings:
    """The reports of a record, read one by one: what an earlier build kept is taken from there.

    `unread`, `proposals` and `unanswered` are complete when `all` is through.
    """

    def __init__(self, settings: Settings, kept: Kept, clock: Stopwatch) -> None:
        self.settings, self.kept, self.clock = settings, kept, clock
        self.unread: list[Unread] = []
        self.from_before = 0
        self.proposals: Counter[str] = Counter()
        self.unanswered: list[Question] = []
        self._witness = _witness(settings)
        self._keys: list[str] = []
        self._acquired_by = made_by(("acquire", *_SHARED))
        models = () if settings.model is None else (settings.model,)
        self._read_by = made_by(("clean", "extract", *_SHARED), *models)

    @cached_property
    def _reader(self) -> Reader:
        """Loaded when the first report needs it: a build that finds all readings kept never does."""
        with self.clock.step("load"):
            return Reader.load(self.settings.model)

    def inputs(self) -> str:
        """One hash of all that was read, and of what read it."""
        witness = () if self._witness is None else (self._witness.model, str(self._witness.confidence))
        return digest(*self._keys, self._read_by, str(self.settings.min_confidence), *witness)

    def all(self, decisions: Decisions) -> Iterator[Reading]:
        """Every report that can be read, in the order of paths and members."""
        paths = list_files(self.settings.reports)
        for done, path in enumerate(paths):
            self.clock.progress("read", done, len(paths))
            for key, result in self._acquired(path):
                if isinstance(result, Unread):
                    self.unread.append(result)
                else:
                    yield self._reading(key, result, decisions)
        self.clock.progress("read", len(paths), len(paths))

    def _acquired(self, path: Path) -> Iterator[tuple[str, Report | Unread]]:
        """What a file gives, each with the key of the file."""
        with self.clock.step("acquire"):
            name = name_below(self.settings.reports, path)
            try:
                hashes = (_hash(path), _hash(sidecar) if (sidecar := sidecar_of(path)).is_file() else "")
            except OSError as error:
                yield "", Unread(name, None, explain(error))
                return
            key = digest(name, *hashes, *self.settings.lines(), self._acquired_by, length=32)
            self._keys.append(key)
            stored = self.kept.get("acquire", key)
        if stored is not None:
            yield from ((key, _result(line)) for line in stored)
            return
        lines = []
        for result in acquire_file(path, self.settings.reports, self.settings.limits, self.settings.columns):
            lines.append(type(result).__name__[0] + to_json(result))
            yield key, result
        self.kept.put("acquire", key, lines)

    def _reading(self, file_key: str, report: Report, decisions: Decisions) -> Reading:
        report = decisions.on_metadata(report)
        key = digest(file_key, report.id, to_json(report.metadata), self._read_by, length=32)
        stored = self.kept.get("read", key)
        if stored is None:
            stored = self._read(report)
            self.kept.put("read", key, stored)
        else:
            self.from_before += 1
        segments, extraction = from_json(tuple[Segment, ...], stored[0]), from_json(Extraction, stored[1])
        report = replace(report, metadata={**extraction.bounds, **report.metadata}, runs=())
        extraction = self._heard(report, segments, extraction)
        extraction = sure_enough(decisions.on_claims(report, extraction), self.settings.min_confidence)
        return Reading(report, segments, extraction, _claimable(report))

    def _heard(self, report: Report, segments: tuple[Segment, ...], small: Extraction) -> Extraction:
        """The small reader's extraction, or what a large model makes of it: cheap, so that it is not kept."""
        if self._witness is None or not _claimable(report):
            return small
        with self.clock.step("extract"):
            heard = hear(report, segments, small, self._witness)
        self.proposals.update(heard.counts)
        self.unanswered += heard.unanswered
        self._keys += (digest(key, self._witness.answers[key], length=32) for key in heard.used)
        return heard.extraction

    def _read(self, report: Report) -> tuple[str, str]:
        try:
            with self.clock.step("clean"):
                segments = clean(report)
            extraction = self._extract(report, segments) if _claimable(report) else Extraction(report.id, (), ())
        except Exception as error:  # a fault of ours, which whoever reports it can only show us with the report
            error.add_note(f"while reading {report.name}")
            raise
        return to_json(segments), to_json(extraction)

    def _extract(self, report: Report, segments: tuple[Segment, ...]) -> Extraction:
        reader = self._reader
        with self.clock.step("extract"):
            return reader.extract(report, segments)


def _witness(settings: Settings) -> Witness | None:
    """The large model of the settings with what it answered so far; None where the small reader reads alone."""
    if settings.reader != LARGE:
        return None
    large = settings.llm
    answers = {key: answer.text for key, answer in read_answers(settings.folder).items()}
    return Witness(large.model, large.confidence, answers)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _result(line: str) -> Report | Unread:
    return from_json(Report, line[1:]) if line.startswith("R") else from_json(Unread, line[1:])


def _claimable(report: Report) -> bool:
    """Whether extract has patterns for its language; where that is unknown, it is worth the attempt."""
    language = report.known("language")
    return language is None or language.split("-")[0].casefold() in LANGUAGES


def sure_enough(extraction: Extraction, least: float) -> Extraction:
    """The extraction with the claims of at least that confidence; of two with one id, the surer."""
    surest = {claim.id: claim for claim in sorted(extraction.claims, key=lambda c: (c.confidence, c.method))}
    return replace(extraction, claims=in_order(c for c in surest.values() if c.confidence >= least))


class Stopwatch:
    """How far a build is, and how long each step took. Nothing that is recorded depends on it."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.seconds: dict[str, float] = {}
        self.began = perf_counter()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        began = perf_counter()
        if name not in _PER_REPORT:
            self.progress(name, 0, 1)
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - began
        if name not in _PER_REPORT:
            self.progress(name, 1, 1)


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
