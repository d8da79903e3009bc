"""What something was called, and when, as far as reports say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from stemmata.model import Claim, Entity, EntityName, Fact, MentionKind, Polarity
from stemmata.record.fold import folded
from stemmata.show.answers import NameLine
from stemmata.show.asof import Window
from stemmata.show.holdings import Holdings
from stemmata.show.queries.lines import by_time, quote_of
from stemmata.when import UNKNOWN, Holds, Period

NAMING = {"alias": "alias", "former_name": "former", "renamed_to": "alias"}  # predicate -> kind of name
_ORDER = {Holds.YES: 0, Holds.MAYBE: 1, None: 1, Holds.NO: 2}


@dataclass(frozen=True, slots=True)
class Change:
    """A name was taken (and another given up) at a time, as one claim says."""

    given_up: str  # "" where the claim does not name it
    taken: str
    when: Period
    claim: Claim


@dataclass
class Usage:
    """What is known of the time of one spelling, while it is gathered."""

    name: EntityName
    claims: dict[str, Claim] = field(default_factory=dict)
    starts: list[Period] = field(default_factory=list)
    ends: list[Period] = field(default_factory=list)


def names_of(held: Holdings, entity: Entity, window: Window | None = None) -> tuple[NameLine, ...]:
    """The names of an entity; with a window those in use then first, those surely not in use then left out."""
    usages = _usages(held, entity)
    changes = sorted(_changes(held, entity), key=lambda change: by_time(change.when))
    _put_changes(usages, changes)
    lines = [_line(held, usage, window) for usage in usages.values()]
    shown = [line for line in lines if line.holds is not Holds.NO]
    return tuple(sorted(shown, key=lambda line: (_ORDER[line.holds], *by_time(line.when))))


def _usages(held: Holdings, entity: Entity) -> dict[str, Usage]:
    """The names that identify found, then those that only a claim gives, by spelling."""
    found: dict[str, Usage] = {}
    known = (*(n for n in entity.names if n.kind == "main"), *entity.names, *_names_in_claims(held, entity))
    for name in known:
        if name.kind != "description":
            usage = found.setdefault(folded(name.text), Usage(name))
            usage.claims.update({claim: held.claims[claim] for claim in name.claims if claim in held.claims})
            if name.when.known and not usage.name.when.known:
                usage.name = replace(usage.name, when=name.when)
    return found


def _names_in_claims(held: Holdings, entity: Entity) -> Iterator[EntityName]:
    """The names that naming facts give; the time of a rename is that of the change, not of the name."""
    for fact in held.facts_about.get(entity.id, ()):
        if tells_a_name(fact) and fact.polarity is not Polarity.DENIED:
            for claim in held.claims_of(fact):
                when = UNKNOWN if fact.predicate == "renamed_to" else claim.when
                yield EntityName(claim.object.text, "", NAMING[fact.predicate], when, (claim.id,))


def tells_a_name(fact: Fact) -> bool:
    """Whether a fact gives an entity a name; a rename into another entity is a beginning or an end."""
    return fact.predicate in NAMING and fact.object in (None, fact.subject)


def _changes(held: Holdings, entity: Entity) -> Iterator[Change]:
    """Every dated taking of a name by the entity: renames, and what it was formed under."""
    for fact in held.facts_about.get(entity.id, ()):
        for claim in held.claims_of(fact):
            if fact.subject != entity.id or not claim.when.known:
                continue
            if fact.predicate == "renamed_to":
                yield Change(_name_in(held, claim), claim.object.text, claim.when, claim)
            elif fact.predicate == "formed" and isinstance(claim.qualifiers.get("under_name"), str):
                yield Change("", str(claim.qualifiers["under_name"]), claim.when, claim)


def _name_in(held: Holdings, claim: Claim) -> str:
    """The subject of a rename where it is a name; "the group" says nothing of what was given up."""
    mention = held.mentions.get(claim.subject.mention or "")
    return claim.subject.text if mention is not None and mention.kind is MentionKind.NAME else ""


def _put_changes(usages: dict[str, Usage], changes: Iterable[Change]) -> None:
    """Taking one name gives up the one that was taken before it."""
    before: list[Change] = []
    for change in changes:
        given_up = [change.given_up, *(b.taken for b in before if by_time(b.when) < by_time(change.when))]
        for text in given_up:
            usage = usages.get(folded(text))
            if usage is not None and folded(text) != folded(change.taken) and not usage.ends:
                usage.ends.append(change.when)
                usage.claims.setdefault(change.claim.id, change.claim)
        taken = usages.get(folded(change.taken))
        if taken is not None:
            taken.starts.append(change.when)
            taken.claims.setdefault(change.claim.id, change.claim)
        before.append(change)


def _line(held: Holdings, usage: Usage, window: Window | None) -> NameLine:
    when = _period(usage)
    quotes = tuple(quote_of(held, claim) for claim in usage.claims.values())
    holds = None if window is None else window.meets(when)
    return NameLine(usage.name.text, usage.name.script, usage.name.kind, when, holds, quotes)


def _period(usage: Usage) -> Period:
    if not usage.starts and not usage.ends:
        return usage.name.when
    begin, finish = (side[0] if side else UNKNOWN for side in (usage.starts, usage.ends))
    words = "; ".join(filter(None, (begin.words, finish.words)))
    taken, given_up = begin.at or begin.begin or begin.finish, finish.at or finish.begin or finish.finish
    if taken and given_up and by_time(finish) < by_time(begin):  # taken again: when it was given up is not known
        given_up = ""
    return Period.span(taken.replace("..", ""), given_up, words)
