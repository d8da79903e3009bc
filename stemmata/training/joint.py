"""Learning to read claims: whole marked reports, one batch after another, with some of the older tasks between them."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from stemmata.extract.labels import MARKED
from stemmata.training.batches import NO_LABEL, Item, epoch
from stemmata.training.batches import Batch as OlderBatch
from stemmata.training.claim_heads import ClaimHeads
from stemmata.training.fit import older_losses, possible
from stemmata.training.laying import Batch
from stemmata.training.marked import MarkedParagraphs
from stemmata.training.network import Network

DOUBTED = 0.5  # the share of mentions whose type is learnt from as the network takes it
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
