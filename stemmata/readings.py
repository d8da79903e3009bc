"""The reports of a record, read one by one: acquire -> clean -> extract, or as an earlier build kept it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import file_digest
from pathlib import Path
from time import perf_counter
from traceback import walk_tb

from stemmata.acquire import acquire_file, list_files
from stemmata.acquire.files import explain, name_below, sidecar_of
from stemmata.clean import clean
from stemmata.clocks import Told, clocks
from stemmata.errors import StemmataError
from stemmata.extract import Reader
from stemmata.extract.llm.prompt import Question
from stemmata.extract.llm.reading import Witness, hear
from stemmata.extract.timing import month_without_year
from stemmata.model import TELLS_OF, Extraction, Metadatum, Report, Segment, Unread, digest, in_order
from stemmata.record.answers import read_answers
from stemmata.record.codec import from_json, to_json
from stemmata.record.decisions import Decisions
from stemmata.record.kept import Kept, made_by
from stemmata.settings import LARGE, Settings

LANGUAGES = frozenset({"en"})  # whose sentences extract has patterns for
_PER_REPORT = ("acquire", "clean", "extract")  # told of together, as "read"
_SHARED = ("model.py", "when.py", "edtf.py", "names", "ontology")  # what every step rests on

Progress = Callable[[str, int, int], None]  # a step, how much of it is done, how much there is


def silent(step: str, done: int, total: int) -> None:
    """Tells nobody how far a build is."""


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


@dataclass(frozen=True, slots=True)
class Reading:
    """One report, read. `claimed` is false where nothing here reads its language."""

    report: Report
    segments: tuple[Segment, ...]
    extraction: Extraction
    claimed: bool


@dataclass(frozen=True, slots=True)
class _Draft:
    """A report as the small reader read it, before other reports and people have their say. `file`: the file's key."""

    file: str
    report: Report
    segments: tuple[Segment, ...]
    extraction: Extraction
    kept: bool


class Readings:
    """The reports of a record, read one by one: what an earlier build kept is taken from there.

    A report without a date is read a second time where other reports give its year away (clocks.py).

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
        made = self._read_by, made_by(("clocks.py",))
        return digest(*self._keys, *made, str(self.settings.min_confidence), *witness)

    def all(self, decisions: Decisions) -> Iterator[Reading]:
        """Every report that can be read, in the order of paths and members."""
        drafts = list(self._drafts(decisions))
        judged = Decisions(decisions.judgements)  # notes of what fits a first reading are not those of the last
        told = clocks([self._told(draft, judged) for draft in drafts])
        for draft in drafts:
            clock = told.get(draft.report.id)
            last = draft if clock is None else self._again(draft, clock)
            if last is not None:
                yield self._reading(last, decisions)

    def _drafts(self, decisions: Decisions) -> Iterator[_Draft]:
        paths = list_files(self.settings.reports)
        for done, path in enumerate(paths):
            self.clock.progress("read", done, len(paths))
            for key, result in self._acquired(path):
                if isinstance(result, Unread):
                    self.unread.append(result)
                elif (draft := self._draft(key, decisions.on_metadata(result))) is not None:
                    yield draft
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

    def _draft(self, file: str, report: Report, segments: tuple[Segment, ...] | None = None) -> _Draft | None:
        """The report read by what its metadata now say, or as kept; `segments` where it is already cut into them.

        None where we fail on it: it is set down as unread, with the place of the fault.
        """
        key = digest(file, report.id, to_json(report.metadata), self._read_by, length=32)
        stored = self.kept.get("read", key)
        made = stored is None
        if stored is None:
            reader = self._reader if _claimable(report) else None
            try:
                stored = self._read(report, segments, reader)
            except StemmataError:
                raise
            except Exception as error:  # a fault of ours; one report must not keep the others from being read
                self.unread.append(Unread(report.path, report.member, _fault(error), report.sha256))
                return None
            self.kept.put("read", key, stored)
        parts = from_json(tuple[Segment, ...], stored[0]), from_json(Extraction, stored[1])
        return _Draft(file, replace(report, runs=()), *parts, kept=not made)

    def _told(self, draft: _Draft, decisions: Decisions) -> Told:
        """A draft as evidence: with what people decided, and without what is not sure enough for the record."""
        extraction = decisions.on_claims(draft.report, draft.extraction)
        extraction = sure_enough(extraction, self.settings.min_confidence)
        months = {claim.id: month_without_year(claim.when) for claim in extraction.claims}
        return Told(draft.report, extraction, {id_: month for id_, month in months.items() if month is not None})

    def _again(self, draft: _Draft, clock: Metadatum) -> _Draft | None:
        report = replace(draft.report, metadata={**draft.report.metadata, TELLS_OF: clock})
        return self._draft(draft.file, report, draft.segments)

    def _reading(self, draft: _Draft, decisions: Decisions) -> Reading:
        self.from_before += draft.kept
        report, extraction = draft.report, draft.extraction
        report = replace(report, metadata={**extraction.bounds, **report.metadata})
        extraction = self._heard(report, draft.segments, extraction)
        extraction = sure_enough(decisions.on_claims(report, extraction), self.settings.min_confidence)
        return Reading(report, draft.segments, extraction, _claimable(report) or self._witness is not None)

    def _heard(self, report: Report, segments: tuple[Segment, ...], small: Extraction) -> Extraction:
        """The small reader's extraction, or what a large model makes of it: cheap, so that it is not kept.

        A large model reads every language, so that it is asked about those too of which the small reader knows nothing.
        """
        if self._witness is None:
            return small
        with self.clock.step("extract"):
            heard = hear(report, segments, small, self._witness)
        self.proposals.update(heard.counts)
        self.unanswered += heard.unanswered
        self._keys += (digest(key, self._witness.answers[key], length=32) for key in heard.used)
        return heard.extraction

    def _read(self, report: Report, segments: tuple[Segment, ...] | None, reader: Reader | None) -> tuple[str, str]:
        if segments is None:
            with self.clock.step("clean"):
                segments = clean(report)
        extraction = Extraction(report.id, (), ())
        if reader is not None:
            with self.clock.step("extract"):
                extraction = reader.extract(report, segments)
        return to_json(segments), to_json(extraction)


def _fault(error: Exception) -> str:
    """What went wrong, and where. Not in the words of the error, which may be those of the report."""
    *_, (frame, line) = walk_tb(error.__traceback__)
    place = f"{Path(frame.f_code.co_filename).name}:{line}"
    return f"a fault of stemmata ({type(error).__name__} at {place}); please report it"


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
