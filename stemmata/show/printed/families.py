"""The family tree as lines: the tree of text, then names in turn, stated strengths, and groups that stand alone."""

from __future__ import annotations

from stemmata.show.ancestry import Node
from stemmata.show.families import Families, Turn
from stemmata.show.printed.facts import time_of
from stemmata.show.printed.lineage import lifetime, print_tree, within
from stemmata.show.printed.page import SHORT, Page
from stemmata.show.printed.strength import ranged
from stemmata.show.strengths import Count
from stemmata.show.wording import counted, kind_of


def print_families(page: Page, answer: Families) -> None:
    """What hangs together, and what is told of each group beside."""
    tree = answer.ancestry
    about = f"family tree of {tree.entity.name}" if tree.entity else "family tree of all groups"
    print_tree(page, tree, about)
    _print_names(page, answer)
    _print_strengths(page, answer)
    for node in tree.nodes:
        if node.id in answer.beyond:
            page.line(f"{counted(answer.beyond[node.id], 'tie')} of {node.name} lead further; --steps shows more", 1)
    if answer.loose:
        page.heading("Groups that no report ties to another")
    for loose in answer.loose:
        told = f"  {kind_of(loose.type)}; {lifetime(loose.life)}"
        page.styled((loose.entity.name, "bold"), (told, "dim"), indent=1)


def _print_names(page: Page, answer: Families) -> None:
    if answer.names:
        page.heading("Names in turn")
    for node in answer.ancestry.nodes:
        if node.id in answer.names:
            page.line(f"{node.name}: {', then '.join(map(_turn, answer.names[node.id]))}", 1)


def _turn(turn: Turn) -> str:
    taken = within(turn.taken)
    return f"{turn.text} (taken {taken})" if taken else turn.text


def _print_strengths(page: Page, answer: Families) -> None:
    if answer.strengths:
        page.heading("Strengths that were stated")
    for node in answer.ancestry.nodes:
        for count in answer.strengths.get(node.id, ()):
            _print_count(page, node, count)


def _print_count(page: Page, node: Node, count: Count) -> None:
    line = count.line
    page.styled(
        (f"{node.name}: {ranged(count)}{f' {count.unit}' if count.unit else ''} ", ""),
        (f"-- {time_of(line)} ", "green"),
        (f"({line.certainty}{'; disputed' if line.disputed else ''}) ", "yellow" if line.disputed else "dim"),
        (f"{page.note(line.quotes)} {line.fact[:SHORT]}", "dim"),
        indent=1,
    )
