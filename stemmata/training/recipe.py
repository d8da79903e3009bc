"""The two stages: all heads on the public sets; then mentions from re3d, with some of the public sets again."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from tokenizers import Tokenizer

from stemmata.corpus.marked import MarkedReport
from stemmata.extract.encoder import Encoder
from stemmata.training import columns, conllu, re3d
from stemmata.training.batches import items
from stemmata.training.claim_heads import ClaimHeads
from stemmata.training.evaluate import Figures, mention_figures
from stemmata.training.examples import Document
from stemmata.training.export import export
from stemmata.training.fit import Plan, fit
from stemmata.training.invent import with_invented_names
from stemmata.training.joint import NEW, JointPlan, fit_jointly
from stemmata.training.marked import marked_paragraphs
from stemmata.training.network import Network, base_network
from stemmata.training.re3d import Marked
from stemmata.training.renamed import names_of, renamed

FOLDS = 5
FIRST = Plan(epochs=2.5)
SECOND = Plan(epochs=1, encoder_rate=1.5e-4, head_rate=1e-3, batch=700, frozen=2)
PASSES, RENAMED = 6, 3  # how often re3d is read as it is, and how often with made-up names
THIRD = JointPlan()
VERSIONS = 4  # how often each marked report is read with other names
REPLAY = 0.6  # how much of the public sets is read beside it, a part of those passes

Both = tuple[Network, ClaimHeads]


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the public sets lie, as their owners lay them out."""

    ewt: Path
    gum: Path
    wikigold: Path
    crossner: Path

    @classmethod
    def below(cls, folder: Path) -> Sources:
        """The files of a folder that holds ud_ewt, gum, wikigold and crossner."""
        return cls(
            folder / "ud_ewt" / "en_ewt-ud-train.conllu",
            folder / "gum" / "gum_open-train.conllu",
            folder / "wikigold" / "wikigold.conll.txt",
            folder / "crossner" / "ner_data",
        )

    def read(self) -> list[Document]:
        """Every document of every set."""
        return [
            *conllu.read_ewt(self.ewt),
            *conllu.read_gum(self.gum),
            *columns.read_wikigold(self.wikigold),
            *columns.read_crossner(self.crossner),
        ]


def first_stage(base: Path, public: Sequence[Document], tokenizer: Tokenizer, plan: Plan = FIRST) -> Network:
    """The network after the public sets."""
    network = base_network(base)
    fit(network, [items(tokenizer, document) for document in public], plan)
    return network


def second_stage(
    start: Path, public: Sequence[Document], marked: Sequence[Marked], tokenizer: Tokenizer, plan: Plan = SECOND
) -> Network:
    """The network of the first stage, taught mentions; the public sets keep it from forgetting."""
    chance = random.Random(plan.seed)
    network = load(start)
    network.begin_mentions()
    own = [passage for document in marked for passage in re3d.examples(document)]
    made_up = [new for passage in own * RENAMED if (new := with_invented_names(passage, chance)) is not None]
    again = _replay(public, REPLAY * PASSES * sum(map(_size, own)), chance)
    fit(network, [items(tokenizer, document) for document in (*own * PASSES, *made_up, *again)], plan)
    return network


def third_stage(
    start: Path,
    public: Sequence[Document],
    re3d_marked: Sequence[Marked],
    corpus: Sequence[MarkedReport],
    tokenizer: Tokenizer,
    plan: JointPlan = THIRD,
) -> Both:
    """Network and heads for claims after the marked corpus, the older tasks read beside it.

    `start` holds a network of the second stage, or network and heads of a third one that is to go on.
    """
    network, heads = begin(start)
    own = [passage for document in re3d_marked for passage in re3d.examples(document)]
    older = [items(tokenizer, document) for document in (*public, *own * PASSES)]
    names, chance = names_of(corpus), random.Random(plan.seed)
    versions = [[report, *(renamed(report, names, chance) for _ in range(VERSIONS))] for report in corpus]
    fit_jointly(network, heads, [[marked_paragraphs(tokenizer, one) for one in row] for row in versions], older, plan)
    return network, heads


def begin(start: Path) -> Both:
    """A network with its heads for claims, which are new where the file has none."""
    held = torch.load(start, weights_only=True)
    network, heads = Network(), ClaimHeads()
    if "heads" in held:
        network.load_state_dict(held["network"])
        heads.load_state_dict(held["heads"])
    else:
        absent = network.load_state_dict(held, strict=False).missing_keys
        strange = [name for name in absent if name.split(".")[0] not in NEW]
        if strange:
            raise ValueError(f"{start}: no weights for {', '.join(strange)}")
    return network, heads


def save_both(both: Both, path: Path) -> None:
    """Writes network and heads in float32."""
    torch.save({"network": both[0].state_dict(), "heads": both[1].state_dict()}, path)


def _replay(public: Sequence[Document], words: float, chance: random.Random) -> list[Document]:
    """Public documents, a few neighbouring sentences of each, half with made-up names, that many words in all."""
    cuts = [document[at : at + 6] for document in public for at in range(0, len(document), 6)]
    chance.shuffle(cuts)
    kept: list[Document] = []
    for cut in cuts:
        words -= _size(cut)
        if words < 0:
            break
        new = with_invented_names(cut, chance) if chance.random() < 0.5 else None
        kept.append(cut if new is None else new)
    return kept


def _size(document: Document) -> int:
    return sum(len(sentence.words) for sentence in document)


def cross_validate(
    start: Path, public: Sequence[Document], marked: Sequence[Marked], vocabulary: Path, plan: Plan = SECOND
) -> list[Figures]:
    """Figures on each fifth of re3d's documents by a network that saw the other four; the first stage saw none."""
    order = sorted(marked, key=lambda document: document.id)
    random.Random(0).shuffle(order)
    tokenizer = Tokenizer.from_file(str(vocabulary))
    figures = []
    for fold in range(FOLDS):
        seen = [document for at, document in enumerate(order) if at % FOLDS != fold]
        network = second_stage(start, public, seen, tokenizer, plan)
        figures.append(mention_figures(as_encoder(network, vocabulary), order[fold::FOLDS]))
        print(f"fold {fold + 1} of {FOLDS}: {figures[-1]}", flush=True)
    return figures


def as_encoder(network: Network, vocabulary: Path) -> Encoder:
    """The network as it would be shipped: int8, in onnxruntime."""
    with TemporaryDirectory() as folder:
        export(network, Path(folder) / "encoder.onnx")
        (Path(folder) / "tokenizer.json").write_bytes(vocabulary.read_bytes())
        return Encoder.load(Path(folder))


def load(path: Path) -> Network:
    """A network as `save` wrote it."""
    return begin(path)[0].eval()


def save(network: Network, path: Path) -> None:
    """Writes the weights in float32."""
    torch.save(network.state_dict(), path)
