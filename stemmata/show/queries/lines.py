"""A fact -> the line that people read, told from either of its ends."""

from __future__ import annotations

from collections.abc import Iterable

from stemmata.model import Argument, Claim, Fact, MentionKind
from stemmata.show.answers import Line, Named, Quote
from stemmata.show.asof import Window, evidenced_on
from stemmata.show.holdings import Holdings
from stemmata.show.queries.find import named
from stemmata.show.wording import certainty, is_event, rule_of
from stemmata.when import Holds, Period

_ORDER = {Holds.YES: 0, None: 1, Holds.MAYBE: 1, Holds.NO: 2}


def quote_of(held: Holdings, claim: Claim) -> Quote:
    """A claim as it can be cited."""
    report = held.reports[claim.report]
    return Quote(
        claim=claim.id,
        report=report.name,
        sha256=report.sha256,
        start=claim.start,
        end=claim.end,
        quote=claim.quote,
        reading=claim.reading,
        predicate=claim.predicate,
        voices=claim.voices,
        polarity=claim.polarity,
        modality=claim.modality,
        method=claim.method,
        confidence=claim.confidence,
        when=claim.when,
    )


def line_of(held: Holdings, fact: Fact, told_from: str | None = None, window: Window | None = None) -> Line:
    """A fact as told from its subject, or from its object where `told_from` is that."""
    rule, claims = rule_of(fact.predicate), held.claims_of(fact)
    subject, object_ = _ends(held, fact, claims)
    inverse = told_from is not None and told_from == fact.object and told_from != fact.subject
    return Line(
        fact=fact.id,
        predicate=fact.predicate,
        label=rule.inverse if inverse else rule.label,
        about=object_ if inverse else subject,
        other=subject if inverse else object_,
        inverse=inverse,
        qualifiers=fact.qualifiers,
        when=fact.when,
        holds=None if window is None else holds(fact, window),
        begun=window is not None and window.reached(fact.when) is Holds.YES,
        last_evidenced=_last_evidenced(fact, claims),
        certainty=certainty(held, fact),
        polarity=fact.polarity,
        confidence=fact.confidence,
        disputed=fact.id in held.disputed,
        quotes=tuple(quote_of(held, claim) for claim in claims),
        more=held.support(fact)[0] - len(claims),
    )


def _ends(held: Holdings, fact: Fact, claims: tuple[Claim, ...]) -> tuple[Named, Named]:
    """Both ends by name. Where they are one entity (a rename), by the names that the report gives them."""
    if fact.object == fact.subject and claims:
        return Named(claims[0].subject.text, fact.subject), Named(claims[0].object.text, fact.object)
    if fact.object is None and fact.value == held.name(fact.subject):
        return Named(_name_then(held, claims) or held.name(fact.subject), fact.subject), Named(fact.value or "")
    if fact.object is None:
        return named(held, fact.subject), Named(fact.value or "")
    return named(held, fact.subject), named(held, fact.object)


def _name_then(held: Holdings, claims: tuple[Claim, ...]) -> str:
    """What a report calls the subject by name: "was renamed to" its own name says nothing."""
    mentions = (held.mentions.get(claim.subject.mention or "") for claim in claims)
    return next((m.text for m in mentions if m is not None and m.kind is MentionKind.NAME), "")


def argument_name(held: Holdings, argument: Argument) -> str:
    """What an argument of a claim is called: the entity's name, else the words of the report."""
    entity = held.entity_id(argument)
    return argument.text if entity is None else held.name(entity)


def holds(fact: Fact, window: Window) -> Holds:
    """Whether a state held in the window; whether an event had happened by its end."""
    return window.reached(fact.when) if is_event(fact.predicate) else window.meets(fact.when)


def _last_evidenced(fact: Fact, claims: tuple[Claim, ...]) -> str:
    days = [day for period in (fact.when, *(c.when for c in claims)) if (day := evidenced_on(period)) is not None]
    return max(days).isoformat() if days else ""


def in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """What holds first, then what may; within each by time, undated last, then by confidence."""
    return tuple(sorted(lines, key=lambda line: (_ORDER[line.holds], *by_time(line.when), -line.confidence, line.fact)))


def by_time(period: Period) -> tuple[str, str]:
    """A key that puts periods in the order in which they may have begun, those without a date last."""
    first = period.start.earliest or period.end.earliest or period.start.latest or period.end.latest
    last = period.end.latest
    return (first.isoformat() if first else "9999", last.isoformat() if last else "9999")
