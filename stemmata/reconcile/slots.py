"""A claim in its place: of which entity it says what, so that claims that say the same can meet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from stemmata.errors import InvalidDate
from stemmata.model import Claim, Identification, Polarity, Qualifier
from stemmata.ontology import ontology
from stemmata.ontology.predicates import Aspect, Predicate, ValueKind
from stemmata.reconcile.values import Amount, amounts, plain_name, plain_unit, plain_words
from stemmata.when import Period, edtf_bounds

WITHIN = re.compile(r"\s(?:of|in|for)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slot:
    """What claims must share to be one fact, but for time. `value` is the plain form of a bare value."""

    predicate: str
    subject: str
    object: str | None
    value: str
    qualifiers: tuple[tuple[str, str], ...]
    denied: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with its slot, its time, and its numbers where its value is a number.

    `stated` is the time as the report states it, without what is presumed: that fresh news, or "since", mean it still
    went on on the day of writing.
    """

    claim: Claim
    slot: Slot
    when: Period
    stated: Period
    id: str  # of the claim, worked out once
    numbers: Mapping[str, Amount] = field(default_factory=dict)


def statements(claims: Iterable[Claim], identification: Identification) -> Iterator[Statement]:
    """The claims that can make a fact: without modality, and about something that an entity stands for.

    A claim that would tie an entity to itself is none: it ties two names that were found to be one actor's.
    """
    for claim in claims:
        subject = identification.entity_of.get(claim.subject.mention or "")
        if claim.modality is not None or subject is None:
            continue
        found = statement(claim, subject, identification.entity_of.get(claim.object.mention or ""))
        if found.slot.object != found.slot.subject:
            yield found


def statement(claim: Claim, subject: str, object_: str | None) -> Statement:
    rule = ontology()[claim.predicate]
    when = time_of(claim, rule)
    object_ = None if rule.value is ValueKind.NAME else object_
    numbers = amounts(claim.object.text, claim.qualifiers) if rule.value is ValueKind.NUMBER else {}
    if rule.symmetric and object_ is not None and object_ < subject:
        subject, object_ = object_, subject
    value = "" if object_ is not None else plain_value(claim, rule, numbers)
    denied = claim.polarity is Polarity.DENIED
    slot = Slot(claim.predicate, subject, object_, value, distinguishing(claim, rule), denied)
    return Statement(claim, slot, when, when, claim.id, numbers)


def plain_value(claim: Claim, rule: Predicate, numbers: Mapping[str, Amount]) -> str:
    if rule.value is ValueKind.DATE and is_date(claim.object.text):
        return ""  # the date is the time of the fact
    if rule.once:
        return ""  # one event, however it came about
    if numbers:
        return "; ".join(f"{key} {number}".strip() for key, number in numbers.items())
    if rule.value is ValueKind.WORDS:
        return plain_words(claim.object.text)
    return plain_name(claim.object.text)


def time_of(claim: Claim, rule: Predicate) -> Period:
    """When the claim says that it was: for a predicate that takes a date, the date."""
    if rule.value is not ValueKind.DATE or not claim.object.text or not is_date(claim.object.text):
        return claim.when
    return Period.event(claim.object.text, claim.when.words or claim.object.text)


def is_date(text: str) -> bool:
    """Whether a value is a date, or says nothing but what `when` says."""
    try:
        edtf_bounds(text)
    except InvalidDate:
        return False
    return True


def distinguishing(claim: Claim, rule: Predicate) -> tuple[tuple[str, str], ...]:
    """The qualifiers that make it a statement of its own, in plain words: the post held, the stand taken."""
    keys = (*rule.slot, *rule.opposites)
    return tuple(
        (key, plain_role(rule, claim) if key == "role" else plain_qualifier(key, claim.qualifiers.get(key)))
        for key in keys
    )


def plain_qualifier(key: str, value: Qualifier | None) -> str:
    if value is None:
        return ""
    words = " ".join(value) if isinstance(value, tuple) else str(value)
    return plain_unit(words) if key == "unit" else plain_words(words)


def plain_role(rule: Predicate, claim: Claim) -> str:
    """The post held: the one word for it where it has several, without the group that it is held in."""
    given = claim.qualifiers.get("role", "")
    words = " ".join(given) if isinstance(given, tuple) else str(given)
    if WITHIN.search(words):  # a pattern for each object is dear, and few roles need it
        name = re.escape(claim.object.text)
        words = re.sub(rf"\s+(?:of|in|for)\s+(?:the\s+)?{name}\s*$", "", words, flags=re.IGNORECASE)
    return rule.role(words) or plain_name(words)


def is_event(predicate: str) -> bool:
    return ontology()[predicate].aspect is Aspect.EVENT
