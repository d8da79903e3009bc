"""Names of groups and other bodies, made ready to be compared, and what speaks for and against their being one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from stemmata.names.acronym import acronyms_of, fits_parts, fits_translated, made_of_syllables
from stemmata.names.compare.words import RELATIONS, relation
from stemmata.names.legal import without_legal_form
from stemmata.names.lexicon import read_data
from stemmata.names.parse import Name, Part, looks_like_acronym, parse
from stemmata.names.scripts import latin
from stemmata.names.spelling import plain

Features = dict[str, float]
_BRACKETED = re.compile(r"^(?P<outer>[^()\[\]]{3,}?)\s*[(\[](?P<inner>[^()\[\]]{2,})[)\]]\s*$")
_ROLES = frozenset({"service", "honour", "cause", "splinter", "place", "land"})
_NO_VARIANTS = frozenset({"direction", "number", "acronym", "letter"})  # a letter more or less makes another of these
_FEW = 2  # letters; so short an acronym fits too many names
_LONG_RUN = 7  # words that letters within a name may stand for


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """A word of a name; there is one for all names that have it. `sense` is what is compared first: a meaning of the
    lexicon, or the word itself.

    kind: echelon, body, honour, direction, service, cause, splinter, place, land, year, letter, acronym, word.
    """

    word: str
    sense: str
    kind: str


token = lru_cache(maxsize=1 << 18)(
    Token
)  # equal words are one object, so that what is known of two words is found at once


@dataclass(slots=True, eq=False)
class GroupName:
    """A name ready to be compared. `by_sense` holds its words, functions and articles left out."""

    text: str
    name: Name
    by_sense: dict[str, Token]
    senses: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[str]
    letters: str  # of a name that is nothing but an acronym: "fsa"
    lettered: bool  # whether it has letters or an acronym among its words
    extra: frozenset[str]  # acronyms that stand beside the name in full
    order: tuple[str, ...]
    shape: tuple[str, ...]  # the words of its cause in order, a bar where the word for the body parts them
    others: tuple[GroupName, ...]  # the names that it is made of, where a second one stands in brackets


@lru_cache(maxsize=65536)
def group(text: str) -> GroupName:
    """A name of anything but a person, ready to be compared."""
    return ready(parse(text))


@lru_cache(maxsize=65536)
def company(text: str) -> GroupName:
    """A company's name, ready to be compared without its legal form."""
    return group(without_legal_form(text))


def ready(name: Name) -> GroupName:
    """The same of a name that was taken apart already."""
    tokens = [found for part in name.parts if (found := _token(part)) is not None]
    kinds = {t.kind for t in tokens}
    lettered = not kinds.isdisjoint(_LETTERED)
    extra = frozenset(_beside(tokens, name)) if lettered else _NO_LETTERS
    kept = [t for t in tokens if not (t.kind == "acronym" and t.word in extra)] if extra else tokens
    by_sense = {t.sense: t for t in kept}
    numbers = frozenset([p.meaning for p in name.parts if p.role == "number" and not _is_year(p.meaning)])
    return GroupName(
        text=name.text,
        name=name,
        by_sense=by_sense,
        senses=frozenset(by_sense),
        words=frozenset([t.word for t in kept]),
        numbers=numbers,
        letters="" if numbers or not kept or not kinds <= _LETTERED else "".join(t.word for t in kept),
        lettered=lettered,
        extra=extra,
        order=tuple(by_sense),
        shape=_shape(kept),
        others=tuple(_in_brackets(name.text)) if name.text.endswith((")", "]")) else (),
    )


_LETTERED = frozenset({"acronym", "letter"})
_NO_LETTERS: frozenset[str] = frozenset()


def _beside(tokens: list[Token], name: Name) -> Iterator[str]:
    """The acronyms that stand beside a name in full."""
    if sum(t.kind not in ("acronym", "letter", "year") for t in tokens) > 1:
        yield from (t.word for t in tokens if t.kind == "acronym" and _stands_beside(t.word, name))


def _shape(tokens: list[Token]) -> tuple[str, ...]:
    kept = ["|" if t.kind in ("echelon", "body") else t.sense for t in tokens if t.kind not in _MOVABLE]
    while kept and kept[0] == "|":
        kept.pop(0)
    while kept and kept[-1] == "|":
        kept.pop()
    return tuple(kept)


