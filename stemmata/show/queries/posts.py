"""Who held which post, and when."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from stemmata.model import Fact
from stemmata.show.answers import Line, Lines
from stemmata.show.asof import Window
from stemmata.show.holdings import Holdings
from stemmata.show.queries.find import find, named
from stemmata.show.queries.lines import in_order, line_of
from stemmata.show.wording import rule_of
from stemmata.when import Holds

POSTS = Path(__file__).parent / "posts.yml"
PREDICATES = ("holds_post", "member_of")


def who(held: Holdings, name: str, post: str | None = None, on: str | None = None) -> Lines:
    """Who held posts in a group (or which posts a person held), narrowed to a post and a date.

    Raises NotFound, InvalidDate.
    """
    entity = find(held, name)
    window = None if on is None else Window.of(on)
    facts = [fact for fact in held.facts_about.get(entity.id, ()) if _in_post(fact, post)]
    lines = in_order(line_of(held, fact, entity.id, window) for fact in facts)
    if window is not None:  # who took a post last is the likeliest to hold it still
        lines = tuple(sorted(lines, key=_newest_first))
    question = f"{post or 'posts'}, {entity.name}"
    shown = tuple(line for line in lines if line.holds is not Holds.NO)
    return Lines(question, named(held, entity.id), window.words if window else "", shown)


def _newest_first(line: Line) -> tuple[bool, bool, int]:
    day = line.when.start.latest
    return line.holds is not Holds.YES, not line.begun, -day.toordinal() if day else 0


def _in_post(fact: Fact, post: str | None) -> bool:
    role = str(fact.qualifiers.get("role", ""))
    if fact.predicate not in PREDICATES or (fact.predicate == "member_of" and not role):
        return False
    return post is None or same_post(post, role)


def same_post(asked: str, role: str) -> bool:
    """Whether a role of a report answers a question for a post: in other words, or as a narrower post."""
    wanted, given = _words(asked), _words(role)
    if (_lesser() & given) - wanted:
        return False
    return bool(wanted) and (wanted <= given or _one_post(asked, role))


def _one_post(asked: str, role: str) -> bool:
    one, other = (rule_of("holds_post").post(text) or " ".join(text.lower().split()) for text in (asked, role))
    return one == other or any({one, other} <= set(line) for line in _posts()["same"])


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _lesser() -> set[str]:
    return set(_posts()["lesser"])


@cache
def _posts() -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.load(POSTS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found
