"""A publisher in figures: what its reports say alone, whom they agree with, contradict, copy, and whom that favours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from urllib.parse import urlsplit

from stemmata.errors import NotFound
from stemmata.model import DifferenceKind, Fact, Publisher, Report, Side
from stemmata.record.fold import folded
from stemmata.show.holdings import Holdings
from stemmata.show.profiles import Known, Profile, With
from stemmata.show.queries.favours import favours
from stemmata.show.queries.lines import by_time, line_of

UNKNOWN_PUBLISHER = "publisher unknown"
SHOWN = 12


class Houses:
    """Which publisher stands behind which report, and what people know of it."""

    def __init__(self, held: Holdings, publishers: Iterable[Publisher]) -> None:
        self.held = held
        self.known = {_key(publisher.name): publisher for publisher in publishers}

    @cached_property
    def of(self) -> Mapping[str, str]:
        """Report id -> the name of its publisher; "" where nothing tells."""
        return {report.id: self._of(report) for report in self.held.reports.values()}

    def _of(self, report: Report) -> str:
        host = urlsplit(report.known("url") or "").hostname or ""
        hosted = (p.name for p in self.known.values() if any(_under(host, domain) for domain in p.domains))
        name = report.known("publisher") or next(hosted, "")
        known = self.known.get(_key(name))
        return name if known is None else known.name

    def side(self, name: str) -> str:
        known = self.known.get(_key(name))
        return (known.side or "") if known else ""

    def named(self, name: str) -> str:
        """The publisher that a name or its words mean. Raises NotFound, with those that there are."""
        names = sorted({*self.of.values(), *(p.name for p in self.known.values())} - {""})
        found = [n for n in names if _key(n) == _key(name)] or [n for n in names if _key(name) in _key(n)]
        spelled = sorted({_key(n): n for n in reversed(found)}.values())
        if len(spelled) == 1:
            return spelled[0]
        choice = spelled or names
        more = f" and {len(choice) - SHOWN} more" if len(choice) > SHOWN else ""
        listed = f"{', '.join(choice[:SHOWN])}{more}" if choice else "none: no report tells its publisher"
        raise NotFound(f"{name!r} may be any of {listed}" if spelled else f"no publisher {name!r}; have {listed}")

    def reports_of(self, name: str) -> frozenset[str]:
        return frozenset(report for report, house in self.of.items() if _key(house) == _key(name))


def publisher(held: Holdings, name: str, publishers: Sequence[Publisher] = ()) -> Profile:
    """The profile of a publisher of this record, or of sources.yml. Raises NotFound."""
    houses = Houses(held, publishers)
    house = houses.named(name)
    own = houses.reports_of(house)
    facts = [fact for fact in held.facts.values() if own & set(fact.reports)]
    alone = sorted((f for f in facts if own >= set(f.reports)), key=lambda f: (*by_time(f.when), f.id))
    copied, copying = _copies(houses, own, forward=True), _copies(houses, own, forward=False)
    return Profile(
        publisher=house,
        known=_known(houses.known.get(_key(house))),
        reports=tuple(sorted(held.reports[report].name for report in own)),
        claims=sum(claim.report in own for claim in held.claims.values()),
        facts=len(facts),
        in_own_voice=sum(_in_own_voice(held, fact, own) for fact in facts),
        alone=tuple(line_of(held, fact) for fact in alone),
        agrees=_counted(houses, _agreements(houses, facts, own)),
        contradicts=_counted(houses, _contradictions(houses, own)),
        copies=_counted(houses, copying),
        copied_by=_counted(houses, copied),
        favours=favours(held, alone, tuple(houses.known.values())),
    )


def _known(found: Publisher | None) -> Known | None:
    return None if found is None else Known(found.domains, found.owner or "", found.side or "", found.relays)


def _key(name: str) -> str:
    """A name without case, accents and article: how two spellings of one publisher are compared."""
    return folded(name).removeprefix("the ")


def _under(host: str, domain: str) -> bool:
    bare = domain.lower().removeprefix("www.").strip("/")
    return bool(bare) and (host == bare or host.endswith(f".{bare}"))


def _in_own_voice(held: Holdings, fact: Fact, own: frozenset[str]) -> bool:
    return any(claim.report in own and not claim.voices for claim in held.claims_of(fact))


def _agreements(houses: Houses, facts: Iterable[Fact], own: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The other publishers of a fact that are witnesses beside this one: copies and echoes agree with nothing."""
    lineage_of = houses.held.lineage_of
    for fact in facts:
        witnesses = {report: lineage_of.get(report, "") for report in fact.reports}
        mine = {lineage for report, lineage in witnesses.items() if report in own and lineage in fact.lineages}
        for report, lineage in witnesses.items():
            if mine and report not in own and lineage in fact.lineages and lineage not in mine:
                yield houses.of[report], fact.id


def _contradictions(houses: Houses, own: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The publishers that stand on the other side of a dispute."""
    for difference in houses.held.differences:
        if difference.kind is not DifferenceKind.CONTRADICTION:
            continue
        sides = [_reports(houses.held, side) for side in difference.sides]
        for at, side in enumerate(sides):
            if own & side:
                others = frozenset[str]().union(*(s for i, s in enumerate(sides) if i != at)) - own
                yield from ((houses.of[report], difference.id) for report in others)


def _reports(held: Holdings, side: Side) -> frozenset[str]:
    return frozenset(held.claims[claim].report for claim in side.claims if claim in held.claims)


def _copies(houses: Houses, own: frozenset[str], forward: bool) -> Iterator[tuple[str, str]]:
    """Where the direction is known: who took from these reports (`forward`), or whom they took from."""
    for derivation in houses.held.derivations:
        ends = (derivation.source, derivation.target) if forward else (derivation.target, derivation.source)
        if derivation.directed and ends[0] in own and ends[1] not in own:
            source, target = houses.held.reports[derivation.source], houses.held.reports[derivation.target]
            yield houses.of[ends[1]], f"{source.name} -> {target.name}"


def _counted(houses: Houses, pairs: Iterable[tuple[str, str]]) -> tuple[With, ...]:
    """The others with what they share, the most first; each thing counts once."""
    found: dict[str, dict[str, None]] = {}
    for name, what in pairs:
        found.setdefault(name, {})[what] = None
    made = (
        With(name or UNKNOWN_PUBLISHER, houses.side(name), len(what), tuple(sorted(what)))
        for name, what in found.items()
    )
    return tuple(sorted(made, key=lambda other: (-other.count, other.publisher)))
