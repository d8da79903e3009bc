"""Mentions: the names, descriptions and pronouns of a report, each with its type.

Names come from the encoder and from a chunker of capitalised words with a telling head word ("1st Infantry Brigade");
what is a name in one place is a name everywhere in the report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from stemmata.extract.analysis import Analysis, Name, Token
from stemmata.extract.lexicon import Lexicon, lexicon, plain_form
from stemmata.extract.naming import introductions
from stemmata.extract.rows import bare_value, value_types
from stemmata.extract.slots import fits
from stemmata.extract.spots import Scene, Spot, without_overlaps
from stemmata.model import MentionKind, MentionType, Passage, Role
from stemmata.names import fold, rank_words, title_words

_ENCODER_TYPES = {
    "Person": MentionType.PERSON,
    "Organization": MentionType.ORGANIZATION,
    "Place": MentionType.PLACE,
    "Weapon": MentionType.WEAPON,
    "Platform": MentionType.WEAPON,
    "Event": MentionType.OPERATION,
    "Document": MentionType.PUBLICATION,
}
_GROUPISH = (MentionType.ARMED_GROUP, MentionType.COALITION, MentionType.STATE_FORCE, MentionType.ORGANIZATION)

_INNER = frozenset("of the for al el de la las los del da do des du bin ibn von van".split())
_NO_NAME = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday".split()
)
_OF_ITS_OWN = frozenset({"front", "movement", "organization", "party"})  # a brigade may be named after a town
_SERVICES = ("army", "armed forces", "air force", "navy", "police", "national guard", "security forces")
_EVENTS = (MentionType.OPERATION, MentionType.AGREEMENT)
_POSSESSIVES = frozenset(("'s", "’s"))
_TRAILING = frozenset("of the and for in de la et y".split())
_BEFORE_NAME = re.compile(r"(?:(?:the|an?)\s+)?(?:[A-Z]\w*\s?[-–]\s?[a-z]+ed\s+)?(?:the\s+)?", re.I)
_NEEDS_TYPE = re.compile(r"[A-Z0-9\u0590-\u08ff\u0400-\u04ff]")
_DESIGNATION = re.compile(r"^(?=.*\d)(?=.*[A-Za-z])[A-Z0-9][A-Za-z0-9]*(-[A-Za-z0-9]+)*$")
_ORDINAL = re.compile(r"^\d+(st|nd|rd|th)$|^\d+\.$|^\d{1,4}$")
_PRONOUNS = {
    **dict.fromkeys(("it", "its", "they", "their", "them", "itself", "themselves"), MentionType.ARMED_GROUP),
    **dict.fromkeys(("he", "his", "him", "she", "her", "himself", "herself"), MentionType.PERSON),
}
_AMOUNTS = frozenset("hundreds dozens scores thousands most some many several".split())
_BOUNDS = frozenset({"more than", "less than", "fewer than", "at least", "at most", "up to"})
_SETTLED = frozenset("town village city province governorate district port island".split())
_BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "ADV"})
_DETERMINED = frozenset("the this that these those its their his her both all our".split())


def find_mentions(passages: Sequence[Passage], analyses: Sequence[Analysis]) -> list[Scene]:
    """The passages of one report with the spots in them, references not yet resolved."""
    finder = _Finder(lexicon())
    named = [_introduced(p, finder.names(p, a)) for p, a in zip(passages, analyses, strict=True)]
    acting = _acting_places(passages, analyses, named)
    known = _known_names(zip(passages, named, strict=True))
    known |= _surnames(known) | _national_forces(known, acting)
    known |= {n: MentionType.STATE for n in acting if known.get(n, MentionType.PLACE) is MentionType.PLACE}
    scenes = []
    for passage, analysis, spots in zip(passages, analyses, named, strict=True):
        names = _agree(passage, without_overlaps([*spots, *_again(passage, spots, known)]), known)
        scene = Scene(passage, analysis, names)
        scenes.append(scene.with_spots((*names, *finder.descriptions(scene), *finder.pronouns(scene))))
    return scenes


def _introduced(passage: Passage, spots: list[Spot]) -> list[Spot]:
    """The names with those that the passage introduces beside them."""
    others = [i.other for i in introductions(passage, spots)]
    return list(without_overlaps([*spots, *others]))


def topic_of(scenes: Sequence[Scene]) -> tuple[str, str] | None:
    """Text and mention id of the group that a report names most often (its first mention), None where it names none."""
    counts: Counter[str] = Counter()
    first: dict[str, tuple[str, str]] = {}
    for scene in scenes:
        for spot in scene.spots:
            if spot.kind is MentionKind.NAME and spot.type in (MentionType.ARMED_GROUP, MentionType.COALITION):
                text = scene.text(spot.start, spot.end)
                key = plain_form(text)
                counts[key] += 0 if scene.passage.role is Role.GLOSS else 1
                first.setdefault(key, (text, scene.mention_id(spot)))
    return first[max(sorted(counts), key=lambda name: counts[name])] if counts else None


def _known_names(found: object) -> dict[str, MentionType]:
    """Folded name -> its commonest type in the report, for names of two words or more and clear single ones."""
    counts: dict[str, Counter[MentionType]] = {}
    for passage, spots in found:  # type: ignore[attr-defined]
        for spot in spots:
            key = _name_key(passage.text[spot.start : spot.end])
            if len(key) > 2 and spot.confidence >= 0.5:
                weight = 3 if spot.confidence >= 0.95 else 1  # introduced by the report itself
                counts.setdefault(key, Counter())[spot.type] += 0 if passage.role is Role.TITLE else weight
    return {key: max(sorted(types), key=lambda t: types[t]) for key, types in counts.items()}


def _national_forces(known: dict[str, MentionType], acting: frozenset[str]) -> dict[str, MentionType]:
    """ "the X Army" of a state or land X that no list knows."""
    lands = {n for n, t in known.items() if t in (MentionType.STATE, MentionType.PLACE)} | acting
    forces = {f"{land} {force}" for land in lands for force in _SERVICES}
    return dict.fromkeys(forces & known.keys(), MentionType.STATE_FORCE)


def _surnames(known: dict[str, MentionType]) -> dict[str, MentionType]:
    """Short forms of names known in full: the surname of a person, a group without its "Front" or "Brigade"."""
    full = [name for name, kind in known.items() if kind is MentionType.PERSON and " " in name]
    last = {name.split()[-1]: MentionType.PERSON for name in full}
    short = {name: kind for name, kind in last.items() if len(name) > 3}
    for name, kind in known.items():  # "al-X" beside "the al-X Front"
        first, _, head = name.rpartition(" ")
        if kind in _GROUPISH and first.startswith("al ") and head in _OF_ITS_OWN:
            short[first] = kind
    return short


def _name_key(text: str) -> str:
    return re.sub(r"[\s\-_]+", " ", plain_form(text)).strip()


def _agree(passage: Passage, spots: tuple[Spot, ...], known: dict[str, MentionType]) -> tuple[Spot, ...]:
    """One name has one type in a report."""
    return tuple(replace(s, type=known.get(_name_key(passage.text[s.start : s.end]), s.type)) for s in spots)


def _again(passage: Passage, spots: Sequence[Spot], known: dict[str, MentionType]) -> list[Spot]:
    """Names known from elsewhere in the report that were overlooked here, whatever their case."""
    text = passage.text
    lengths = sorted(
        {key.count(" ") + 1 for key in known if " " in key or not key.islower() or len(key) > 3}, reverse=True
    )
    words = [(m.start(), m.end(), plain_form(m.group())) for m in re.finditer(r"[^\W_]+(?:['’][^\W_]+)?", text)]
    found: list[Spot] = []
    taken = [(s.start, s.end) for s in spots]
    for length in lengths:
        for first in range(len(words) - length + 1):
            start, end = words[first][0], words[first + length - 1][1]
            key = " ".join(w for _, _, w in words[first : first + length])
            kind = known.get(key)
            if kind is None or (length == 1 and not text[start].isupper()):
                continue
            if any(start < e and s < end and (e - s) >= (end - start) for s, e in taken):
                continue
            taken.append((start, end))
            found.append(Spot(start, end, kind, MentionKind.NAME, 0.95 if length > 1 else 0.6))
    return found


class _Finder:
    """Finds spots in one passage at a time by the lexicon."""

    def __init__(self, words: Lexicon) -> None:
        self.words = words

    # --- names

    def names(self, passage: Passage, analysis: Analysis) -> list[Spot]:
        chunks = self._chunks(passage, analysis)
        found = [s for n in analysis.names if (s := self._from_encoder(n, passage, analysis)) is not None]
        found = [_ranked(_widened(s, chunks), analysis) for s in found]
        kept = without_overlaps([*found, *chunks, *self._states(passage, analysis)])
        spots = [self._directed(s, analysis) for s in kept if not self._common(s, passage)]
        return self._by_label(passage, spots)

    def _common(self, spot: Spot, passage: Passage) -> bool:
        """Whether it is common nouns, with capitals or without: "the Coalition", "Syrian rebel groups"."""
        word = passage.text[spot.start : spot.end]
        last = word.split()[-1] if word.split() else word
        common = (" " not in word or last.islower()) and self.words.head_of_description(last) is not None
        if spot.type is MentionType.PERSON:
            return all(plain_form(w) in self.words.roles or _is_title(w) for w in word.split())
        return common and spot.type in _GROUPISH

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
        if end <= start or any(s.start <= start + 1 and fits(s.type, wanted) for s in spots):
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
        if kind in _GROUPISH or kind in (MentionType.OPERATION, MentionType.PUBLICATION):
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
        for first, last in _capital_runs(analysis.tokens):
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
                and self.words.head_of_name(tokens[after].text) in _EVENTS
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
        if _DESIGNATION.match(words[0]) and not _ORDINAL.match(words[0].casefold()):
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

    # --- descriptions and pronouns

    def descriptions(self, scene: Scene) -> list[Spot]:
        found = []
        for index, token in enumerate(scene.analysis.tokens):
            if token.pos not in ("NOUN", "PROPN") or index in scene.covering:
                continue
            if token.pos == "PROPN" and token.text[:1].isupper() and not _begun_by_article(scene, index):
                continue
            kind = self._description_type(token)
            if kind is not None and token.dep not in ("compound", "amod"):
                start, end = _left_phrase(scene, index)
                if kind in _EVENTS and not scene.tree.with_dep(index, "acl"):
                    start, end = scene.phrase(index)
                elif kind is MentionType.PLACE:
                    end = _region_end(scene, index, end)
                found.append(Spot(start, end, kind, MentionKind.DESCRIPTION, 0.7))
        return found

    def _description_type(self, token: Token) -> MentionType | None:
        word = plain_form(token.text)
        if word in self.words.roles or plain_form(token.lemma) in self.words.roles:
            return MentionType.PERSON
        return self.words.head_of_description(word)

    def pronouns(self, scene: Scene) -> list[Spot]:
        found = []
        for token in scene.analysis.tokens:
            kind = _PRONOUNS.get(token.text.casefold())
            if kind is not None and token.pos in ("PRON", "DET"):
                found.append(Spot(token.start, token.end, kind, MentionKind.PRONOUN, 0.6))
        return found


def _begun_by_article(scene: Scene, index: int) -> bool:
    return any(scene.tree.token(d).text.casefold() in _DETERMINED for d in scene.tree.with_dep(index, "det"))


def _left_phrase(scene: Scene, head: int) -> tuple[int, int]:
    """A description: its head with the determiner, numbers and adjectives before it."""
    tokens = scene.analysis.tokens
    first = head
    while (
        first > 0
        and tokens[first - 1].pos in _BEFORE_NOUN
        and scene.tree.sentence_of[first - 1] == scene.tree.sentence_of[head]
    ):
        if tokens[first].start - tokens[first - 1].end > 1 or _ends_name_of_its_own(scene, first - 1):
            break
        first -= 1
        if tokens[first].pos == "DET":
            break
    return tokens[_amount_before(scene, first, head)].start, tokens[head].end


def _amount_before(scene: Scene, first: int, head: int) -> int:
    """Where a count before a description begins: "Hundreds of militants", "more than 500 militants"."""
    tokens = scene.analysis.tokens
    words = [t.text.casefold() for t in tokens[max(first - 2, 0) : first]]
    bare = scene.tree.token(first).pos == "NOUN" and first == head
    if bare and words[-1:] == ["of"] and len(words) == 2 and words[0] in _AMOUNTS:
        return first - 2
    phrase = " ".join(words)
    return first - 2 if phrase in _BOUNDS and tokens[first].pos == "NUM" else first


def _region_end(scene: Scene, head: int, end: int) -> int:
    """ "the countryside of X", "strongholds in X": a place within X, named by it."""
    tokens = scene.analysis.tokens
    if (
        head + 1 >= len(tokens)
        or tokens[head + 1].text not in ("of", "in")
        or tokens[head].lemma.casefold() in _SETTLED
    ):
        return end
    names = [s for s in scene.spots if s.type is MentionType.PLACE and 0 < s.start - tokens[head + 1].end < 6]
    return names[0].end if names else end


def _ends_name_of_its_own(scene: Scene, index: int) -> bool:
    """A name before a noun belongs to the description only as a modifier ("the Marsh Brigade fighters")."""
    spot = scene.covering.get(index)
    return spot is not None and scene.tree.dep(index).split(":")[0] not in ("compound", "amod", "flat", "nmod", "det")


def _title_case(passage: Passage, analysis: Analysis) -> bool:
    """A headline that capitalises every word tells nothing by its capitals."""
    words = [t.text for t in analysis.tokens if t.text[:1].isalpha() and len(t.text) > 3]
    return passage.role in (Role.TITLE, Role.HEADING) and sum(w[0].isupper() for w in words) > 0.8 * max(len(words), 1)


def _capital_runs(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Token ranges of capitalised words, with small link words between them ("Army of Victory")."""
    runs = []
    index = 0
    while index < len(tokens):
        if not _starts_name(tokens, index):
            index += 1
            continue
        last = index + 1
        while last < len(tokens) and (_capital(tokens[last]) or _joins(tokens, index, last)):
            if tokens[last].start - tokens[last - 1].end > 1 or _begins_title(tokens, last):
                break  # a bracket stood between, or a person's post begins
            last += 1
        while last > index and (tokens[last - 1].text.casefold() in _TRAILING or not _capital(tokens[last - 1])):
            last -= 1
        runs.append((index, max(last, index + 1)))
        index = max(last, index + 1)
    return runs


