"""Claims that people make: added where no reader saw one, or in the place of one that was read wrongly.

`value` of a judgement may say: predicate, subject, object (words of the quote, or a bare value), subject_type,
object_type (where nothing else tells), at, begin, finish (EDTF), polarity, modality, voice, and qualifier.NAME.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from stemmata.model import (
    Anchor,
    Argument,
    Claim,
    Extraction,
    Judgement,
    Mention,
    MentionKind,
    MentionType,
    Polarity,
    Report,
)
from stemmata.ontology import ontology
from stemmata.ontology.predicates import Aspect
from stemmata.when import UNKNOWN, Period

ENDS = ("predicate", "subject", "object", "subject_type", "object_type")
KEYS = (*ENDS, "at", "begin", "finish", "polarity", "modality", "voice")
Span = tuple[int, int]


def wrong_value(judgement: Judgement) -> str | None:
    """What is wrong with what a correction or an addition says, if anything."""
    for anchor in judgement.anchors:
        said = said_by(judgement, anchor)
        unknown = sorted(key for key in said if key not in KEYS and not key.startswith("qualifier."))
        if unknown:
            return f"unknown {', '.join(unknown)}; known are {', '.join(KEYS)}, qualifier.NAME"
        missing = [key for key in ("predicate", "subject", "object") if not said.get(key)]
        if missing and judgement.what == "add":
            return f"says no {', '.join(missing)}, neither in value nor in its anchor"
        if wrong := _wrong_choice(said):
            return wrong
    return None


def _wrong_choice(said: Mapping[str, str]) -> str | None:
    checks: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("predicate", tuple(ontology().predicates)),
        ("subject_type", tuple(MentionType)),
        ("object_type", tuple(MentionType)),
        ("polarity", tuple(Polarity)),
    )
    for key, known in checks:
        if key in said and said[key] not in known:
            return f"{key} is {said[key]!r}; known are {', '.join(known)}"
    return None


def said_by(judgement: Judgement, anchor: Anchor) -> dict[str, str]:
    """What a person says: of an addition, the anchor's predicate and arguments too."""
    if judgement.what != "add":
        return dict(judgement.value)
    said = dict(zip(("subject", "object"), anchor.arguments, strict=False))
    return {**said, **({} if anchor.predicate is None else {"predicate": anchor.predicate}), **judgement.value}


def added(
    report: Report, extraction: Extraction, judgement: Judgement, anchor: Anchor, span: Span
) -> Extraction | None:
    """The extraction with the claim that a person saw in the words at `span`; None if its subject is not there."""
    said = said_by(judgement, anchor)
    blank = Claim(report.id, *span, anchor.quote, said["predicate"], Argument(""), Argument(""), "", 1.0)
    return _with(report, extraction, _changed(blank, judgement, said), said)


def corrected(
    report: Report, extraction: Extraction, judgement: Judgement, wrong: Sequence[Claim]
) -> Extraction | None:
    """The extraction with each of these claims as a person says it should be; None if a new subject is not there."""
    found: Extraction | None = replace(extraction, claims=tuple(c for c in extraction.claims if c not in wrong))
    for claim in wrong:
        if found is not None:
            found = _with(report, found, _changed(claim, judgement, judgement.value), judgement.value)
    return found


def _changed(claim: Claim, judgement: Judgement, said: Mapping[str, str]) -> Claim:
    """The claim with all that is said of it but its arguments."""
    new: dict[str, Any] = {key: said[key] for key in ("predicate",) if key in said}
    if "polarity" in said:
        new["polarity"] = Polarity(said["polarity"])
    if "modality" in said:
        new["modality"] = said["modality"] or None
    if "voice" in said:
        new["voices"] = (said["voice"],) if said["voice"] else ()
    if {"at", "begin", "finish"} & set(said):
        new["when"] = _period(said, said.get("predicate", claim.predicate))
    qualifiers = {key.removeprefix("qualifier."): value for key, value in said.items() if key.startswith("qualifier.")}
    kept = {key: value for key, value in claim.qualifiers.items() if key not in qualifiers}
    new["qualifiers"] = {**kept, **{key: value for key, value in qualifiers.items() if value}}
    return replace(claim, method=f"person:{judgement.who}", confidence=1.0, **new)


def _period(said: Mapping[str, str], predicate: str) -> Period:
    if said.get("at"):
        event = ontology()[predicate].aspect is Aspect.EVENT
        return Period.event(said["at"]) if event else Period.evidenced(said["at"])
    begin, finish = said.get("begin", ""), said.get("finish", "")
    return Period.span(begin, finish) if begin or finish else UNKNOWN


def _with(report: Report, extraction: Extraction, claim: Claim, said: Mapping[str, str]) -> Extraction | None:
    """The extraction with the claim, and with mentions for those of its arguments that nobody saw before."""
    rule = ontology()[claim.predicate]
    mentions = {mention.id: mention for mention in extraction.mentions}
    for end, types in (("subject", rule.domain), ("object", () if rule.takes_value else rule.range)):
        if end in said:
            given = said.get(f"{end}_type")
            types = types if given is None else (given,)
            mention = _mention(report, tuple(mentions.values()), claim, (said[end], types))
            if mention is not None:
                mentions[mention.id] = mention
            new: dict[str, Any] = {end: Argument(said[end], None if mention is None else mention.id)}
            claim = replace(claim, **new)
    if claim.subject.is_value:
        return None
    others = tuple(other for other in extraction.claims if other.id != claim.id)
    ordered = tuple(sorted(mentions.values(), key=lambda m: (m.start, -m.end)))
    return replace(extraction, mentions=ordered, claims=(*others, claim))


def _mention(
    report: Report, mentions: Sequence[Mention], claim: Claim, wanted: tuple[str, tuple[str, ...]]
) -> Mention | None:
    """The mention that words of a person mean: in the quote first, then the nearest before it, else a new one.

    None where the words are a bare value: no mention has them, and nothing tells a type.
    """
    text, types = wanted
    same = [mention for mention in mentions if mention.text == text]
    inside = [mention for mention in same if claim.start <= mention.start and mention.end <= claim.end]
    start = report.text.find(text, claim.start, claim.end)
    if inside or start < 0:
        before = [mention for mention in same if mention.start < claim.end]
        return next(iter(inside or before[-1:] or same), None)
    allowed = [same[0].type] if same else [kind for kind in MentionType if types and ontology().allows(kind, types)]
    if not allowed:
        return None
    return Mention(report.id, start, start + len(text), text, allowed[0], MentionKind.NAME)
