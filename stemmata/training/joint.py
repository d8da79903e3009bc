"""Learning to read claims: whole marked reports, one batch after another, with some of the older tasks between them."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from stemmata.extract.bearings import Spoken, reference_signs
from stemmata.extract.labels import MARKED
from stemmata.extract.pieces import MAX_PIECES, Reading, reading
from stemmata.training.batches import NO_LABEL, Item, epoch, padded
from stemmata.training.batches import Batch as OlderBatch
from stemmata.training.claim_heads import ClaimHeads
from stemmata.training.fit import older_losses, possible
from stemmata.training.marked import MarkedParagraphs, MarkedSentence, firsts, manners_of, pairs_of, types_of
from stemmata.training.network import Network

READ_TOGETHER = 160
DOUBTED = 0.5
NEW = ("marks", "manners", "values")  # heads of the network that only the corpus teaches
NAMES = ("marks", "manners", "values", "claims", "polarity", "modality", "links", "reference")
# Words are many and claims few: without these the claims alone would shape the encoder.
WEIGHTS = torch.tensor([2.5, 0.5, 1.5, 1.0, 0.3, 0.3, 0.4, 0.4])


@dataclass(frozen=True, slots=True)
class JointPlan:
    """How to train; rates fall to nothing by the end, which `minutes` may bring forward."""

    epochs: float = 10
    encoder_rate: float = 2.5e-4
    head_rate: float = 1e-3
    reports: int = 3  # a step
    older: int = 0  # every so many steps one with the older tasks; 0: never, the trunk is the claims' own
    frozen: int = 2  # layers from below that stay as they are, and with them what lies beneath
    warm_up: float = 0.06
    seed: int = 11
    report: int = 50
    minutes: float | None = None
    keep: Path | None = None


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


def losses(network: Network, heads: ClaimHeads, batch: Batch) -> Tensor:
    """The loss of each of NAMES."""
    laid = batch.laid
    words = torch.cat([_words(network, *row) for row in zip(laid.readings, laid.words, strict=True)])
    words = words[torch.tensor(batch.words)]
    marks = torch.from_numpy(np.concatenate([s.marks for s in laid.sentences]))
    values = torch.from_numpy(np.concatenate([s.values for s in laid.sentences]))
    manners = torch.from_numpy(np.concatenate([s.manners for s in laid.sentences]))
    scores = network.marked(words)
    told = [
        possible(scores[0], marks),
        functional.cross_entropy(scores[1], manners, ignore_index=NO_LABEL),
        possible(scores[2], values),
    ]
    return torch.stack([*told, *claim_losses(heads, words, batch, doubted(scores[0].detach(), batch))])


def doubted(scores: Tensor, batch: Batch) -> Tensor:
    """The types of the spots, for half of the mentions as the network takes them: at run time it has no others."""
    shares = scores.softmax(-1)[:, 1:].unflatten(-1, (len(MARKED), 4)).sum(-1)
    own = (shares[torch.tensor(batch.first)] + shares[torch.tensor(batch.last)]).argmax(-1)
    types = torch.tensor(batch.types)
    doubts = (torch.rand(len(types)) < DOUBTED) & (types < len(MARKED))
    return torch.where(doubts, own, types)


def _words(network: Network, inputs: tuple[Tensor, ...], words: Tensor) -> Tensor:
    ids, shapes, first, last, far = inputs
    return network.words(network.encode(ids, shapes, far), first, last)[words]


def claim_losses(heads: ClaimHeads, words: Tensor, batch: Batch, types: Tensor) -> list[Tensor]:
    """The losses of the heads for claims; `words` has a row for each word of the batch, `types` are those of spots."""
    spots = heads.spots(
        words[torch.tensor(batch.first)],
        words[torch.tensor(batch.last)],
        types,
        torch.tensor(batch.manners),
    )
    pairs = heads.pairs(
        words,
        batch.sentence,
        spots,
        torch.tensor(batch.ends),
        torch.tensor(batch.distances),
        torch.tensor(batch.within),
    )
    scores = heads.claims(pairs)
    wanted, weight = torch.zeros_like(scores), torch.ones_like(scores)
    for pair, label in batch.unsure:
        weight[pair, label] = 0.0
    for pair, label in batch.wanted:
        wanted[pair, label], weight[pair, label] = 1.0, 1.0
    found = max(1, len(batch.wanted))
    made = [(functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none") * weight).sum() / found]
    if not batch.positives:
        return [*made, *(scores.sum() * 0.0 for _ in range(3)), _reference_loss(heads, spots, batch)]
    positive, polarity, modality = (torch.tensor(column) for column in zip(*batch.positives, strict=True))
    chosen = pairs[positive]
    made.append(functional.cross_entropy(heads.polarity(chosen), polarity))
    made.append(functional.cross_entropy(heads.modality(chosen), modality))
    made.append(_link_loss(heads, chosen, spots, batch, positive))
    return [*made, _reference_loss(heads, spots, batch)]


def _link_loss(heads: ClaimHeads, chosen: Tensor, spots: Tensor, batch: Batch, positive: Tensor) -> Tensor:
    """Only spots of the sentence of a claim may be tied to it."""
    scores = heads.links(chosen, spots)
    wanted = torch.zeros_like(scores)
    for claim, spot, link in batch.linked:
        wanted[claim, spot, link] = 1.0
    owner = torch.repeat_interleave(
        torch.arange(len(batch.laid.sentences)), torch.tensor([len(s.spots) for s in batch.laid.sentences])
    )
    here = owner.unsqueeze(0) == torch.tensor(batch.within)[positive].unsqueeze(1)
    loss = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none") * here.unsqueeze(-1)
    return loss.sum() / max(1, len(batch.linked))


def _reference_loss(heads: ClaimHeads, spots: Tensor, batch: Batch) -> Tensor:
    """The likelihood of the thing that is meant among those spoken of before, or of none."""
    if not batch.reference:
        return spots.sum() * 0.0
    pointing, pointed = heads.pointing(spots), heads.pointed(spots)
    total = []
    for at, candidates, signs, right in batch.reference:
        score = pointed[torch.tensor(candidates)] @ pointing[at] / pointing.shape[-1] ** 0.5
        rows = torch.tensor([i for i, own in enumerate(signs) for _ in own])
        kinds = torch.tensor([sign for own in signs for sign in own])
        score = score.index_add(0, rows, heads.references(kinds).squeeze(-1))
        scores = torch.cat([score, heads.alone(spots[at])])
        total.append(functional.cross_entropy(scores.unsqueeze(0), torch.tensor([right % len(scores)])))
    return torch.stack(total).mean()


def fit_jointly(
    network: Network,
    heads: ClaimHeads,
    marked: Sequence[Sequence[MarkedParagraphs]],
    older: Sequence[Sequence[Item]],
    plan: JointPlan,
) -> None:
    """Trains network and heads in place. `marked` has of each report one or more versions, the first as written."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    steps = max(1, round(plan.epochs * len(marked) / plan.reports))
    optimizer = _optimizer(network, heads, plan)
    started, sums, count = time.monotonic(), torch.zeros(len(NAMES)), 0
    replay = _replayed(older, chance) if older else None
    network.train()
    heads.train()
    for step, reports in zip(range(1, steps + 1), _endless(marked, plan.reports, chance), strict=False):
        part = _progress(step / steps, time.monotonic() - started, plan.minutes)
        _set_rates(optimizer, plan, part)
        told = losses(network, heads, Batch(reports))
        total = (told * WEIGHTS).sum()
        if replay is not None and plan.older and step % plan.older == 0:
            total = total + older_losses(network, next(replay)).sum()
        optimizer.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_([*network.parameters(), *heads.parameters()], 5.0)
        optimizer.step()
        sums, count = sums + told.detach(), count + 1
        if step % plan.report == 0 or part >= 1:
            shown = " ".join(f"{name} {value:.3f}" for name, value in zip(NAMES, (sums / count).tolist(), strict=True))
            print(f"step {step}/{steps} {time.monotonic() - started:.0f}s {shown}", flush=True)
            sums, count = torch.zeros(len(NAMES)), 0
            if plan.keep is not None:
                torch.save({"network": network.state_dict(), "heads": heads.state_dict()}, plan.keep)
        if part >= 1:
            break
    network.eval()
    heads.eval()


