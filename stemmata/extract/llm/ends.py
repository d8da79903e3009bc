"""Who or what the words of a proposal stand for: a mention that the small reader found there, or a new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from stemmata.extract.kinds import GROUPISH
from stemmata.extract.lexicon import plain_form
from stemmata.extract.llm.proposals import ProposedEnd
from stemmata.model import Mention, MentionKind, MentionType, Report
from stemmata.ontology.predicates import VALUE


class Mentions:
    """The mentions of a report, which grow by those that accepted proposals need."""

    def __init__(self, report: Report, found: Iterable[Mention]) -> None:
        self.report = report
        self.known = {mention.id: mention for mention in sorted(found, key=lambda m: (m.start, -m.end))}
        self._names: dict[str, list[Mention]] = {}
        for mention in self.known.values():
            if mention.kind is MentionKind.NAME:
                self._names.setdefault(plain_form(mention.text), []).append(mention)
        self.topic = self._topic()

    def add(self, mentions: Iterable[Mention]) -> None:
        self.known.update((mention.id, mention) for mention in mentions)

    def in_order(self) -> tuple[Mention, ...]:
        return tuple(sorted(self.known.values(), key=lambda m: (m.start, -m.end)))

    def _topic(self) -> Mention | None:
        """The group or body that the report names most often, where it first does; of equals the one named first."""
        groups = {key: ms for key, ms in self._names.items() if any(m.type in GROUPISH for m in ms)}
        counts = Counter({key: len(named) for key, named in groups.items()})
        return None if not counts else next(m for m in groups[counts.most_common(1)[0][0]] if m.type in GROUPISH)

    def is_topic(self, words: str) -> bool:
        return self.topic is not None and _bare(words) == _bare(self.topic.text)

    def is_name(self, words: str) -> bool:
        """Whether somebody or something in the report is called so."""
        return plain_form(words.strip()) in self._names

    def at(self, start: int, end: int, proposed: ProposedEnd) -> Mention:
        """The mention that stands at these offsets of the report, with what the proposal adds to it."""
        held = self.known.get(f"{self.report.id}:{start}-{end}") or self._shorter(start, end, proposed.type)
        if held is None:
            text = self.report.text[start:end]
            held = Mention(self.report.id, start, end, text, MentionType(proposed.type), _kind(proposed, text))
        meant = self._named(proposed.stands_for, held)
        return held if meant is None or held.kind is MentionKind.NAME else replace(held, refers=meant.id)

    def _shorter(self, start: int, end: int, kind: str) -> Mention | None:
        """A name of that type with which the words end: "the Reed Front", "Colonel Mara Oru"."""
        inside = (m for m in self.known.values() if start < m.start and m.end == end and m.kind is MentionKind.NAME)
        return next((m for m in inside if m.type.value == kind), None)

    def _named(self, name: str, pointing: Mention) -> Mention | None:
        """The last mention of a name before, or the first after."""
        named = [m for m in self._names.get(plain_form(name.strip()), ()) if m.id != pointing.id]
        before = [m for m in named if m.end <= pointing.start]
        return before[-1] if before else named[0] if named else None

    def stands_for(self, mention: Mention) -> str:
        """One text for one thing in this report: the folded name that a mention leads back to, else an id."""
        seen = {mention.id}
        while mention.refers in self.known and mention.refers not in seen:
            seen.add(mention.refers)
            mention = self.known[mention.refers]
        return plain_form(mention.text) if mention.kind is MentionKind.NAME else mention.id


def _kind(proposed: ProposedEnd, text: str) -> MentionKind:
    """As proposed, but no name without a capital, where the script has such."""
    kind = MentionKind(proposed.kind) if proposed.kind != VALUE else MentionKind.DESCRIPTION
    return MentionKind.DESCRIPTION if kind is MentionKind.NAME and text == text.lower() != text.upper() else kind


def _bare(name: str) -> str:
    folded = plain_form(name.strip())
    return folded.removeprefix("the ")
