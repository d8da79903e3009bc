"""What is wrong with marked reports, each fault with its file and line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemmata.corpus.marked import Line, MarkedClaim, MarkedReport, Words
from stemmata.corpus.near import near_duplicates
from stemmata.corpus.reading import terms
from stemmata.edtf import normal
from stemmata.errors import InvalidDate, OntologyError
from stemmata.model import MentionType, Role
from stemmata.ontology import ontology

_HEAD = ("conflict", "style", "published", "publisher")


def faults(reports: Sequence[MarkedReport]) -> Iterator[str]:
    """Every fault of the reports, one by one, then the sentences that stand nearly alike in two places."""
    splits: dict[str, tuple[str, MarkedReport]] = {}
    for report in reports:
        yield from (f"{report.path}:{fault}" for fault in _of_report(report))
        split, conflict = report.path.parts[-3:-1] if len(report.path.parts) > 2 else ("", report.path.parent.name)
        first = splits.setdefault(conflict, (split, report))
        if first[0] != split:
            yield f"{report.path}:1: the conflict {conflict} stands in {first[0]} too"
    yield from near_duplicates(reports)


def _of_report(report: MarkedReport) -> Iterator[str]:
    yield from (f"1: the head has no {key}" for key in _HEAD if key not in report.head)
    if report.head.get("style") not in terms()["styles"]:
        yield f"1: no such style: {report.head.get('style')}"
    if report.head.get("published", "unknown") != "unknown":
        yield from _dated(1, report.head["published"])
    types: dict[str, MentionType] = {}
    about = report.head.get("about")
    for line in report.lines:
        for mark in line.marks:
            types[mark.id] = mark.type
            if mark.type is MentionType.TIME:
                yield from _dated(line.number, mark.value)
    if about is not None and about not in types:
        yield f"1: about {about}, which no mark has"
    for line in report.lines:
        yield from _of_line(report, line, types)


def _dated(number: int, value: str) -> Iterator[str]:
    if value == "unknown":
        return
    try:
        normal(value)
    except InvalidDate as fault:
        yield f"{number}: {value!r} is no EDTF: {fault}"


def _of_line(report: MarkedReport, line: Line, types: dict[str, MentionType]) -> Iterator[str]:
    if line.lure is not None:
        if line.lure not in terms()["lures"]:
            yield f"{line.number}: no such kind of lure: {line.lure}"
        yield from (f"{c.line}: a lure claims nothing that happened" for c in line.claims if c.happened)
    for claim in line.claims:
        yield from (f"{claim.line}: {fault}" for fault in _of_claim(report, line, claim, types))


def _of_claim(report: MarkedReport, line: Line, claim: MarkedClaim, types: dict[str, MentionType]) -> Iterator[str]:
    try:
        rule = ontology()[claim.predicate]
    except OntologyError:
        yield f"no such predicate: {claim.predicate}"
        return
    ids = [claim.subject, *([claim.object] if isinstance(claim.object, str) else []), *claim.voices]
    ids += claim.times.values()
    ids += [v for k, v in claim.qualifiers.items() if isinstance(v, str) and k not in ("as", "stance")]
    yield from (f"no mark of this report has the id {one}" for one in ids if one not in types)
    here = {mark.id for mark in line.marks}
    may_be_left_out = line.role is Role.INFOBOX or (line.role is not Role.BODY and claim.subject in here)
    if isinstance(claim.object, str) and claim.object not in here and not may_be_left_out:
        yield f"the object {claim.object} is not mentioned in the sentence"
    kinds = [
        types[end].value if isinstance(end, str) and end in types else None for end in (claim.subject, claim.object)
    ]
    if kinds[0] is not None and not ontology().fits(claim.predicate, kinds[0], kinds[1]):
        yield f"{claim.predicate} does not go from {kinds[0]} to {kinds[1] or 'a value'}"
    if claim.object is None and claim.predicate not in terms()["alone"]:
        yield f"{claim.predicate} needs an object"
    if isinstance(claim.object, Words) != (claim.predicate in terms()["values"]) and claim.predicate not in (
        "stance",
        "released",
    ):
        yield f"{claim.predicate} takes {'words in quotes' if claim.predicate in terms()['values'] else 'an id'}"
    known = {*rule.qualifiers, *(("as",) if claim.predicate == "casualties" else ())}
    yield from (f"{claim.predicate} has no key {key}" for key in claim.qualifiers if key not in known)
    yield from _tolled(claim)


def _tolled(claim: MarkedClaim) -> Iterator[str]:
    if claim.predicate == "casualties" and claim.qualifiers.get("as") not in terms()["tolls"]:
        yield f"casualties need as={'|'.join(terms()['tolls'])}"
    if claim.predicate == "stance" and claim.qualifiers.get("stance") not in (
        "accepted",
        "rejected",
        "denounced",
        "supported",
    ):
        yield "stance needs stance=accepted|rejected|denounced|supported"
