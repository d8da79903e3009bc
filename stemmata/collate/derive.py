"""How two reports hang together: the kind of the tie, its direction, and the evidence in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stemmata.collate.direction import Pointer, Witness, direction, pointers
from stemmata.collate.passages import Sharing
from stemmata.collate.publishers import parts
from stemmata.model import Derivation, DerivationKind, Report, SharedPassage

REPOSTED = 0.3  # part of a report's prose in another that makes it a repost of that, if it says so
MOST = 0.8  # part of a report's prose in another that makes the two one text


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports (the first is the first by name) and what they share."""

    one: Witness
    other: Witness
    found: Sharing | None = None


@dataclass(frozen=True, slots=True)
class Bond:
    """A derivation, and how many words of the two reports are the same and no quotation of a third.

    `house`: one publisher stands behind both.
    """

    derivation: Derivation
    words: int = 0
    house: bool = False

    @property
    def ends(self) -> tuple[str, str]:
        return self.derivation.source, self.derivation.target


def derivation(pair: Pair, kind: DerivationKind, evidence: Iterable[str], said: Sequence[Pointer]) -> Derivation:
    """The tie of a pair as a Derivation, turned so that the source comes first where one is known."""
    way = direction(said)
    turned = way is False
    one, other = (pair.other, pair.one) if turned else (pair.one, pair.other)
    passages = () if pair.found is None else pair.found.passages
    if turned:
        passages = tuple(sorted((turn(passage) for passage in passages), key=lambda p: (p.from_start, p.to_start)))
    words = (*evidence, *dict.fromkeys(pointer.words for pointer in said))
    return Derivation(one.report.id, other.report.id, kind, way is not None, words, passages, share(pair, kind, way))


def share(pair: Pair, kind: DerivationKind, way: bool | None) -> float:
    """The part of the taker's prose that is not its own; where the taker is not known, the greater of the two parts."""
    if pair.found is None or kind is DerivationKind.IDENTICAL:
        return 1.0
    return taken(pair.found, way)


def turn(passage: SharedPassage) -> SharedPassage:
    return SharedPassage(passage.to_start, passage.to_end, passage.from_start, passage.from_end)


def by_text(pair: Pair, found: Sharing) -> Derivation:
    """The tie of two reports that share passages."""
    versions = same_url(pair.one.report, pair.other.report)  # their dates tell, however little they share
    said = pointers(pair.one, pair.other, None if versions else found)
    return derivation(pair, kind_by_text(pair, found, said), told(pair, found), said)


def kind_by_text(pair: Pair, found: Sharing, said: Sequence[Pointer]) -> DerivationKind:
    if pair.one.text == pair.other.text:
        return DerivationKind.IDENTICAL
    if same_url(pair.one.report, pair.other.report):
        return DerivationKind.REVISION
    if credited(pair) and max(found.of_one, found.of_other) >= REPOSTED:
        return DerivationKind.REPOST
    way = direction(said)
    if found.quoted() or (way is None and pair.one.relayed & pair.other.relayed):
        return DerivationKind.SHARED_ORIGIN
    if taken(found, way) >= MOST:
        return DerivationKind.MIRROR
    return DerivationKind.SHARED_PASSAGE if way is None else DerivationKind.LIFTED_PASSAGE


def taken(found: Sharing, way: bool | None) -> float:
    """The part of the taker's prose that stands in the other; where the taker is not known, the greater part."""
    if way is None:
        return max(found.of_one, found.of_other)
    return found.of_other if way else found.of_one


def told(pair: Pair, found: Sharing) -> Iterator[str]:
    one, other = pair.one.report.name, pair.other.report.name
    passages = "1 passage" if len(found.passages) == 1 else f"{len(found.passages)} passages"
    yield f"{found.words} words in {passages} are the same in both"
    yield f"what both have is {found.of_one:.0%} of the prose of {one} and {found.of_other:.0%} of that of {other}"
    if found.quoted():
        yield "both give them as a quotation"
    for key in sorted(pair.one.relayed & pair.other.relayed):
        yield f"both repeat {name_of(pair.one, key)}"


def credited(pair: Pair) -> bool:
    return bool(pair.one.relayed & pair.other.own or pair.other.relayed & pair.one.own)


def same_url(one: Report, other: Report) -> bool:
    here, there = page(one), page(other)
    return here is not None and here == there


def page(report: Report) -> str | None:
    """The address of the page that a report is, without what does not change it: scheme, www, fragment, final slash.

    None where that is unknown, cannot be read, or names a site: what is found there today is another text tomorrow.
    """
    split = parts(report.known("url") or "")
    if split is None or not (split.path.strip("/") or split.query):
        return None
    query = f"?{split.query}" if split.query else ""
    return f"{split.netloc.lower().removeprefix('www.')}{split.path.rstrip('/')}{query}"


def by_bytes(witnesses: Sequence[Witness]) -> Iterator[Bond]:
    """Each report tied to the one before it that has the same bytes, or the same text."""
    groups: dict[str, list[Witness]] = {}
    for witness in witnesses:
        if witness.report.text.strip():
            groups.setdefault(witness.text, []).append(witness)
    for group in groups.values():
        for one, other in pairwise(group):
            same = "bytes" if one.report.sha256 == other.report.sha256 else "text"
            said = pointers(one, other, None)
            why = (f"the {same} of both are the same",)
            found = derivation(Pair(one, other), DerivationKind.IDENTICAL, why, said)
            yield Bond(found, len(one.report.text.split()))


def by_address(witnesses: Sequence[Witness]) -> Iterator[Bond]:
    """Each report tied to the one before it that was found at the same URL."""
    groups: dict[str, list[Witness]] = {}
    for witness in witnesses:
        url = page(witness.report)
        if url is not None:
            groups.setdefault(url, []).append(witness)
    for url, group in groups.items():
        for one, other in pairwise(group):
            said = pointers(one, other, None)
            yield Bond(derivation(Pair(one, other), DerivationKind.REVISION, (f"both were found at {url}",), said))


def by_house(witnesses: Sequence[Witness], houses: Mapping[str, frozenset[str]]) -> Iterator[Bond]:
    """Reports tied because one publisher stands behind both: each to the one before it, so that work stays linear."""
    groups: dict[str, list[Witness]] = {}
    for witness in witnesses:
        for key in sorted(houses[witness.report.id]):
            groups.setdefault(key, []).append(witness)
    for key, group in groups.items():
        for one, other in pairwise(group):
            why = tuple(words for witness in (one, other) for words in behind(witness, key))
            kind = kind_by_publisher(one, other, key)
            yield Bond(derivation(Pair(one, other), kind, why, ()), house=True)


def kind_by_publisher(one: Witness, other: Witness, key: str) -> DerivationKind:
    both_relay = key not in one.own and key not in other.own
    return DerivationKind.SHARED_ORIGIN if both_relay else DerivationKind.SAME_PUBLISHER


def behind(witness: Witness, key: str) -> Iterator[str]:
    """Why a report belongs to a house."""
    said = [f"{witness.report.name} {tie.why}" for tie in witness.ties if tie.key == key]
    yield from said or [f"{witness.report.name} gives a text of {key.removeprefix('host:')}"]


def name_of(witness: Witness, key: str) -> str:
    return next(tie.name for tie in witness.ties if tie.key == key)
