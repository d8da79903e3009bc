"""Marked reports as examples: sentences cut into our words, with spots, pairs and links as numbers.

A report is read as the reader will read it: paragraph by paragraph, each lightened first; what the lightening leaves
out is no spot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from stemmata.corpus.marked import Line, Mark, MarkedClaim, MarkedReport, Words
from stemmata.extract import tokens
from stemmata.extract.bearings import ELSEWHERE, distance
from stemmata.extract.labels import CLAIMED, LINKS, MANNERS, MARKED, MODALITIES, POLARITIES, SPOTTED, VALUED, tags
from stemmata.extract.lightening import lightened
from stemmata.extract.pieces import MAX_PIECES, word_pieces, word_shapes
from stemmata.model import MentionType
from stemmata.training.examples import over_words, possible_tags

_ROLES = {"role": "Role", "count": "Quantity"}
_OBJECTS = {"strength": "Quantity", "casualties": "Quantity", "type": "Kind", "ideology": "Ideology"}
_NAMES = ("alias", "former_name", "renamed_to")


@dataclass(frozen=True, slots=True)
class SpotMark:
    """A spot of a sentence: words [first, last), type (of SPOTTED), manner (of MANNERS, or none for a value), id.

    `place` are its offsets in the line; the id of a value is its words.
    """

    first: int
    last: int
    type: str
    manner: str
    id: str
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class PairMark:
    """What is claimed of two spots of the sentence (indices; -1 is the spot outside it): labels as indices."""

    subject: int
    object: int
    claim: int
    polarity: int
    modality: int
    links: tuple[tuple[int, int], ...]  # spot, link


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence of a report as it is learnt from; `outside` is what a clause without its subject may speak of."""

    text: str
    pieces: list[list[int]]
    shapes: list[int]
    marks: NDArray[np.bool_]
    manners: NDArray[np.int64]
    values: NDArray[np.bool_]
    spots: tuple[SpotMark, ...]
    outside: str | None
    claims: tuple[PairMark, ...]
    unsure: frozenset[tuple[int, int, int]]  # pairs with a claim that another mention of the same thing carries

    @property
    def length(self) -> int:
        return sum(map(len, self.pieces))


MarkedParagraphs = tuple[tuple[MarkedSentence, ...], ...]


def marked_paragraphs(tokenizer: Tokenizer, report: MarkedReport) -> MarkedParagraphs:
    """The paragraphs of a report; a title, a heading, an item and a row stand alone."""
    made: list[list[MarkedSentence]] = []
    last: tuple[int, str] | None = None
    lead = report.head.get("about") or None
    for line in report.lines:
        sentence = _sentence(tokenizer, line, _outside(line, report.head.get("about"), lead))
        if line.role.value in ("body",):
            lead = next((m.id for m in reversed(line.marks) if m.type is not MentionType.TIME), lead)
        if sentence is None:
            continue
        place = (line.paragraph, line.role.value)
        if place == last and line.role.value == "body":
            made[-1].append(sentence)
        else:
            made.append([sentence])
        last = place
    return tuple(map(tuple, made))


def _outside(line: Line, about: str | None, lead: str | None) -> str | None:
    """What a claim without its subject in the sentence is about: as marked, else the page's, else the last one told."""
    here = {mark.id for mark in line.marks}
    ends = [end for claim in line.claims for end in (claim.subject, claim.object) if isinstance(end, str)]
    lost = [end for end in ends if end not in here]
    found = lost[0] if lost else about or lead
    return None if found in here else found


def _sentence(tokenizer: Tokenizer, line: Line, outside: str | None) -> MarkedSentence | None:
    text, left_out = lightened(line.text)
    words = tokens.words(text)
    cut = [text[start:end] for start, end in words]
    if not words:
        return None
    pieces = word_pieces(tokenizer, cut)
    if sum(map(len, pieces)) > MAX_PIECES // 2:
        return None
    marks = [s for mark in line.marks if (s := _spot(words, left_out, mark)) is not None]
    values = _values(words, left_out, line)
    spots = (*marks, *values)
    claims, unsure = pair_marks(line, spots, outside)
    return MarkedSentence(
        line.text,
        pieces,
        word_shapes(cut),
        _allowed(marks, len(words), MARKED),
        _manners(marks, len(words)),
        _allowed(values, len(words), VALUED),
        spots,
        outside,
        tuple(claims),
        frozenset(unsure),
    )


def _spot(words: Sequence[tuple[int, int]], left_out: Sequence[tuple[int, int]], mark: Mark) -> SpotMark | None:
    place = _placed(words, left_out, mark.start, mark.end)
    return (
        None if place is None else SpotMark(*place, mark.type.value, mark.kind.value, mark.id, (mark.start, mark.end))
    )


def _placed(
    words: Sequence[tuple[int, int]], left_out: Sequence[tuple[int, int]], start: int, end: int
) -> tuple[int, int] | None:
    """The words of a stretch of the line in its lightened text, None where it is left out of it."""
    if any(a < end and start < b for a, b in left_out):
        return None
    gone = sum(b - a for a, b in left_out if b <= start)
    first, last = over_words(words, start - gone, end - gone)
    return (first, last) if last > first else None


def _values(words: Sequence[tuple[int, int]], left_out: Sequence[tuple[int, int]], line: Line) -> list[SpotMark]:
    """The words that claims quote, the first of those that overlap."""
    found: dict[tuple[int, int], SpotMark] = {}
    for claim in line.claims:
        quoted = [(_OBJECTS.get(claim.predicate), claim.object)]
        quoted += [(_ROLES.get(key), value) for key, value in claim.qualifiers.items()]
        for kind, value in quoted:
            if kind is None or not isinstance(value, Words):
                continue
            place = _placed(words, left_out, value.start, value.end)
            if place is not None and not any(a < place[1] and place[0] < b for a, b in found if (a, b) != place):
                found.setdefault(place, SpotMark(*place, kind, "", value.text, (value.start, value.end)))
    return list(found.values())


