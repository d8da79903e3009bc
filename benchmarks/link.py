"""How fast a long list is held against a record, and how right the proposals are; all names are invented.

    python benchmarks/link.py [--entries 200000] [--groups 300] [--persons 200] [--seed 1]

It makes a record's groups and persons, with names put together from the lexicons and from invented places, and a list:
one entry each for half of them, by the same name or a variant (another spelling of the place, another language, an
article, an acronym beside it, an initial), and invented entries for the rest, some of which bear by chance the very
name of one of the record. The list is written as a file and read as a user's is. Each of the record has a country; so
have most entries. "same" is what would carry an id without anybody's asking; "asked" is what people would have to
decide.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stemmata.lists import Broken, Matcher, Proposal, Subject, open_list
from stemmata.lists.words import data, place_of
from stemmata.names.lexicon import roles, words_of_language

START = (
    "Al Ba Be Bo Da De Dun El Fa Ga Gor Ha Il Ka Ke Kor La Le Mar Me Na Ner Or Os Pa Ra Ros Sa Sel Ta Tor Ul Za".split()
)
MIDDLE = "ba da den dor fa gan ka lan li lo mar mi na ner no ra ri ro sa ta ter va vi zo".split()
END = "ba d da k l la m n na nor r ra ren s sk ta th va x zan".split()
FIRST = (
    "Amin Anton Bela Daoud Edda Farid Hadi Ilya Ines Ivo Jamal Karim Lev Lida Mara Nadia Omar Petra Rami Zara".split()
)
PATTERNS = (
    "{place} {honour} {unit}",
    "{place} {cause} {unit}",
    "{cause} {unit} of {place}",
    "{honour} of {place}",
    "{place} {unit}",
    "{honour} {unit} of {place}",
    "{place} {place2} {unit}",
)
FRENCH = "{unit} {cause} de {place}"
GENERIC = "{number}th {service} {unit}"
COUNTRIES = sorted(data("countries"))[:60]


@dataclass(frozen=True)
class Made:
    """Something of the record before it is a Subject: its parts, so that variants can be made."""

    id: str
    name: str
    person: bool
    country: str
    year: int
    french: str = ""


class Inventor:
    """Invents names. Words come from the lexicons, places from syllables."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self._words = {language: self._by_role(language) for language in ("en", "fr")}
        self.places = sorted({self._place() for _ in range(4000)})

    @staticmethod
    def _by_role(language: str) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for meaning, forms in words_of_language(language):
            found.setdefault(roles()[meaning], {}).setdefault(meaning, forms[0].title())
        return found

    def _place(self) -> str:
        middle = "".join(self.dice.choices(MIDDLE, k=self.dice.choice((1, 1, 2))))
        return self.dice.choice(START) + middle + self.dice.choice(END)

    def group(self) -> tuple[str, str]:
        """A name in English, and in French where it has one."""
        english, french = self._words["en"], self._words["fr"]
        if self.dice.random() < 0.05:
            unit, service = (self.dice.choice(list(english[role].values())) for role in ("unit", "service"))
            return GENERIC.format(number=self.dice.randrange(4, 90), service=service, unit=unit), ""
        pattern = self.dice.choice(PATTERNS)
        meanings = {role: self.dice.choice(sorted(english[role])) for role in ("unit", "honour", "cause")}
        words = {role: english[role][meaning] for role, meaning in meanings.items()}
        place = self.dice.choice(self.places)
        name = pattern.format(**words, place=place, place2=self.dice.choice(self.places))
        known = pattern == PATTERNS[1] and all(meanings[role] in french[role] for role in ("unit", "cause"))
        turned = {role: french[role].get(meanings[role], "") for role in ("unit", "cause")}
        return name, FRENCH.format(**turned, place=place) if known else ""

    def person(self) -> str:
        return f"{self.dice.choice(FIRST)} {self.dice.choice(self.places)}"

    def made(self, id_: str, person: bool) -> Made:
        name, french = (self.person(), "") if person else self.group()
        return Made(id_, name, person, self.dice.choice(COUNTRIES), self.dice.randrange(1960, 2020), french)

    def variant(self, made: Made) -> list[str]:
        """The names of an entry for it."""
        kind = self.dice.choice(("exact", "exact", "spelling", "french", "article", "acronym", "other"))
        if made.person:
            first, last = made.name.split(" ", 1)
            return {"article": [f"{first} {self.dice.choice(self.places)} {last}"], "acronym": [f"{first[0]}. {last}"],
                    "spelling": [self._respelled(made.name)]}.get(kind, [made.name])  # fmt: skip
        letters = "".join(word[0] for word in made.name.split())
        variants = {
            "spelling": [self._respelled(made.name)],
            "french": [made.french or made.name],
            "article": [f"The {made.name}"],
            "acronym": [made.name, letters],
            "other": [self.group()[0], made.name],
        }
        return variants.get(kind, [made.name])

    def _respelled(self, name: str) -> str:
        """Another romanisation: one vowel or consonant of one word written in another way."""
        turns = [
            pair
            for pair in (("k", "q"), ("ou", "u"), ("o", "u"), ("e", "i"), ("v", "w"), ("z", "s"))
            if pair[0] in name
        ]
        one, other = self.dice.choice(turns) if turns else ("", "")
        return name.replace(one, other, 1) if one else name


