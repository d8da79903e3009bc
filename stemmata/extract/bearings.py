"""How two spots of a report lie to each other: the few things about places that the heads for claims are told."""

from __future__ import annotations

from collections.abc import Sequence

DISTANCES = (
    "itself", "1 after", "2-3 after", "4-6 after", "7-10 after", "11-16 after", "17+ after",
    "1 before", "2-3 before", "4-6 before", "7-10 before", "11-16 before", "17+ before", "elsewhere",
)  # fmt: skip
ELSEWHERE = DISTANCES.index("elsewhere")
_STEPS = (1, 3, 6, 10, 16)

# What speaks for a candidate that a description or a pronoun may point back to.
REFERENCES = (
    "same sentence", "1 sentence back", "2 sentences back", "3-5 sentences back", "6+ sentences back",
    "last spoken of", "2 spoken of since", "3-5 spoken of since", "6+ spoken of since",
    "same type", "both groups", "person and no person", "no person and person", "other types",
    "same last word", "same words", "candidate is a name", "candidate is a description", "candidate is a pronoun",
    "first in its sentence", "spoken of twice", "spoken of often", "what the report is about",
    "plural to one person", "plural to a group", "singular to plural", "possessive",
)  # fmt: skip
_REFERENCE = {name: index for index, name in enumerate(REFERENCES)}
_GROUPS = frozenset({"ArmedGroup", "Coalition", "StateForce", "Organization", "State"})
_PLURALS = frozenset("they them their theirs themselves we us our ours both these those".split())
_POSSESSIVE = frozenset("its their his her whose our my your".split())
_SINGLE = frozenset("it its itself he him his himself she her herself i me my".split())


def distance(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Index of DISTANCES for two ranges [first, last) of words in one sentence: how far `other` lies from `one`."""
    if one == other:
        return 0
    after = other[0] >= one[0]
    gap = max(1, other[0] - one[1] + 1 if after else one[0] - other[1] + 1)
    step = next((at for at, most in enumerate(_STEPS) if gap <= most), len(_STEPS))
    return 1 + step + (0 if after else len(_STEPS) + 1)


class Spoken:
    """A thing that a report has spoken of: `words` of a spot, its type and manner, the sentence, its place in it."""

    __slots__ = ("about", "first", "last_word", "manner", "often", "sentence", "type", "words")

    def __init__(self, words: str, kind: str, manner: str, sentence: int, *, first: bool) -> None:
        self.words = words.casefold()
        self.last_word = self.words.split()[-1] if self.words.split() else ""
        self.type, self.manner, self.sentence, self.first = kind, manner, sentence, first
        self.often = 1
        self.about = False


def reference_signs(spot: Spoken, candidate: Spoken, since: int) -> list[int]:
    """Indices of REFERENCES that hold between a spot and a candidate, `since` others having been spoken of between."""
    signs = [_back(spot.sentence - candidate.sentence), _since(since), _typed(spot.type, candidate.type)]
    if spot.manner != "pronoun" and spot.last_word == candidate.last_word:
        signs.append("same words" if _bare(spot.words) == _bare(candidate.words) else "same last word")
    signs.append(f"candidate is a {candidate.manner}")
    signs.extend(("first in its sentence",) if candidate.first else ())
    signs.extend(("spoken of often",) if candidate.often > 3 else ("spoken of twice",) if candidate.often > 1 else ())
    signs.extend(("what the report is about",) if candidate.about else ())
    signs.extend(_numbered(spot, candidate))
    signs.extend(("possessive",) if spot.words in _POSSESSIVE and spot.sentence == candidate.sentence else ())
    return [_REFERENCE[sign] for sign in signs]


def _back(sentences: int) -> str:
    if sentences < 1:
        return "same sentence"
    steps: Sequence[tuple[int, str]] = ((1, "1 sentence back"), (2, "2 sentences back"), (5, "3-5 sentences back"))
    return next((name for most, name in steps if sentences <= most), "6+ sentences back")


def _since(others: int) -> str:
    steps: Sequence[tuple[int, str]] = ((0, "last spoken of"), (1, "2 spoken of since"), (4, "3-5 spoken of since"))
    return next((name for most, name in steps if others <= most), "6+ spoken of since")


def _typed(one: str, other: str) -> str:
    if one == other:
        return "same type"
    if one in _GROUPS and other in _GROUPS:
        return "both groups"
    if one == "Person" or other == "Person":
        return "person and no person" if one == "Person" else "no person and person"
    return "other types"


def _numbered(spot: Spoken, candidate: Spoken) -> list[str]:
    plural = spot.words in _PLURALS or (spot.manner == "description" and spot.last_word.endswith("s"))
    many = candidate.last_word.endswith("s") and candidate.manner == "description"
    if plural and not many:
        return ["plural to one person" if candidate.type == "Person" else "plural to a group"]
    return ["singular to plural"] if spot.words in _SINGLE and many else []


def _bare(words: str) -> str:
    return words.removeprefix("the ").removeprefix("this ").removeprefix("a ").removeprefix("an ")
