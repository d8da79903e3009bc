"""Words, names of files and whole reports without what is withheld."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from stemmata.model import Metadatum, Qualifier, Report, Segment
from stemmata.show.withheld.blots import Blots
from stemmata.show.withheld.ids import BYTES, Ids
from stemmata.show.withheld.matcher import BLOT, hidden
from stemmata.show.withheld.reach import Reach

IN_ADDRESS = "withheld"  # a blot in an address, where brackets mean something
KEPT, SHORT = 100_000, 200  # so many texts of so many characters are remembered
URL = "url"
NONE = Blots()


class Hiding:
    """What is hidden in which report. A report that nobody foresaw is looked through when it comes with its text."""

    def __init__(self, reach: Reach, ids: Ids) -> None:
        self.reach, self.ids = reach, ids
        self._blots = dict(reach.blots)
        self._reports = set(reach.reports)
        self._seen: set[str] = set()
        self._kept: dict[tuple[str, frozenset[str], str], str] = {}

    def words(self, words: str, persons: Iterable[str] = (), blot: str = BLOT) -> str:
        """Words without withheld names; where they belong to a report or a fact of withheld `persons`, also without
        the parts of their names."""
        key = (words, frozenset(persons), blot)
        if key not in self._kept:
            if len(words) > SHORT:
                return self._hidden(*key)
            if len(self._kept) > KEPT:
                self._kept.clear()
            self._kept[key] = self._hidden(*key)
        return self._kept[key]

    def _hidden(self, words: str, persons: frozenset[str], blot: str) -> str:
        words = self.ids.hide(self.reach.strong.hide(words, blot))
        for person in sorted({self.reach.who[person] for person in persons & self.reach.hidden}):
            words = self.reach.weak[person].hide(words, blot)
        return words

    def qualifiers(self, qualifiers: Mapping[str, Qualifier], persons: Iterable[str] = ()) -> dict[str, Qualifier]:
        return {name: self._qualifier(value, persons) for name, value in qualifiers.items()}

    def _qualifier(self, value: Qualifier, persons: Iterable[str]) -> Qualifier:
        if isinstance(value, tuple):
            return tuple(self.words(item, persons) for item in value)
        return self.words(value, persons) if isinstance(value, str) else value

    def name(self, name: str) -> str:
        """The name of a report or a file; the blot in it tells it from other such names, and nothing else."""
        path, mark, member = name.partition("!")
        inside = self._file(member, name) if mark else ""
        return f"{self._file(path, path)}{mark}{inside}"

    def _file(self, words: str, name: str) -> str:
        blot = f"{BLOT[:-1]}-{self.ids.mark(name)[:6]}]"
        return self.words(words, self.reach.files.get(name, ()), blot)

    def persons(self, report: str) -> frozenset[str]:
        """The withheld persons that a report names."""
        return self.reach.whose.get(report, frozenset())

    def blots(self, report: str) -> Blots:
        return self._blots.get(report, NONE)

    def is_touched(self, report: str) -> bool:
        """Whether anything in a report is hidden."""
        return report in self._reports

    def look(self, report: Report) -> None:
        """Looks through a report for what the index of words did not find."""
        if report.id in self._reports or report.id in self._seen:
            return
        known = (
            report.name,
            *report.notes,
            *(word for m in report.metadata.values() for word in (m.value, m.evidence)),
        )
        spans = self.reach.strong.spans(report.text)
        if spans or self.reach.strong.within("\n".join(known)):
            self._blots[report.id] = Blots(spans)
            self._reports.add(report.id)
            self.ids.key(report.id)
        if report.text:
            self._seen.add(report.id)

    def report(self, report: Report) -> Report:
        """A report as others see it: its text has blots, its bytes no SHA-256."""
        self.look(report)
        if not self.is_touched(report.id):
            return report
        text = hidden(report.text, self.blots(report.id).spans) if report.text else ""
        return replace(
            report,
            id=self.ids(report.id),
            path=self._file(report.path, report.path),
            member=None if report.member is None else self._file(report.member, report.name),
            sha256=BYTES,
            size=len(text.encode("utf-8", "surrogatepass")),
            text=text,
            metadata={key: self._metadatum(key, known, report) for key, known in report.metadata.items()},
            runs=(),
            notes=tuple(self.words(note, self.persons(report.id)) for note in report.notes),
        )

    def _metadatum(self, key: str, known: Metadatum, report: Report) -> Metadatum:
        persons = self.persons(report.id)
        value = self.words(known.value, persons, IN_ADDRESS if key == URL else BLOT)
        return Metadatum(value, self.words(known.evidence, persons))

    def segments(self, report: str, segments: Iterable[Segment]) -> tuple[Segment, ...]:
        """The segments of a report in its shown text, which they tile; a blot on a border is in the first of two."""
        blots, persons = self.blots(report), self.persons(report)
        made = []
        for segment in segments:
            start, end = (blots.span(0, offset)[1] if offset else 0 for offset in (segment.start, segment.end))
            about = None if segment.about is None else blots.span(*segment.about)
            context = tuple(self.words(heading, persons) for heading in segment.context)
            made.append(replace(segment, start=start, end=end, about=about, context=context))
        return tuple(segment for segment in made if segment.start < segment.end)
