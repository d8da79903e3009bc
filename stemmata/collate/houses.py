"""Which house a report speaks for: the publisher whose words it carries, not whoever printed them last.

A paper that prints an agency's story is a witness for the agency there, and for itself in its other pages. So a text
that was taken as a whole belongs to the house of the text it was taken from; otherwise every paper, agency and mirror
would become one witness, each tied to the next by a single story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from stemmata.collate.derive import REPOSTED, Bond
from stemmata.collate.direction import Witness
from stemmata.model import DerivationKind

MOST_OF_IT = 0.5  # part of a report's prose that makes it the other's echo; a smaller one only echoes in that passage
SAME_TEXT = frozenset(
    {DerivationKind.IDENTICAL, DerivationKind.REVISION, DerivationKind.MIRROR, DerivationKind.TRANSLATION}
)


def whole(bond: Bond) -> bool:
    """Whether one of two reports is, as a whole, the text of the other."""
    if bond.derivation.kind in SAME_TEXT:
        return True
    return bond.words > 0 and bond.derivation.score >= MOST_OF_IT


def houses(witnesses: Sequence[Witness], bonds: Iterable[Bond]) -> dict[str, frozenset[str]]:
    """Report -> the keys of the publishers that it speaks for; none where it was taken and nobody knows from whom."""
    kept = list(bonds)
    own = own_houses(witnesses, kept)
    found = dict(own)
    pages = Counter(key for keys in own.values() for key in keys)
    for text, taken in texts(kept):
        found |= dict.fromkeys(text, origin([own[report] for report in sorted(text - taken) if own[report]], pages))
    return found


def origin(roots: Sequence[frozenset[str]], pages: Mapping[str, int]) -> frozenset[str]:
    """The house of a text, by the houses of the reports that may have had it first: one that all of them share, else
    the only one of which there is anything else; none where two may be it, for they would become one witness."""
    if not roots:
        return frozenset()
    shared = frozenset.intersection(*roots)
    if shared:
        return shared
    others = [keys for keys in dict.fromkeys(roots) if any(pages[key] > roots.count(keys) for key in keys)]
    return others[0] if len(others) == 1 else frozenset()


def own_houses(witnesses: Sequence[Witness], bonds: Iterable[Bond]) -> dict[str, frozenset[str]]:
    """The keys of each report by itself: the one source that it says it repeats, else its publisher and who owns it.

    Who credits a source for a passage, and is seen to have taken only that from it, speaks for himself.
    """
    known = {witness.report.id: witness for witness in witnesses}
    found = {id_: w.relayed if w.credited == 1 else w.own for id_, w in known.items()}
    for bond in bonds:
        for one, other in (bond.ends, bond.ends[::-1]):
            if bond.words and known[one].relayed & known[other].own and bond.derivation.score < REPOSTED:
                found[one] = known[one].own
    return found


def texts(bonds: Iterable[Bond]) -> Iterator[tuple[set[str], set[str]]]:
    """The reports of each text that stands in several, and which of these were taken from another of them."""
    near: dict[str, set[str]] = {}
    taken: set[str] = set()
    for bond in bonds:
        if whole(bond):
            one, other = bond.ends
            near.setdefault(one, set()).add(other)
            near.setdefault(other, set()).add(one)
            if bond.derivation.directed:
                taken.add(other)
    seen: set[str] = set()
    for report in near:
        if report not in seen:
            text = reached(report, near)
            seen |= text
            yield text, taken & text


def reached(report: str, near: Mapping[str, set[str]]) -> set[str]:
    found, waiting = {report}, [report]
    while waiting:
        for other in near[waiting.pop()] - found:
            found.add(other)
            waiting.append(other)
    return found
