"""Sentences as a report: title, paragraphs, a last line; with its segments, mentions and claims at their offsets."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from records.telling import Span, Told
from records.world import Being
from stemmata.model import (
    Argument,
    Claim,
    Mention,
    MentionKind,
    Metadatum,
    Report,
    Role,
    Segment,
    report_id,
)

TOGETHER = 4  # sentences of a paragraph
GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be printed."""

    path: str
    title: str
    opening: str  # a paragraph of its own, without claims
    told: Sequence[Told]
    footer: str
    metadata: Mapping[str, Metadatum]


@dataclass(frozen=True, slots=True)
class Page:
    """A report, and what stands in it. `starts`: where each sentence begins."""

    report: Report
    segments: tuple[Segment, ...]
    mentions: tuple[tuple[Mention, Being], ...]
    claims: tuple[Claim, ...]
    starts: tuple[int, ...]


def printed(sheet: Sheet) -> Page:
    groups = [sheet.told[at : at + TOGETHER] for at in range(0, len(sheet.told), TOGETHER)]
    paragraphs = [" ".join(told.text for told in group) for group in groups]
    pieces = [sheet.title, sheet.opening, *paragraphs, sheet.footer]
    text = GAP.join(pieces)
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    id_ = report_id(sha256, sheet.path, None)
    report = Report(id_, sheet.path, None, sha256, len(data), "text/plain", "made/1", text, sheet.metadata)
    starts = begins(sheet, groups)
    mentions = list[tuple[Mention, Being]]()
    claims = list[Claim]()
    for told, start in zip(sheet.told, starts, strict=True):
        mentions += mentioned(id_, told, start, mentions)
        claims.append(claim(id_, told, start))
    return Page(report, segments(pieces), tuple(mentions), tuple(claims), starts)


def begins(sheet: Sheet, groups: Sequence[Sequence[Told]]) -> tuple[int, ...]:
    found, at = [], len(sheet.title) + len(sheet.opening) + 2 * len(GAP)
    for group in groups:
        for told in group:
            found.append(at)
            at += len(told.text) + 1
        at += len(GAP) - 1
    return tuple(found)


def segments(pieces: Sequence[str]) -> tuple[Segment, ...]:
    made, at = [], 0
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        role = Role.TITLE if number == 0 else Role.FURNITURE if last else Role.BODY
        end = at + len(piece) + (0 if last else len(GAP))
        made.append(Segment(at, end, role, number))
        at = end
    return tuple(made)


def mentioned(
    report: str, told: Told, start: int, before: Sequence[tuple[Mention, Being]]
) -> list[tuple[Mention, Being]]:
    made = []
    for word in told.words:
        first, last = word.span
        kind = MentionKind.DESCRIPTION if word.again else MentionKind.NAME
        refers = named_before(word.being, before) if word.again else None
        text = told.text[first:last]
        mention = Mention(report, start + first, start + last, text, word.being.type, kind, told.confidence, refers)
        made.append((mention, word.being))
    return made


def named_before(being: Being, before: Sequence[tuple[Mention, Being]]) -> str | None:
    found = (m.id for m, other in reversed(before) if other is being and m.kind is MentionKind.NAME)
    return next(found, None)


def claim(report: str, told: Told, start: int) -> Claim:
    first, last = told.quote
    return Claim(
        report, start + first, start + last, told.text[first:last], told.predicate,
        argument(report, told, told.subject, start),
        Argument(told.value or told.when.edtf) if told.value is not None or told.predicate == "formed"
        else argument(report, told, told.object, start),
        told.method, told.confidence, told.qualifiers, told.when, told.voices, told.polarity,
    )  # fmt: skip


def argument(report: str, told: Told, span: Span, start: int) -> Argument:
    return Argument(told.text[slice(*span)], f"{report}:{start + span[0]}-{start + span[1]}")
