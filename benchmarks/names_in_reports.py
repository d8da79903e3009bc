"""Names of a list as the identify step meets them: each in a report of its own, and what is said of them as claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from stemmata.identify import identify
from stemmata.model import Argument, Claim, Extraction, Mention, MentionKind, MentionType, Report, digest, report_id

_TYPES = {"Organization": MentionType.ARMED_GROUP, "Person": MentionType.PERSON}
_SAID = {"alias": "alias", "former_name": "former_name", "distinct": "", "opposed": "opposed_to", "member": "member_of"}
_BETWEEN = {
    "distinct": " and the ",
    "alias": " as ",
    "former_name": " before ",
    "opposed": " against ",
    "member": " of ",
}


def clustered_by_record(content: Mapping[str, Any]) -> dict[str, str]:
    """Name -> the entity that the identify step makes of it."""
    types = {name: _TYPES[c["schema"]] for c in content["clusters"] for name in c["names"]}
    told = [*_alone(types), *_said(types, content["said"])]
    found = identify([report for report, _ in told], [extraction for _, extraction in told], (), ())
    return {
        mention.text: found.entity_of[mention.id]
        for _, extraction in told[: len(types)]
        for mention in extraction.mentions
    }


def _alone(types: Mapping[str, MentionType]) -> Iterator[tuple[Report, Extraction]]:
    for number, name in enumerate(types):
        yield _report(f"{number:03}.txt", f"The {name} met.", [(4, name)], types)


def _said(types: Mapping[str, MentionType], said: list[dict[str, str]]) -> Iterator[tuple[Report, Extraction]]:
    for number, line in enumerate(said):
        one, other, between = line["one"], line["other"], _BETWEEN[line["kind"]]
        text = f"The {one}{between}{other}."
        places = [(4, one), (4 + len(one) + len(between), other)]
        report, extraction = _report(f"said-{number:03}.txt", text, places, types)
        yield report, _claiming(report, extraction, _SAID[line["kind"]])


def _report(
    path: str, text: str, places: list[tuple[int, str]], types: Mapping[str, MentionType]
) -> tuple[Report, Extraction]:
    id = report_id(digest(text), path, None)
    mentions = tuple(
        Mention(id, start, start + len(name), name, types[name], MentionKind.NAME) for start, name in places
    )
    return Report(id, path, None, digest(text), len(text), "text/plain", "list/1", text, {}), Extraction(
        id, mentions, ()
    )


def _claiming(report: Report, extraction: Extraction, predicate: str) -> Extraction:
    if not predicate:
        return extraction
    one, other = extraction.mentions
    claim = Claim(
        report.id, one.start, other.end, report.text[one.start : other.end], predicate, Argument(one.text, one.id),
        Argument(other.text, other.id), "person:list", 0.9,
    )  # fmt: skip
    return Extraction(extraction.report, extraction.mentions, (claim,))
