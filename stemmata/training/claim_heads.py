"""The heads that read claims off the words: pairs of mentions with a predicate, what goes with them, reference.

They see no text, only what the encoder made of its words: the words of a sentence and, for every spot (mention, time or
value), its first and its last word, which may stand in another sentence of the report.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from stemmata.extract.bearings import DISTANCES, REFERENCES
from stemmata.extract.labels import CLAIMED, LINKS, MANNERS, MODALITIES, POLARITIES, SPOTTED
from stemmata.training.network import WIDTH

SPOT, PAIR, FACTORS, LOOK, LINK, REFER = 192, 256, 96, 64, 32, 64
OUTSIDE = -1e4


class ClaimHeads(nn.Module):
    """Spots and pairs in, scores out (see `forward`); no parameter depends on how many there are."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.types = nn.Embedding(len(SPOTTED), 32)
        self.manners = nn.Embedding(len(MANNERS) + 1, 16)
        self.spot = nn.Linear(2 * WIDTH + 48, SPOT)
        self.ends = nn.ModuleList(nn.Linear(SPOT, PAIR) for _ in range(2))
        self.factors = nn.ModuleList(nn.Linear(SPOT, FACTORS) for _ in range(2))
        self.looks = nn.ModuleList(nn.Linear(SPOT, LOOK) for _ in range(2))
        self.seen = nn.Linear(WIDTH, LOOK)
        self.around = nn.Linear(WIDTH, PAIR)
        self.distance = nn.Embedding(len(DISTANCES), PAIR)
        self.claims = nn.Linear(PAIR + FACTORS, len(CLAIMED))
        self.polarity = nn.Linear(PAIR + FACTORS, len(POLARITIES))
        self.modality = nn.Linear(PAIR + FACTORS, len(MODALITIES))
        self.link_claim = nn.Linear(PAIR + FACTORS, len(LINKS) * LINK)
        self.link_spot = nn.Linear(SPOT, len(LINKS) * LINK)
        self.link_bias = nn.Linear(SPOT, len(LINKS))
        self.pointing = nn.Linear(SPOT, REFER)
        self.pointed = nn.Linear(SPOT, REFER)
        self.alone = nn.Linear(SPOT, 1)
        self.references = nn.Embedding(len(REFERENCES), 1)
        self.dropout = nn.Dropout(dropout)
        nn.init.constant_(self.claims.bias, -5.0)
        nn.init.constant_(self.link_bias.bias, -4.0)
        nn.init.zeros_(self.references.weight)

    def forward(
        self,
        words: Tensor,
        sentence: Tensor,
        first: Tensor,
        last: Tensor,
        types: Tensor,
        manners: Tensor,
        pairs: Tensor,
        distance: Tensor,
        within: Tensor,
    ) -> tuple[Tensor, ...]:
        """Scores of pairs: predicates, polarity, modality, links to every spot; of spots: pointing, pointed, alone;
        what each sign of bearings.REFERENCES weighs.

        words [W, 384] and their sentence [W]; first, last [N, 384], types, manners [N] of the spots; pairs [P, 2] of
        spots, distance [P] and the sentence within which a pair stands [P].
        """
        spots = self.spots(first, last, types, manners)
        claims = self.pairs(words, sentence, spots, pairs, distance, within)
        links = self.links(claims, spots)
        refers = self.pointing(spots), self.pointed(spots), self.alone(spots), self.references.weight[:, 0]
        return self.claims(claims), self.polarity(claims), self.modality(claims), links, *refers

    def spots(self, first: Tensor, last: Tensor, types: Tensor, manners: Tensor) -> Tensor:
        parts = torch.cat([first, last, self.types(types), self.manners(manners)], -1)
        result: Tensor = self.dropout(functional.gelu(self.spot(parts)))
        return result

    def pairs(
        self, words: Tensor, sentence: Tensor, spots: Tensor, pairs: Tensor, distance: Tensor, within: Tensor
    ) -> Tensor:
        """What stands for each pair: both ends, the words they look at, how far apart they are, their products."""
        ends = [spots[pairs[:, side]] for side in (0, 1)]
        look = self.looks[0](ends[0]) + self.looks[1](ends[1])
        apart = (within.unsqueeze(-1) != sentence.unsqueeze(0)).to(look.dtype)
        weights = (look @ self.seen(words).transpose(0, 1) / LOOK**0.5 + OUTSIDE * apart).softmax(-1)
        around = self.around(weights @ words)
        mixed = functional.gelu(self.ends[0](ends[0]) + self.ends[1](ends[1]) + around + self.distance(distance))
        product = torch.tanh(self.factors[0](ends[0])) * torch.tanh(self.factors[1](ends[1]))
        result: Tensor = self.dropout(torch.cat([mixed, product], -1))
        return result

    def links(self, claims: Tensor, spots: Tensor) -> Tensor:
        """[P, N, links]: whether a spot stands to a claim as its voice, its time, ..."""
        one = self.link_claim(claims).view(-1, len(LINKS), LINK)
        other = self.link_spot(spots).view(-1, len(LINKS), LINK)
        scores: Tensor = torch.einsum("pld,nld->pnl", one, other) / LINK**0.5 + self.link_bias(spots).unsqueeze(0)
        return scores
