"""How well a reading of marked reports agrees with their marks.

A mention is right where its words (an article aside) and its type are those of a mark. A claim is right where a marked
claim of the same sentence has its predicate and the same things as subject and object (whichever words stand for them);
each marked claim is found once. Time, polarity (with modality) and voice are then asked of the claims that are right.
The reference of a description or a pronoun is right where it is led back to a mark of the same thing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from stemmata.corpus.assemble import Assembled
from stemmata.corpus.marked import Line, MarkedClaim, MarkedReport, Words
from stemmata.edtf import edtf_bounds
from stemmata.errors import InvalidDate
from stemmata.extract.quantities import read_quantity
from stemmata.model import Argument, Claim, Extraction, Mention, MentionKind, MentionType
from stemmata.when import Period

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_TURNED = {"was_attacked_by": "attacked"}
_SYMMETRIC = ("allied_with", "opposed_to")


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim that was read: its id, how sure the reader was, and whether it is right (and told as what it is told)."""

    claim: str
    confidence: float
    right: bool


@dataclass(slots=True)
class Tally:
    """Counts over reports, every claim read with its verdict, and what went wrong in words."""

    counts: Counter[str] = field(default_factory=Counter)
    judged: list[Judged] = field(default_factory=list)
    by_predicate: dict[str, Counter[str]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    matched: dict[str, int] = field(default_factory=dict)  # id of a claim read -> line of the marked one that it is

    def add(self, other: Tally) -> None:
        """Takes in the counts of another."""
        self.counts.update(other.counts)
        self.judged += other.judged
        self.missed += other.missed
        self.false += other.false
        self.wrong += other.wrong
        self.matched |= other.matched
        for predicate, counts in other.by_predicate.items():
            self.by_predicate.setdefault(predicate, Counter()).update(counts)

    def figures(self) -> dict[str, float]:
        """Precision, recall and the rest as shares; NaN never: what was not asked is left out."""
        c = self.counts
        shares = {
            "mention_precision": (c["mentions right"], c["mentions read"]),
            "mention_recall": (c["mentions right"], c["mentions marked"]),
            "mention_span_f1": (2 * c["mention spans right"], c["mentions read"] + c["mentions marked"]),
            "mention_f1": (2 * c["mentions right"], c["mentions read"] + c["mentions marked"]),
            "claim_precision": (c["claims right"], c["claims read"]),
            "claim_recall": (c["claims right"], c["claims marked"]),
            "claim_f1": (2 * c["claims right"], c["claims read"] + c["claims marked"]),
            "told_precision": (c["told right"], c["told read"]),
            "told_recall": (c["told right"], c["told marked"]),
            "time": (c["times right"], c["times asked"]),
            "polarity": (c["polarities right"], c["claims right"]),
            "voice": (c["voices right"], c["voices asked"]),
            "reference_descriptions": (c["descriptions right"], c["descriptions asked"]),
            "reference_pronouns": (c["pronouns right"], c["pronouns asked"]),
            "lures_fallen_into": (c["lures taken"], c["lures"]),
        }
        return {name: round(part / whole, 4) for name, (part, whole) in shares.items() if whole}


def score(marked: MarkedReport, made: Assembled, read: Extraction, at_least: float = 0.0) -> Tally:
    """The tally of one report; claims below the confidence `at_least` are left out."""
    return _Scorer(marked, made, read, at_least).tally


class _Scorer:
    def __init__(self, marked: MarkedReport, made: Assembled, read: Extraction, at_least: float) -> None:
        self.marked, self.text = marked, made.report.text
        self.tally = Tally()
        self.lines = list(zip(marked.lines, made.starts, strict=True))
        self.marks = [(start + m.start, start + m.end, m) for line, start in self.lines for m in line.marks]
        self.names: dict[str, set[str]] = {}
        for _, _, mark in self.marks:
            if mark.kind is MentionKind.NAME:
                self.names.setdefault(mark.id, set())
        for start, end, mark in self.marks:
            if mark.kind is MentionKind.NAME:
                self.names[mark.id].add(self.text[start:end].casefold())
        self.mentions = {m.id: m for m in read.mentions}
        self._mentions(read.mentions)
        self._references()
        claims = [c for c in read.claims if c.confidence >= at_least]
        for line, start in self.lines:
            here = [c for c in claims if start <= _middle(c) < start + len(line.text) + 1]
            self._claims(line, here)
            self.tally.counts["lures"] += line.lure is not None
            self.tally.counts["lures taken"] += line.lure is not None and any(_told(c) for c in here)

    # --- mentions

    def _mentions(self, read: Iterable[Mention]) -> None:
        skipped = (MentionType.TIME, MentionType.QUANTITY)
        wanted = {self._bare(a, b): m.type for a, b, m in self.marks if m.type not in skipped}
        found = {self._bare(m.start, m.end): m.type for m in read if m.type not in skipped}
        counts = self.tally.counts
        counts["mentions marked"] += len(wanted)
        counts["mentions read"] += len(found)
        counts["mention spans right"] += len(wanted.keys() & found.keys())
        counts["mentions right"] += sum(wanted[span] is found[span] for span in wanted.keys() & found.keys())

    def _bare(self, start: int, end: int) -> tuple[int, int]:
        article = _ARTICLE.match(self.text[start:end])
        return (start + article.end() if article else start), end

    def _references(self) -> None:
        """Of descriptions and pronouns of something that was spoken of before."""
        seen: set[str] = set()
        spans = {self._bare(m.start, m.end): m for m in self.mentions.values()}
        for start, end, mark in self.marks:
            if mark.kind is not MentionKind.NAME and mark.id in seen:
                which = "descriptions" if mark.kind is MentionKind.DESCRIPTION else "pronouns"
                self.tally.counts[f"{which} asked"] += 1
                found = spans.get(self._bare(start, end))
                self.tally.counts[f"{which} right"] += found is not None and mark.id in self._things(found.refers)
            seen.add(mark.id)

    def _things(self, mention: str | None) -> set[str]:
        """The ids of marks that a mention, or what it is led back to, stands for."""
        last, seen = self.mentions.get(mention or ""), set()
        while last is not None and last.refers in self.mentions and last.id not in seen:
            seen.add(last.id)
            last = self.mentions[last.refers]
        if last is None:
            return set()
        at = {m.id for a, b, m in self.marks if a < last.end and last.start < b}
        named = {i for i, names in self.names.items() if last.text.casefold() in names}
        return at | named

    # --- claims

    def _claims(self, line: Line, read: Sequence[Claim]) -> None:
        left = list(line.claims)
        counts = self.tally.counts
        for claim in sorted(read, key=lambda c: (-c.confidence, c.id)):
            match = next((gold for gold in left if self._same(claim, gold)), None)
            name = _TURNED.get(claim.predicate, claim.predicate)
            own = self.tally.by_predicate.setdefault(name, Counter())
            own["read"] += 1
            counts["claims read"] += 1
            counts["told read"] += _told(claim)
            right = match is not None and _told(claim) == match.happened
            self.tally.judged.append(Judged(claim.id, claim.confidence, right))
            if match is None:
                self.tally.false.append(f"{self._where(line)} {_shown(claim)}")
                continue
            left.remove(match)
            self.tally.matched[claim.id] = match.line
            own["right"] += 1
            counts["claims right"] += 1
            counts["told right"] += _told(claim) and match.happened
            self._details(line, claim, match)
        for gold in line.claims:
            self.tally.by_predicate.setdefault(_TURNED.get(gold.predicate, gold.predicate), Counter())["marked"] += 1
            counts["claims marked"] += 1
            counts["told marked"] += gold.happened
        self.tally.missed += [f"{self._where(line)} {self._gold(gold)}" for gold in left]

    def _where(self, line: Line) -> str:
        return f"{'/'.join(self.marked.path.parts[-2:])}:{line.number}"

    def _gold(self, gold: MarkedClaim) -> str:
        names = {m.id: self.text[a:b] for a, b, m in reversed(self.marks) if m.kind is MentionKind.NAME}
        other = gold.object.text if isinstance(gold.object, Words) else names.get(gold.object or "-", gold.object)
        flags = " ".join(f for f in (gold.polarity, gold.modality) if f and f != "asserted")
        return f"{names.get(gold.subject, gold.subject)} {gold.predicate} {other} {flags}".strip()

    def _details(self, line: Line, claim: Claim, gold: MarkedClaim) -> None:
        counts = self.tally.counts
        same = claim.polarity.value == gold.polarity and claim.modality == gold.modality
        counts["polarities right"] += same
        wanted = {key: self.marked.times.get(at, "") for key, at in gold.times.items()}
        if wanted and "unknown" not in wanted.values():
            right = any(_time_right(claim.when, key, value) for key, value in wanted.items())
            counts["times asked"] += 1
            counts["times right"] += right
            if not right:
                self.tally.wrong.append(f"{self._where(line)} {_shown(claim)}: {claim.when.edtf or '-'} for {wanted}")
        elif not wanted and claim.when.edtf:
            counts["times asked"] += 1
            self.tally.wrong.append(f"{self._where(line)} {_shown(claim)}: {claim.when.edtf} for none")
        if not same:
            said = f"{claim.polarity.value} {claim.modality or ''}"
            self.tally.wrong.append(f"{self._where(line)} {_shown(claim)}: {said} for {gold.polarity} {gold.modality}")
        if gold.voices:
            counts["voices asked"] += 1
            names = {self.text[a:b].casefold() for a, b, m in self.marks if m.id == gold.voices[0]}
            counts["voices right"] += any(_overlap(voice, names) for voice in claim.voices[:1])

    def _same(self, claim: Claim, gold: MarkedClaim) -> bool:
        one, other = gold.subject, gold.object
        turned = claim.predicate in _TURNED, gold.predicate in _TURNED
        if _TURNED.get(claim.predicate, claim.predicate) != _TURNED.get(gold.predicate, gold.predicate):
            return False
        if not _same_kind(claim, gold):
            return False
        ends = (claim.subject, claim.object)
        if turned[0] != turned[1]:
            ends = (claim.object, claim.subject)
        if self._stands(ends[0], one) and self._stands(ends[1], other):
            return True
        return claim.predicate in _SYMMETRIC and self._stands(ends[1], one) and self._stands(ends[0], other)

    def _stands(self, end: Argument, wanted: str | Words | None) -> bool:
        if wanted is None:
            return end.is_value or True
        if isinstance(wanted, Words):
            return _alike(end.text, wanted.text)
        if end.mention is None:
            return end.text.casefold() in self.names.get(wanted, ())
        return wanted in self._things(end.mention)


def _middle(claim: Claim) -> int:
    return claim.start if claim.end - claim.start > 400 else (claim.start + claim.end) // 2


def _told(claim: Claim) -> bool:
    return claim.modality is None and claim.polarity.value != "denied"


def _shown(claim: Claim) -> str:
    flags = " ".join(f for f in (claim.polarity.value, claim.modality) if f and f != "asserted")
    return f"{claim.subject.text} {claim.predicate} {claim.object.text} {flags} [{claim.method} {claim.confidence}]"


def _same_kind(claim: Claim, gold: MarkedClaim) -> bool:
    """Of tolls and stands the kind counts; a toll of killed and one of injured are two claims."""
    if claim.predicate == "casualties":
        return str(gold.qualifiers.get("as")) in claim.qualifiers
    if claim.predicate == "stance":
        return claim.qualifiers.get("stance") == gold.qualifiers.get("stance")
    return True


def _alike(one: str, other: str) -> bool:
    """The same value: the same number where there is one, else words of which one has all of the other."""
    numbers = read_quantity(one), read_quantity(other)
    if all(q is not None and (q.least or q.most) for q in numbers):
        return (numbers[0].least, numbers[0].most) == (numbers[1].least, numbers[1].most)  # type: ignore[union-attr]
    words = [set(re.findall(r"\w+", text.casefold())) - {"the", "a", "an", "of"} for text in (one, other)]
    return bool(words[0] and words[1]) and (words[0] <= words[1] or words[1] <= words[0])


def _overlap(voice: str, names: Iterable[str]) -> bool:
    return any(voice.casefold() in name or name in voice.casefold() for name in names)


def _time_right(when: Period, key: str, value: str) -> bool:
    """Whether the days that a claim tells are those of the mark: equal bounds on the side that the mark speaks of."""
    try:
        first, last = edtf_bounds(value)
    except InvalidDate:
        return False
    told: Mapping[str, str] = {"when": when.at, "since": when.begin, "until": when.finish}
    for name in (key, "when", "since", "until"):
        if told.get(name):
            try:
                days = edtf_bounds(told[name])
            except InvalidDate:
                continue
            if days == (first, last) or _half(days, (first, last), key):
                return True
    return bool(when.edtf) and _whole(when) == (first, last)


def _half(days: tuple[object, object], wanted: tuple[object, object], key: str) -> bool:
    return (key == "since" and days[0] == wanted[0]) or (key == "until" and days[1] == wanted[1])


def _whole(when: Period) -> tuple[object, object]:
    try:
        return edtf_bounds(when.edtf)
    except InvalidDate:
        return None, None