def _optimizer(network: Network, heads: ClaimHeads, plan: JointPlan) -> torch.optim.AdamW:
    """What is new learns fast, what is known slowly, what lies deepest not at all."""
    for part in (network.pieces, network.places, network.shapes, network.norm, *network.layers[: plan.frozen]):
        part.requires_grad_(False)
    named = [(name.split(".")[0], p) for name, p in network.named_parameters() if p.requires_grad]
    new = [p for name, p in heads.named_parameters() if name != "references.weight"]
    groups = [
        {"params": [p for name, p in named if name not in NEW], "most": plan.encoder_rate},
        {"params": [*(p for name, p in named if name in NEW), *new], "most": plan.head_rate},
        {"params": [heads.references.weight], "most": 10 * plan.head_rate},  # a score each, met now and then
    ]
    return torch.optim.AdamW(groups, lr=plan.encoder_rate, weight_decay=0.01, betas=(0.9, 0.98))


def _set_rates(optimizer: torch.optim.AdamW, plan: JointPlan, part: float) -> None:
    share = part / plan.warm_up if part < plan.warm_up else (1 - part) / (1 - plan.warm_up)
    for group in optimizer.param_groups:
        group["lr"] = group["most"] * max(share, 0.0)


def _progress(done: float, seconds: float, minutes: float | None) -> float:
    return done if minutes is None else min(1.0, max(done, seconds / (60 * minutes)))


def _endless(
    marked: Sequence[Sequence[MarkedParagraphs]], size: int, chance: random.Random
) -> Iterator[list[MarkedParagraphs]]:
    """The reports in ever new orders, half of the time as they were written, else in another version."""
    while True:
        order = [
            chance.choice(versions[1:] or versions) if chance.random() < 0.5 else versions[0] for versions in marked
        ]
        chance.shuffle(order)
        yield from (order[at : at + size] for at in range(0, len(order), size))


def _replayed(older: Sequence[Sequence[Item]], chance: random.Random) -> Iterator[OlderBatch]:
    while True:
        yield from epoch(older, 1000, chance)
