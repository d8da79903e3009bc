"""Names that are one by what they are made of, and by what is told of their bearers: same, maybe, or nothing.

Each distinct name is compared with the few that share a key with it (names/index.py). The score of the two names
(names/compare) is moved by what the record tells of both: a commander or a side in common, two lives that never met.
Only what is safe is joined; where a name is as near to two that are not one, all stay questions.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from stemmata.identify.alike import stands_alone
from stemmata.identify.clusters import Clusters, Proposal
from stemmata.identify.letters import defined
from stemmata.identify.lives import Lives
from stemmata.identify.people import company
from stemmata.identify.readings import Reading, compatible
from stemmata.names.compare import Comparison, GroupName, Person, compare, group, person
from stemmata.names.compare.scoring import limit
from stemmata.names.index import Index

_FAMILIES = ("group", "person")
_NEARLY = 0.5  # log-odds: of two names that fit, one must be nearer by so much to be chosen
# What the record tells beside the names, in log-odds; beliefs, not learned (docs/decisions/061).
_COMPANY = {"people": 1.5, "groups": 0.5}  # claims put both in the company of one group: allies are so too
_STRANGE = -0.7  # claims put both in company, and never in the same
_LIVES = -3.0  # the one is last told of years before the other is first told of


@dataclass(frozen=True)
class _Head:
    """One distinct name of one cluster, with its first reading."""

    reading: Reading
    name: GroupName | Person
    root: int

    @cached_property
    def kind(self) -> str:
        return "people" if isinstance(self.name, Person) else "groups"


@dataclass(frozen=True)
class _Match:
    """Two names with the log-odds that they are one actor's, and why."""

    one: _Head
    other: _Head
    odds: float
    why: str
    barred: bool

    @property
    def lettered(self) -> bool:
        """Whether one of the two is an acronym: such pairs are no rivals of names in full."""
        return self.one.reading.acronym or self.other.reading.acronym


def compared(clusters: Clusters) -> Iterator[Proposal]:
    """Same or maybe for every pair of names that are near enough, the surest first."""
    matches = list(_matches(clusters))
    near = _near(match for match in matches if not match.barred)
    alike = {lettered: _near(m for m in matches if m.lettered == lettered) for lettered in (True, False)}
    for match in sorted(matches, key=lambda m: (-m.odds, m.one.reading.at, m.other.reading.at)):
        enough = match.odds >= _odds(match.one.kind, "same") and not match.barred
        sure = enough and _clear(match, alike[match.lettered], near)
        verdict = "same" if sure else "maybe"
        yield Proposal(match.one.reading.at, match.other.reading.at, verdict, "compared", match.why)


@cache
def _odds(kind: str, name: str) -> float:
    share = limit(kind, name)
    return math.log(share / (1 - share))


def _matches(clusters: Clusters) -> Iterator[_Match]:
    """Each pair of names worth comparing that is near enough to ask about."""
    sides, lives = company(clusters), Lives(clusters)
    heads = list(_heads(clusters))
    index: Index[int] = Index()
    for number, head in enumerate(heads):
        index.add(number, head.name)
    pairs = {(min(n, there), max(n, there)) for n, head in enumerate(heads) for there in index.near(head.name)}
    for one, other in ((heads[a], heads[b]) for a, b in sorted(pairs)):
        if one.root != other.root and one.kind == other.kind and _could_be(one, other):
            match = _match(one, other, sides, lives)
            if match is not None:
                yield match


def _heads(clusters: Clusters) -> Iterator[_Head]:
    """The distinct names; an acronym only where nothing yet tells what it stands for."""
    seen, told = set(), defined(clusters)
    for reading in clusters.readings.named:
        if reading.family not in _FAMILIES or not (stands_alone(reading) or reading.acronym or _body(reading)):
            continue
        root = clusters.root(reading.at)
        if reading.acronym and root in told:
            continue
        text = reading.person.bare if reading.person is not None else reading.mention.text
        told_of = (root if stands_alone(reading) or reading.acronym else -1, reading.family, text)
        if told_of not in seen:
            seen.add(told_of)
            yield _Head(reading, person(reading.mention.text) if reading.person is not None else group(text), root)


def _body(reading: Reading) -> bool:
    """Whether it is the name of a body that any army has, without a number: it may tell what letters stand for."""
    name = reading.name
    return name is not None and reading.family == "group" and not name.numbers and len(name.parts) > 1


def _could_be(one: _Head, other: _Head) -> bool:
    """Two acronyms, and two bodies such as any army has, are left to other rules: alone they say nothing."""
    lettered = one.reading.acronym + other.reading.acronym
    own = all(stands_alone(head.reading) for head in (one, other))
    return compatible(one.reading.family, other.reading.family) and (own or lettered == 1)


@lru_cache(maxsize=1 << 17)
def _by_names(one: GroupName | Person, other: GroupName | Person) -> Comparison:
    """Kept from build to build of one process: a decision changes few names, and each pair is compared but once."""
    return compare(one, other)


def _match(one: _Head, other: _Head, sides: dict[int, set[int]], lives: Lives) -> _Match | None:
    """None where two names are too far apart; of most that is sure before it is asked what else is told of them."""
    found, least = _by_names(one.name, other.name), _odds(one.kind, "maybe")
    odds = math.log(max(found.score, 1e-9) / max(1 - found.score, 1e-9))
    if odds + _COMPANY[one.kind] < least:
        return None
    beside = list(_beside(one, other, sides, lives))
    odds = round(odds + sum(weight for weight, _ in beside), 6)
    return _Match(one, other, odds, _told(one, other, found, beside), found.barred) if odds >= least else None


def _beside(one: _Head, other: _Head, sides: dict[int, set[int]], lives: Lives) -> Iterator[tuple[float, str]]:
    """What the record tells beside the names."""
    ours, theirs = sides.get(one.root, set()), sides.get(other.root, set())
    if ours & theirs:
        yield _COMPANY[one.kind], "both in the company of one group"
    elif ours and theirs and one.kind == "people":
        yield _STRANGE, "never in the same company"
    gap = lives.gap(one.root, other.root)
    if gap is not None:
        yield _LIVES, f"told of {gap} years apart"


def _told(one: _Head, other: _Head, found: Comparison, beside: Iterable[tuple[float, str]]) -> str:
    reasons = "; ".join((*found.reasons[:4], *(words for _, words in beside)))
    return f"{other.reading} and {one.reading}, by their names {found.score:.2f}: {reasons}"


Near = dict[int, dict[int, float]]


def _near(matches: Iterable[_Match]) -> Near:
    """For each cluster the others that it fits, with the log-odds of the nearest names."""
    found: Near = {}
    for match in matches:
        for here, there in ((match.one.root, match.other.root), (match.other.root, match.one.root)):
            fits = found.setdefault(here, {})
            fits[there] = max(fits.get(there, -math.inf), match.odds)
    return found


def _clear(match: _Match, rivals: Near, near: Near) -> bool:
    """Whether neither fits a third nearly as well that is not surely the other too: Salem between Salim and Salam."""
    one, other = match.one.root, match.other.root
    least, sure = match.odds - _NEARLY, _odds(match.one.kind, "same")
    return not any(
        third != there and odds > least and near.get(there, {}).get(third, -math.inf) < sure
        for here, there in ((one, other), (other, one))
        for third, odds in rivals[here].items()
    )
