"""Certainty, dates and statements in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from stemmata.model import Claim, Fact, Polarity, Qualifier
from stemmata.ontology import ontology
from stemmata.ontology.predicates import Aspect, Predicate, ValueKind
from stemmata.show.holdings import Holdings
from stemmata.when import Holds, Period

SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
TOLD = {"holds_post": "role", "stance": "stance"}  # qualifiers that are the point of the statement
HOLDS = {Holds.YES: "holds", Holds.MAYBE: "may hold", Holds.NO: "does not hold"}


def rule_of(predicate: str) -> Predicate:
    """What the ontology says of a predicate. Raises OntologyError for an unknown one."""
    return ontology()[predicate]


def is_event(predicate: str) -> bool:
    return rule_of(predicate).aspect is Aspect.EVENT


def kind_of(type_: str) -> str:
    """What people call things of a type: "armed group"."""
    known = ontology().types.get(type_)
    return type_ if known is None else known.plain


def counted(number: int, noun: str) -> str:
    """ "1 report", "3 reports" """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def certainty(held: Holdings, fact: Fact) -> str:
    """How well a fact is supported: "3 reports, 1 lineage; alleged; said by X only"."""
    every, reports, lineages = held.support(fact)
    support = f"{counted(reports, 'report')}, {counted(lineages, 'lineage')}"
    claims = held.claims_of(fact)
    if len(claims) < every:  # who else says it is not known here
        return "; ".join((support, *_hedges(fact)))
    said = _only_voice(claims) or (_sayers(held, claims) if rule_of(fact.predicate).value is ValueKind.NUMBER else ())
    return "; ".join((support, *_hedges(fact), *said))


def doubt(polarity: Polarity) -> str:
    """What must stand before a statement that no report makes its own: read without it, it says the contrary."""
    return f"{polarity.value}: " if polarity in (Polarity.DENIED, Polarity.ALLEGED) else ""


def _hedges(fact: Fact) -> tuple[str, ...]:
    return () if fact.polarity is Polarity.ASSERTED else (fact.polarity.value,)


def _only_voice(claims: tuple[Claim, ...]) -> tuple[str, ...]:
    """The one voice that says it, where no report says it in its own."""
    nearest = {claim.voices[0] if claim.voices else "" for claim in claims}
    return (f"said by {nearest.pop()} only",) if len(nearest) == 1 and "" not in nearest else ()


def _sayers(held: Holdings, claims: tuple[Claim, ...]) -> tuple[str, ...]:
    """Who gives a number: numbers are never read without that."""
    found = dict.fromkeys(claim.voices[0] if claim.voices else publisher(held, claim) for claim in claims)
    return (f"says {', '.join(found)}",)


def publisher(held: Holdings, claim: Claim) -> str:
    """Who published the report of a claim, by name; the report's own name where that is not known."""
    report = held.reports[claim.report]
    return report.known("publisher") or report.name


def dated(period: Period, event: bool) -> str:
    """A period in words. An end is named only where a report states one."""
    begin, finish = _day(period.begin), _day(period.finish)
    if period.at:
        return _day(period.at) if event else f"evidenced {_day(period.at)}"
    if finish == "..":
        return f"since {begin}, still going on" if begin else "still going on"
    if begin:
        return f"{begin} to {finish}" if finish else f"since {begin}, no end stated"
    if finish:
        return f"until {finish}"
    return f'"{period.words}"' if period.words else "no date stated"


def _day(edtf: str) -> str:
    """One end of a period; where it is itself an interval, some time in it is meant."""
    first, _, last = edtf.partition("/")
    return f"some time in {_about(first)} to {_about(last)}" if last and edtf != ".." else _about(edtf)


def _about(edtf: str) -> str:
    """A date of EDTF, whose marks of doubt nobody reads: "2018-05~" is "about 2018-05"."""
    said = {"~": "about {}", "?": "perhaps {}", "%": "perhaps about {}"}
    return said[edtf[-1]].format(_season(edtf[:-1])) if edtf[-1:] in said else _season(edtf)


def _season(edtf: str) -> str:
    """EDTF counts seasons on after the months: "2012-24" is the winter of 2012."""
    year, _, season = edtf.rpartition("-")
    return f"{SEASONS[season]} {year}" if len(year) == 4 and season in SEASONS else edtf


def qualified(qualifiers: Mapping[str, Qualifier], leave_out: frozenset[str] = frozenset()) -> str:
    """Qualifiers in words: "item: rifles, count: 40"."""
    shown = ((name, value) for name, value in sorted(qualifiers.items()) if name not in leave_out)
    return ", ".join(f"{name.replace('_', ' ')}: {_plain(value)}" for name, value in shown)


def _plain(value: Qualifier) -> str:
    return " / ".join(value) if isinstance(value, tuple) else str(value).replace("_", " ")
