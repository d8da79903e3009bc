"""What kind of thing a written form names, where readers took it now for this, now for that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from stemmata.identify.readings import Reading
from stemmata.model import MentionType
from stemmata.names.lexicon import state_of, word_set
from stemmata.names.parse import Name, parse
from stemmata.names.spelling import plain

_DOUBTED = ("group", "state", "place", "person")  # the kinds that a reader confuses in names
_MUCH = 2  # how many times as often one kind must be met, to be believed of the form alone
_TELLING = ("unit", "honour")

Form = tuple[str, ...]


def agreed(readings: Iterable[Reading]) -> list[Reading]:
    """The readings, with one kind for each written form where the evidence is clear; the others as they are.

    A name in several words is a group's where a reader takes it for one anywhere and a word in it tells so (Shield,
    Brigade), or most readers do. A single word is what most readers take it for: a place rather than an organization
    told by no claim and no word, and a person only where it is a surname or has a rank.
    """
    made = list(readings)
    kinds = dict(_decided(made))
    return [_as(reading, kinds.get((_form(reading), reading.family))) for reading in made]


def _form(reading: Reading) -> Form:
    return tuple(plain(reading.mention.text).removeprefix("the ").split()) if reading.named else ()


def _decided(readings: list[Reading]) -> Iterator[tuple[tuple[Form, str], str]]:
    """The forms that readers disagree about, with what each was taken for, and what it is."""
    surnames = {r.person.surname for r in readings if r.person is not None and r.person.full}
    forms: dict[Form, list[Reading]] = {}
    for reading in readings:
        if reading.named and reading.family in _DOUBTED:
            forms.setdefault(_form(reading), []).append(reading)
    for form, found in forms.items():
        counts = Counter(reading.family for reading in found)
        if form and len(counts) > 1:
            kinds = _of_words(form, counts) if len(form) > 1 else _of_word(found, counts, surnames)
            yield from (((form, taken_for), kind) for taken_for, kind in kinds.items())


def _of_words(form: Form, counts: Mapping[str, int]) -> dict[str, str]:
    name = parse(" ".join(form))
    distinctive = len([p for p in name.parts if p.role not in ("article", "function")]) > 1 and not name.generic
    groups, others = counts.get("group", 0), sum(n for kind, n in counts.items() if kind != "group")
    if not groups or not distinctive or set(form) & word_set("kunya"):
        return {}
    return dict.fromkeys(counts, "group") if telling(name) or groups >= _MUCH * others else {}


def telling(name: Name) -> bool:
    """Whether a word of the name tells that it is a group's."""
    return any(part.role in _TELLING for part in name.parts)


def _of_word(found: list[Reading], counts: Mapping[str, int], surnames: set[str]) -> dict[str, str]:
    if parse(found[0].mention.text).is_acronym or state_of(found[0].mention.text) is not None:
        return {}  # both are told by other rules
    land, groups = counts.get("place", 0) + counts.get("state", 0), counts.get("group", 0)
    guessed = all(r.mention.type is MentionType.ORGANIZATION for r in found if r.family == "group")
    where = "place" if counts.get("place") else "state"
    kinds = {}
    if groups and guessed and land > groups:
        kinds["group"] = where
    elif groups >= _MUCH * land:
        kinds["place"] = "group"
    if _nobody(found, surnames) and land + groups >= _MUCH * counts.get("person", 0):
        kinds["person"] = where if land > groups or "group" in kinds else "group"
    return kinds


def _nobody(found: list[Reading], surnames: set[str]) -> bool:
    """Whether nothing but a reader's guess makes a person of a word: no rank, no bearer of it as a surname."""
    persons = [r.person for r in found if r.person is not None]
    return not any(p.ranks or p.titles or p.full or p.surname in surnames for p in persons)


def _as(reading: Reading, kind: str | None) -> Reading:
    if kind is None or kind == reading.family or reading.family not in _DOUBTED:
        return reading
    return replace(reading, family=kind, name=parse(reading.mention.text), person=None)
