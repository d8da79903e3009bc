"""The encoder in torch: a six-layer BERT that also sees the shape of words, and five heads over its words."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from stemmata.extract.labels import DEPS, MANNERS, MARKED, MENTIONED, NAMED, POS, VALUED, tags
from stemmata.extract.pieces import SHAPES

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WIDTH, LAYERS, HEADS, INNER, VOCABULARY, PLACES = 384, 6, 12, 1536, 30522, 512
ARC_WIDTH, LABEL_WIDTH = 160, 160
FAR = -1e4  # score of a head in another sentence


class Layer(nn.Module):
    """One transformer layer, post-norm, as BERT has it; queries, keys and values come from one product."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, far: Tensor | None) -> Tensor:
        batch, length, _ = states.shape
        parts = self.qkv(states).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = parts[0] @ parts[1].transpose(-1, -2) / math.sqrt(WIDTH // HEADS)
        if far is not None:
            scores = scores + far
        mixed = (scores.softmax(-1) @ parts[2]).transpose(1, 2).reshape(batch, length, WIDTH)
        states = self.norm(states + self.dropout(self.out(mixed)))
        result: Tensor = self.last_norm(states + self.dropout(self.down(functional.gelu(self.up(states)))))
        return result


class Network(nn.Module):
    """Pieces in, scores out: parts of speech, arcs, relations, names, mentions (see `forward`)."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.pos = nn.Linear(WIDTH, len(POS))
        self.arcs = nn.Linear(WIDTH, 2 * ARC_WIDTH)
        self.arc_bilinear = nn.Linear(ARC_WIDTH, ARC_WIDTH, bias=False)
        self.arc_head = nn.Linear(ARC_WIDTH, 1)
        self.relations = nn.Linear(WIDTH, 2 * LABEL_WIDTH)
        self.relation = nn.Linear(LABEL_WIDTH, len(DEPS))
        self.names = nn.Linear(WIDTH, len(tags(NAMED)))
        self.mentions = nn.Linear(WIDTH, len(tags(MENTIONED)))
        self.marks = nn.Linear(WIDTH, len(tags(MARKED)))
        self.manners = nn.Linear(WIDTH, len(MANNERS))
        self.values = nn.Linear(WIDTH, len(tags(VALUED)))
        nn.init.zeros_(self.shapes.weight)

    def forward(
        self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor, sentence: Tensor, far: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Scores of each word: parts of speech, words as its head (itself: root), relations, name and mention tags."""
        return self.older(self.words(self.encode(ids, shapes, far), first, last), sentence)

    def older(self, words: Tensor, sentence: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """What the public sets teach, of each word."""
        arcs = self.arc_scores(words, sentence)
        return self.pos(words), arcs, self.relation_scores(words, arcs), self.names(words), self.mentions(words)

    def marked(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What the corpus teaches, of each word: tags of mentions, their manner, tags of quoted values."""
        return self.marks(words), self.manners(words), self.values(words)

    def encode(self, ids: Tensor, shapes: Tensor, far: Tensor | None) -> Tensor:
        places = self.places.weight[: ids.shape[1]]
        states = self.dropout(self.norm(self.pieces(ids) + places + self.shapes(shapes)))
        for layer in self.layers:
            states = layer(states, far)
        result: Tensor = states
        return result

    def words(self, states: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """A word is the mean of its first and its last piece."""
        ends = [states.gather(1, at.unsqueeze(-1).expand(-1, -1, WIDTH)) for at in (first, last)]
        words: Tensor = self.dropout((ends[0] + ends[1]) / 2)
        return words

    def arc_scores(self, words: Tensor, sentence: Tensor) -> Tensor:
        """Biaffine attention (Dozat and Manning 2017), within sentences; row: the word, column: its head."""
        dependent, head = self.dropout(functional.relu(self.arcs(words))).split(ARC_WIDTH, -1)
        scores = self.arc_bilinear(dependent) @ head.transpose(-1, -2) + self.arc_head(head).transpose(-1, -2)
        apart = (sentence.unsqueeze(-1) != sentence.unsqueeze(-2)).to(scores.dtype)
        masked: Tensor = scores + FAR * apart
        return masked

    def relation_scores(self, words: Tensor, arcs: Tensor) -> Tensor:
        """Relations read from the word and the heads it may have, each by its weight: one pass, before decoding."""
        dependent, head = self.relations(words).split(LABEL_WIDTH, -1)
        scores: Tensor = self.relation(self.dropout(functional.relu(dependent + arcs.softmax(-1) @ head)))
        return scores

    @torch.no_grad()
    def begin_mentions(self) -> None:
        """Starts the head for mentions from that for names; types that names lack begin as unlikely."""
        known = {tag: index for index, tag in enumerate(tags(NAMED))}
        for index, tag in enumerate(tags(MENTIONED)):
            self.mentions.weight[index] = self.names.weight[known[tag]] if tag in known else 0.0
            self.mentions.bias[index] = self.names.bias[known[tag]] if tag in known else -4.0


def base_network(path: Path) -> Network:
    """The network over all-MiniLM-L6-v2 with untrained heads. Raises ValueError where the file is another."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != BASE_SHA256:
        raise ValueError(f"{path}: SHA-256 is {found}, not that of all-MiniLM-L6-v2, {BASE_SHA256}")
    network = Network()
    network.load_state_dict(_renamed(load_file(str(path))), strict=False)
    return network


def _renamed(base: dict[str, Tensor]) -> dict[str, Tensor]:
    """Weights of BERT under our names; what sentences are all of type 0 for is added to the places."""
    embeddings = "embeddings"
    ours = {
        "pieces.weight": base[f"{embeddings}.word_embeddings.weight"],
        "places.weight": base[f"{embeddings}.position_embeddings.weight"]
        + base[f"{embeddings}.token_type_embeddings.weight"][0],
        "norm.weight": base[f"{embeddings}.LayerNorm.weight"],
        "norm.bias": base[f"{embeddings}.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}"
        for part in ("weight", "bias"):
            qkv = [base[f"{layer}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            ours[f"layers.{number}.qkv.{part}"] = torch.cat(qkv)
            for our, their in _LAYER.items():
                ours[f"layers.{number}.{our}.{part}"] = base[f"{layer}.{their}.{part}"]
    return ours


_LAYER = {
    "out": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "last_norm": "output.LayerNorm",
}