_MOVABLE = frozenset({"land", "place", "word", "acronym", "letter", "year", "direction"})  # they may stand anywhere


def _in_brackets(text: str) -> Iterator[GroupName]:
    """Both names of "New Front (Frente Nuevo)": the second is one only where it is a name in full, and no part."""
    found = _BRACKETED.match(text)
    if found is None:
        return
    inner, outer = parse(found["inner"]), parse(found["outer"])
    bodies = {p.meaning for p in inner.parts if p.role == "unit"} - _list("wings")
    if len(inner.parts) > 1 and bodies and not _shares_unit(inner, outer):
        yield ready(outer)
        yield ready(inner)


def _shares_unit(one: Name, other: Name) -> bool:
    """Whether both use one word for the kind of body: then the bracket tells a part or a wing, not a translation."""
    mine = {p.folded for p in one.parts if p.role == "unit"}
    return any(p.folded in mine for p in other.parts)


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in ("19", "20")


def _stands_beside(letters: str, name: Name) -> bool:
    """Whether an acronym in a name is the acronym of the rest: it stands in brackets, or its letters fit."""
    if f"({letters})" in plain(name.text):
        return True
    return letters in acronyms_of(" ".join(p.text for p in name.parts if plain(p.text) != letters))


@lru_cache(maxsize=1 << 17)
def _token(part: Part) -> Token | None:
    """What a part is to a comparison; None for articles, functions and numbers."""
    if part.role in ("article", "function"):
        return None
    if part.role == "number":
        return token(part.meaning, part.meaning, "year") if _is_year(part.meaning) else None
    if part.role == "word" and len(part.text) == 1 and part.text.isupper():
        return token(latin(part.folded), part.folded, "letter")
    if part.role == "word" and looks_like_acronym(part.text):
        return token(latin(plain(part.text)), latin(plain(part.text)), "acronym")
    if part.meaning in _list("empty"):
        return None
    return token(part.folded, part.meaning, _kind(part))


def _kind(part: Part) -> str:
    if part.role == "unit":
        return "echelon" if part.meaning in _list("echelons") else "body"
    if part.meaning in _list("directions"):
        return "direction"
    return part.role if part.role in _ROLES else "word"


@cache
def _list(section: str) -> frozenset[str]:
    return frozenset(read_data("words")[section])


@lru_cache(maxsize=65536)
def fit(letters: str, full: str) -> str:
    """How letters fit a name in full, by the names in weights.yml."""
    if letters in {latin(each) for each in acronyms_of(full)}:
        return "acronym"
    abroad = fits_translated(letters, full)
    if abroad == "order":
        return "acronym_translated"
    if len(letters) > _FEW + 1 and made_of_syllables(letters, full):
        return "acronym_of_syllables"
    return "acronym_any_order" if abroad else "acronym_not_its"


@lru_cache(maxsize=65536)
def runs(name: GroupName) -> dict[str, frozenset[str]]:
    """The letters that stretches of two words and more can be shortened to, and the senses of those words."""
    parts = [p for p in name.name.parts if p.role not in ("article", "number")]
    found: dict[str, frozenset[str]] = {letters: frozenset() for letters in name.extra}
    for start in range(len(parts)):
        with_small = without = ""
        senses: set[str] = set()
        for part in parts[start : start + _LONG_RUN]:
            initials = "".join(latin(plain(word))[:1] for word in part.text.split())
            with_small += initials
            if part.role != "function":
                without += initials
                senses.add(part.meaning)
            if senses and len(with_small) > 1:
                found.setdefault(without, frozenset(senses))
                found.setdefault(with_small, frozenset(senses))
    return found


def group_features(one: GroupName, other: GroupName) -> Features:
    """What speaks for and against, by the names in weights.yml; absent is 0.

    Where a second name stands in brackets, each of the two is compared, and what shares most is believed; of two
    names in full their acronyms are not asked.
    """
    if not (one.others or other.others):
        return _features(one, other)
    ours, theirs = ((each, *each.others) for each in (one, other))
    full = all(any(not name.letters for name in names) for names in (ours, theirs))
    tried = [_features(a, b) for a in ours for b in theirs if not (full and (a.letters or b.letters))]
    return max(tried, key=_nearness)


def _nearness(found: Features) -> float:
    fitting = any(key in found for key in ("acronym", "acronym_translated", "letters_same"))
    return 1.0 if fitting else found.get("overlap", 0.0) - 0.5 * found.get("number_differs", 0.0)


