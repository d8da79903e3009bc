"""A record's own model: the heads for claims, taught on a corpus and on what people accepted and rejected.

The encoder stays as it is shipped (int8, so it could not go on learning); the heads are float32 and are read back from
claims.onnx exactly. A part of the corpus and of the judgements is held out, to see whether the new heads are better.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer
from torch import Tensor

from stemmata.clean import clean
from stemmata.corpus.marked import MarkedReport
from stemmata.extract.encoder import Encoder
from stemmata.extract.pieces import reading
from stemmata.extract.reader import Reader
from stemmata.model import Claim
from stemmata.settings import MIN_CONFIDENCE
from stemmata.training.claim_heads import ClaimHeads
from stemmata.training.export import export_claims
from stemmata.training.joint import NAMES, WEIGHTS, claim_losses, doubted
from stemmata.training.judged import Verdicts, lessons
from stemmata.training.laying import Batch, groups_of
from stemmata.training.marked import MarkedParagraphs, marked_paragraphs
from stemmata.training.measure import Figures, measure

SHIPPED = Path(__file__).parents[1] / "extract" / "weights"
_FILES = ("encoder.onnx", "claims.onnx", "tokenizer.json", "deciding.json")
_HELD = 5  # one in so many conflicts of the corpus, and of judged reports, is not learnt from
_BELIEVED = 0.5  # what a person would take a claim for that is as sure as this, or not
_TOGETHER = 3  # reports of a step
_OWN_TIMES = 4  # how often judged reports are read for once of the corpus: they are few, and what people care for

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train the heads."""

    epochs: float = 3
    rate: float = 3e-4
    seed: int = 7
    start: Path = SHIPPED  # the model to begin with
    judges: tuple[MarkedReport, ...] = ()  # what it is judged by; without them a part of the corpus is held out


@dataclass(frozen=True, slots=True)
class Lesson:
    """Reports as the heads learn from them: what the encoder made of their words, and what should be said."""

    words: Tensor
    marks: Tensor  # its scores for the types of mentions
    batch: Batch


@dataclass(frozen=True, slots=True)
class Taught:
    """What came of training: figures of the held-out part before and after."""

    reports: int
    judged: int  # claims that people judged
    held_reports: int
    held_judged: int
    before: Figures
    after: Figures

    @property
    def worse(self) -> tuple[str, ...]:
        """The figures that the new model has lower than the one it came from."""
        return tuple(
            name for name in ("claim_f1", "judged_right") if self.after.get(name, 0) < self.before.get(name, 0)
        )


def teach(
    corpus: Sequence[MarkedReport], judged: Sequence[Verdicts], target: Path, plan: Plan, tell: Tell = lambda line: None
) -> Taught:
    """Trains heads and writes a whole model to the folder `target`; whether to keep it is for the caller to say."""
    learnt, held = (list(corpus), list(plan.judges)) if plan.judges else _split(corpus)
    own, own_held = _split_judged(judged)
    tokenizer = Tokenizer.from_file(str(plan.start / "tokenizer.json"))
    heads = read_heads(plan.start / "claims.onnx")
    marked = [marked_paragraphs(tokenizer, report) for report in learnt]
    given = marked, [lessons(tokenizer, one) for one in own]
    _fit(heads, _lessons(Encoder.load(plan.start), given, random.Random(plan.seed)), plan, tell)
    keep(plan.start, target)
    export_claims(heads, target / "claims.onnx")
    before, after = (_figures(Reader.load(model), held, own_held) for model in (plan.start, target))
    counted = [sum(len(v.right) + len(v.wrong) for v in some) for some in (judged, own_held)]
    return Taught(len(learnt), counted[0], len(held), counted[1], before, after)


def keep(made: Path, target: Path) -> None:
    """Copies a model to where a record keeps its own, each file whole or not at all."""
    target.mkdir(parents=True, exist_ok=True)
    for name in (name for name in _FILES if (made / name).is_file()):
        part = target / f"{name}.part"
        shutil.copyfile(made / name, part)
        part.replace(target / name)


def read_heads(path: Path) -> ClaimHeads:
    """The heads of a claims.onnx, weight for weight. Raises ValueError where the file is of another make."""
    stored = {
        one.name: torch.from_numpy(numpy_helper.to_array(one).copy()) for one in onnx.load(str(path)).graph.initializer
    }
    heads = ClaimHeads()
    found = {}
    for name, weight in heads.state_dict().items():
        own = stored.get(name)
        if name == "references.weight":  # the export cuts its one column off and gives it a number for a name
            cut = (w for key, w in sorted(stored.items()) if key.isdigit() and w.shape == weight.shape[:1])
            own = next((w.unsqueeze(-1) for w in cut), None)
        if own is None or own.shape != weight.shape:
            raise ValueError(f"{path}: no {name} of the form {tuple(weight.shape)}")
        found[name] = own
    heads.load_state_dict(found)
    return heads


