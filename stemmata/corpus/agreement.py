"""How far two markings of the same reports agree: F1 of mentions and of claims, sentence by sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from stemmata.corpus.marked import Line, MarkedClaim, MarkedReport, Words
from stemmata.model import MentionType


def agreement(one: Sequence[MarkedReport], other: Sequence[MarkedReport]) -> dict[str, float]:
    """F1 over reports that both have, found by conflict and file name: mentions, claims, claims whatever their ends,
    and the shares of claims found by both that agree on time and on attitude."""
    counts: Counter[str] = Counter()
    others = {_name(report.path): report for report in other}
    for report in one:
        if (twin := others.get(_name(report.path))) is not None:
            counts.update(_compared(report, twin))
            counts["reports"] += 1
    return _figures(counts)


def _name(path: Path) -> str:
    """ "CONFLICT/FILE", also where the file lies flat as SPLIT__CONFLICT__FILE."""
    return "/".join(path.name.split("__")[-2:]) if "__" in path.name else "/".join(path.parts[-2:])


def _compared(one: MarkedReport, other: MarkedReport) -> Counter[str]:
    counts: Counter[str] = Counter()
    twins = {line.text: line for line in other.lines}
    for number, line in enumerate(one.lines):
        twin = twins.get(line.text)
        if twin is None:
            counts["sentences without a twin"] += 1
            continue
        marks = [
            {(m.start, m.end, m.type) for m in each.marks if m.type is not MentionType.TIME} for each in (line, twin)
        ]
        counts["mentions both"] += len(marks[0] & marks[1])
        counts["mentions"] += len(marks[0]) + len(marks[1])
        _claims(counts, (one, other), (line, twin), number)
    return counts


def _claims(
    counts: Counter[str], reports: tuple[MarkedReport, MarkedReport], lines: tuple[Line, Line], number: int
) -> None:
    left = list(lines[1].claims)
    counts["claims"] += len(lines[0].claims) + len(left)
    words = [_words(report) for report in reports]
    for claim in lines[0].claims:
        match = next((c for c in left if _same(claim, c, lines, words)), None)
        if match is not None:
            left.remove(match)
            counts["claims both"] += 1
            counts["attitude alike"] += (claim.polarity, claim.modality) == (match.polarity, match.modality)
            times = [
                sorted(r.times.get(t, "") for t in c.times.values())
                for r, c in zip(reports, (claim, match), strict=True)
            ]
            counts["time alike"] += times[0] == times[1]
    predicates = [Counter(c.predicate for c in line.claims) for line in lines]
    counts["predicates both"] += sum((predicates[0] & predicates[1]).values())


def _words(report: MarkedReport) -> Mapping[str, set[str]]:
    """Id -> the words that stand for it anywhere in the report."""
    found: dict[str, set[str]] = {}
    for line in report.lines:
        for mark in line.marks:
            found.setdefault(mark.id, set()).add(line.text[mark.start : mark.end].casefold())
    return found


def _same(
    one: MarkedClaim, other: MarkedClaim, lines: tuple[Line, Line], words: Sequence[Mapping[str, set[str]]]
) -> bool:
    if one.predicate != other.predicate:
        return False
    if one.predicate in ("casualties", "stance"):
        key = "as" if one.predicate == "casualties" else "stance"
        if one.qualifiers.get(key) != other.qualifiers.get(key):
            return False
    straight = _meet(one.subject, other.subject, words) and _objects(one, other, words)
    turned = (
        one.predicate in ("allied_with", "opposed_to")
        and isinstance(one.object, str)
        and isinstance(other.object, str)
        and _meet(one.subject, other.object, words)
        and _meet(one.object, other.subject, words)
    )
    return straight or turned


def _objects(one: MarkedClaim, other: MarkedClaim, words: Sequence[Mapping[str, set[str]]]) -> bool:
    if isinstance(one.object, Words) and isinstance(other.object, Words):
        return one.object.start < other.object.end and other.object.start < one.object.end
    if isinstance(one.object, str) and isinstance(other.object, str):
        return _meet(one.object, other.object, words)
    return one.object is None and other.object is None


def _meet(one: str, other: str, words: Sequence[Mapping[str, set[str]]]) -> bool:
    """Whether two ids of two markings stand for the same: some words stand for both."""
    return bool(words[0].get(one, set()) & words[1].get(other, set()))


def _figures(counts: Counter[str]) -> dict[str, float]:
    def f1(both: str, whole: str) -> float:
        return round(2 * counts[both] / max(1, counts[whole]), 4)

    def share(part: str) -> float:
        return round(counts[part] / max(1, counts["claims both"]), 4)

    return {
        "reports": counts["reports"],
        "mention_f1": f1("mentions both", "mentions"),
        "claim_f1": f1("claims both", "claims"),
        "predicate_f1": f1("predicates both", "claims"),
        "time_alike": share("time alike"),
        "attitude_alike": share("attitude alike"),
    }