def _features(one: GroupName, other: GroupName) -> Features:
    found: Features = {}
    if one.numbers != other.numbers:
        if one.numbers and other.numbers:
            return {"number_differs": 1.0}  # nothing else can make them one
        found["number_on_one_side"] = 1.0
    elif one.numbers:
        found["number_same"] = 1.0
    if (one.letters or other.letters) and _acronyms(one, other, found):
        return found
    if (len(one.order) == 1 or len(other.order) == 1) and (_syllables(one, other) or _syllables(other, one)):
        found["acronym_of_syllables"] = 1.0
        return found
    shared = one.senses & other.senses
    if len(shared) > len(one.words & other.words):
        found["translated"] = 1.0
    sides = _Sides(one, other, shared, one.senses - shared, other.senses - shared, found)
    if sides.mine and sides.theirs:
        sides.match()
    sides.tell()
    return found


def _acronyms(one: GroupName, other: GroupName, found: Features) -> bool:
    """What an acronym tells; whether that settles it, so that the words need not be asked."""
    letters, full = (one.letters, other) if one.letters else (other.letters, one)
    if len(letters) <= _FEW:
        found["acronym_short"] = 1.0
    if one.letters and other.letters:
        if one.letters == other.letters:
            found["letters_same"] = 1.0
        elif sorted(one.letters) == sorted(other.letters):
            found["letters_turned"] = 1.0
        else:
            found["letters_differ"] = 1.0
        return "letters_same" in found
    told = "acronym" if letters in full.extra else _fitting(letters, full)
    if told == "acronym_not_its" and len((one if one.letters else other).order) > 1:
        return False  # letters of several words, each of which may still find its own
    found[told] = 1.0
    return told != "acronym_not_its"


def _syllables(short: GroupName, full: GroupName) -> bool:
    """Whether a name of one word that no language knows is put together from the words of the other ("Kopassus")."""
    if len(short.order) != 1 or len(full.senses) < 2 or short.letters:
        return False
    token = short.by_sense[short.order[0]]
    return token.kind == "word" and len(token.word) > _FEW + 1 and made_of_syllables(latin(token.word), full.text)


def _fitting(letters: str, full: GroupName) -> str:
    return fit(letters, full.text) if len(full.senses) > 1 else "acronym_not_its"


