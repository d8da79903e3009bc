"""Marked reports laid out for the network: readings of like length side by side, spots and pairs counted through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from stemmata.extract.bearings import Spoken, reference_signs
from stemmata.extract.pieces import MAX_PIECES, Reading, reading
from stemmata.training.batches import padded
from stemmata.training.marked import MarkedParagraphs, MarkedSentence, firsts, manners_of, pairs_of, types_of

READ_TOGETHER = 160  # word pieces, as at run time


@dataclass(slots=True)
class Laid:
    """Reports as the network reads them: readings of like length side by side, so that little is padding.

    `places` gives of each sentence the number of its first word, the words of all readings counted through.
    """

    readings: list[tuple[Tensor, ...]] = field(default_factory=list)
    words: list[Tensor] = field(default_factory=list)  # of each batch of readings: which of its places are words
    sentences: list[MarkedSentence] = field(default_factory=list)
    places: list[int] = field(default_factory=list)


def lay(reports: Sequence[MarkedParagraphs]) -> Laid:
    """The readings of several reports: neighbours of one paragraph together, as at run time."""
    groups = [group for report in reports for paragraph in report for group in groups_of(paragraph)]
    readings = [reading([(s.pieces, s.shapes) for s in group]) for group in groups]
    laid = Laid()
    begins: dict[int, int] = {}
    count = 0
    for row in _alike([len(r.ids) for r in readings]):
        laid.readings.append(_side_by_side([readings[at] for at in row]))
        lengths = torch.tensor([len(readings[at].first) for at in row])
        laid.words.append(torch.arange(int(lengths.max())).unsqueeze(0) < lengths.unsqueeze(1))
        for at in row:
            begins[at] = count
            count += len(readings[at].first)
    for number, group in enumerate(groups):
        at = begins[number]
        for sentence in group:
            laid.sentences.append(sentence)
            laid.places.append(at)
            at += len(sentence.pieces)
    return laid


def _alike(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of the readings, those of like length together."""
    order = sorted(range(len(lengths)), key=lambda at: (lengths[at], at))
    held: list[int] = []
    for at in order:
        if held and lengths[at] > 1.2 * lengths[held[0]] + 8:
            yield held
            held = []
        held.append(at)
    if held:
        yield held


def _side_by_side(readings: Sequence[Reading]) -> tuple[Tensor, ...]:
    far = torch.where(padded([np.ones(len(r.ids)) for r in readings], 0) > 0, 0.0, -1e9)[:, None, None, :]
    return (*(padded([getattr(r, name) for r in readings], 0) for name in ("ids", "shapes", "first", "last")), far)


def groups_of(paragraph: Sequence[MarkedSentence]) -> Iterator[list[MarkedSentence]]:
    """The sentences that one reading holds, as at run time."""
    held: list[MarkedSentence] = []
    size = 2
    for sentence in paragraph:
        if held and size + sentence.length > min(READ_TOGETHER, MAX_PIECES):
            yield held
            held, size = [], 2
        held.append(sentence)
        size += sentence.length
    if held:
        yield held


