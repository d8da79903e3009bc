"""The truth about an example, as a reader wrote it down (tests/cases/NAME/expected.yml), and a record scored on it.

record        the record folder, from the root of the repository
reports       short names of its reports: NAME: PATH, or PATH!MEMBER
claims        {in: REPORT, say: [SUBJECT, PREDICATE, OBJECT], with: {...}, when, polarity, voices}: must be there. An
              end is any name of its entity or the words that stand there, ~ whatever; `with` are words or numbers of
              qualifiers. Time ("2014", "2014/2016", "/2016" an end alone), polarity and voices are scored apart,
              over the claims that are there.
traps         the same, never to be made; denied, planned, conditional or possible it is none
together      names that must mean one entity; apart: pairs that must not
lineages      reports that are one witness; each report not named stands alone
differences   {kind, about, predicate, sides: [words that stand on one side each]}
answers       {ask: who|members|backers|name, about, post, day, is: [...], not: [...]}: `is` holds or may hold on
              that day, `not` does not
floors        part: the least share of it that must be right
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, permutations
from typing import Any

from stemmata.errors import NotFound
from stemmata.show.answers import Lines
from stemmata.show.api import Book
from stemmata.when import Holds

SYMMETRIC = ("allied_with", "opposed_to")
PARTS = ("claims", "times", "polarities", "voices", "traps", "together", "apart", "lineages", "differences", "answers")


@dataclass(frozen=True)
class Check:
    part: str
    right: bool
    what: str


def same(one: str, other: str) -> bool:
    return folded(one) == folded(other)


def folded(text: str) -> str:
    return re.sub(r"^the\s+|['’]", "", " ".join(text.split()).casefold())


class Scored:
    """A record beside its truth: `checks` are all that was looked at."""

    def __init__(self, truth: dict[str, Any], book: Book) -> None:
        self.truth, self.book = truth, book
        self.rows: dict[str, list[Any]] = {
            what: list(book.export(what)) for what in ("claims", "facts", "entities", "mentions")
        }
        self.paths: dict[str, str] = truth["reports"]

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        makers = (self.claims, self.traps, self.together, self.apart, self.lineages, self.differences, self.answers)
        return tuple(check for maker in makers for check in maker())

    def share(self, part: str) -> float:
        """The part of its checks that are right; 1 where there is none."""
        found = [check.right for check in self.checks if check.part == part]
        return sum(found) / len(found) if found else 1.0

    @cached_property
    def names(self) -> dict[str, set[str]]:
        return {
            row["id"]: {folded(row["name"]), *(folded(name["text"]) for name in row["names"])}
            for row in self.rows["entities"]
        }

    # --- claims

    def claims(self) -> Iterator[Check]:
        for wanted in self.truth["claims"]:
            rights = [self.extras(wanted, row) for row in self.those(wanted)]
            yield Check("claims", bool(rights), str(wanted))
            if rights:
                best = max(rights, key=lambda extras: sum(extras.values()))
                yield from (Check(part, right, str(wanted)) for part, right in best.items())

    def traps(self) -> Iterator[Check]:
        for wanted in self.truth["traps"]:
            facts = [row for row in self.those(wanted) if row["polarity"] != "denied" and not row["modality"]]
            quotes = "; ".join(row["quote"] for row in facts)
            yield Check("traps", not facts, f"{wanted}: {quotes}")

    def those(self, wanted: dict[str, Any]) -> list[dict[str, Any]]:
        return [row for row in self.rows["claims"] if self.fits(wanted, row)]

    def fits(self, wanted: dict[str, Any], row: dict[str, Any]) -> bool:
        subject, predicate, target = wanted["say"]
        if predicate != row["predicate"] or named(row["report"]) != self.paths[wanted["in"]]:
            return False
        ends = [(row["subject"], row["object"])]
        if predicate in SYMMETRIC:
            ends.append((row["object"], row["subject"]))
        met = any(self.meets(subject, one) and self.meets(target, other) for one, other in ends)
        return met and all(agrees(row["qualifiers"].get(key), value) for key, value in wanted.get("with", {}).items())

    def meets(self, wanted: object, end: dict[str, Any]) -> bool:
        if wanted is None:
            return True
        text, words = folded(str(wanted)), folded(end.get("value") or end.get("mention") or end["name"])
        if text == words or text in self.names.get(end.get("entity") or "", ()):
            return True
        return ("value" in end or text[0].isdigit()) and bool(re.search(rf"\b{re.escape(text)}(?![\w-])", words))

    def extras(self, wanted: dict[str, Any], row: dict[str, Any]) -> dict[str, bool]:
        extras = {"polarities": row["polarity"] == wanted["polarity"]} if "polarity" in wanted else {}
        if "when" in wanted:
            extras["times"] = edtf(row["when"]) == str(wanted["when"])
        if "voices" in wanted:
            said = folded(" / ".join(row["voices"]))
            extras["voices"] = all(folded(voice) in said for voice in wanted["voices"])
        return extras

    # --- names

    @cached_property
    def meant(self) -> dict[str, set[str]]:
        """What each name means, in all its places."""
        meant: dict[str, set[str]] = {}
        for row in self.rows["mentions"]:
            if row["entity"] is not None and row["kind"] == "name":
                meant.setdefault(folded(row["text"]), set()).add(row["entity"])
        return meant

    def together(self) -> Iterator[Check]:
        for names in self.truth["together"]:
            for one, other in combinations(names, 2):
                first, second = (self.meant.get(folded(name), set()) for name in (one, other))
                right = bool(first and second) and len(first | second) == 1
                yield Check("together", right, f"{one} ({len(first)}) = {other} ({len(second)})")

    def apart(self) -> Iterator[Check]:
        for one, other in self.truth["apart"]:
            both = self.meant.get(folded(one), set()) & self.meant.get(folded(other), set())
            yield Check("apart", not both, f"{one} | {other}")

    # --- reports, differences, answers

    def lineages(self) -> Iterator[Check]:
        stated = [frozenset(self.paths[name] for name in group) for group in self.truth["lineages"]]
        alone = set(self.paths.values()).difference(*stated)
        rows: list[Any] = list(self.book.export("lineages"))
        made = {frozenset(row["reports"]) for row in rows}
        for group in (*stated, *(frozenset({path}) for path in sorted(alone))):
            yield Check("lineages", group in made, " + ".join(sorted(group)))

    def differences(self) -> Iterator[Check]:
        rows: list[Any] = list(self.book.export("differences"))
        for wanted in self.truth["differences"]:
            yield Check("differences", any(self.differs(wanted, row) for row in rows), str(wanted))

    def differs(self, wanted: dict[str, Any], row: dict[str, Any]) -> bool:
        facts = {fact["id"]: fact for fact in self.rows["facts"]}
        sides = [[facts[id] for id in side["facts"]] for side in row["sides"]]
        every = [fact for side in sides for fact in side]
        about = any(self.meets(wanted["about"], fact[end]) for fact in every for end in ("subject", "object"))
        if row["kind"] != wanted["kind"] or not about or any(f["predicate"] != wanted["predicate"] for f in every):
            return False
        told = [" ".join(words(fact) for fact in side) for side in sides]
        orders = permutations(told, len(wanted["sides"]))
        return any(all(same_words(a, b) for a, b in zip(wanted["sides"], order, strict=True)) for order in orders)

    def answers(self) -> Iterator[Check]:
        for wanted in self.truth["answers"]:
            try:
                told = self.ask(wanted, str(wanted["day"]))
            except NotFound as error:
                yield Check("answers", False, f"{wanted}: {error}")
                continue
            missing = [name for name in wanted["is"] if not any(same(name, each) for each in told)]
            wrong = [name for name in wanted.get("not", ()) if any(same(name, each) for each in told)]
            yield Check("answers", not missing and not wrong, f"{wanted}: told of {sorted(told)}")

    def ask(self, wanted: dict[str, Any], on: str) -> set[str]:
        """Whom the answer tells of as holding, or possibly holding, on the day."""
        about, what = wanted["about"], wanted["ask"]
        if what == "who":
            return standing(self.book.who(about, post=wanted["post"], on=on))
        if what == "name":
            return {name.text for name in self.book.show(about, on=on).names if name.holds is not Holds.NO}
        standings = (self.book.members if what == "members" else self.book.backers)(about, on=on).standings
        return {each.who.name for each in standings if each.holds is not Holds.NO}


def standing(lines: Lines) -> set[str]:
    return {line.other.name for line in lines.lines if line.holds is not Holds.NO}


def named(report: dict[str, Any]) -> str:
    return f"{report['path']}!{report['member']}" if report["member"] else str(report["path"])


def edtf(when: dict[str, Any]) -> str:
    """As a truth writes it: an end that is still open is as one that is not known."""
    if "at" in when:
        return str(when["at"])
    begin, finish = ((when.get(key) or "").replace("..", "") for key in ("start", "end"))
    return f"{begin}/{finish}" if begin or finish else ""


def agrees(found: object, wanted: object) -> bool:
    if isinstance(wanted, int):
        return found == wanted
    return folded(str(wanted)) in folded(" ".join(found) if isinstance(found, list) else str(found))


def words(fact: dict[str, Any]) -> str:
    ends: Iterable[dict[str, Any]] = (fact["subject"], fact["object"])
    return folded(" ".join(str(end.get("value") or end.get("name")) for end in ends)).replace(",", "")


def same_words(wanted: str, told: str) -> bool:
    return bool(re.search(rf"\b{re.escape(folded(wanted))}\b", told))