@dataclass(slots=True)
class _Sides:
    """The senses of two names that have met, and those that have not, while words are matched."""

    one: GroupName
    other: GroupName
    shared: frozenset[str]
    mine: frozenset[str]
    theirs: frozenset[str]
    found: Features
    met: list[str] = field(default_factory=list)  # the kinds of words that met otherwise than by their sense

    def match(self) -> None:
        """Brings together spellings of one word, words joined or parted, and letters with the words they stand for."""
        if not self._joined():
            self._near_words()
        if self.one.lettered:
            self._letters(self.one, self.other, swap=False)
        if self.other.lettered:
            self._letters(self.other, self.one, swap=True)

    def _joined(self) -> bool:
        if len(self.mine) == len(self.theirs) or abs(len(self.mine) - len(self.theirs)) > 2:
            return False
        ours, others = _written(self.one, self.mine), _written(self.other, self.theirs)
        if relation(ours, others) not in ("same", "spelling", "slip"):
            return False
        self.found["by_joining"] = 1.0
        self._met(self.mine, self.theirs)
        return True

    def _near_words(self) -> None:
        abroad = self.one.name.language != self.other.name.language
        pairs = sorted(
            (rank, sense, there)
            for sense in self.mine
            for there in self.theirs
            if (rank := _rank(self.one.by_sense[sense], self.other.by_sense[there], abroad)) is not None
        )
        for rank, sense, there in pairs:
            if sense in self.mine and there in self.theirs:
                self._met({sense}, {there})
                if rank:  # one word that two languages give two meanings has met as it is
                    key = f"by_{_RANKS[rank]}"
                    self.found[key] = self.found.get(key, 0.0) + 1.0

    def _letters(self, short: GroupName, long: GroupName, *, swap: bool) -> None:
        mine, theirs = (self.theirs, self.mine) if swap else (self.mine, self.theirs)
        for sense in sorted(mine):
            token = short.by_sense[sense]
            run = _run(token, long, theirs)
            if run is not None:
                self.found["by_letters"] = 1.0
                self._met(run, {sense}) if swap else self._met({sense}, run)
                theirs = theirs - run

    def _met(self, mine: frozenset[str] | set[str], theirs: frozenset[str] | set[str]) -> None:
        kinds = [self.one.by_sense[s].kind for s in mine] + [self.other.by_sense[s].kind for s in theirs]
        self.met += [min(kinds)] * max(len(mine), len(theirs)) if kinds else []
        self.mine -= mine
        self.theirs -= theirs

    def tell(self) -> None:
        """Sets down which kinds of words met, and which are left."""
        found, left = self.found, len(self.mine) + len(self.theirs)
        together = [min(self.one.by_sense[s].kind, self.other.by_sense[s].kind) for s in self.shared] + self.met
        for kind in together:
            found[f"shared_{kind}"] = min(found.get(f"shared_{kind}", 0.0) + 1.0, 2.0)
        if not together:
            found["nothing_shared"] = 1.0
        else:
            found["overlap"] = len(together) / (len(together) + left / 2)
        if left:
            self._left()
        else:
            self._whole()
        if left > 2:
            found["much_left"] = 1.0

    def _left(self) -> None:
        ours = {self.one.by_sense[s].kind for s in self.mine}
        others = {self.other.by_sense[s].kind for s in self.theirs}
        for kind in ours & others:
            self.found[f"clash_{kind}"] = 1.0
        for kind in ours ^ others:
            self.found[f"lone_{kind}"] = 1.0
        if ours and others:
            self.found["left_on_both"] = 1.0
            if self._one_language():
                self.found["left_in_one_language"] = 1.0
            elif ("word" in ours) != ("word" in others):
                self.found["left_untranslated"] = 1.0

    def _whole(self) -> None:
        self.found["all_matched"] = 1.0
        if "number_on_one_side" in self.found:
            self.found["number_more"] = 1.0
        turned = (
            self.one.shape != self.other.shape and not {"translated", "by_letters", "by_joining"} & self.found.keys()
        )
        if turned and self._one_language():
            self.found["other_order"] = 1.0

    def _one_language(self) -> bool:
        one, other = self.one.name, self.other.name
        return one.script == other.script and one.language == other.language


def _written(name: GroupName, senses: frozenset[str]) -> str:
    return "".join(name.by_sense[s].word for s in name.order if s in senses).replace(" ", "")


_RANKS = (*RELATIONS, "near_meaning")


@lru_cache(maxsize=1 << 18)
def _rank(one: Token, other: Token, abroad: bool) -> int | None:
    """How near two words are, by their place in _RANKS; None where they are two. `abroad`: of two languages."""
    if one.kind in _NO_VARIANTS or other.kind in _NO_VARIANTS:
        return None
    if abroad and not near_meanings().get(one.sense, _NOTHING).isdisjoint(near_meanings().get(other.sense, _NOTHING)):
        return len(RELATIONS)
    found = relation(one.word, other.word)
    known = [token.kind != "word" for token in (one, other)]
    if all(known):  # two words of the lexicon, so each is known to be another
        likely = one.kind == other.kind != "land" and found in ("same", "spelling", "stem")
    elif any(known):
        likely = found in ("same", "spelling", "script", "slip")
    else:
        likely = bool(found)
    return RELATIONS.index(found) if likely else None


_NOTHING: frozenset[int] = frozenset()


@cache
def near_meanings() -> dict[str, frozenset[int]]:
    """The sets of meanings (by number) that translators take for one another which a meaning is in."""
    found: dict[str, frozenset[int]] = {}
    for number, meanings in enumerate(read_data("words")["near"]):
        for meaning in meanings:
            found[meaning] = found.get(meaning, _NOTHING) | {number}
    return found


def _run(token: Token, long: GroupName, left: frozenset[str]) -> frozenset[str] | None:
    """The words of a name that letters in the other stand for, if they are still left."""
    if token.kind == "acronym":
        run = runs(long).get(token.word)
        if run is not None and run <= left:
            return run
        parts = tuple([p for p in long.name.parts if p.meaning in left])
        return frozenset(p.meaning for p in parts) if len(parts) > 1 and fits_parts(token.word, parts) else None
    if token.kind == "letter":
        for sense in sorted(left):
            if long.by_sense[sense].kind != "letter" and latin(long.by_sense[sense].word).startswith(token.word):
                return frozenset({sense})
    return None
