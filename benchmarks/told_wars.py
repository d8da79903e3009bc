"""An invented war with its truth: the marked reports, the facts, who copied whom, and where reports differ.

A folder holds `world.yml` and reports in the format of corpus/README.md, with three additions: `url`, `author` and
`taken` (the report that the whole was taken from) in the head; `< NN` under a sentence that was taken from report NN
(`< -`: from none); and the key of its fact at the end of every claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from stemmata.corpus.assemble import Assembled, assemble
from stemmata.corpus.marked import Line, MarkedClaim, MarkedReport
from stemmata.corpus.reading import read_text
from stemmata.extract.quantities import read_quantity
from stemmata.model import Argument, Claim, Mention, MentionType, Metadatum, Polarity, Qualifier
from stemmata.ontology import ontology
from stemmata.ontology.predicates import Aspect
from stemmata.when import UNKNOWN, Period

KEY = re.compile(r"\s+#(\w+)\s*$")
NUMBERS = ("casualties", "strength")
HEAD_ALONE = ("url", "author", "taken")


@dataclass(frozen=True)
class Told:
    """One report of a war: as marked, as a reader gets it, and for each claim line its fact and where it was taken."""

    number: str
    marked: MarkedReport
    made: Assembled
    taken: str | None
    keys: Mapping[int, str]  # line of a claim -> key of its fact
    lifted: Mapping[int, str | None]  # line of a sentence -> the report that it was taken from, None for its own words

    @property
    def id(self) -> str:
        return self.made.report.id

    def source(self, line: Line) -> str | None:
        """The report that a sentence was taken from."""
        return self.lifted.get(line.number, self.taken)

    def lines_of(self, fact: str) -> Iterator[tuple[Line, MarkedClaim]]:
        for line in self.marked.lines:
            for claim in line.claims:
                if self.keys.get(claim.line) == fact:
                    yield line, claim


@dataclass(frozen=True)
class War:
    """All of a war."""

    name: str
    world: Mapping[str, Any]
    reports: Mapping[str, Told]  # by number

    @cached_property
    def facts(self) -> Mapping[str, Mapping[str, Any]]:
        """By key. YAML takes the key `true` for the value."""
        told = self.world["facts"].items()
        return {key: {"true" if k is True else k: v for k, v in fact.items()} for key, fact in told}

    @cached_property
    def witness(self) -> dict[str, str]:
        """Number of a report -> the first of those that are one witness with it."""
        above: dict[str, str] = {}
        for told in self.world.get("witnesses") or ():
            group = [numbered(n) for n in told["reports"]]
            tops = {top(above, number) for number in group}
            above |= {other: min(tops) for other in tops if other != min(tops)}
        return {number: top(above, number) for number in self.reports}

    @cached_property
    def claims(self) -> dict[str, tuple[Told, Line, MarkedClaim, str]]:
        """Id of a claim -> its report, sentence, mark and the key of its fact."""
        return {made.id: found for told in self.reports.values() for made, found in stated(told)}

    @cached_property
    def stated(self) -> dict[str, list[Claim]]:
        """Key of a fact -> the claims that state it."""
        found: dict[str, list[Claim]] = {}
        for told in self.reports.values():
            for claim, (_, _, _, key) in stated(told):
                found.setdefault(key, []).append(claim)
        return found

    def support(self, claims: Sequence[str]) -> int:
        """How many independent witnesses some claims of one fact are.

        Two claims are one witness where they come from one house (a sentence that was taken belongs to the house it was
        taken from), where both are somebody's words and his name is the same, or where the one gives the words of the
        house that stands behind the other.
        """
        held = [self.sources(*self.claims[claim]) for claim in claims]
        groups: list[set[str]] = []
        for sources in held:
            near = [group for group in groups if group & sources]
            groups = [group for group in groups if not group & sources]
            groups.append(sources.union(*near))
        return len(groups)

    def sources(self, told: Told, line: Line, mark: MarkedClaim, key: str) -> set[str]:
        """The house that a claim comes from, and the voice that it gives: ids of entities, or numbers of reports."""
        voices = {mark.voices[-1]} if mark.voices else set()
        source = self.reports.get(told.source(line) or "")
        if source is not None and source is not told:
            there = next(source.lines_of(key), None)
            if there is not None:
                return voices | self.sources(source, *there, key)
            return voices | {self.house(source)}
        return voices | {self.house(told)}

    def house(self, told: Told) -> str:
        """Who stands behind a report: the publisher, where the war knows it, else the first report of its group."""
        first = self.reports[self.witness.get(told.number, told.number)]
        publisher = first.marked.head.get("publisher", "unknown").casefold()
        for id_, entity in self.world["entities"].items():
            names = [str(entity["name"]), *map(str, entity.get("names") or ())]
            if publisher in (name.casefold() for name in names):
                return str(id_)
        return first.number


def top(above: Mapping[str, str], number: str) -> str:
    while number in above:
        number = above[number]
    return number


def numbered(number: object) -> str:
    """YAML reads 03 as 3."""
    return f"{int(str(number)):02}"


def read_war(folder: Path) -> War:
    """Raises MarkingError, FileNotFoundError."""
    world = yaml.safe_load((folder / "world.yml").read_text(encoding="utf-8"))
    paths = sorted(folder.glob("[0-9][0-9]-*.txt"))
    return War(folder.name, world, {path.name[:2]: read_report(path) for path in paths})


def read_report(path: Path) -> Told:
    rows, keys, lifted, extra = [], {}, {}, {}
    sentence, in_head = 0, True
    for row in path.read_text(encoding="utf-8").splitlines():
        key, _, value = row.partition(": ")
        if in_head and key in HEAD_ALONE:
            extra[key] = value.strip()
        elif row.startswith("< "):
            lifted[sentence] = None if row[2:].strip() == "-" else row[2:].strip()[:2]
        else:
            in_head = in_head and bool(row)
            found = KEY.search(row) if row.startswith("> ") else None
            rows.append(row if found is None else row[: found.start()])
            if found is not None:
                keys[len(rows)] = found[1]
            elif not row.startswith(("> ", "! ")):
                sentence = len(rows)
    marked = read_text(path, "\n".join(rows))
    made = assemble(marked)
    known = {**made.report.metadata, **{k: Metadatum(extra[k], "head") for k in ("url", "author") if k in extra}}
    object.__setattr__(made.report, "metadata", known)
    return Told(path.name[:2], marked, made, extra.get("taken"), keys, lifted)


def mentions(told: Told) -> Iterator[tuple[str, Mention]]:
    """Every marked mention but times, with the id of what it stands for."""
    for line, start in zip(told.marked.lines, told.made.starts, strict=True):
        for mark in line.marks:
            if mark.type is not MentionType.TIME:
                text = line.text[mark.start : mark.end]
                yield mark.id, Mention(told.id, start + mark.start, start + mark.end, text, mark.type, mark.kind)


def stated(told: Told) -> Iterator[tuple[Claim, tuple[Told, Line, MarkedClaim, str]]]:
    """The marked claims as a faultless reader would give them."""
    places = Places(told)
    for line, start in zip(told.marked.lines, told.made.starts, strict=True):
        for mark in line.claims:
            if mark.line in told.keys:
                yield made_claim(places, line, start, mark), (told, line, mark, told.keys[mark.line])


@dataclass
class Places:
    """Where each thing of a report is mentioned."""

    told: Told
    found: dict[str, list[Mention]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for id_, mention in mentions(self.told):
            self.found.setdefault(id_, []).append(mention)

    def near(self, id_: str, start: int, end: int) -> Mention | None:
        """The mention of a thing in a sentence, or the one nearest to it."""
        return min(self.found.get(id_, ()), key=lambda m: max(start - m.start, m.end - end, 0), default=None)

    def name(self, id_: str) -> str:
        """What the report calls it: the first name, else the first words."""
        held = self.found.get(id_, [])
        return next((m.text for m in held if m.kind == "name"), held[0].text if held else id_)


def made_claim(places: Places, line: Line, start: int, mark: MarkedClaim) -> Claim:
    end = start + len(line.text)

    def argument(value: object) -> Argument:
        if value is None:
            return Argument("")
        if not isinstance(value, str):
            return Argument(str(getattr(value, "text", value)))
        found = places.near(value, start, end)
        return Argument(value, None) if found is None else Argument(found.text, found.id)

    return Claim(
        report=places.told.id,
        start=start,
        end=end,
        quote=line.text,
        predicate=mark.predicate,
        subject=argument(mark.subject),
        object=argument(mark.object),
        method="marked",
        confidence=1.0,
        qualifiers=qualifiers(mark, places),
        when=period(mark, places.told.marked.times),
        voices=tuple(places.name(voice) for voice in mark.voices),
        polarity=Polarity(mark.polarity),
        modality=mark.modality,
    )


def qualifiers(mark: MarkedClaim, places: Places) -> dict[str, Qualifier]:
    texts = {
        key: places.name(value) if isinstance(value, str) else value.text for key, value in mark.qualifiers.items()
    }
    kind = texts.pop("as", "") if mark.predicate == "casualties" else ""
    if mark.predicate in NUMBERS and mark.object is not None and not isinstance(mark.object, str):
        return dict(texts) | counted(mark.object.text, kind)
    return dict(texts)


def counted(words: str, kind: str) -> dict[str, Qualifier]:
    """A number in words as the reader gives it: least and most, and what is counted; of a toll under its kind."""
    found = read_quantity(words)
    if found is None:
        return {kind: words} if kind else {}
    ends = {"min": found.least, "max": found.most}
    given = {key: value for key, value in ends.items() if value is not None}
    if kind:
        same = found.least is not None and found.least == found.most
        return {kind: found.least if same and found.least is not None else found.words}
    return {**given, **({"unit": found.unit} if found.unit else {})}


def period(mark: MarkedClaim, times: Mapping[str, str]) -> Period:
    """The marked time of a claim; unknown where the marks give none that can be worked out."""
    values = {key: times.get(id_, "unknown") for key, id_ in mark.times.items()}
    values = {key: value for key, value in values.items() if value != "unknown"}
    event = ontology()[mark.predicate].aspect is Aspect.EVENT
    if "when" in values:
        return Period.event(values["when"]) if event else Period.evidenced(values["when"])
    if not values:
        return UNKNOWN
    return Period.span(values.get("since", ""), values.get("until", ""))


def true_period(fact: Mapping[str, Any]) -> Period:
    """When a fact of the world was so."""
    if fact.get("when"):
        event = ontology()[str(fact["say"][1])].aspect is Aspect.EVENT
        return Period.event(str(fact["when"])) if event else Period.evidenced(str(fact["when"]))
    since, until = (str(fact.get(key) or "") for key in ("since", "until"))
    return Period.span(since, until) if since or until else UNKNOWN


def wars(folder: Path, names: Sequence[str] = ()) -> list[War]:
    """The wars of a folder, or those of some names."""
    found = sorted(path.parent for path in folder.glob("*/world.yml"))
    return [read_war(path) for path in found if not names or path.name in names]
