"""One proposal against its passage: a claim whose every word stands in the report, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stemmata.extract.llm.ends import Mentions
from stemmata.extract.llm.moments import Moments, nearest
from stemmata.extract.llm.proposals import Proposal, ProposedEnd, Refusal, Refused
from stemmata.extract.llm.sheet import Place, Sheet, one_blank
from stemmata.extract.quantities import read_quantity
from stemmata.model import Argument, Claim, Mention, MentionType, Qualifier
from stemmata.ontology import ontology
from stemmata.ontology.predicates import VALUE, Aspect, Predicate, QualifierRule, ValueKind
from stemmata.when import Period

_LONGEST_QUOTE = 400  # what is asked for, and a little


@dataclass(frozen=True, slots=True)
class Manner:
    """How the claims of a model are labelled."""

    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Accepted:
    """A claim, with the mentions that it needs as they must be."""

    claim: Claim
    mentions: tuple[Mention, ...]
    left_out: int = 0  # qualifiers whose words are not in the passage


@dataclass(frozen=True, slots=True)
class _Found:
    """An end of a proposal found again. `place` is None for what the passage leaves out."""

    argument: Argument
    place: Place | None
    mention: Mention | None = None


class Checker:
    """Holds one sheet with the mentions of its report and the times of its passage."""

    def __init__(self, sheet: Sheet, mentions: Mentions, moments: Moments) -> None:
        self.sheet, self.mentions, self.moments = sheet, mentions, moments

    def check(self, proposal: Proposal, manner: Manner) -> Accepted:
        """The claim that a proposal makes. Raises Refused, saying why."""
        rule = ontology().predicates.get(proposal.predicate)
        if rule is None:
            raise Refused(Refusal.PREDICATE)
        quote = self._quote(proposal.quote)
        when = self.moments.when(proposal.times, quote, event=rule.aspect is Aspect.EVENT)
        subject = self._entity(proposal.subject, quote, rule.domain)
        object_ = self._object(proposal.object, quote, rule, when)
        self._sound(subject, object_, quote)
        told = {name: self._qualifier(rule.qualifiers.get(name), words, quote) for name, words in proposal.qualifiers}
        found = {name: value for name, value in told.items() if value is not None}
        qualifiers = {**_counted(rule, object_.argument), **found}
        claim = self._claim(proposal, quote, (subject.argument, object_.argument), manner, (when, qualifiers))
        return Accepted(
            claim, tuple(end.mention for end in (subject, object_) if end.mention is not None), len(told) - len(found)
        )

    def _claim(
        self,
        proposal: Proposal,
        quote: Place,
        ends: tuple[Argument, Argument],
        manner: Manner,
        more: tuple[Period, Mapping[str, Qualifier]],
    ) -> Claim:
        passage, text = self.sheet.passage, self.mentions.report.text
        start, end = self.sheet.in_report(quote)
        parts = passage.pieces(*self.sheet.in_passage(quote))
        interrupted = len(parts) > 1
        return Claim(
            report=passage.report,
            start=start,
            end=end,
            quote=text[start:end],
            predicate=proposal.predicate,
            subject=ends[0],
            object=ends[1],
            method=manner.method,
            confidence=manner.confidence,
            qualifiers=dict(sorted(more[1].items())),
            when=more[0],
            voices=tuple(self._voice(words) for words in proposal.voices),
            polarity=proposal.polarity,
            modality=proposal.modality,
            parts=parts if interrupted else (),
            reading=passage.text[slice(*self.sheet.in_passage(quote))] if interrupted else "",
        )

    def _quote(self, words: str) -> Place:
        places = self.sheet.found(words)
        if not places:
            raise Refused(Refusal.NO_QUOTE)
        if len(places) > 1:
            raise Refused(Refusal.QUOTED_TWICE)
        if len(one_blank(words)) > _LONGEST_QUOTE:
            raise Refused(Refusal.LONG_QUOTE)
        return places[0]

    def _entity(self, end: ProposedEnd, quote: Place, among: tuple[str, ...]) -> _Found:
        """A mention of one of the types, the small reader's own type first, then the one proposed."""
        place = self._place(end.words, quote)
        if place is None and self.mentions.is_topic(end.words):
            mention = self.mentions.topic
            assert mention is not None
        elif place is None:
            raise Refused(Refusal.WORDS)
        elif end.type == VALUE:
            raise Refused(Refusal.TYPES)
        else:
            mention = self.mentions.at(*self._longest_piece(place), end)
        types = dict.fromkeys((mention.type.value, end.type if place is not None else mention.type.value))
        fitting = next((t for t in types if ontology().allows(t, among)), None)
        if fitting is None:
            raise Refused(Refusal.TYPES)
        mention = mention if mention.type == fitting else _retyped(mention, fitting)
        return _Found(Argument(mention.text, mention.id), place, mention)

    def _object(self, end: ProposedEnd, quote: Place, rule: Predicate, when: Period) -> _Found:
        """A mention where the predicate takes one of that type; else a value, in the words of the passage."""
        if end.type != VALUE:
            return self._entity(end, quote, rule.range)
        if not rule.takes_value:
            raise Refused(Refusal.TYPES)
        place = self._place(end.words, quote) if end.words.strip() else quote
        if place is None:
            raise Refused(Refusal.WORDS)
        text = self.sheet.text[slice(*place)]
        if rule.value is ValueKind.DATE and when.edtf:
            text = when.edtf
        return _Found(Argument(text), place if end.words.strip() else None)

    def _place(self, words: str, quote: Place) -> Place | None:
        places = self.sheet.found_whole(words)
        return nearest(places, quote) if places else None

    def _longest_piece(self, place: Place) -> tuple[int, int]:
        """Where a mention stands in the report: its longest piece, where matter is pasted into it."""
        pieces = self.sheet.passage.pieces(*self.sheet.in_passage(place))
        return max(pieces, key=lambda piece: (piece[1] - piece[0], -piece[0]))

    def _sound(self, subject: _Found, object_: _Found, quote: Place) -> None:
        """The quote speaks of one of the two at least, and nothing is said of itself."""
        told = [end.place for end in (subject, object_) if end.place is not None]
        if told and not any(quote[0] <= start and end <= quote[1] for start, end in told):
            raise Refused(Refusal.BESIDE)
        meant = [self.mentions.stands_for(end.mention) for end in (subject, object_) if end.mention is not None]
        if len(meant) == 2 and meant[0] == meant[1]:
            raise Refused(Refusal.ITSELF)

    def _qualifier(self, rule: QualifierRule | None, words: str, quote: Place) -> Qualifier | None:
        """None where its words are not in the passage: the statement stands without it."""
        if rule is None or (rule.kind == "one_of" and words not in rule.values):
            raise Refused(Refusal.QUALIFIER)
        if words in rule.values or (words == "yes" and rule.meaning.startswith("yes:")):
            return words
        place = self._place(words, quote)
        if place is None:
            return None
        text = self.sheet.text[slice(*place)]
        quantity = read_quantity(text) if rule.kind == "number" else None
        return text if quantity is None or quantity.least is None else quantity.least

    def _voice(self, words: str) -> str:
        """Words of the passage, or a name of the report: who is interviewed is named once, above all that is said."""
        places = self.sheet.found_whole(words)
        if not places and not self.mentions.is_name(words):
            raise Refused(Refusal.VOICE)
        return self.sheet.text[slice(*places[0])] if places else one_blank(words)


def _retyped(mention: Mention, kind: str) -> Mention:
    return Mention(
        mention.report, mention.start, mention.end, mention.text, MentionType(kind), mention.kind,
        mention.confidence, mention.refers,
    )  # fmt: skip


def _counted(rule: Predicate, object_: Argument) -> dict[str, Qualifier]:
    """The bounds of a number, read by us from its words."""
    quantity = read_quantity(object_.text) if rule.value is ValueKind.NUMBER else None
    if quantity is None:
        return {}
    bounds = {"min": quantity.least, "max": quantity.most, "unit": quantity.unit or None}
    return {key: value for key, value in bounds.items() if value is not None and key in rule.qualifiers}
