"""Invented reports with mentions marked in the text: "{Army of Dawn|ArmedGroup}", "{he|Person|pronoun|Ali Oru}"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from stemmata.identify import identify
from stemmata.model import (
    Anchor,
    Argument,
    Claim,
    Entity,
    Extraction,
    Identification,
    Identity,
    Judgement,
    Mention,
    MentionKind,
    MentionType,
    Polarity,
    Report,
    digest,
    report_id,
)
from stemmata.when import UNKNOWN, Period

_MARK = re.compile(r"\{(?P<text>[^|{}]+)\|(?P<type>\w+)(?:\|(?P<kind>\w+)(?:\|(?P<refers>[^{}]+))?)?\}")


@dataclass(frozen=True)
class Told:
    """A report with its extraction."""

    report: Report
    extraction: Extraction

    def mention(self, text: str, number: int = 0) -> Mention:
        return [m for m in self.extraction.mentions if m.text == text][number]

    def claiming(
        self, subject: str, predicate: str, object: str, when: Period = UNKNOWN, polarity: Polarity = Polarity.ASSERTED
    ) -> Told:
        """The same with one claim more; an object that is no mention is a value."""
        one = self.mention(subject)
        texts = {m.text: m for m in reversed(self.extraction.mentions)}
        other = texts.get(object)
        start, end = one.start, one.end if other is None else max(one.end, other.end)
        claim = Claim(
            self.report.id, start, end, self.report.text[start:end], predicate, Argument(subject, one.id),
            Argument(object, None if other is None else other.id), "pattern:test", 0.9, when=when, polarity=polarity,
        )  # fmt: skip
        extraction = Extraction(self.report.id, self.extraction.mentions, (*self.extraction.claims, claim))
        return Told(self.report, extraction)

    def anchor(self, text: str, number: int = 0) -> Anchor:
        mention = self.mention(text, number)
        before = self.report.text[max(mention.start - 40, 0) : mention.start]
        return Anchor(self.report.name, text, f"{before}|{self.report.text[mention.end : mention.end + 40]}")


def told(path: str, marked: str) -> Told:
    """A report whose mentions are those that are marked."""
    text, last, found = "", 0, []
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        found.append((len(text), mark))
        text += mark["text"]
        last = mark.end()
    text += marked[last:]
    id = report_id(digest(text), path, None)
    mentions: list[Mention] = []
    for start, mark in found:
        back = next((m.id for m in mentions if m.text == mark["refers"]), None)
        kind, type = MentionKind(mark["kind"] or "name"), MentionType(mark["type"])
        end = start + len(mark["text"])
        mentions.append(Mention(id, start, end, mark["text"], type, kind, refers=back))
    report = Report(id, path, None, digest(text), len(text), "text/plain", "test/1", text, {})
    return Told(report, Extraction(id, tuple(mentions), ()))


@dataclass(frozen=True)
class Record:
    """What identify makes of some reports, and short questions to it."""

    stories: tuple[Told, ...]
    result: Identification

    def id(self, text: str, path: str = "", number: int = 0) -> str:
        """The entity of a mention, by its words."""
        stories = [s for s in self.stories if not path or s.report.path == path]
        story = next(s for s in stories if any(m.text == text for m in s.extraction.mentions))
        return self.result.entity_of[story.mention(text, number).id]

    def entity(self, text: str, path: str = "") -> Entity:
        return next(e for e in self.result.entities if e.id == self.id(text, path))

    def together(self, one: str, other: str) -> bool:
        return self.id(one) == self.id(other)

    def verdicts(self, one: str, other: str) -> set[str]:
        """The verdicts of all steps between mentions with these words."""
        texts = {m.id: m.text for s in self.stories for m in s.extraction.mentions}
        return {j.verdict for j in self.result.joins if {texts[j.one], texts[j.other]} == {one, other}}

    def partition(self) -> set[frozenset[str]]:
        groups: dict[str, set[str]] = {}
        for mention, entity in self.result.entity_of.items():
            groups.setdefault(entity, set()).add(mention)
        return {frozenset(group) for group in groups.values()}


def record(*stories: Told, identities: Sequence[Identity] = (), judgements: Sequence[Judgement] = ()) -> Record:
    reports = [story.report for story in stories]
    extractions = [story.extraction for story in stories]
    return Record(stories, identify(reports, extractions, identities, judgements))
