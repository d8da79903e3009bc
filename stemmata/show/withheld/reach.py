"""How far a withheld name reaches: which parts of it tell who it is, and which reports it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from sqlalchemy import Connection, select, text

from stemmata.model import Mention, MentionKind, Report
from stemmata.names.scripts import script_of
from stemmata.record import load, parts, schema
from stemmata.record.fold import folded as indexed
from stemmata.show.withheld.blots import Blots
from stemmata.show.withheld.forms import Form, words_of
from stemmata.show.withheld.matcher import Matcher, Span
from stemmata.show.withheld.persons import Person, Withheld

SAMPLE = 200  # reports that are looked at to tell whether a word is an ordinary one
TOGETHER = 500  # texts of a line or two that are looked through at once
AT_ONCE = 300  # phrases in one question to the index
_CASELESS = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Ethi", "Geor", "Hani", "Hira", "Kana", "Hang", "Deva", "Thai"})


@dataclass(frozen=True)
class Reach:
    """What is hidden where. `weak`: person -> words of the name that tell who it is only where the person is named.

    `reports`: those with a withheld name in their text, their file name or what is known of them.
    """

    strong: Matcher = field(default_factory=lambda: Matcher(()))
    weak: Mapping[str, Matcher] = field(default_factory=dict)
    whose: Mapping[str, frozenset[str]] = field(default_factory=dict)  # report -> the persons that it names
    files: Mapping[str, frozenset[str]] = field(default_factory=dict)  # name of a file or report -> the same
    blots: Mapping[str, Blots] = field(default_factory=dict, repr=False)
    forms: frozenset[Form] = frozenset()
    named: Mapping[str, str] = field(default_factory=dict)  # name -> report, of those that have blots or such a name
    reports: frozenset[str] = frozenset()

    @cached_property
    def hidden(self) -> frozenset[str]:
        return frozenset(self.weak)


def reach_of(connection: Connection, withheld: Withheld) -> Reach:
    """Reads the texts of the reports that may have a withheld name, and of no others."""
    weak: dict[str, Matcher] = {}
    forms: set[Form] = set(withheld.told) | {(id_.casefold(),) for id_ in withheld.ids}
    hidden = {person.entity for person in withheld.persons}
    for person in withheld.persons:
        telling = {part for part in person.forms.parts if _tells(connection, part, person, hidden)}
        forms |= person.forms.whole | {(part,) for part in telling}
        weak[person.entity] = Matcher((part,) for part in person.forms.parts - telling)
    strong = Matcher(forms)
    owners = _owners(withheld.persons)
    reports = {*_holding(connection, forms, withheld), *(report for report, _, _ in withheld.words)}
    reports |= _naming(connection, hidden)
    whose: dict[str, frozenset[str]] = {}
    files: dict[str, frozenset[str]] = {}
    blots: dict[str, Blots] = {}
    for report in _one_by_one(connection, reports):
        found = _Found(connection, report, strong, owners, withheld)
        whose[report.id] = found.persons
        for name in {report.path, report.name}:
            files[name] = files.get(name, frozenset()) | found.persons
        blots[report.id] = Blots([*found.spans, *found.parts(weak)])
    there = {id_: some for id_, some in blots.items() if some}
    touched = frozenset({*there, *_known_of(connection, strong)})
    named = {report.name: report.id for report in parts.reports(connection, touched).values()}
    return Reach(strong, weak, whose, files, there, frozenset(forms), named, touched)


def _tells(connection: Connection, part: str, person: Person, hidden: set[str]) -> bool:
    """Whether one word of a name tells who it is: nobody else bears it, and it is no ordinary word of the reports."""
    caseless = script_of(part) in _CASELESS
    if caseless and (part,) not in map(words_of, person.names):
        return False
    bearing = text(
        "SELECT DISTINCT n.entity FROM search_names s JOIN entity_names n ON n.seq = s.rowid"
        " WHERE s.words MATCH :word AND n.kind != 'description'"
    )
    word = _phrase((part,))
    if set(connection.execute(bearing, {"word": word}).scalars()) - hidden:
        return False
    if caseless:
        return True
    standing = text(
        "SELECT r.text FROM search_reports s JOIN reports r ON r.seq = s.rowid WHERE s.words MATCH :word LIMIT :limit"
    )
    ordinary = re.compile(rf"(?<![\w/@._-]){re.escape(part)}(?![\w/@_-]|\.\w)")
    return not any(ordinary.search(t) for t in connection.execute(standing, {"word": word, "limit": SAMPLE}).scalars())


def _owners(persons: Iterable[Person]) -> dict[str, frozenset[str]]:
    """A form, its words in one -> the persons it may mean."""
    found: dict[str, set[str]] = {}
    for person in persons:
        for form in (*person.forms.whole, *((part,) for part in person.forms.parts)):
            found.setdefault("".join(form), set()).add(person.entity)
    return {form: frozenset(some) for form, some in found.items()}


def _holding(connection: Connection, forms: Iterable[Form], withheld: Withheld) -> set[str]:
    """The reports whose text may have one of the forms, as the index of words knows it."""
    names = {name for person in withheld.persons for name in person.names}
    phrases = sorted({phrase for form in forms for phrase in _phrases(form)} | set(map(_escaped, names)) - {""})
    found: set[str] = set()
    asked = text("SELECT r.id FROM search_reports s JOIN reports r ON r.seq = s.rowid WHERE s.words MATCH :words")
    for first in range(0, len(phrases), AT_ONCE):
        words = " OR ".join(phrases[first : first + AT_ONCE])
        found |= set(connection.execute(asked, {"words": words}).scalars())
    return found


def _phrases(form: Form) -> Iterator[str]:
    """What the index of words has of a form, however it is written: with blanks, in one word, in addresses, parted."""
    for between in (" ", "", "%20", "&nbsp;", "&#32;", "&#160;", "<br>"):
        yield _phrase(between.join(form).split()) + "*"
    yield f"({' AND '.join(_phrase((word[:-1] if len(word) > 3 else word,)) + '*' for word in form)})"
    for at, word in enumerate(form):
        for cut in range(1, len(word)):
            yield _phrase((*form[:at], word[:cut], word[cut:], *form[at + 1 :]))


def _phrase(words: Iterable[str]) -> str:
    return f'"{indexed(" ".join(words))}"'


def _escaped(name: str) -> str:
    """A name as it stands in an address, where it is written otherwise there."""
    return "" if name.isascii() else _phrase((quote(name.split()[0]),))


def _naming(connection: Connection, hidden: Iterable[str]) -> set[str]:
    table = schema.mentions.c
    return set(connection.execute(select(table.report).where(parts.among(table.entity, hidden))).scalars())


def _known_of(connection: Connection, strong: Matcher) -> Iterator[str]:
    """The reports with a withheld name in their file name, or in what is known of them."""
    said = connection.execute(
        text(
            "SELECT id, path || '!' || coalesce(member, '') FROM reports"
            " UNION ALL SELECT report, value || char(10) || evidence FROM report_metadata"
            " UNION ALL SELECT report, note FROM report_notes"
        )
    )
    while several := said.fetchmany(TOGETHER):
        if strong.within("\n".join(words for _, words in several)):
            yield from (report for report, words in several if strong.within(words))


def _one_by_one(connection: Connection, reports: Iterable[str]) -> Iterator[Report]:
    for report in sorted(reports):
        yield from parts.reports(connection, [report], texts=True).values()


class _Found:
    """Where one report names whom."""

    def __init__(
        self,
        connection: Connection,
        report: Report,
        strong: Matcher,
        owners: Mapping[str, frozenset[str]],
        withheld: Withheld,
    ) -> None:
        self._report, hidden = report, {person.entity for person in withheld.persons}
        table = schema.mentions.c
        mentions = load.mentions(connection, [table.report == report.id])
        meant = parts.entity_of(connection, (mention.id for mention in mentions))
        named = [m for m in mentions if m.kind is MentionKind.NAME]
        own = [(m, meant[m.id]) for m in named if meant.get(m.id) in hidden]
        self._others = [m for m in named if meant.get(m.id) not in hidden]
        marked = [(start, end) for id_, start, end in withheld.words if id_ == report.id]
        matched = strong.spans(report.text)
        self.spans: list[Span] = [*marked, *matched, *((m.start, m.end) for m, _ in own)]
        words = ("".join(words_of(report.text[start:end])) for start, end in matched)
        self.persons = frozenset(e for _, e in own).union(*(owners.get(word, frozenset()) for word in words))

    def parts(self, weak: Mapping[str, Matcher]) -> Iterator[Span]:
        """Single words of the names of those who are named here, save where they belong to somebody else's name."""
        for person in sorted(self.persons):
            for start, end in weak[person].spans(self._report.text):
                if self._as_name(start) and not any(_holds(mention, start, end) for mention in self._others):
                    yield start, end

    def _as_name(self, start: int) -> bool:
        """Written with a capital, where the script has any."""
        return not self._report.text[start].islower()


def _holds(mention: Mention, start: int, end: int) -> bool:
    return mention.start <= start and end <= mention.end
