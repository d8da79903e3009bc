"""What the questions for ties between actors answer with: a network, the ties of two, a chain of command."""

from __future__ import annotations

from dataclasses import dataclass

from stemmata.show.answers import Dispute, Line, Named
from stemmata.when import Holds


@dataclass(frozen=True, slots=True)
class Actor:
    """A group, coalition, state or organization in a network."""

    who: Named
    type: str
    steps: int  # from the actor that was asked for; 0 where none was
    lineages: int  # that support its ties in the whole answer, shown or not


@dataclass(frozen=True, slots=True)
class Bond:
    """All that is said of one kind of tie between two actors, by their ids.

    `one` belongs to `other`, or backs it; among allies and enemies the order says nothing. `denied`: every statement
    denies it. `disputed`: something contradicts it, or some deny what others assert. `facts` tell of it, the best
    supported first; `lines` are the same in words.
    """

    kind: str
    words: str
    one: str
    other: str
    holds: Holds | None  # on the day that was asked for; None where none was
    denied: bool
    disputed: bool
    lineages: int
    facts: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Who was tied to whom, the best supported actors first; what is left out is counted."""

    entity: Named | None
    on: str
    kinds: tuple[str, ...]
    steps: int
    actors: tuple[Actor, ...]
    bonds: tuple[Bond, ...]
    left_out: int  # actors with ties that would be here if the answer were larger
    bonds_left_out: int  # ties of those
    not_then: int  # ties that surely did not hold on the day
    unnamed: int  # statements with an end that is no actor with a name of its own ("ten other brigades", a person)


@dataclass(frozen=True, slots=True)
class Tied:
    """What is documented of one sort between two actors. `holds`: whether it lasted on the day, over all of it."""

    kind: str
    words: str
    holds: Holds | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A third party to which both stand alike. `together`: whether both did so at one time, as far as dates tell."""

    words: str
    third: Named
    together: Holds
    of_one: tuple[Line, ...]
    of_other: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """Every statement that names both actors, what they share, and the disputes over these statements."""

    one: Named
    other: Named
    on: str
    groups: tuple[Tied, ...]
    shared: tuple[Shared, ...]
    disputes: tuple[Dispute, ...]
    not_then: int  # statements that surely do not speak of the day


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in command of a unit, over all that is said of it."""

    who: Named
    holds: Holds | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a chain. `level`: 0 for the one that was asked for, below 0 upwards, above 0 downwards.

    No commanders: none is stated. `more`: units above it (or below it) that are documented and not shown, for want of
    room or because all that is told of them is that one left the other.
    """

    who: Named
    type: str
    level: int
    commanders: tuple[Holder, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """One documented step of a chain: `one` belonged to `other`."""

    one: str
    other: str
    holds: Holds | None
    disputed: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """A chain of command put together from single statements, the highest unit first.

    `aside` are links that do not fit into the order: to a unit on the same level, or back. `whole` names the reports
    that state every step of it; where there is none, no report tells of the chain as such.
    """

    entity: Named
    on: str
    units: tuple[Unit, ...]
    links: tuple[Link, ...]
    aside: tuple[Link, ...]
    whole: tuple[str, ...]