def _allowed(spots: Sequence[SpotMark], count: int, types: tuple[str, ...]) -> NDArray[np.bool_]:
    known = tags(types)
    taken: list[tuple[int, int, tuple[str, ...]]] = []
    for spot in spots:
        if all(spot.last <= a or b <= spot.first for a, b, _ in taken):
            taken.append((spot.first, spot.last, (spot.type,)))
    return np.array([[tag in allowed for tag in known] for allowed in possible_tags(count, taken, ())], dtype=np.bool_)


def _manners(spots: Sequence[SpotMark], count: int) -> NDArray[np.int64]:
    manners = np.full(count, -1, dtype=np.int64)
    for spot in spots:
        manners[spot.first : spot.last] = MANNERS.index(spot.manner)
    return manners


def pair_marks(
    line: Line, spots: Sequence[SpotMark], outside: str | None
) -> tuple[list[PairMark], set[tuple[int, int, int]]]:
    """What the claims of a line say of its spots, and the pairs that might carry one of them as well."""
    made: list[PairMark] = []
    unsure: set[tuple[int, int, int]] = set()
    for claim in line.claims:
        label = _label(claim)
        ends = _ends(spots, claim, outside)
        if label is None or not ends:
            continue
        best = min(ends, key=lambda pair: (_apart(spots, *pair), pair))
        unsure |= {(*pair, label) for pair in ends if pair != best}
        made.append(
            PairMark(
                *best,
                label,
                POLARITIES.index(claim.polarity),
                MODALITIES.index(claim.modality or "none"),
                tuple(sorted(_links(spots, claim))),
            )
        )
    return made, unsure


def _label(claim: MarkedClaim) -> int | None:
    kind = claim.qualifiers.get("as" if claim.predicate == "casualties" else "stance")
    name = f"{claim.predicate} {kind}" if claim.predicate in ("casualties", "stance") else claim.predicate
    return CLAIMED.index(name) if name in CLAIMED else None


def _ends(spots: Sequence[SpotMark], claim: MarkedClaim, outside: str | None) -> list[tuple[int, int]]:
    """Every pair of spots that a claim may lie between."""
    subjects = [at for at, spot in enumerate(spots) if spot.id == claim.subject and spot.manner]
    if not subjects and claim.subject == outside:
        subjects = [-1]
    if claim.object is None:
        return [(at, at) for at in subjects]
    objects = [at for at, spot in enumerate(spots) if _is_object(spot, claim)]
    if not objects and claim.object == outside and subjects != [-1]:
        objects = [-1]
    pairs = [(one, other) for one in subjects for other in objects if one != other]
    both = claim.predicate in ("allied_with", "opposed_to")
    return [*pairs, *((other, one) for one, other in pairs)] if both else pairs


def _is_object(spot: SpotMark, claim: MarkedClaim) -> bool:
    if isinstance(claim.object, str):
        return spot.id == claim.object and spot.manner != ""
    if claim.object is None or claim.predicate not in _NAMES:
        return claim.object is not None and spot.id == claim.object.text and not spot.manner
    start, end = spot.place
    return spot.manner == "name" and spot.id == claim.subject and start < claim.object.end and claim.object.start < end


def _apart(spots: Sequence[SpotMark], one: int, other: int) -> int:
    if one < 0 or other < 0:
        return 99
    return abs(spots[one].first - spots[other].first)


def _links(spots: Sequence[SpotMark], claim: MarkedClaim) -> Iterator[tuple[int, int]]:
    wanted: list[tuple[str, str]] = [("voice", voice) for voice in claim.voices[:1]]
    wanted += list(claim.times.items())
    for key, value in claim.qualifiers.items():
        wanted.append((key, value.text if isinstance(value, Words) else value))
    for link, end in wanted:
        if link in LINKS:
            yield from ((at, LINKS.index(link)) for at, spot in enumerate(spots) if spot.id == end)


def pairs_of(sentence: MarkedSentence) -> list[tuple[int, int, int]]:
    """The pairs of spots that may carry a claim, each with its distance; -1 is the spot outside the sentence."""
    actors = [at for at, spot in enumerate(sentence.spots) if spot.manner and spot.type != "Time"]
    others = [at for at, spot in enumerate(sentence.spots) if spot.type not in ("Time", "Role")]
    places = {at: (spot.first, spot.last) for at, spot in enumerate(sentence.spots)}
    made = [(one, other, distance(places[one], places[other])) for one in actors for other in others]
    if sentence.outside is not None:
        made += [(-1, other, ELSEWHERE) for other in others] + [(one, -1, ELSEWHERE) for one in actors]
        made.append((-1, -1, ELSEWHERE))
    return made


def types_of(spots: Sequence[SpotMark]) -> list[int]:
    return [SPOTTED.index(spot.type) for spot in spots]


def manners_of(spots: Sequence[SpotMark]) -> list[int]:
    """Index of the manner; one past the last for a value."""
    return [MANNERS.index(spot.manner) if spot.manner else len(MANNERS) for spot in spots]


def firsts(paragraphs: MarkedParagraphs) -> Mapping[str, tuple[int, int, SpotMark]]:
    """Id -> where a thing is first spoken of: paragraph, sentence, spot."""
    found: dict[str, tuple[int, int, SpotMark]] = {}
    for number, paragraph in enumerate(paragraphs):
        for at, sentence in enumerate(paragraph):
            for spot in sentence.spots:
                if spot.manner:
                    found.setdefault(spot.id, (number, at, spot))
    return found
