"""Mentions: the names, descriptions and pronouns of a report, each with its type.

Names come from the encoder and from a chunker of capitalised words with a telling head word ("1st Infantry Brigade");
what is a name in one place is a name everywhere in the report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from stemmata.extract.agreement import (
    acting_places,
    agreeing,
    found_again,
    introduced,
    known_names,
    national_forces,
    short_forms,
)
from stemmata.extract.analysis import Analysis, Marked, Name, Token
from stemmata.extract.capitals import ORDINAL, capital_runs, is_title
from stemmata.extract.describing import descriptions, pronouns
from stemmata.extract.kinds import EVENTS, GROUPISH
from stemmata.extract.labels import MARKED
from stemmata.extract.lexicon import Lexicon, lexicon, plain_form
from stemmata.extract.paths import fits
from stemmata.extract.rows import bare_value, value_types
from stemmata.extract.spots import Scene, Spot, without_overlaps
from stemmata.model import MentionKind, MentionType, Passage, Role

_ENCODER_TYPES = {
    "Person": MentionType.PERSON,
    "Organization": MentionType.ORGANIZATION,
    "Place": MentionType.PLACE,
    "Weapon": MentionType.WEAPON,
    "Platform": MentionType.WEAPON,
    "Event": MentionType.OPERATION,
    "Document": MentionType.PUBLICATION,
}
_ACTORS = frozenset({MentionType.STATE, MentionType.PERSON, *GROUPISH})
LANDS = (MentionType.PLACE.value, MentionType.STATE.value)
NAMES = frozenset({MentionKind.NAME})
TOLD = frozenset({MentionKind.DESCRIPTION, MentionKind.PRONOUN})
HEAD_WORD = 0.5  # what a telling head word weighs, in mentions
_LATER = 0.85  # what names of things are thought of less than others
_SURE, FIRST = 0.25, 0.97  # the least chance of a mark, and the confidence that puts it before other findings
_BEFORE_NAME = re.compile(r"(?:(?:the|an?)\s+)?(?:[A-Z]\w*\s?[-–]\s?[a-z]+ed\s+)?(?:the\s+)?", re.I)
_NEEDS_TYPE = re.compile(r"[A-Z0-9\u0590-\u08ff\u0400-\u04ff]")
_DESIGNATION = re.compile(r"^(?=.*\d)(?=.*[A-Za-z])[A-Z0-9][A-Za-z0-9]*(-[A-Za-z0-9]+)*$")


def find_mentions(passages: Sequence[Passage], analyses: Sequence[Analysis]) -> list[Scene]:
    """The passages of one report with the spots in them, references not yet resolved."""
    analyses = agreed(passages, analyses)
    finder = _Finder(lexicon())
    named = [introduced(p, finder.names(p, a)) for p, a in zip(passages, analyses, strict=True)]
    acting = acting_places(passages, analyses, named)
    known = known_names(zip(passages, named, strict=True))
    known |= short_forms(known) | national_forces(known, acting)
    known |= {n: MentionType.STATE for n in acting if known.get(n, MentionType.PLACE) is MentionType.PLACE}
    scenes = []
    for passage, analysis, spots in zip(passages, analyses, named, strict=True):
        names = agreeing(passage, without_overlaps([*spots, *found_again(passage, spots, known)]), known)
        scene = Scene(passage, analysis, names)
        others = (*descriptions(scene), *pronouns(scene))
        told = [_whole(s, others) for s in _marked(analysis, TOLD) if not any(s.overlaps(name) for name in names)]
        besides = [s for s in others if not any(s.overlaps(t) for t in told)]
        scenes.append(scene.with_spots((*names, *told, *besides)))
    return scenes


def agreed(passages: Sequence[Passage], analyses: Sequence[Analysis]) -> list[Analysis]:
    """The analyses with one type for a name throughout the report: that for which all its mentions together speak.

    Whether a country acts (State) or is a stretch of land (Place) is left to each mention.
    """
    speaking: dict[str, list[float]] = {}
    for passage, analysis in zip(passages, analyses, strict=True):
        for mark in analysis.marks:
            if mark.manner == MentionKind.NAME:
                key = _key(passage, mark)
                row = speaking.setdefault(key, _told_by_words(passage.text[mark.start : mark.end]))
                speaking[key] = [a + b for a, b in zip(row, mark.shares, strict=True)]
    return [
        replace(analysis, marks=tuple(_settled(mark, speaking.get(_key(passage, mark))) for mark in analysis.marks))
        for passage, analysis in zip(passages, analyses, strict=True)
    ]


def _told_by_words(name: str) -> list[float]:
    """What the head words of a name say of its type, as so much of a mention."""
    row = [0.0] * len(MARKED)
    words = name.split()
    for word in {words[0], words[-1]} if len(words) > 1 else ():
        told = lexicon().head_of_name(word)
        if told is not None and told.value in MARKED:
            row[MARKED.index(told.value)] += HEAD_WORD
    return row


def _key(passage: Passage, mark: Marked) -> str:
    return plain_form(passage.text[mark.start : mark.end])


def _settled(mark: Marked, speaking: Sequence[float] | None) -> Marked:
    if speaking is None or mark.manner != MentionKind.NAME:
        return mark
    best = MARKED[max(range(len(MARKED)), key=lambda at: (speaking[at], -at))]
    if best in LANDS:
        best = max(LANDS, key=lambda kind: mark.shares[MARKED.index(kind)])
    return replace(mark, type=best)


def _marked(analysis: Analysis, manners: frozenset[MentionKind]) -> list[Spot]:
    """The mentions that the corpus taught the network to find. They go before all others: it has seen most.

    Names of things (offensives, agreements, places) do not: there a longer name with a telling head word is better.
    """
    found = [Spot(m.start, m.end, MentionType(m.type), MentionKind(m.manner), m.confidence) for m in analysis.marks]
    kept = [s for s in found if s.kind in manners and s.type is not MentionType.TIME and s.confidence >= _SURE]
    first = [s for s in kept if s.kind is not MentionKind.NAME or s.type in _ACTORS]
    return [replace(s, confidence=max(s.confidence, FIRST) if s in first else _LATER * s.confidence) for s in kept]


class _Finder:
    """Finds spots in one passage at a time by the lexicon."""

    def __init__(self, words: Lexicon) -> None:
        self.words = words

    # --- names

    def names(self, passage: Passage, analysis: Analysis) -> list[Spot]:
        chunks = self._chunks(passage, analysis)
        found = [s for n in analysis.names if (s := self._from_encoder(n, passage, analysis)) is not None]
        found = [_ranked(_widened(s, chunks), analysis) for s in found]
        marked = [] if passage.role is Role.INFOBOX else _marked(analysis, NAMES)  # no row stands bare in the corpus
        kept = without_overlaps([*marked, *found, *chunks, *self._states(passage, analysis)])
        spots = [self._directed(s, analysis) for s in kept if not self._common(s, passage)]
        return self._by_label(passage, spots)

    def _common(self, spot: Spot, passage: Passage) -> bool:
        """Whether it is common nouns, with capitals or without: "the Coalition", "Syrian rebel groups"."""
        word = passage.text[spot.start : spot.end]
        last = word.split()[-1] if word.split() else word
        common = (" " not in word or last.islower()) and self.words.head_of_description(last) is not None
        if spot.type is MentionType.PERSON:
            return all(plain_form(w) in self.words.roles or is_title(w) for w in word.split())
        return common and spot.type in GROUPISH

    def _directed(self, spot: Spot, analysis: Analysis) -> Spot:
        """ "northern Hama" is another place than Hama, and no state."""
        if spot.type not in (MentionType.PLACE, MentionType.STATE):
            return spot
        start = spot.start
        for token in reversed([t for t in analysis.tokens if t.end <= spot.start]):
            if start - token.end != 1 or plain_form(token.text) not in self.words.directions:
                break
            start = token.start
        return spot if start == spot.start else replace(spot, start=start, type=MentionType.PLACE)

    def _by_label(self, passage: Passage, spots: list[Spot]) -> list[Spot]:
        """In an infobox row the label tells what the value is, named by the encoder or not."""
        wanted = value_types(passage.label) if passage.role is Role.INFOBOX else ()
        if not wanted:
            return spots
        start, end = bare_value(passage.text)
        spots = [_with_its_land(s, passage.text, end) if fits(s.type, ("Group",)) else s for s in spots]
        spots = list(without_overlaps(sorted(spots, key=lambda s: s.start - s.end)))
        found = any(s.start <= start + 1 and fits(s.type, wanted) for s in spots)
        if end <= start or found or not _like_a_name(passage.text[start:end]):
            return spots
        covered = [s for s in spots if s.start < end and start < s.end]
        kept = [s for s in spots if s not in covered]
        return [*kept, Spot(start, end, MentionType(wanted[0]), MentionKind.NAME, 0.8)]

    def _from_encoder(self, name: Name, passage: Passage, analysis: Analysis) -> Spot | None:
        kind = _ENCODER_TYPES.get(name.type)
        text = passage.text[name.start : name.end]
        start = name.start
        before = _BEFORE_NAME.match(text)
        if before:
            start += before.end()
            text = text[before.end() :]
        if kind is None or not _NEEDS_TYPE.search(text) or not text.strip():
            return None
        return Spot(start, name.end, self.refined(text, kind), MentionKind.NAME, round(name.confidence, 2))

    def refined(self, text: str, kind: MentionType) -> MentionType:
        """The type that the words of a name themselves tell, where the encoder's is broader."""
        if self.words.state(text) and plain_form(text) in self.words.states:
            return MentionType.STATE
        words = re.findall(r"[^\s\-–/]+", text)
        told = [t for w in words if (t := self.words.head_of_name(w)) is not None]
        if kind is MentionType.PERSON:
            return self._person_or_group(words)
        if not told:
            return kind
        if kind is MentionType.PLACE and told[-1] is MentionType.ARMED_GROUP and len(words) > 1:
            return self._group_type(words, told)
        if told[-1] is MentionType.WEAPON:
            return MentionType.WEAPON
        if kind in GROUPISH or kind in (MentionType.OPERATION, MentionType.PUBLICATION):
            return self._group_type(words, told)
        return told[-1] if kind is MentionType.PLACE and told[-1] is MentionType.PLACE else kind

    def _person_or_group(self, words: list[str]) -> MentionType:
        """An encoder takes "Jaysh X" and "the X Brigade" for persons; their head words tell otherwise."""
        ends = [w for w in (words[0], words[-1]) if plain_form(w) not in self.words.surnames] if len(words) > 1 else []
        told = [t for w in ends if (t := self.words.head_of_name(w)) is not None]
        heads = [t for t in told if t in (MentionType.ARMED_GROUP, MentionType.COALITION)]
        return self._group_type(words, heads) if heads else MentionType.PERSON

    def _group_type(self, words: list[str], told: Sequence[MentionType]) -> MentionType:
        national = plain_form(words[0]) in self.words.demonyms
        forces = {"army", "forces", "force", "guard", "guards", "corps", "arab"}
        if national and len(words) <= 5 and any(plain_form(w) in forces for w in words[1:]):
            irregular = {
                "free",
                "national",
                "liberation",
                "people",
                "peoples",
                "revolutionary",
                "democratic",
                "salvation",
            }
            if not any(plain_form(w) in irregular for w in words):
                return MentionType.STATE_FORCE
        lead = self.words.head_of_name(words[0])
        last = self.words.head_of_name(words[-1])
        return last if last is not None and last is not MentionType.PLACE else lead or told[0]

    def _chunks(self, passage: Passage, analysis: Analysis) -> list[Spot]:
        """Runs of capitalised words that hold a telling head word."""
        if _title_case(passage, analysis):
            return []
        found = []
        for first, last in capital_runs(analysis.tokens):
            words = [t.text for t in analysis.tokens[first:last]]
            first, last = self._with_plain_head(analysis.tokens, first, last)
            words = [t.text for t in analysis.tokens[first:last]]
            start, end = analysis.tokens[first].start, analysis.tokens[last - 1].end
            kind = self._chunk_type(words)
            if kind is not None:
                found.append(Spot(start, end, kind, MentionKind.NAME, 0.85))
        return found

    def _with_plain_head(self, tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
        """A name carried on by a plain head word and begun by a year: "2016 Hama offensive", "Syrian civil war"."""
        for length in (3, 2, 1):
            after = last + length - 1
            if (
                after < len(tokens)
                and self.words.head_of_name(tokens[after].text) in EVENTS
                and tokens[after].text.islower()
            ):
                if any(t.pos not in ("ADJ", "NOUN") for t in tokens[last:after]):
                    continue
                while first and (
                    re.fullmatch(r"(1[89]|20)\d\d", tokens[first - 1].text)
                    or plain_form(tokens[first - 1].text) in self.words.directions
                ):
                    first -= 1
                return first, after + 1
        return first, last

    def _chunk_type(self, words: list[str]) -> MentionType | None:
        if plain_form(" ".join(words)) in self.words.states:
            return MentionType.STATE
        pieces = [p for w in words for p in re.split(r"[-–]", w) if p]
        if _DESIGNATION.match(words[0]) and not ORDINAL.match(words[0].casefold()):
            return MentionType.WEAPON
        heads = [t for p in pieces if (t := self.words.head_of_name(p)) is not None]
        if not heads or len(words) < 2:
            return None
        return self._group_type(pieces, heads)

    def _states(self, passage: Passage, analysis: Analysis) -> list[Spot]:
        """Names of states, and adjectives that stand for one ("Turkish-backed", "Russian warplanes")."""
        found = []
        tokens = analysis.tokens
        for first in range(len(tokens)):
            if not tokens[first].text[:1].isupper():
                continue
            for length in (4, 3, 2, 1):
                end = tokens[min(first + length, len(tokens)) - 1].end
                text = passage.text[tokens[first].start : end]
                if plain_form(text) in self.words.states:
                    found.append(Spot(tokens[first].start, end, MentionType.STATE, MentionKind.NAME, 0.7))
                    break
        return found


def _whole(spot: Spot, others: Sequence[Spot]) -> Spot:
    """A description with its head noun, where the network saw the amount alone: "Hundreds of militants"."""
    longer = [o for o in others if o.start <= spot.start and spot.end < o.end and o.kind is spot.kind]
    return replace(spot, start=longer[0].start, end=longer[0].end) if longer else spot


def _like_a_name(text: str) -> bool:
    """Whether most of the longer words begin with a capital, or the script has none."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return 2 * sum(not word[0].islower() for word in words) > len(words) or not words


def _title_case(passage: Passage, analysis: Analysis) -> bool:
    """A headline that capitalises every word tells nothing by its capitals."""
    words = [t.text for t in analysis.tokens if t.text[:1].isalpha() and len(t.text) > 3]
    return passage.role in (Role.TITLE, Role.HEADING) and sum(w[0].isupper() for w in words) > 0.8 * max(len(words), 1)


def _ranked(spot: Spot, analysis: Analysis) -> Spot:
    """A person's name with the ranks before it: "Maj. Jamil X"."""
    if spot.type is not MentionType.PERSON:
        return spot
    start = spot.start
    for token in reversed([t for t in analysis.tokens if t.end <= spot.start]):
        if start - token.end > 1 or not is_title(token.text):
            break
        start = token.start
    return replace(spot, start=start)


def _widened(spot: Spot, chunks: Sequence[Spot]) -> Spot:
    """An encoder name grown to the chunk that holds it, when the chunk's head word makes it a name of that type."""
    for chunk in chunks:
        inside = chunk.start <= spot.start and spot.end <= chunk.end
        if inside and chunk.end - chunk.start > spot.end - spot.start and spot.type is not MentionType.PERSON:
            return replace(chunk, confidence=max(chunk.confidence, spot.confidence))
    return spot


def _with_its_land(spot: Spot, text: str, end: int) -> Spot:
    """ "X Party in Y" as the value of a row is one name."""
    rest = text[spot.end : end]
    return replace(spot, end=end, confidence=0.96) if re.fullmatch(r" (?:in|of) [A-Z]\w+(?: [A-Z]\w+)*", rest) else spot
