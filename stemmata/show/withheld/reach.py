"""How far a withheld name reaches: which parts of it tell who it is, and which reports it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import quote

from sqlalchemy import Connection, select, text

from stemmata.names.scripts import script_of
from stemmata.record import parts, schema
from stemmata.record.fold import folded as indexed
from stemmata.record.rows import among
from stemmata.show.withheld.blots import Blots
from stemmata.show.withheld.forms import Form, words_of
from stemmata.show.withheld.matcher import Matcher, Span
from stemmata.show.withheld.persons import Person, Withheld
from stemmata.show.withheld.traces import Trace, texts, traces

Owners = Mapping[str, frozenset[str]]

SAMPLE = 200  # reports that are looked at to tell whether a word is an ordinary one
TOGETHER = 500  # texts of a line or two that are looked through at once
AT_ONCE = 300  # phrases in one question to the index
_CASELESS = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Ethi", "Geor", "Hani", "Hira", "Kana", "Hang", "Deva", "Thai"})
BEARING = """
SELECT DISTINCT n.entity FROM search_names s JOIN entity_names n ON n.seq = s.rowid
WHERE s.words MATCH :word AND n.kind != 'description'
"""


@dataclass(frozen=True)
class Reach:
    """What is hidden where. `weak`: person -> words of the name that tell who it is only where the person is named.

    `who`: entity -> the person, for those who are withheld, and for what is nothing but a part of their name.
    `reports`: those with a withheld name in their text, their file name or what is known of them.
    """

    strong: Matcher = field(default_factory=lambda: Matcher(()))
    weak: Mapping[str, Matcher] = field(default_factory=dict)
    who: Mapping[str, str] = field(default_factory=dict)
    whose: Mapping[str, frozenset[str]] = field(default_factory=dict)  # report -> the persons that it names
    files: Mapping[str, frozenset[str]] = field(default_factory=dict)  # name of a file or report -> the same
    blots: Mapping[str, Blots] = field(default_factory=dict, repr=False)
    forms: frozenset[Form] = frozenset()
    named: Mapping[str, str] = field(default_factory=dict)  # name -> report, of those that have blots or such a name
    reports: frozenset[str] = frozenset()

    @cached_property
    def hidden(self) -> frozenset[str]:
        return frozenset(self.who)


def reach_of(connection: Connection, withheld: Withheld) -> Reach:
    """Reads the texts of the reports that may have a withheld name, and of no others."""
    known, owners = _known_names(connection, withheld), _owners(withheld.persons)
    named = _naming(connection, known.hidden) | {report for report, _, _ in withheld.words}
    maybe = _holding(connection, known.forms, withheld)
    whose: dict[str, frozenset[str]] = {}
    files: dict[str, frozenset[str]] = {}
    blots: dict[str, Blots] = {}
    for trace in traces(connection, known.strong, named, maybe):
        persons, spans = _persons(trace, known, owners), [*trace.matched, *trace.marked(withheld.words)]
        own = [(m.start, m.end) for m in trace.names if m.entity in known.who]
        weak = (span for person in sorted(persons) for span in _parts(trace, known, person))
        blots[trace.report] = Blots([*spans, *own, *weak])
        whose[trace.report] = persons
        for name in trace.files:
            files[name] = files.get(name, frozenset()) | persons
    blots = {report: found for report, found in blots.items() if found}
    touched = frozenset({*blots, *_known_of(connection, known.strong)})
    called = {report.name: report.id for report in parts.reports(connection, touched).values()}
    return replace(known, whose=whose, files=files, blots=blots, named=called, reports=touched)


def _persons(trace: Trace, known: Reach, owners: Owners) -> frozenset[str]:
    """The withheld persons whom a report names."""
    words = ("".join(words_of(trace.text[start:end])) for start, end in trace.matched)
    own = frozenset(known.who[m.entity] for m in trace.names if m.entity is not None and m.entity in known.who)
    return own.union(*(owners.get(word, frozenset()) for word in words))


def _parts(trace: Trace, known: Reach, person: str) -> Iterator[Span]:
    """Single words of the name of somebody who is named in a report, save where they belong to another's name."""
    others = [m for m in trace.names if m.entity not in known.who]
    for start, end in known.weak[person].spans(trace.text):
        as_name = not trace.text[start].islower()  # with a capital, where the script has any
        if as_name and not any(m.start <= start and end <= m.end and end - start < m.end - m.start for m in others):
            yield start, end


def _known_names(connection: Connection, withheld: Withheld) -> Reach:
    """Which forms of the names are hidden everywhere, and which only where somebody is named."""
    who = {person.entity: person.entity for person in withheld.persons}
    for person in withheld.persons:
        who |= dict.fromkeys(_fragments(connection, person, who), person.entity)
    weak: dict[str, Matcher] = {}
    forms: set[Form] = set(withheld.told) | {(id_.casefold(),) for id_ in withheld.ids}
    for person in withheld.persons:
        telling = {part for part in person.forms.parts if _tells(connection, part, person, frozenset(who))}
        forms |= person.forms.whole | {(part,) for part in telling}
        weak[person.entity] = Matcher((part,) for part in person.forms.parts - telling)
    return Reach(Matcher(forms), weak, who, forms=frozenset(forms))


def _fragments(connection: Connection, person: Person, who: Mapping[str, str]) -> Iterator[str]:
    """What was taken for somebody else, and has no name but parts of this one, in reports that name the person.

    "Oru said" beside "Mara Oru": the reader of reports may not have known that the two are one.
    """
    own = frozenset(word for name in person.names for word in words_of(name))
    parts_of_it = " OR ".join(_phrase((part,)) for part in sorted(person.forms.parts))
    bearing = connection.execute(text(BEARING), {"word": parts_of_it or '""'}).scalars()
    whole = Matcher(person.forms.whole)
    for entity in parts.entities(connection, set(bearing) - set(who)).values():
        words = frozenset(word for name in entity.names for word in words_of(whole.hide(name.text, " ")))
        if words <= own and _beside(connection, entity.id, person, whole):
            yield entity.id


def _beside(connection: Connection, entity: str, person: Person, whole: Matcher) -> bool:
    """Whether an entity is named in reports alone that name a person as well."""
    there, own = _naming(connection, [entity]), _naming(connection, [person.entity])
    if len(there - own) > SAMPLE:
        return False
    return all(whole.within(words) for _, _, words in texts(connection, there - own))


def _tells(connection: Connection, part: str, person: Person, hidden: frozenset[str]) -> bool:
    """Whether one word of a name tells who it is: nobody else bears it, and it is no ordinary word of the reports."""
    caseless = script_of(part) in _CASELESS
    if caseless and (part,) not in map(words_of, person.names):
        return False
    word = _phrase((part,))
    if set(connection.execute(text(BEARING), {"word": word}).scalars()) - hidden:
        return False
    if caseless:
        return True
    standing = text(
        "SELECT r.text FROM search_reports s JOIN reports r ON r.seq = s.rowid WHERE s.words MATCH :word LIMIT :limit"
    )
    ordinary = re.compile(rf"(?<![\w/@._-]){re.escape(part)}(?![\w/@_-]|\.\w)")
    said = connection.execute(standing, {"word": word, "limit": SAMPLE}).scalars()
    whole = Matcher(person.forms.whole)
    return not any(ordinary.search(t) and ordinary.search(whole.hide(t)) for t in said)


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
    return set(connection.execute(select(table.report).where(among(table.entity, hidden))).scalars())


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
