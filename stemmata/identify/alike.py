"""Names that are one by their spelling alone: the same name, in one report and across reports, and spellings of it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from stemmata.identify.clusters import Clusters, Proposal
from stemmata.identify.readings import Reading, compatible
from stemmata.names.scripts import reads_as
from stemmata.names.spelling import skeleton, spelled_alike

_SOUNDS_ENOUGH = 3  # consonants; below that too many names look alike without their vowels


def same_name(clusters: Clusters) -> Iterator[Proposal]:
    """One name is one thing: everywhere in a report, and across reports where it is a name of its own.

    Acronyms, names that any army has ("3rd Brigade") and a person's surname alone are joined across reports by other
    rules, which ask for more.
    """
    for readings in _buckets(clusters.readings.named, lambda r: (r.report.id, r.key)):
        if not _shared_surname(clusters, readings[0]):
            yield from _chained(readings, "same_name", "is the same name as")
    own = (reading for reading in clusters.readings.named if stands_alone(reading))
    for readings in _buckets(own, lambda r: r.key):
        yield from _chained(readings, "same_name", "is the same name as")


def stands_alone(reading: Reading) -> bool:
    """Whether a name is enough to know its bearer by in another report."""
    if reading.person is not None:
        return reading.person.full
    return reading.name is not None and not reading.name.generic and not reading.acronym


def by_spelling(reading: Reading) -> bool:
    """Whether a name is compared letter by letter: places, weapons, events; groups and persons are by compared.py."""
    return stands_alone(reading) and reading.family not in ("group", "person")


def _shared_surname(clusters: Clusters, reading: Reading) -> bool:
    """Whether a lone surname is borne by two persons of the report: then no two mentions of it need be one."""
    if reading.person is None or reading.person.full:
        return False
    bearers = {
        other.person.key
        for other in clusters.readings.by_report[reading.report.name]
        if other.person is not None and other.person.full and other.person.surname == reading.person.surname
    }
    return len(bearers) > 1


def _buckets(readings: Iterable[Reading], key: object) -> Iterator[list[Reading]]:
    found: dict[Hashable, list[Reading]] = {}
    for reading in readings:
        found.setdefault(key(reading), []).append(reading)  # type: ignore[operator]
    return (bucket for bucket in found.values() if len(bucket) > 1)


def _chained(readings: list[Reading], rule: str, words: str) -> Iterator[Proposal]:
    """Each family in a chain by itself, then the first of each family with the first of every other that fits."""
    firsts: dict[str, Reading] = {}
    for reading in readings:
        before = firsts.setdefault(reading.family, reading)
        if before is not reading:
            yield Proposal(before.at, reading.at, "same", rule, f"{reading} {words} {before}", sure=True)
    heads = list(firsts.values())
    for i, one in enumerate(heads):
        for other in heads[i + 1 :]:
            if compatible(one.family, other.family):
                yield Proposal(one.at, other.at, "same", rule, f"{other} {words} {one}", sure=True)


def spellings(clusters: Clusters) -> Iterator[Proposal]:
    """Transliterations of one name: the same consonants and vowels that writers swap, word by word.

    Where three names meet and not all of them fit one another (Salem fits Salim and Salam), nothing is joined.
    """
    own = (r for r in clusters.readings.named if by_spelling(r) and _latin(r))
    for readings in _buckets(own, lambda r: (r.family, _frame(r), tuple(skeleton(w) for w in words_of(r)))):
        heads = list({reading.key: reading for reading in reversed(readings)}.values())[::-1]
        pairs = [(a, b) for i, a in enumerate(heads) for b in heads[i + 1 :]]
        fitting = [(a, b) for a, b in pairs if _alike(a, b)]
        clique = len(fitting) == len(pairs)
        for one, other in fitting:
            why = f"{other} can be a spelling of {one}"
            verdict = "same" if clique else "maybe"
            yield Proposal(one.at, other.at, verdict, "spelling", why if clique else f"{why}, but also of another name")


def words_of(reading: Reading) -> tuple[str, ...]:
    """The folded words that make the name itself."""
    if reading.person is not None:
        return reading.person.words
    return reading.name.core if reading.name is not None else ()


def _frame(reading: Reading) -> object:
    if reading.person is not None:
        return ()
    return reading.name.frame if reading.name is not None else ()


def _latin(reading: Reading) -> bool:
    parsed = reading.name or reading.person
    return parsed is not None and parsed.script == "Latn"


def _alike(one: Reading, other: Reading) -> bool:
    ours, theirs = words_of(one), words_of(other)
    if not all(map(spelled_alike, ours, theirs)) or not _initials_agree(one, other):
        return False
    return sum(len(skeleton(word)) for word in ours) >= _SOUNDS_ENOUGH or bool(one.name and one.name.units)


def _initials_agree(one: Reading, other: Reading) -> bool:
    if one.person is None or other.person is None:
        return True
    ours, theirs = one.person.initials, other.person.initials
    return not ours or not theirs or ours == theirs


def scripts(clusters: Clusters) -> Iterator[Proposal]:
    """A name in another script and one Latin name that it can be read as, where there is only one."""
    own = [r for r in clusters.readings.named if by_spelling(r)]
    latin: dict[Hashable, dict[Hashable, Reading]] = {}
    for reading in own:
        if _latin(reading):
            latin.setdefault((_frame(reading), len(words_of(reading))), {}).setdefault(reading.key, reading)
    for other in _firsts(r for r in own if not _latin(r)):
        there = latin.get((_frame(other), len(words_of(other))), {}).values()
        fitting = [one for one in there if compatible(one.family, other.family) and _reads(other, one)]
        verdict = "same" if len({clusters.root(one.at) for one in fitting}) == 1 else "maybe"
        for one in fitting:
            yield Proposal(one.at, other.at, verdict, "other_script", f"{other} can be read as {one}")


def _firsts(readings: Iterable[Reading]) -> list[Reading]:
    """The first reading of each name."""
    return list({reading.key: reading for reading in reversed(list(readings))}.values())[::-1]


def _reads(other: Reading, latin: Reading) -> bool:
    pairs = zip(words_of(other), words_of(latin), strict=True)
    return all(a == b or reads_as(a, b) for a, b in pairs)
