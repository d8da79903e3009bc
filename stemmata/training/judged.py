"""What people decided about the claims of a record, as marked sentences: what they accepted, corrected or added is
claimed there, what they rejected is not, and of all else nothing is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tokenizers import Tokenizer

from stemmata.acquire import acquire_file, list_files
from stemmata.clean import clean
from stemmata.corpus.marked import Line, Mark, MarkedClaim, MarkedReport, Words
from stemmata.extract import tokens
from stemmata.extract.labels import CLAIMED, MARKED
from stemmata.extract.lexicon import plain_form
from stemmata.extract.reader import Reader
from stemmata.model import Claim, Extraction, Judgement, MentionKind, MentionType, Passage, Report, Role, passages
from stemmata.record.decisions import Decisions, meant_by
from stemmata.record.persons import added, corrected
from stemmata.record.places import place
from stemmata.settings import Settings
from stemmata.training.marked import MarkedParagraphs, MarkedSentence, marked_paragraphs, pair_marks, pairs_of

_ON_CLAIMS = ("accept", "reject", "correct", "add")
_NAMES = ("alias", "former_name", "renamed_to")
_ALONE = ("formed", "dissolved", "died")
_TOLLS = ("killed", "injured", "captured", "missing")


@dataclass(slots=True)
class Verdicts:
    """Claims of one report that people judged: the later judgement holds. `lost` are judgements that fit nothing."""

    report: Report
    extraction: Extraction
    right: dict[str, Claim] = field(default_factory=dict)
    wrong: dict[str, Claim] = field(default_factory=dict)
    lost: int = 0

    def judge(self, judgement: Judgement) -> None:
        """Takes in one judgement."""
        for anchor in judgement.anchors:
            span = place(anchor, self.report.text) if anchor.report == self.report.name else None
            if span is None:
                self.lost += anchor.report == self.report.name
                continue
            meant = meant_by(anchor, span, self.extraction.claims)
            if judgement.what == "add":
                self._take(added(self.report, self.extraction, judgement, anchor, span))
            elif not meant:
                self.lost += 1
            elif judgement.what == "correct":
                self._put(meant, right=False)
                self._take(corrected(self.report, self.extraction, judgement, meant))
            else:
                self._put(meant, right=judgement.what == "accept")

    def _take(self, changed: Extraction | None) -> None:
        """What a person said instead of, or besides, what was read."""
        if changed is None:
            self.lost += 1
            return
        known = {claim.id for claim in self.extraction.claims}
        self._put([claim for claim in changed.claims if claim.id not in known], right=True)
        self.extraction = replace(self.extraction, mentions=changed.mentions)

    def _put(self, claims: Iterable[Claim], *, right: bool) -> None:
        for claim in claims:
            (self.wrong if right else self.right).pop(claim.id, None)
            (self.right if right else self.wrong)[claim.id] = claim


def verdicts(settings: Settings, judgements: Sequence[Judgement], reader: Reader) -> list[Verdicts]:
    """The judged claims of each report of a record; the reports that nobody judged are not read."""
    on_claims = sorted((j for j in judgements if j.what in _ON_CLAIMS), key=lambda j: j.when)
    judged = {anchor.report for judgement in on_claims for anchor in judgement.anchors}
    found = []
    for report in _reports(settings, judged):
        known = Decisions(judgements).on_metadata(report)
        own = Verdicts(known, reader.extract(known, clean(known)))
        for judgement in on_claims:
            own.judge(judgement)
        if own.right or own.wrong or own.lost:
            found.append(own)
    return found


def _reports(settings: Settings, names: set[str]) -> Iterator[Report]:
    files = {name.split("!")[0] for name in names}
    for path in list_files(settings.reports):
        if path.relative_to(settings.reports).as_posix() in files:
            for read in acquire_file(path, settings.reports, settings.limits, settings.columns):
                if isinstance(read, Report) and read.name in names:
                    yield read


def lessons(tokenizer: Tokenizer, judged: Verdicts) -> MarkedParagraphs:
    """The report as the heads learn from it: of pairs that nobody judged nothing is known."""
    lines = list(_Marker(judged).lines())
    wrong = {line.text: line for _, line in lines if line.claims}
    report = MarkedReport(Path(judged.report.path), {}, tuple(line for line, _ in lines))
    return tuple(
        tuple(known_only(sentence, wrong.get(sentence.text)) for sentence in paragraph)
        for paragraph in marked_paragraphs(tokenizer, report)
    )


def known_only(sentence: MarkedSentence, wrong: Line | None) -> MarkedSentence:
    """The sentence with every pair in doubt but those that its claims speak of; those of `wrong` are not so."""
    rejected = () if wrong is None else pair_marks(wrong, sentence.spots, sentence.outside)[0]
    told = {(mark.subject, mark.object, mark.claim) for mark in rejected}
    right = tuple(mark for mark in sentence.claims if (mark.subject, mark.object, mark.claim) not in told)
    sure = told | {(mark.subject, mark.object, mark.claim) for mark in right}
    every = {(one, other, label) for one, other, _ in pairs_of(sentence) for label in range(len(CLAIMED))}
    return replace(sentence, claims=right, unsure=frozenset(every - sure))


class _Marker:
    """Makes lines of a read report: its mentions are marks, its judged claims are claims."""

    def __init__(self, judged: Verdicts) -> None:
        self.judged = judged
        self.mentions = {m.id: m for m in judged.extraction.mentions}
        self.same = {  # what is another name of a thing is that thing
            self._thing(c.object.mention): self._thing(c.subject.mention)
            for c in judged.right.values()
            if c.predicate in _NAMES and c.object.mention is not None
        }

    def lines(self) -> Iterator[tuple[Line, Line]]:
        """Every sentence with all its judged claims, and with the rejected ones alone."""
        report = self.judged.report
        for number, passage in enumerate(passages(report, clean(report))):
            for first, last in tokens.sentences(passage.text, words := tokens.words(passage.text)):
                yield self._line(passage, number, (words[first][0], words[last - 1][1]))

    def _line(self, passage: Passage, number: int, span: tuple[int, int]) -> tuple[Line, Line]:
        pieces = passage.pieces(*span)
        text = passage.text[span[0] : span[1]]
        start, end = pieces[0] if len(pieces) == 1 else (0, 0)  # matter is pasted in: it is there as context alone
        marks = tuple(
            Mark(self._id(m.id), m.type, m.kind, m.start - start, m.end - start)
            for m in self.judged.extraction.mentions
            if start <= m.start and m.end <= end and m.type.value in MARKED
        )
        right, wrong = (
            [c for c in claims.values() if start <= _middle(c) < end]
            for claims in (self.judged.right, self.judged.wrong)
        )
        times = tuple(_times(text, [*right, *wrong], marks))
        told, refused = (
            tuple(m for c in claims if (m := self._claim(c, text, times)) is not None) for claims in (right, wrong)
        )
        line = Line(text, Role.BODY, number, number, (*marks, *times), (*told, *refused), None)
        return line, replace(line, claims=refused)

    def _thing(self, mention: str | None) -> str:
        """What a mention stands for: the name at the end of its references, or that mention."""
        last, seen = self.mentions.get(mention or ""), set()
        while last is not None and last.refers in self.mentions and last.id not in seen:
            seen.add(last.id)
            last = self.mentions[last.refers]
        if last is None:
            return mention or ""
        return plain_form(last.text) if last.kind is MentionKind.NAME else last.id

    def _id(self, mention: str) -> str:
        thing = self._thing(mention)
        return self.same.get(thing, thing)

    def _claim(self, claim: Claim, text: str, times: Sequence[Mark]) -> MarkedClaim | None:
        """The claim as it would be marked; None where its words are not in the sentence."""
        object_ = self._object(claim, text)
        if claim.subject.mention is None or (object_ is None and claim.predicate not in _ALONE):
            return None
        voices = tuple(self._id(m.id) for v in claim.voices[:1] for m in self.mentions.values() if m.text == v)[:1]
        return MarkedClaim(
            claim.predicate,
            self._id(claim.subject.mention),
            object_,
            _qualifiers(claim, text),
            {"when": _time_id(claim)} if any(t.id == _time_id(claim) for t in times) else {},
            voices,
            claim.polarity.value,
            claim.modality,
            0,
        )

    def _object(self, claim: Claim, text: str) -> str | Words | None:
        if claim.predicate in _ALONE:
            return None
        if claim.object.mention is not None and claim.predicate not in _NAMES:
            return self._id(claim.object.mention)
        return _words(text, claim.object.text)


def _middle(claim: Claim) -> int:
    return (claim.start + claim.end) // 2


def _words(text: str, wanted: str) -> Words | None:
    start = text.casefold().find(wanted.casefold()) if wanted else -1
    return None if start < 0 else Words(text[start : start + len(wanted)], start, start + len(wanted))


def _times(text: str, claims: Iterable[Claim], marks: Sequence[Mark]) -> Iterator[Mark]:
    """The dates of the claims that stand in the sentence, each once and none over another mark."""
    for words in sorted({c.when.words for c in claims if c.when.at and c.when.words}):
        found = _words(text, words)
        if found is not None and all(found.end <= m.start or m.end <= found.start for m in marks):
            yield Mark(f"time {words}", MentionType.TIME, MentionKind.NAME, found.start, found.end)


def _time_id(claim: Claim) -> str:
    return f"time {claim.when.words}"


def _qualifiers(claim: Claim, text: str) -> dict[str, str | Words]:
    """The toll, the stand, and the role as it stands in the sentence."""
    toll = next((toll for toll in _TOLLS if toll in claim.qualifiers), None)
    made: dict[str, str | Words] = {} if toll is None else {"as": toll}
    if "stance" in claim.qualifiers:
        made["stance"] = str(claim.qualifiers["stance"])
    role = _words(text, str(claim.qualifiers.get("role", "")))
    return made if role is None else {**made, "role": role}