def _split(corpus: Sequence[MarkedReport]) -> tuple[list[MarkedReport], list[MarkedReport]]:
    """What is learnt from and what is held out, by whole conflicts where there are several."""
    folders = sorted({report.path.parent for report in corpus})
    if len(folders) >= _HELD:
        out = set(folders[::_HELD])
        return [r for r in corpus if r.path.parent not in out], [r for r in corpus if r.path.parent in out]
    return [r for n, r in enumerate(corpus) if n % _HELD], list(corpus[::_HELD])


def _split_judged(judged: Sequence[Verdicts]) -> tuple[list[Verdicts], list[Verdicts]]:
    """The same of judged reports; of fewer than that none is spared."""
    if len(judged) < _HELD:
        return list(judged), []
    return [one for n, one in enumerate(judged) if n % _HELD], list(judged[::_HELD])


def _fit(heads: ClaimHeads, steps: Sequence[Lesson], plan: Plan, tell: Tell) -> None:
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    whole = max(1, round(plan.epochs * len(steps)))
    optimizer = torch.optim.AdamW(heads.parameters(), lr=plan.rate, weight_decay=0.01)
    order: list[Lesson] = []
    since: list[Tensor] = []
    heads.train()
    for step in range(1, whole + 1):
        if not order:
            order = chance.sample(steps, len(steps))
        lesson = order.pop()
        losses = torch.stack(claim_losses(heads, lesson.words, lesson.batch, doubted(lesson.marks, lesson.batch)))
        optimizer.param_groups[0]["lr"] = plan.rate * min(1.0, step / (0.1 * whole), (1 - step / whole) / 0.5)
        optimizer.zero_grad()
        (losses * WEIGHTS[-len(losses) :]).sum().backward()
        torch.nn.utils.clip_grad_norm_(heads.parameters(), 2.0)
        optimizer.step()
        since.append(losses.detach())
        if step % 50 == 0 or step == whole:
            told = zip(NAMES[-len(losses) :], torch.stack(since).mean(0).tolist(), strict=True)
            tell(f"step {step}/{whole}: " + ", ".join(f"{name} {value:.2f}" for name, value in told))
            since = []
    heads.eval()


def _lessons(
    encoder: Encoder, given: tuple[Sequence[MarkedParagraphs], Sequence[MarkedParagraphs]], chance: random.Random
) -> list[Lesson]:
    """The steps of one time through: reports of the corpus a few at once, judged reports several times."""
    marked, own = (list(some) for some in given)
    chance.shuffle(marked)
    made = [_lesson(encoder, marked[at : at + _TOGETHER]) for at in range(0, len(marked), _TOGETHER)]
    judged = [_lesson(encoder, own[at : at + _TOGETHER]) for at in range(0, len(own), _TOGETHER)]
    for lesson in judged:
        lesson.batch.reference.clear()  # whom a description means there, only the reader said
    return [lesson for lesson in (*made, *judged * _OWN_TIMES) if lesson.batch.ends]


def _lesson(encoder: Encoder, reports: Sequence[MarkedParagraphs]) -> Lesson:
    groups = [group for report in reports for paragraph in report for group in groups_of(paragraph)]
    read = [one for group in groups for one in encoder.read(reading([(s.pieces, s.shapes) for s in group]))]
    words, marks = (torch.from_numpy(np.concatenate([getattr(o, name) for o in read])) for name in ("words", "marks"))
    return Lesson(words, marks, Batch(reports))


def _figures(reader: Reader, held: Sequence[MarkedReport], judged: Sequence[Verdicts]) -> Figures:
    """Figures on reports that were not learnt from, and how many judgements the reader would have been spared."""
    figures = measure(reader, held, MIN_CONFIDENCE).figures() if held else {}
    right = asked = 0
    for one in judged:
        read = reader.extract(one.report, clean(one.report)).claims
        for claims, wanted in ((one.right, True), (one.wrong, False)):
            asked += len(claims)
            right += sum((_sure(read, claim) >= _BELIEVED) is wanted for claim in claims.values())
    return figures | ({"judged_right": round(right / asked, 4)} if asked else {})


def _sure(read: Sequence[Claim], claim: Claim) -> float:
    """How sure the reader is of a claim that people judged."""
    ends = claim.predicate, claim.subject.text, claim.object.text
    same = (c for c in read if (c.predicate, c.subject.text, c.object.text) == ends)
    return max((c.confidence for c in same if c.start < claim.end and claim.start < c.end), default=0.0)
