"""How much of the anchors of two reports stands in one order, sentence by sentence.

A translator keeps the order of sentences and not that of the words in them, so sentences are what is put in order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf, log

from rapidfuzz.distance import Levenshtein

from stemmata.collate.anchors import Anchor, cased
from stemmata.model import SharedPassage
from stemmata.names.scripts import latin, script_of
from stemmata.names.sounds import likeness, table
from stemmata.names.spelling import plain

SHARE = 0.6  # part of the anchors of the report that has fewer that must line up
NUMBERS = 0.8  # the same of its numbers and dates, which two accounts of one event share less than names
NUMBERS_ALONE = 0.8  # where no names can be compared
ONE_TO_ONE = 0.85  # part that must stand in sentences that answer one another; who tells anew cuts sentences anew
WEIGHT = 22.0  # how rare those that line up must be, in sum: minus the log of their chance
NUMBERS_WEIGHT = 9.0  # the same of the numbers and dates among them
FEWEST = 5  # anchors, each counted once, that must line up
FEW_NAMES = 3  # fewer in a report tell that its script does not show them
UNSEEN_REPORTS = 50  # reports that what is known beforehand of the frequency of anchors counts for
ALIKE = 0.5  # of two spellings with the same consonants in alphabets
LIKELY = -2.4  # log chance per letter of a spelling of a word in an abjad
OFTEN = 6  # times that an anchor may stand in a report and still be aligned
GAP = 600  # characters without anything aligned that end an aligned stretch


class Rarity:
    """How rare each anchor is among the reports at hand, and by its sort: minus the log of its chance."""

    def __init__(self, texts: Sequence[Iterable[str]]) -> None:
        """`texts`: the keys of the anchors of each."""
        self.texts = len(texts)
        self.held = Counter(key for text in texts for key in set(text))
        self._weights: dict[str, float] = {}

    def weight(self, key: str) -> float:
        """Of the reports that hold it two are left out: those that are compared."""
        if key not in self._weights:
            held, texts = max(self.held[key] - 2, 0), max(self.texts - 2, 0)
            chance = (held + UNSEEN_REPORTS * usual(key)) / (texts + UNSEEN_REPORTS)
            self._weights[key] = -log(min(chance, 1.0))
        return self._weights[key]


def usual(key: str) -> float:
    """The part of reports on any war that hold an anchor."""
    if key[0].isalpha():
        return {2: 0.1, 3: 0.03, 4: 0.01}.get(len(key), 0.003)
    if "/" in key:
        return 0.15 if key.endswith("/") else 0.01
    value = float(key)
    if 1900 <= value < 2050 and value % 1 == 0:
        return 0.2
    steps = ((12, 0.3), (31, 0.12), (100, 0.05), (1000, 0.02), (inf, 0.005))
    chance = next(chance for most, chance in steps if value <= most)
    return chance * 2 if value >= 50 and value % 50 == 0 else chance


@dataclass(frozen=True, slots=True)
class Match:
    """An anchor of each of two reports that are the same."""

    one: Anchor
    other: Anchor
    weight: float

    @property
    def words(self) -> str:
        one, other = self.one.word, self.other.word
        return one if one == other else f"{one} = {other}"


@dataclass(frozen=True, slots=True)
class Part:
    """What lines up of the anchors of one sort, and how much it could be, by weight."""

    found: float
    possible: float

    @property
    def share(self) -> float:
        return self.found / self.possible if self.possible else 0.0


@dataclass(frozen=True, slots=True)
class Aligned:
    """The anchors of two reports that line up, in order, and what part they are of all."""

    pairs: tuple[Match, ...]
    numbers: Part
    names: Part | None  # None: one of the two shows no names

    @property
    def share(self) -> float:
        if self.names is None:
            return self.numbers.share
        return Part(self.numbers.found + self.names.found, self.numbers.possible + self.names.possible).share

    @property
    def one_to_one(self) -> float:
        """The part of what lines up that stands in pairs of sentences which share most with each other."""
        cells: dict[tuple[int, int], float] = {}
        ones: dict[int, float] = {}
        others: dict[int, float] = {}
        for pair in self.pairs:
            place = pair.one.sentence, pair.other.sentence
            cells[place] = cells.get(place, 0.0) + pair.weight
        for (one, other), weight in cells.items():
            ones[one], others[other] = max(ones.get(one, 0.0), weight), max(others.get(other, 0.0), weight)
        paired = [weight for (one, other), weight in cells.items() if weight == ones[one] == others[other]]
        return Part(sum(paired), sum(cells.values())).share

    @property
    def translated(self) -> bool:
        if self.one_to_one < ONE_TO_ONE:
            return False
        if len({pair.one.key for pair in self.pairs}) < FEWEST or self.numbers.found < NUMBERS_WEIGHT:
            return False
        if self.names is None:
            return self.numbers.share >= NUMBERS_ALONE and self.numbers.found >= WEIGHT
        weight = self.numbers.found + self.names.found
        return weight >= WEIGHT and self.numbers.share >= NUMBERS and self.share >= SHARE

    def stretches(self) -> tuple[SharedPassage, ...]:
        """What is aligned, cut where nothing is for long."""
        made: list[SharedPassage] = []
        for pair in self.pairs:
            one, other = pair.one, pair.other
            last = made[-1] if made else None
            if last is not None and near(last.from_end, one) and near(last.to_end, other):
                starts = min(last.from_start, one.start), min(last.to_start, other.start)
                ends = max(last.from_end, one.end), max(last.to_end, other.end)
                made[-1] = SharedPassage(starts[0], ends[0], starts[1], ends[1])
            else:
                made.append(SharedPassage(one.start, one.end, other.start, other.end))
        return tuple(made)


def near(end: int, anchor: Anchor) -> bool:
    return abs(anchor.start - end) <= GAP


@dataclass(frozen=True, slots=True)
class Count:
    """What the sure anchors of a report weigh, each once. `names`: None where it shows none."""

    numbers: float
    names: float | None
    marked: bool  # its names are marked as such


@dataclass(frozen=True, slots=True)
class Side:
    """The anchors of a report, ready to be aligned with those of others."""

    anchors: tuple[Anchor, ...]
    count: Count


def side(text: tuple[Anchor, ...], rarity: Rarity) -> Side:
    numbers = dict.fromkeys(anchor.key for anchor in text if not anchor.named)
    names = {anchor.key: anchor.sure for anchor in sorted(text, key=lambda anchor: anchor.sure) if anchor.named}
    marked = [key for key, sure in names.items() if sure]
    shown = sum(map(rarity.weight, marked)) if len(names) >= FEW_NAMES else None
    return Side(text, Count(sum(map(rarity.weight, numbers)), shown, bool(marked)))


def align(one: Side, other: Side, rarity: Rarity) -> Aligned:
    """The matches of two reports along the best way through their sentences, each anchor once."""
    found = list(matches(one.anchors, other.anchors, rarity))
    way = heaviest(found)
    pairs = tuple(once(match for match in found if (match.one.sentence, match.other.sentence) in way))
    return Aligned(pairs, *parts(pairs, one.count, other.count))


def matches(one: Sequence[Anchor], other: Sequence[Anchor], rarity: Rarity) -> Iterator[Match]:
    """What may be the same in two reports. One that stands there often counts no more than one that stands once."""
    places: dict[str, list[Anchor]] = {}
    for anchor in other:
        places.setdefault(anchor.key, []).append(anchor)
    times = Counter(anchor.key for anchor in one)
    for anchor in one:
        there = places.get(anchor.key, ())
        often = max(times[anchor.key], len(there))
        if there and often <= OFTEN:
            weight = rarity.weight(anchor.key) / often
            yield from (Match(anchor, twin, weight) for twin in there if not anchor.named or alike(anchor, twin))


def alike(one: Anchor, other: Anchor) -> bool:
    """Whether two names with the same consonants can be one, by their vowels or by what is known of their letters.

    Where neither is marked as a name, nothing says that they are."""
    return (cased(one.word) or cased(other.word)) and same_name(one.word, other.word)


@lru_cache(maxsize=1 << 17)
def same_name(one: str, other: str) -> bool:
    for word, spelling in ((one, other), (other, one)):
        if not cased(word):
            if table(script_of(word)) is None:
                return True
            return max(likeness(word, spelling), likeness(word.removeprefix("ال"), spelling)) >= LIKELY
    return Levenshtein.normalized_similarity(latin(plain(one)), latin(plain(other))) >= ALIKE


def heaviest(found: Sequence[Match]) -> set[tuple[int, int]]:
    """The pairs of sentences, in order in both reports, whose matches weigh most together."""
    cells: dict[tuple[int, int], float] = {}
    for match in found:
        place = match.one.sentence, match.other.sentence
        cells[place] = cells.get(place, 0.0) + match.weight
    tops: list[tuple[int, float, tuple[int, int]]] = []  # sentence of the other, weight up to there: both rise
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for place in sorted(cells):
        at = bisect_right(tops, place[1], key=lambda top: top[0])
        weight, before[place] = cells[place], None
        if at:
            weight, before[place] = weight + tops[at - 1][1], tops[at - 1][2]
        end = at
        while end < len(tops) and tops[end][1] <= weight:
            end += 1
        first = at - 1 if at and tops[at - 1][0] == place[1] else at
        tops[first:end] = [(place[1], weight, place)]
    way: set[tuple[int, int]] = set()
    last = tops[-1][2] if tops else None
    while last is not None:
        way.add(last)
        last = before[last]
    return way


def once(found: Iterator[Match]) -> Iterator[Match]:
    """The matches in order, each anchor in the first of its own."""
    ones: set[int] = set()
    others: set[int] = set()
    for match in found:
        if match.one.start not in ones and match.other.start not in others:
            ones.add(match.one.start)
            others.add(match.other.start)
            yield match


def parts(pairs: Sequence[Match], one: Count, other: Count) -> tuple[Part, Part | None]:
    """Numbers and names that line up, of those of the report that has fewer.

    A report whose language marks no names is taken to have as many as its numbers let expect.
    """
    named, numbered = (sum(pair.weight for pair in pairs if pair.one.named is named) for named in (True, False))
    numbers = Part(numbered, max(numbered, min(one.numbers, other.numbers)))
    if one.names is None or other.names is None:
        return numbers, None
    if one.marked and other.marked:
        return numbers, Part(named, max(named, min(one.names, other.names)))
    longer, shorter = (one, other) if one.marked else (other, one)
    part = min(1.0, shorter.numbers / longer.numbers) if longer.numbers else 1.0
    return numbers, Part(named, max(named, (longer.names or 0.0) * part))
