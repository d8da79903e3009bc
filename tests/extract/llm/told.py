"""Small reports with the mentions of the small reader, and answers about them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from stemmata.extract.llm.prompt import questions
from stemmata.extract.llm.reading import Heard, Witness, hear
from stemmata.model import (
    Extraction,
    Mention,
    MentionKind,
    MentionType,
    Metadatum,
    Report,
    Role,
    Segment,
    report_id,
)

MODEL = "tiny"
TEXT = (
    "The Reed Front is led by Commander Oru Sander. In June 2013, the group split from the Marsh Army, the Tolin Post"
    " said. The Reed Front has 300 to 500 fighters."
)


def report_of(text: str, published: str = "2014-03-12") -> Report:
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    known = {"published": Metadatum(published, "test")} if published else {}
    return Report(
        report_id(sha256, "a.txt", None), "a.txt", None, sha256, len(text), "text/plain", "text/1", text, known
    )


def body(text: str) -> tuple[Segment, ...]:
    return (Segment(0, len(text), Role.BODY, 0),)


def mention(report: Report, words: str, kind: str = "ArmedGroup", nth: int = 0) -> Mention:
    start = -1
    for _ in range(nth + 1):
        start = report.text.index(words, start + 1)
    manner = MentionKind.DESCRIPTION if words.islower() else MentionKind.NAME
    return Mention(report.id, start, start + len(words), words, MentionType(kind), manner)


def end(words: str, kind: str = "ArmedGroup", stands_for: str = "") -> dict[str, str]:
    manner = "value" if kind == "value" else "description" if words.islower() else "name"
    return {"words": words, "type": kind, "kind": manner, "stands_for": stands_for}


def claim(quote: str, predicate: str, subject: object, object_: object, **more: object) -> dict[str, object]:
    plain: dict[str, object] = {"qualifiers": [], "at": "", "since": "", "until": "", "voices": []}
    said = {"polarity": "asserted", "modality": "none"}
    ends = {"subject": subject, "object": object_}
    return {"quote": quote, "predicate": predicate, **ends, **plain, **said, **more}


SPLIT = claim(
    "the group split from the Marsh Army",
    "split_from",
    end("the group", stands_for="Reed Front"),
    end("Marsh Army"),
    at="In June 2013",
    voices=["the Tolin Post"],
    polarity="reported",
)

KNOWN = {"Reed Front": "ArmedGroup", "Marsh Army": "ArmedGroup", "the group": "ArmedGroup"}


def heard(answer: object, text: str = TEXT, small: Mapping[str, str] | None = None) -> Heard:
    """A report of one paragraph read with one answer to each of its sheets."""
    report = report_of(text)
    found = KNOWN if small is None else small
    mentions = tuple(mention(report, words, kind) for words, kind in found.items() if words in text)
    said = answer if isinstance(answer, str) else json.dumps(answer)
    answers = {question.key: said for question in questions(report, body(text), MODEL)}
    return hear(report, body(text), Extraction(report.id, mentions, ()), Witness(MODEL, 0.7, answers))
