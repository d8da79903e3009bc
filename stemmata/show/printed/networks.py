"""Networks of actors and chains of command as lines: every tie, and below it each statement that tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stemmata.show.networks import Bond, Command, Holder, Link, Network, Unit
from stemmata.show.printed.facts import print_line
from stemmata.show.printed.page import Page
from stemmata.show.wording import HOLDS, counted, kind_of
from stemmata.when import Holds

NOBODY = "no commander is stated"
FROM_PARTS = "no report tells of this chain as a whole: it is put together from single statements"


def print_network(page: Page, answer: Network) -> None:
    """The ties by kind, as they are ordered; then what is left out."""
    about = f"network of {answer.entity.name}" if answer.entity else "network of all actors"
    size = f"{counted(len(answer.actors), 'actor')}, {counted(len(answer.bonds), 'tie')}"
    page.title(about, f"{size}; on {answer.on}" if answer.on else size)
    if not answer.bonds:
        page.line("nothing in this record says so", indent=1)
    names = {actor.who.entity: actor.who.name for actor in answer.actors}
    for kind in dict.fromkeys(bond.kind for bond in answer.bonds):
        of_kind = [bond for bond in answer.bonds if bond.kind == kind]
        page.heading(f"{of_kind[0].words} ({len(of_kind)})")
        for bond in of_kind:
            _print_bond(page, bond, names)
    _print_rest(page, _left_out(answer))


def _print_bond(page: Page, bond: Bond, names: dict[str | None, str]) -> None:
    page.styled(
        (names[bond.one], "bold"),
        (f" {'is denied to be ' if bond.denied else ''}{bond.words} ", ""),
        (names[bond.other], "bold"),
        (_verdict(bond.holds), "green"),
        (f"  {counted(bond.lineages, 'lineage')}{'; disputed' if bond.disputed else ''}", "dim"),
        indent=1,
    )
    for line in bond.lines:
        print_line(page, line, indent=2, about=True)


def _left_out(answer: Network) -> Iterator[str]:
    if answer.left_out:
        yield f"{counted(answer.left_out, 'more actor')} left out, with fewer witnesses; --most shows more"
    if answer.bonds_left_out:
        yield f"{counted(answer.bonds_left_out, 'tie')} left out"
    if answer.not_then:
        yield f"{counted(answer.not_then, 'tie')} surely did not hold then"
    if answer.unnamed:
        yield f"{counted(answer.unnamed, 'statement')} with an end that is no actor with a name of its own"


def print_command(page: Page, answer: Command) -> None:
    """The units from the highest down, each with its commanders and with what it belonged to."""
    page.title(f"chain of command of {answer.entity.name}", f"on {answer.on}" if answer.on else "")
    highest = min((unit.level for unit in answer.units), default=0)
    above: dict[str, list[Link]] = {}
    for link in answer.links:
        above.setdefault(link.one, []).append(link)
    for unit in answer.units:
        _print_unit(page, unit, above.get(unit.who.entity or "", ()), 1 + 2 * (unit.level - highest))
    if answer.aside:
        page.heading("Told as well, and not in this order")
        _print_links(page, answer.aside, 1)
    _print_rest(page, [_told_whole(answer)] if answer.links else [])


def _print_unit(page: Page, unit: Unit, links: Iterable[Link], indent: int) -> None:
    page.blank()
    page.styled((unit.who.name, "bold"), (f"  {kind_of(unit.type)}", "dim"), indent=indent)
    _print_commanders(page, unit.commanders, indent + 1)
    _print_links(page, links, indent + 1)
    if unit.more:
        page.line(f"{counted(unit.more, 'more unit')} told of beside it, not shown", indent + 1, "dim")


def _print_commanders(page: Page, commanders: Iterable[Holder], indent: int) -> None:
    lines = [line for holder in commanders for line in holder.lines]
    if not lines:
        page.line(NOBODY, indent, "italic")
    for line in lines:
        print_line(page, line, indent=indent)


def _print_links(page: Page, links: Iterable[Link], indent: int) -> None:
    for link in links:
        for line in link.lines:
            print_line(page, line, indent=indent, about=True)


def _told_whole(answer: Command) -> str:
    return f"all of it is told in {', '.join(answer.whole)}" if answer.whole else FROM_PARTS


def _print_rest(page: Page, words: Iterable[str]) -> None:
    told = list(words)
    if told:
        page.blank()
    for line in told:
        page.line(line, 1, "dim")


def _verdict(holds: Holds | None) -> str:
    return "" if holds is None else f"  {HOLDS[holds]}"
