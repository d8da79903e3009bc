"""Training: all heads at once, a learning rate that only falls, and the same steps for the same seed on one machine."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from stemmata.training.batches import NO_LABEL, Batch, Item, epoch
from stemmata.training.network import Network


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. `report` steps apart a line is printed and, where `keep` is given, the network saved.

    `minutes` ends training early, the rates falling to nothing by then: for a machine whose time is short.
    """

    epochs: float
    encoder_rate: float = 2e-4
    head_rate: float = 1.5e-3
    batch: int = 1400  # word pieces
    warm_up: float = 0.05
    seed: int = 7
    report: int = 50
    keep: Path | None = None
    minutes: float | None = None
    frozen: int = 0  # layers from below that stay as they are, and with them what lies beneath


def fit(network: Network, documents: Sequence[Sequence[Item]], plan: Plan) -> None:
    """Trains the network in place."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    whole = len(list(epoch(documents, plan.batch, random.Random(plan.seed))))
    steps = max(1, round(whole * plan.epochs))
    optimizer = _optimizer(network, plan)
    started, sums = time.monotonic(), torch.zeros(5)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: _rate(_progress(step / steps, time.monotonic() - started, plan.minutes), plan.warm_up)
    )
    network.train()
    for step, batch in zip(range(1, steps + 1), _endless(documents, plan.batch, chance), strict=False):
        losses = older_losses(network, batch)
        optimizer.zero_grad()
        losses.sum().backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimizer.step()
        schedule.step()
        sums += losses.detach()
        over = _progress(step / steps, time.monotonic() - started, plan.minutes) >= 1
        if step % plan.report == 0 or over:
            shown = " ".join(f"{value:.3f}" for value in (sums / plan.report).tolist())
            print(
                f"step {step}/{steps} {time.monotonic() - started:.0f}s pos arcs deps names mentions: {shown}",
                flush=True,
            )
            sums.zero_()
            if plan.keep is not None:
                torch.save(network.state_dict(), plan.keep)
        if over:
            break
    network.eval()


def _optimizer(network: Network, plan: Plan) -> torch.optim.AdamW:
    """Word pieces stay as they were learnt, so that words unseen here keep their place among the others."""
    network.pieces.weight.requires_grad_(False)
    if plan.frozen:
        for part in (network.places, network.shapes, network.norm, *network.layers[: plan.frozen]):
            part.requires_grad_(False)
    slow: list[torch.nn.Parameter] = []
    fast: list[torch.nn.Parameter] = []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            (slow if name.split(".")[0] in {"places", "norm", "layers"} else fast).append(parameter)
    rates = [{"params": slow, "lr": plan.encoder_rate}, {"params": fast, "lr": plan.head_rate}]
    return torch.optim.AdamW(rates, weight_decay=0.01, betas=(0.9, 0.98))


def _progress(done: float, seconds: float, minutes: float | None) -> float:
    """How much of the training is over, by steps or by time, whichever is further."""
    return done if minutes is None else min(1.0, max(done, seconds / (60 * minutes)))


def _rate(part: float, warm_up: float) -> float:
    return part / warm_up if part < warm_up else (1 - part) / (1 - warm_up)


def _endless(documents: Sequence[Sequence[Item]], size: int, chance: random.Random) -> Iterator[Batch]:
    while True:
        yield from epoch(documents, size, chance)


def older_losses(network: Network, batch: Batch) -> Tensor:
    """The loss of each head, a word in the mean."""
    pos, arcs, deps, names, mentions = network(*batch.inputs)
    return torch.stack(
        [
            _known(pos, batch.pos),
            _known(arcs, batch.heads),
            _known(deps, batch.deps),
            possible(names, batch.names),
            possible(mentions, batch.mentions),
        ]
    )


def _known(scores: Tensor, wanted: Tensor) -> Tensor:
    """Cross entropy over the words that have a label."""
    if not bool((wanted != NO_LABEL).any()):
        return scores.sum() * 0.0
    return functional.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=NO_LABEL)


def possible(scores: Tensor, allowed: Tensor) -> Tensor:
    """The likelihood that a word has one of the tags it may have."""
    marked = allowed.any(-1)
    if not bool(marked.any()):
        return scores.sum() * 0.0
    chosen, permitted = scores[marked], allowed[marked]
    sure = chosen.masked_fill(~permitted, -1e9).logsumexp(-1)
    return (chosen.logsumexp(-1) - sure).mean()
