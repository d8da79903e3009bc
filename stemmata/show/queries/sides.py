"""The sides of a question: what the record says of an entity, its words in context, and where to anchor a judgement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from stemmata.model import Anchor, Claim, Mention, MentionKind
from stemmata.record.places import anchor_of
from stemmata.show.asof import evidenced_on
from stemmata.show.holdings import Holdings
from stemmata.show.queries.find import named, names_of
from stemmata.show.reviewing import Candidate, InContext
from stemmata.show.withheld import BLOT
from stemmata.when import Period

WORDS, WIDTH = 2, 86  # places of an entity that are shown, and characters of each
MORE_WORDS, MORE_WIDTH = 8, 400  # for whoever asks for more
MARGIN = 120  # characters read beyond what is shown, so that a withheld name is never cut in two before it is hidden


def _as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Counted:
    """What of an entity was counted in a record of which only a part is at hand."""

    reports: int
    places: int
    claims: int
    facts: int
    days: tuple[str, str]


@dataclass(frozen=True)
class Shelf:
    """All that names and tells of each entity. `hide` blots withheld words out of a text.

    `counted` says of entities of which not everything is here how much there is.
    """

    held: Holdings
    hide: Callable[[str], str] = _as_it_is
    counted: Mapping[str, Counted] = field(default_factory=dict, kw_only=True)

    @cached_property
    def mentions_of(self) -> dict[str, list[Mention]]:
        """Entity id -> its mentions, as they stand in the reports."""
        found: dict[str, list[Mention]] = {}
        for mention in self.held.mentions.values():
            if (entity := self.held.entity_of.get(mention.id)) is not None:
                found.setdefault(entity, []).append(mention)
        return found

    @cached_property
    def claims_of(self) -> dict[str, list[Claim]]:
        """Entity id -> the claims with it as subject or object."""
        found: dict[str, list[Claim]] = {}
        for claim in self.held.claims.values():
            ends = {self.held.entity_id(claim.subject), self.held.entity_id(claim.object)}
            for entity in sorted(end for end in ends if end is not None):
                found.setdefault(entity, []).append(claim)
        return found

    def weight(self, entity: str) -> int:
        """How many claims and facts would go where the entity goes."""
        found = self.about(entity)
        return found.claims + found.facts

    def places(self, entity: str) -> int:
        """In how many places the entity is meant."""
        return self.about(entity).places

    def about(self, entity: str) -> Counted:
        """How much there is of an entity."""
        return self.counted.get(entity) or self._here(entity)

    def _here(self, entity: str) -> Counted:
        mentions = self.mentions_of.get(entity, ())
        return Counted(
            reports=len({mention.report for mention in mentions}),
            places=len(mentions),
            claims=len(self.claims_of.get(entity, ())),
            facts=len(self.held.facts_about.get(entity, ())),
            days=self._days(entity),
        )

    def side(self, entity: str, meant: Set[str], more: bool = False) -> Candidate:
        """An entity as a side of a question; `meant` are the mentions that the question was raised by."""
        known, mentions, found = self.held.entities.get(entity), self.mentions_of.get(entity, []), self.about(entity)
        return Candidate(
            entity=named(self.held, entity),
            type="" if known is None else known.type,
            names=() if known is None else names_of(known),
            reports=found.reports,
            claims=found.claims,
            facts=found.facts,
            first=found.days[0],
            last=found.days[1],
            words=self._words(mentions, meant, more),
        )

    def _days(self, entity: str) -> tuple[str, str]:
        """The first and the last day on which something told of the entity surely was so."""
        periods: list[Period] = [fact.when for fact in self.held.facts_about.get(entity, ())]
        periods += [claim.when for claim in self.claims_of.get(entity, ())]
        firsts = [day for p in periods if (day := p.start.earliest or p.end.earliest) is not None]
        lasts = [day for p in periods if (day := evidenced_on(p)) is not None]
        return (min(firsts).isoformat(), max(lasts).isoformat()) if firsts else ("", "")

    def _words(self, mentions: Iterable[Mention], meant: Set[str], more: bool) -> tuple[InContext, ...]:
        number, width = (MORE_WORDS, MORE_WIDTH) if more else (WORDS, WIDTH)
        chosen: list[Mention] = []
        for mention in self._telling(mentions, meant):
            if len(chosen) < number and not any(_overlap(mention, other) for other in chosen):
                chosen.append(mention)
        return tuple(self._in_context(mention, width) for mention in chosen)

    def _telling(self, mentions: Iterable[Mention], meant: Set[str]) -> Sequence[Mention]:
        """First the mentions that raised the question, then names, from as many lineages as there are."""
        seen: dict[str, int] = {}
        ranked = []
        for mention in sorted(mentions, key=lambda m: (m.id not in meant, m.kind is not MentionKind.NAME)):
            witness = self.held.lineage_of.get(mention.report, mention.report)
            nth = seen[witness] = seen.get(witness, 0) + 1
            ranked.append(((mention.id not in meant, mention.kind is not MentionKind.NAME, nth), mention))
        return [mention for _, mention in sorted(ranked, key=lambda pair: (*pair[0], *self._where(pair[1])))]

    def _where(self, mention: Mention) -> tuple[str, int, int]:
        return self.held.reports[mention.report].name, mention.start, mention.end

    def _in_context(self, mention: Mention, width: int) -> InContext:
        report = self.held.reports[mention.report]
        room = max((width - len(mention.text)) // 2, 20)
        before = self.hide(_blanks(report.text[max(mention.start - room - MARGIN, 0) : mention.start]))
        after = self.hide(_blanks(report.text[mention.end : mention.end + room + MARGIN]))
        words = self.hide(_blanks(mention.text))
        return InContext(report.name, mention.start, mention.end, _tail(before, room), words, _head(after, room))

    def anchors(self, entity: str, meant: Set[str]) -> Iterator[Anchor]:
        """Where a judgement on the entity may point, the best place first: its main name lasts longest."""
        main = self.held.name(entity)

        def rank(mention: Mention) -> tuple[bool, bool, bool, float]:
            unnamed = mention.kind is not MentionKind.NAME
            return unnamed, mention.text != main, mention.id not in meant, -mention.confidence

        for mention in sorted(self.mentions_of[entity], key=lambda m: (rank(m), self._where(m))):
            report = self.held.reports[mention.report]
            yield anchor_of(report.name, report.text, (mention.start, mention.end))

    def hidden(self, withheld: Iterable[tuple[str, int, int]]) -> frozenset[str]:
        """The entities that withheld words (report, start, end) stand for, or whose name is hidden altogether."""
        by_report: dict[str, list[tuple[int, int]]] = {}
        for report, start, end in withheld:
            by_report.setdefault(report, []).append((start, end))
        return frozenset(
            entity
            for entity, mentions in self.mentions_of.items()
            if self.hide(self.held.name(entity)) == BLOT
            or any(m.start < end and start < m.end for m in mentions for start, end in by_report.get(m.report, ()))
        )


def _overlap(one: Mention, other: Mention) -> bool:
    return one.report == other.report and one.start < other.end and other.start < one.end


def _blanks(text: str) -> str:
    """Runs of blanks as one blank, those at the ends kept."""
    inner = " ".join(text.split())
    return f"{' ' * text[:1].isspace()}{inner}{' ' * (text[-1:].isspace() and bool(inner))}"


def _tail(text: str, room: int) -> str:
    """The last words of a text."""
    return text if len(text) <= room else text[-room:].partition(" ")[2]


def _head(text: str, room: int) -> str:
    """The first words of a text."""
    return text if len(text) <= room else text[:room].rpartition(" ")[0]