class Batch:
    """What the heads take of laid reports, and what they should say."""

    def __init__(self, reports: Sequence[MarkedParagraphs]) -> None:
        self.laid = lay(reports)
        self.words: list[int] = []  # which word of the readings: every word of every sentence, in order
        starts = []
        for sentence, at in zip(self.laid.sentences, self.laid.places, strict=True):
            starts.append(len(self.words))
            self.words.extend(range(at, at + len(sentence.pieces)))
        self.sentence = torch.tensor(
            [n for n, s in enumerate(self.laid.sentences) for _ in s.pieces], dtype=torch.int64
        )
        self._spots(reports, starts)
        self._pairs()

    def _spots(self, reports: Sequence[MarkedParagraphs], starts: list[int]) -> None:
        """Spots, flat: first and last word of each; `home` says of each sentence where its own begin."""
        self.first: list[int] = []
        self.last: list[int] = []
        self.types: list[int] = []
        self.manners: list[int] = []
        self.home: list[int] = []
        self.elsewhere: list[int | None] = []
        number = 0
        self.reference: list[tuple[int, list[int], list[list[int]], int]] = []
        for report in reports:
            known = firsts(report)
            begun = number
            flat = [(p, s) for p, paragraph in enumerate(report) for s in range(len(paragraph))]
            index = {place: begun + at for at, place in enumerate(flat)}
            for p, s in flat:
                sentence = report[p][s]
                self.home.append(len(self.first))
                self._add(sentence, starts[number])
                number += 1
            for p, s in flat:
                outside = report[p][s].outside
                place = known.get(outside) if outside is not None else None
                at = None
                if place is not None:
                    home = self.home[index[place[:2]]]
                    at = home + report[place[0]][place[1]].spots.index(place[2])
                self.elsewhere.append(at)
            self._references([report[p][s] for p, s in flat], begun)

    def _add(self, sentence: MarkedSentence, start: int) -> None:
        self.first.extend(start + spot.first for spot in sentence.spots)
        self.last.extend(start + spot.last - 1 for spot in sentence.spots)
        self.types.extend(types_of(sentence.spots))
        self.manners.extend(manners_of(sentence.spots))

    def _references(self, sentences: Sequence[MarkedSentence], begun: int) -> None:
        """For each description and pronoun: the things spoken of before, and which of them it is (-1: none)."""
        seen: dict[str, tuple[int, Spoken]] = {}
        order: list[str] = []
        for number, sentence in enumerate(sentences):
            home = self.home[begun + number]
            spots = sorted(enumerate(sentence.spots), key=lambda pair: pair[1].first)
            for place, (at, spot) in enumerate(spots):
                if not spot.manner or spot.type == "Time":
                    continue
                words = f"{spot.type} {spot.first}"
                told = Spoken(_text(sentence, spot.place) or words, spot.type, spot.manner, number, first=place == 0)
                if spot.manner != "name" and order:
                    near = list(reversed(order))[:25]
                    signs = [reference_signs(told, seen[one][1], since) for since, one in enumerate(near)]
                    right = near.index(spot.id) if spot.id in near else -1
                    self.reference.append((home + at, [seen[one][0] for one in near], signs, right))
                if spot.id in seen:
                    told.often = seen[spot.id][1].often + 1
                    if spot.manner == "pronoun":
                        told.words, told.last_word = seen[spot.id][1].words, seen[spot.id][1].last_word
                    order.remove(spot.id)
                told.about = spot.id == sentences[0].outside
                seen[spot.id] = (home + at, told)
                order.append(spot.id)

    def _pairs(self) -> None:
        ends: list[tuple[int, int]] = []
        distances: list[int] = []
        within: list[int] = []
        wanted: list[tuple[int, int]] = []
        unsure: list[tuple[int, int]] = []
        positives: list[tuple[int, int, int]] = []
        links: list[tuple[int, int, int]] = []
        for number, sentence in enumerate(self.laid.sentences):
            home, elsewhere = self.home[number], self.elsewhere[number]
            index: dict[tuple[int, int], int] = {}
            for one, other, gap in pairs_of(sentence):
                if elsewhere is None and -1 in (one, other):
                    continue
                index[one, other] = len(ends)
                ends.append((_at(home, one, elsewhere), _at(home, other, elsewhere)))
                distances.append(gap)
                within.append(number)
            for claim in sentence.claims:
                pair = index.get((claim.subject, claim.object))
                if pair is None:
                    continue
                wanted.append((pair, claim.claim))
                positives.append((pair, claim.polarity, claim.modality))
                links.extend((len(positives) - 1, home + spot, link) for spot, link in claim.links)
            unsure.extend((index[a, b], label) for a, b, label in sentence.unsure if (a, b) in index)
        self.ends, self.distances, self.within = ends, distances, within
        self.wanted, self.unsure, self.positives, self.linked = wanted, unsure, positives, links


def _at(home: int, spot: int, elsewhere: int | None) -> int:
    return elsewhere if spot < 0 and elsewhere is not None else home + spot


def _text(sentence: MarkedSentence, place: tuple[int, int]) -> str:
    return sentence.text[place[0] : place[1]]
