"""What speaks beside the name for or against an entry's being an entity, each with its weight and its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from stemmata.lists.entry import Entry
from stemmata.lists.subjects import ARMED, Subject
from stemmata.lists.words import place_of
from stemmata.names.lexicon import state_of, states
from stemmata.names.spelling import fold

_OLD = 100  # years; nobody is told of so long after birth
_APART = 10  # years between two dates of founding that sources hardly differ by
_LONG = 8  # letters that a group's name must have to be looked for in what a list says of a person


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason beside the name. weight: in log-odds, above 0 for, below 0 against.

    `tells`: whether it tells this one from others of its name, which "the list calls it a group" does not.
    """

    weight: float
    why: str
    tells: bool = True


def beside(subject: Subject, entry: Entry) -> tuple[Evidence, ...]:
    """All evidence that is not the name."""
    found = (*_kind(subject, entry), *_lifetime(subject, entry), *_places(subject, entry), *_groups(subject, entry))
    return tuple(found)


def _kind(subject: Subject, entry: Entry) -> Iterator[Evidence]:
    called = f" ({entry.called})" if entry.called else ""
    if entry.kind == "body" and subject.type in ARMED:
        yield Evidence(-2.0, f"in the list a body that bears no arms{called}")
    elif entry.kind == ("person" if subject.is_person else "group"):
        yield Evidence(0.3, f"a {entry.kind} in the list too{called}", tells=False)


def _lifetime(subject: Subject, entry: Entry) -> Iterator[Evidence]:
    began, ended = ("born", "died") if subject.is_person else ("formed", "dissolved")
    begun, over = entry.begun, entry.ended
    if over.latest and subject.first and over.latest < subject.first:
        yield Evidence(-3.0, f"{ended} {over.latest.year} in the list, but first told of {subject.first.year}")
    elif begun.earliest and subject.last and begun.earliest > subject.last:
        yield Evidence(-3.0, f"{began} {begun.earliest.year} in the list, but last told of {subject.last.year}")
    elif begun.latest and subject.is_person and subject.last and subject.last.year - begun.latest.year > _OLD:
        yield Evidence(-3.0, f"born {begun.latest.year} in the list, but still told of {subject.last.year}")
    elif begun.earliest and subject.formed:
        yield from _formed(begun.earliest.year, subject.formed.year)


def _formed(listed: int, told: int) -> Iterator[Evidence]:
    if listed == told:
        yield Evidence(1.0, f"formed {told} in the list and in the reports")
    elif abs(listed - told) > _APART:
        yield Evidence(-2.0, f"formed {listed} in the list, but {told} in the reports")


def _places(subject: Subject, entry: Entry) -> Iterator[Evidence]:
    listed = {place_of(place): place for place in entry.places} | dict(_described(entry.about))
    if shared := sorted(subject.places & listed.keys()):
        yield Evidence(1.0, f"{_cased(shared[0])} in the list and in the reports")
    elif (home := sorted(subject.home & _all_states())) and (there := sorted(listed.keys() & _all_states())):
        where = ", ".join(map(_cased, there[:3]))
        yield Evidence(-1.5, f"{where} in the list, but {_cased(home[0])} in the reports")


def _described(about: str) -> Iterator[tuple[str, str]]:
    """The states that a description speaks of: "Syrian rebel group"."""
    for word in about.split():
        if (state := state_of(word.strip(".,;:()"))) is not None:
            yield place_of(state), word


@cache
def _all_states() -> frozenset[str]:
    return frozenset(map(place_of, states().values()))


def _cased(place: str) -> str:
    return place.title()


def _groups(subject: Subject, entry: Entry) -> Iterator[Evidence]:
    said = f" {_plain(entry.about)} "
    for name in subject.groups:
        if len(name) >= _LONG and f" {_plain(name)} " in said:
            yield Evidence(2.0, f"told of with {name} in the list and in the reports")
            return


def _plain(text: str) -> str:
    return " ".join(fold(word.strip(".,;:()")) for word in text.split())
