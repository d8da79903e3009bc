"""The two stages: all heads on the public sets; then mentions from re3d, with some of the public sets again."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from tokenizers import Tokenizer

from stemmata.extract.encoder import Encoder
from stemmata.training import columns, conllu, re3d
from stemmata.training.batches import Item, items
from stemmata.training.evaluate import Figures, mention_figures
from stemmata.training.export import export
from stemmata.training.fit import Plan, fit
from stemmata.training.network import Network, base_network
from stemmata.training.re3d import Marked

FOLDS = 5
FIRST = Plan(epochs=2.5)
SECOND = Plan(epochs=1, encoder_rate=1.2e-4, head_rate=8e-4, batch=700)
PASSES, REPLAY = 6, 0.4  # how often re3d is read; how much of the public sets beside it, a part of that


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

    def read(self, tokenizer: Tokenizer) -> list[list[Item]]:
        """Every document of every set."""
        documents = (
            *conllu.read_ewt(self.ewt),
            *conllu.read_gum(self.gum),
            *columns.read_wikigold(self.wikigold),
            *columns.read_crossner(self.crossner),
        )
        return [items(tokenizer, document) for document in documents]


def first_stage(base: Path, public: Sequence[Sequence[Item]], plan: Plan = FIRST) -> Network:
    """The network after the public sets."""
    network = base_network(base)
    fit(network, public, plan)
    return network


def second_stage(
    start: Path, public: Sequence[Sequence[Item]], marked: Sequence[Marked], tokenizer: Tokenizer, plan: Plan = SECOND
) -> Network:
    """The network of the first stage, taught mentions; the public sets keep it from forgetting."""
    network = load(start)
    network.begin_mentions()
    own = [items(tokenizer, passage) for document in marked for passage in re3d.examples(document)]
    fit(network, [*own * PASSES, *_replay(own, public, plan.seed)], plan)
    return network


def _replay(own: Sequence[Sequence[Item]], public: Sequence[Sequence[Item]], seed: int) -> list[list[Item]]:
    """Public documents, a few neighbouring sentences of each, until they weigh REPLAY of all passes over re3d."""
    room = int(REPLAY * PASSES * _size(own))
    cuts = [list(document[at : at + 6]) for document in public for at in range(0, len(document), 6)]
    random.Random(seed).shuffle(cuts)
    kept = []
    for cut in cuts:
        room -= _size([cut])
        if room < 0:
            break
        kept.append(cut)
    return kept


def _size(documents: Sequence[Sequence[Item]]) -> int:
    return sum(one.length for document in documents for one in document)


def cross_validate(
    start: Path, public: Sequence[Sequence[Item]], marked: Sequence[Marked], vocabulary: Path
) -> list[Figures]:
    """Figures on each fifth of re3d's documents by a network that saw the other four; the first stage saw none."""
    order = sorted(marked, key=lambda document: document.id)
    random.Random(0).shuffle(order)
    tokenizer = Tokenizer.from_file(str(vocabulary))
    figures = []
    for fold in range(FOLDS):
        seen = [document for at, document in enumerate(order) if at % FOLDS != fold]
        network = second_stage(start, public, seen, tokenizer)
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
    network = Network()
    network.load_state_dict(torch.load(path, weights_only=True))
    return network.eval()


def save(network: Network, path: Path) -> None:
    """Writes the weights in float32."""
    torch.save(network.state_dict(), path)
