"""The words of reports for posts (posts.yml), and who stood at the head of a body after whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import yaml

from stemmata.model import Claim
from stemmata.reconcile.entries import Entry
from stemmata.reconcile.values import plain_name

POSTS = Path(__file__).parent / "posts.yml"


@cache
def words(key: str) -> frozenset[str]:
    """A list of posts.yml, in plain words."""
    return frozenset(map(plain_name, given(key)))


@cache
def given(key: str) -> frozenset[str]:
    """A list of posts.yml as it is written."""
    lists = yaml.load(POSTS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return frozenset(map(str, lists[key]))


def role_of(claim: Claim) -> str:
    """The plain words of a claim for the post."""
    return plain_name(str(claim.qualifiers.get("role", "")))


def listed_together(entry: Entry) -> bool:
    """Whether a post without a time is told only under a word in the plural, as of several who may hold it."""
    return not entry.fact.when.known and all(role_of(claim) in words("several") for claim in entry.group.claims)


def untitled(entry: Entry) -> bool:
    return entry.qualifier("role") in words("untitled")


def in_office(claim: Claim) -> bool:
    """Whether a verb says that the post is held while the report is written."""
    return role_of(claim) in words("present")


def at_the_head(entries: Iterable[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Of each body the holders of each post at its head, with those of whom only the head is told."""
    bodies: dict[str, dict[str, list[Entry]]] = {}
    for entry in entries:
        post = entry.qualifier("role")
        if post in given("heads") or untitled(entry):
            bodies.setdefault(entry.value, {}).setdefault("" if untitled(entry) else post, []).append(entry)
    for posts in bodies.values():
        unnamed = posts.pop("", [])
        yield from (tuple([*holders, *unnamed]) for holders in posts.values())
