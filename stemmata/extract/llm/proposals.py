"""An answer read as proposals, whatever stands around them: nothing in it is taken on trust, and nothing is done."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from stemmata.extract.llm.schema import MODALITIES, TIMES, TYPES
from stemmata.model import MentionKind, Polarity
from stemmata.ontology.predicates import VALUE

_MOST = 100  # claims of one passage that are looked at
_BEGINNINGS = 50  # braces of an answer at which a JSON object is looked for


class Refusal(StrEnum):
    """Why an answer or a proposal does not count."""

    UNREADABLE = "answer holds no JSON object with claims"
    TOO_MANY = "more claims than a passage can hold"
    SHAPE = "not of the form asked for"
    PREDICATE = "unknown predicate"
    NO_QUOTE = "quote not in the passage"
    QUOTED_TWICE = "quote found more than once"
    LONG_QUOTE = "quote too long"
    BESIDE = "quote holds neither subject nor object"
    WORDS = "words of subject or object not in the passage"
    TYPES = "types that the predicate does not allow"
    ITSELF = "said of itself"
    QUALIFIER = "qualifier or value of one that the predicate does not have"
    TIME = "words of time not in the passage, or none that make sense together"
    VOICE = "voice not in the passage, nor a name of the report"


class Refused(Exception):
    """A proposal that does not count."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class ProposedEnd:
    words: str
    type: str  # of schema.TYPES, or "value"
    kind: str  # of MentionKind, or "value"
    stands_for: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an answer says of a passage, in the right form and otherwise unchecked. `times`: at, since, until."""

    quote: str
    predicate: str
    subject: ProposedEnd
    object: ProposedEnd
    qualifiers: tuple[tuple[str, str], ...]
    times: Mapping[str, str]
    voices: tuple[str, ...]
    polarity: Polarity
    modality: str | None


def proposals(answer: str) -> list[Proposal | Refusal]:
    """The proposals of an answer, a refusal in the place of each that is malformed.

    One refusal alone where the answer cannot be read at all.
    """
    items = items_of(answer)
    if items is None:
        return [Refusal.UNREADABLE]
    return [*(_proposal(item) for item in items[:_MOST]), *(Refusal.TOO_MANY for _ in items[_MOST:])]


def items_of(answer: str) -> list[object] | None:
    """The list of claims in an answer, also where fences, thoughts or prose stand around the JSON; None without one."""
    for found in _objects(answer):
        claims = found.get("claims")
        if isinstance(claims, list):
            return claims
    return None


def _objects(answer: str) -> Iterator[dict[str, object]]:
    decoder = json.JSONDecoder()
    begin = 0
    for _ in range(_BEGINNINGS):
        brace = re.compile(r"\{").search(answer, begin)
        if brace is None:
            return
        try:
            value, begin = decoder.raw_decode(answer, brace.start())
        except (ValueError, RecursionError):
            begin = brace.end()
            continue
        yield value


def _proposal(item: object) -> Proposal | Refusal:
    try:
        return _read(_mapping(item))
    except Refused as refused:
        return refused.why


def _read(item: Mapping[str, object]) -> Proposal:
    modality = _one_of(item, "modality", MODALITIES, "none")
    return Proposal(
        quote=_text(item, "quote"),
        predicate=_text(item, "predicate"),
        subject=_end(item.get("subject")),
        object=_end(item.get("object")),
        qualifiers=tuple((_text(q, "name"), _text(q, "words")) for q in map(_mapping, _list(item, "qualifiers"))),
        times={name: _text(item, name, "") for name in TIMES},
        voices=tuple(_text({"voice": voice}, "voice") for voice in _list(item, "voices")),
        polarity=Polarity(_one_of(item, "polarity", tuple(Polarity), Polarity.ASSERTED)),
        modality=None if modality == "none" else modality,
    )


def _end(given: object) -> ProposedEnd:
    end = _mapping({} if given is None else given)
    kind = _one_of(end, "type", (*TYPES, VALUE), VALUE)
    manner = _one_of(end, "kind", (*MentionKind, VALUE), VALUE if kind == VALUE else MentionKind.NAME)
    return ProposedEnd(_text(end, "words", ""), kind, manner, _text(end, "stands_for", ""))


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise Refused(Refusal.SHAPE)
    return value


def _text(item: Mapping[str, object], key: str, absent: str | None = None) -> str:
    value = item.get(key)
    if value is None and absent is not None:
        return absent
    if not isinstance(value, str):
        raise Refused(Refusal.SHAPE)
    return value


def _one_of(item: Mapping[str, object], key: str, known: tuple[str, ...], absent: str) -> str:
    value = _text(item, key, absent)
    if value not in known:
        raise Refused(Refusal.SHAPE)
    return value


def _list(item: Mapping[str, object], key: str) -> list[object]:
    value = item.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise Refused(Refusal.SHAPE)
    return value
