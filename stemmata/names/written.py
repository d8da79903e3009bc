"""Names by their letters: which of very many are written almost like one that is asked for.

How alike two are is rapidfuzz's ratio over their words in the order of the alphabet: 100 times one minus the letters to
take out and put in, over all letters of both. No name is left out that has the ratio: two names differ by no less than
the counts of their letters do, and these are compared first, all at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

BINS = 32  # letters are counted by the last bits of their code: those of the Latin alphabet each for itself


@dataclass(frozen=True)
class Written:
    """Distinct spellings, the shortest first, each with its owners."""

    spellings: list[str]
    owners: Mapping[str, tuple[str, ...]]
    lengths: NDArray[np.int32]
    letters: NDArray[np.int16]  # (spellings, BINS): how many of each

    @classmethod
    def of(cls, named: Iterable[tuple[str, str]]) -> Written:
        """Of folded names in Latin letters, each with its owner."""
        owners: dict[str, dict[str, None]] = {}
        for name, owner in named:
            owners.setdefault(_in_order(name), {})[owner] = None
        spellings = sorted(owners, key=lambda spelling: (len(spelling), spelling))
        lengths = np.array([len(spelling) for spelling in spellings], np.int32)
        return cls(spellings, {name: tuple(own) for name, own in owners.items()}, lengths, _counted(spellings, lengths))

    def near(self, name: str, least: float, limit: int) -> list[str]:
        """The owners of names that are written like one, at least so alike (0-100), the most alike first.

        `limit`: so many spellings at most.
        """
        asked = _in_order(name)
        own = _counted([asked], np.array([len(asked)]))[0]
        apart = np.abs(self.letters - own).sum(axis=1)
        possible = np.flatnonzero(100 * apart <= (100 - least) * (self.lengths + len(asked)))
        chosen = [self.spellings[at] for at in possible]
        close = process.extract(asked, chosen, scorer=fuzz.ratio, score_cutoff=least, limit=limit)
        return list(dict.fromkeys(owner for spelling, _, _ in close for owner in self.owners[spelling]))


def _in_order(name: str) -> str:
    return " ".join(sorted(name.split()))


def _counted(spellings: list[str], lengths: NDArray[np.int32]) -> NDArray[np.int16]:
    letters = np.frombuffer("".join(spellings).encode("utf-32-le", "surrogatepass"), np.uint32) % BINS
    whose = np.repeat(np.arange(len(spellings)), lengths)
    found = np.bincount(whose * BINS + letters, minlength=len(spellings) * BINS)
    return found.reshape(-1, BINS).astype(np.int16)