def entry(id_: str, names: list[str], person: bool, country: str, year: int | None) -> str:
    said: dict[str, list[str]] = {"name": names[:1], "alias": names[1:]}
    if country:
        said["country"] = [country]
    if year is not None and not person:
        said["incorporationDate"] = [str(year)]
    return json.dumps({"id": id_, "schema": "Person" if person else "Organization", "properties": said}) + "\n"


def lines(inventor: Inventor, known: list[Made], entries: int) -> Iterator[str]:
    """The list in an order that tells nothing; entries of the record's half are T and their id."""
    dice = inventor.dice
    true = {dice.randrange(entries): made for made in known[::2]}
    for at in range(entries):
        made = true.get(at)
        if made is not None:
            country = made.country if dice.random() < 0.8 else ""
            yield entry(f"T{made.id}", inventor.variant(made), made.person, country, None)
        else:
            other = inventor.made(f"F{at}", dice.random() < 0.4)
            yield entry(other.id, [other.name], other.person, other.country if dice.random() < 0.8 else "", other.year)


def subject(made: Made) -> Subject:
    home = frozenset({place_of(made.country)})
    type_ = "Person" if made.person else "ArmedGroup"
    return Subject(made.id, type_, made.name, (made.name,), home=home, places=home)


def measured(entries: int, groups: int, persons: int, seed: int) -> dict[str, float]:
    inventor = Inventor(seed)
    known = [inventor.made(str(at), at >= groups) for at in range(groups + persons)]
    matcher = Matcher(subject(made) for made in known)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(lines(inventor, known, entries))
        listed_true = {f"T{made.id}" for made in known} & ids_in(path)
        began, read = time.perf_counter(), 0
        with open_list(path) as listed:
            for each in listed.entries:
                assert not isinstance(each, Broken)
                matcher.see(each)
                read += 1
        proposals = matcher.proposals()
        seconds = time.perf_counter() - began
    return {
        "entries": read,
        "entities": len(known),
        "entries_a_second": round(read / seconds),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        **scores(proposals, len(listed_true)),
    }


def scores(proposals: Sequence[Proposal], in_the_list: int) -> dict[str, float]:
    """How many of the proposals are right, and how many of those in the list were found."""
    right = [p for p in proposals if p.id == f"T{p.subject}"]
    same, asked = ([p for p in proposals if p.verdict == verdict] for verdict in ("same", "maybe"))
    right_same = sum(p.verdict == "same" for p in right)
    return {
        "in_the_list": in_the_list,
        "same": len(same),
        "same_precision": round(right_same / max(len(same), 1), 3),
        "same_recall": round(right_same / in_the_list, 3),
        "asked": len(asked),
        "asked_precision": round((len(right) - right_same) / max(len(asked), 1), 3),
        "proposed_recall": round(len(right) / in_the_list, 3),
    }


def ids_in(path: Path) -> set[str]:
    with path.open(encoding="utf-8") as file:
        return {json.loads(line)["id"] for line in file}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=200_000)
    parser.add_argument("--groups", type=int, default=300)
    parser.add_argument("--persons", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(json.dumps(measured(given.entries, given.groups, given.persons, given.seed)))


if __name__ == "__main__":
    main()
