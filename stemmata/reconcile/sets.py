"""Sets whose members reports list: lists of independent lineages that are not the same, and members that left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from stemmata.model import Difference, DifferenceKind, Side
from stemmata.ontology import ontology
from stemmata.ontology.predicates import Aspect, Predicate
from stemmata.reconcile.entries import Entry, World
from stemmata.reconcile.slots import Statement
from stemmata.reconcile.tenure import says_it_goes_on, written
from stemmata.reconcile.times import Window, disjoint, window
from stemmata.reconcile.values import Amount, amount, counted
from stemmata.reconcile.wording import joined

Told = tuple[Entry, Statement]
KINDS = {"partial_list": DifferenceKind.GRANULARITY, "member": DifferenceKind.CHANGE_OVER_TIME}
ACTORS = ("Actor",)
MEMBERS = "was formed or joined by"
NO_LIST = "None of the lists need be whole."
LEFT = "Who was in it left it."
CHANGED = "Some of them ended, while others went on."


@dataclass
class Listing:
    """What one report lists, or how many it counts."""

    report: str
    members: dict[str, list[Told]] = field(default_factory=dict)
    counts: dict[str, list[Told]] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self.members)

    @property
    def days(self) -> Window:
        """From the first to the last day that the list tells of."""
        told = [days for found in self.members.values() for _, s in found if (days := window(s.stated)) is not None]
        return (min(first for first, _ in told), max(last for _, last in told)) if told else None


@dataclass
class Collection:
    """The facts of one predicate about one whole."""

    rule: Predicate
    whole: str
    entries: list[Entry] = field(default_factory=list)
    label: str = ""


def sets(entries: Iterable[Entry], world: World) -> Iterator[Difference]:
    """One difference for each set that is listed differently, and one for each in which some members ended."""
    found: dict[tuple[str, str], Collection] = {}
    kept = list(entries)
    for entry in kept:
        whole = ends(entry)[0]
        if entry.rule.members and whole is not None and not entry.denied:
            found.setdefault((entry.rule.name, whole), Collection(entry.rule, whole)).entries.append(entry)
    told_of = set()
    for each in found.values():
        differing = list(partial(each, world))
        told_of |= {each.whole for _ in differing}
        yield from differing
        yield from changed(each, world)
    for each in families(kept):
        if each.label != MEMBERS or each.whole not in told_of:
            yield from partial(each, world, least=2)
    yield from departures(kept, world)


def ends(entry: Entry) -> tuple[str | None, str | None]:
    """The whole, and the member where an entity stands for it."""
    if entry.rule.members == "object":
        return entry.fact.subject, entry.fact.object
    return entry.fact.object, entry.fact.subject


def families(entries: Iterable[Entry]) -> Iterable[Collection]:
    """What stands together in lists though several predicates say it, or one that is not of members: founders and those
    who joined, who accepted an agreement, who took part.
    """
    found: dict[tuple[str, str], Collection] = {}
    for entry in entries:
        label, whole = family(entry), ends(entry)[0]
        if label and whole is not None and not entry.denied:
            found.setdefault((label, whole), Collection(entry.rule, whole, label=label)).entries.append(entry)
    return found.values()


def family(entry: Entry) -> str:
    """What the lists are of, as the words between the whole and its members; empty where there are none."""
    if entry.rule.ended_by:
        return MEMBERS
    if entry.qualifier("stance") == "accepted":
        return "was accepted by"
    return entry.rule.inverse if entry.fact.predicate == "participated_in" else ""


# --- lists that are not the same ---------------------------------------------------------------------------------


def partial(given: Collection, world: World, least: int = 1) -> Iterator[Difference]:
    """Lists that are not the same; `least`: how many a list must name to be one."""
    listings = listed(given, world)
    longest = max(listings, key=lambda listing: (len(listing.members), listing.report), default=None)
    if longest is None or len(longest.members) < 2:
        return
    others = [each for each in listings if world.lineage[each.report] != world.lineage[longest.report]]
    lists: dict[frozenset[str], list[Listing]] = {longest.names: [longest]}
    for other in others:
        if len(other.names) >= least and not disjoint(other.days, longest.days) and tells_more(other, longest):
            lists.setdefault(other.names, []).append(other)
    sides = [(names_of(same[0], world), told_in(same)) for same in lists.values()]
    sides += list(counts_apart(others, longest)) if least == 1 else []
    if len(sides) > 1:
        yield difference(given, ("partial_list", NO_LIST), sides, world)


def listed(given: Collection, world: World) -> list[Listing]:
    found: dict[str, Listing] = {}
    for entry in given.entries:
        member = ends(entry)[1]
        named = (
            member is not None and member not in world.described and world.is_any(member, entry.rule.listed or ACTORS)
        )
        for statement in entry.group.statements:
            listing = found.setdefault(statement.claim.report, Listing(statement.claim.report))
            if named and member is not None:
                listing.members.setdefault(member, []).append((entry, statement))
            number = count(entry, statement, entry.rule)
            if number is not None and not named:
                listing.counts.setdefault(str(number), []).append((entry, statement))
    return [found[report] for report in sorted(found)]


def count(entry: Entry, statement: Statement, rule: Predicate) -> Amount | None:
    """How many members a statement counts without their names."""
    words = statement.claim.subject.text if rule.members == "subject" else statement.claim.object.text
    return amount(statement.claim.qualifiers.get("count")) or counted(words)


def tells_more(other: Listing, longest: Listing) -> bool:
    """Whether it names one more, or is a list itself and another one."""
    return bool(other.names - longest.names) or (len(other.names) > 1 and other.names != longest.names)


def counts_apart(others: Sequence[Listing], longest: Listing) -> Iterator[tuple[str, list[Told]]]:
    """Counts that do not fit how many the longest list names."""
    here = Amount(len(longest.members), len(longest.members))
    told: dict[str, list[Told]] = {}
    for other in others:
        for text, found in other.counts.items():
            told.setdefault(text, []).extend(found)
    for text, found in sorted(told.items()):
        number = count(*found[0], found[0][0].rule)
        if number is not None and not number.meets(here):
            yield f"{text}, without names", found


def names_of(listing: Listing, world: World) -> str:
    return ", ".join(sorted(world.name(member) for member in listing.members))


def told_in(listings: Iterable[Listing]) -> list[Told]:
    return [pair for listing in listings for found in listing.members.values() for pair in found]


# --- members that ended ------------------------------------------------------------------------------------------


def changed(given: Collection, world: World) -> Iterator[Difference]:
    """Members whose end is stated, beside members that are said to go on after it."""
    if given.rule.aspect is Aspect.EVENT:
        return
    ended = [(e, statement) for e in given.entries for statement in e.group.statements if end_of(statement) is not None]
    if not ended:
        return
    first = min(day for _, statement in ended if (day := end_of(statement)) is not None)
    here = {statement.claim.report for _, statement in ended}
    gone = {member_of(entry) for entry, _ in ended}
    on = [
        (entry, statement)
        for entry in given.entries
        for statement in entry.group.statements
        if member_of(entry) not in gone and goes_on(statement, first, here, world)
    ]
    if on:
        sides = [(members_of(ended, world) + ", ended", ended), (members_of(on, world) + ", going on", on)]
        yield difference(given, ("member", CHANGED), sides, world)


def departures(entries: Iterable[Entry], world: World) -> Iterator[Difference]:
    """Of each whole the members that are told to have been in it, and to have left it."""
    joined_: dict[str, list[Entry]] = {}
    left: dict[str, dict[str, list[Entry]]] = {}
    for entry in entries:
        whole, member = ends(entry) if entry.rule.members and not entry.denied else (None, None)
        if whole is None or member is None:
            continue
        if entry.rule.ended_by:
            joined_.setdefault(whole, []).append(entry)
        elif entry.rule.name in leaving():
            left.setdefault(whole, {}).setdefault(member, []).append(entry)
    for whole, gone in left.items():
        stayed = [entry for entry in joined_.get(whole, ()) if ends(entry)[1] in gone]
        if stayed:
            again = {ends(entry)[1] for entry in stayed}
            went = [entry for member, each in gone.items() if member in again for entry in each]
            given = Collection(stayed[0].rule, whole)
            sides = [(members_of(told(stayed), world), told(stayed)), ("left again", told(went))]
            yield difference(given, ("member", LEFT), sides, world)


def leaving() -> frozenset[str]:
    """The predicates that end a membership."""
    return frozenset(rule.ended_by for rule in ontology().predicates.values()) - {""}


def told(entries: Iterable[Entry]) -> list[Told]:
    return [(entry, statement) for entry in entries for statement in entry.group.statements]


def end_of(statement: Statement) -> date | None:
    """The last day on which a stated end can have been."""
    return statement.stated.end.latest if statement.stated.finish not in ("", "..") else None


def goes_on(statement: Statement, day: date, reports: set[str], world: World) -> bool:
    """Whether a member is told of after a day, or said to go on in a report that tells of the end, or of later."""
    evidenced = statement.stated.end.earliest
    if evidenced is not None and evidenced > day:
        return True
    if not says_it_goes_on(statement) or statement.stated.known:
        return False
    told = written(world.reports[statement.claim.report])
    return statement.claim.report in reports or (told is not None and told > day)


def members_of(pairs: Iterable[Told], world: World) -> str:
    return ", ".join(sorted({world.name(member_of(entry)) for entry, _ in pairs}))


def member_of(entry: Entry) -> str:
    """The member, or the words for it where no entity stands for it."""
    return ends(entry)[1] or entry.fact.value or ""


# --- in words ----------------------------------------------------------------------------------------------------


def difference(
    given: Collection, kind: tuple[str, str], sides: Sequence[tuple[str, Sequence[Told]]], world: World
) -> Difference:
    sub, reason = kind
    label = given.label or (given.rule.inverse if given.rule.members == "subject" else given.rule.label)
    said = joined(f"{text} [{reports(pairs, world)}]" for text, pairs in sides)
    why = f"{world.name(given.whole)} {label}: {said}. {reason}"
    return Difference(KINDS[sub], sub, tuple(side_of(pairs, world) for _, pairs in sides), why)


def reports(pairs: Iterable[Told], world: World) -> str:
    return ", ".join(sorted({world.reports[statement.claim.report].name for _, statement in pairs}))


def side_of(pairs: Sequence[Told], world: World) -> Side:
    """One list as a side: its own claims alone, of facts that others may share."""
    facts = sorted({entry.fact.id for entry, _ in pairs})
    claims = sorted({(s.claim.report, s.claim.start, s.id) for _, s in pairs})
    names = sorted({world.voices.name(statement.claim) for _, statement in pairs})
    lineages = sorted({world.lineage[statement.claim.report] for _, statement in pairs})
    return Side(tuple(facts), tuple(id_ for _, _, id_ in claims), tuple(names), tuple(lineages))