def _begins_title(tokens: Sequence[Token], index: int) -> bool:
    """ "X Brigade General Commander Major Y": posts and ranks are no part of the name before them."""
    words = [plain_form(t.text) for t in tokens[index : index + 2]]
    return any(w in lexicon().roles for w in words) or _is_title(tokens[index].text)


def _capital(token: Token) -> bool:
    word = re.sub(r"^(al|el|as|ash|ar|an|at|ad|az)[-–]", "", token.text)
    return bool(word[:1].isupper()) or bool(_ORDINAL.match(token.text.casefold()) and len(token.text) < 6)


def _starts_name(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if not _capital(token) or token.text.casefold() in _INNER or plain_form(token.text) in _NO_NAME:
        return False
    if plain_form(token.text) in lexicon().roles:
        return False
    if _ORDINAL.match(token.text.casefold()):
        return index + 1 < len(tokens) and tokens[index + 1].text[:1].isupper() and not token.text.isdigit()
    return token.pos not in ("PRON", "ADP", "SCONJ", "CCONJ", "AUX", "DET", "ADV") and token.text[:1] not in "\"'"


def _joins(tokens: Sequence[Token], first: int, index: int) -> bool:
    """Whether a small word carries the name begun at `first` on: "Army of Glory", not "Captain X of Army Y"."""
    word = tokens[index].text.casefold()
    after = index + 1
    while after < len(tokens) and tokens[after].text.casefold() in _INNER:
        after += 1
    if after >= len(tokens) or not _capital(tokens[after]) or after - index > 2:
        return False
    left = [t.text for t in tokens[first:index]]
    if word in _POSSESSIVES:
        return len(left) == 1 and lexicon().state(left[0]) is None
    if word in ("of", "for", "the"):
        return _carries_of(left, word, after - index)
    return word in _INNER


def _carries_of(left: list[str], word: str, links: int) -> bool:
    if "for" in left or left[-1].casefold() in _INNER:
        return True
    told = lexicon().head_of_name(left[-1])
    if told is None or told in (MentionType.PLACE, MentionType.WEAPON):
        return False
    return len(left) <= 3 if word == "for" else len(left) == 1 or (len(left) == 2 and links == 1)


def _is_title(word: str) -> bool:
    folded = fold(word)
    return folded in rank_words() or folded in title_words()


def _ranked(spot: Spot, analysis: Analysis) -> Spot:
    """A person's name with the ranks before it: "Maj. Jamil X"."""
    if spot.type is not MentionType.PERSON:
        return spot
    start = spot.start
    for token in reversed([t for t in analysis.tokens if t.end <= spot.start]):
        if start - token.end > 1 or not _is_title(token.text):
            break
        start = token.start
    return replace(spot, start=start)


def _acting_places(
    passages: Sequence[Passage], analyses: Sequence[Analysis], named: Sequence[list[Spot]]
) -> frozenset[str]:
    """Folded place names that act like states in the report: they supply, invade, deny."""
    acting = set()
    for passage, analysis, spots in zip(passages, analyses, named, strict=True):
        scene = Scene(passage, analysis, tuple(spots))
        for index, spot in scene.by_head.items():
            if spot.type is MentionType.PLACE and spot.kind is MentionKind.NAME and _acts(scene, index):
                acting.add(_name_key(scene.text(spot.start, spot.end)))
    return frozenset(acting)


def _acts(scene: Scene, index: int) -> bool:
    root = index
    while scene.tree.dep(root) == "conj":
        root = scene.tree.token(root).head
    if scene.tree.preposition(root) == "by":
        return True
    verb = scene.tree.token(root).head
    active = scene.tree.dep(root) == "nsubj" and scene.tree.is_verbal(verb)
    return active and bool(scene.tree.with_dep(verb, "obj", "ccomp", "xcomp"))


def _widened(spot: Spot, chunks: Sequence[Spot]) -> Spot:
    """An encoder name grown to the chunk that holds it, when the chunk's head word makes it a name of that type."""
    for chunk in chunks:
        inside = chunk.start <= spot.start and spot.end <= chunk.end
        if inside and chunk.end - chunk.start > spot.end - spot.start and spot.type is not MentionType.PERSON:
            return replace(chunk, confidence=max(chunk.confidence, spot.confidence))
    return spot
