"""What the lines of a report tell of it where no format does: title, byline, day of publication, whose text it is.

Every answer must rest on a clear form. A bare month in a banner is no date, a menu is no title: unknown is an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

from stemmata.acquire.boxes import box_of, is_row
from stemmata.acquire.dates import edtf_of, leading_date, written_date
from stemmata.acquire.head import Line, lines_of
from stemmata.acquire.language import small_words
from stemmata.acquire.payload import Found
from stemmata.acquire.publications import is_publication
from stemmata.model import Metadatum

_FOOT = 8  # lines with text in which a report signs off
_PROSE = 80  # characters, from which a line that ends a sentence is the text itself
_LONGEST_TITLE = 200
_CAPITAL = r"[^\W\d_a-z][\w.'’&-]*"
_NAME = rf"(?:{_CAPITAL}|\d+(?:st|nd|rd|th))(?: (?:of|the|de|la|al|el|for|and|{_CAPITAL}|\d{{1,3}})){{0,7}}"
_MARKUP = re.compile(r"^(?:#{1,6}\s+|[*_]{1,3}(?=\S))|(?:\s+#+|[*_]{1,3})$")
_SENTENCE_END = re.compile(r"(?<!\.\.)(?<!…)[.!?。؟][\"'”’)\]]*(?:\[\d+\])*$")
_FULL_DAY = re.compile(r"^(?:\w+,?\s+)?[^,]{0,30},?\s*\d{4}(?:[,\s|•·–—-]+(?:at\s+)?\d{1,2}[:.]\d\d.*)?$")


@dataclass(frozen=True, slots=True)
class _Forms:
    furniture_words: frozenset[str]
    furniture_phrases: frozenset[str]
    not_sources: frozenset[str]
    agencies: frozenset[str]
    patterns: dict[str, tuple[re.Pattern[str], ...]]


@cache
def _forms() -> _Forms:
    listed = yaml.load(Path(__file__).with_name("lines.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    keys = ("bylines", "publishers", "dated", "not_dated", "relays", "sign_offs", "openings")
    patterns = {key: tuple(re.compile(form.replace("NAME", _NAME)) for form in listed[key]) for key in keys}
    return _Forms(
        frozenset(listed["furniture_words"].split()),
        frozenset(listed["furniture_phrases"]),
        frozenset(listed["not_sources"]),
        frozenset(name.casefold() for name in listed["agencies"]),
        patterns,
    )


def line_metadata(text: str, opening: int | None = None) -> Found:
    """Title, author, publisher, day of publication and source, as far as the lines of a text say so in a clear form.

    `opening` is where the first page of a book ends: only that is searched for its title, others repeat running heads.
    """
    head = lines_of(text)
    found: dict[str, Metadatum] = {}
    title = title_of(lines_of(text[:opening]))
    if (said := _title_said(head, title)) is not None:
        found["title"] = said
    for key, kind in (("author", "bylines"), ("publisher", "publishers")):
        for line in head:
            if (source := _source(line.text, kind)) is not None:
                found.setdefault(key, line.says(source))
    if (paper := publication_of(head, title)) is not None:
        found.setdefault("publisher", paper)
    if (published := published_of(head, title)) is not None:
        found["published"] = published
    if (relays := relays_of(text, head)) is not None:
        found["relays"] = relays
    return found


def _title_said(head: list[Line], title: Line | None) -> Metadatum | None:
    if title is not None:
        return title.says(clean_title(title.text))
    box = box_of(head)
    if box is None or box.name is None or not _may_be_title(box.name.text):
        return None
    return box.name.says(box.name.text, "infobox title")


def clean_title(text: str) -> str:
    """A heading without its Markdown marks."""
    return _MARKUP.sub("", text).strip()


def is_furniture(text: str) -> bool:
    """Whether a line is only buttons, menus and names of platforms."""
    forms = _forms()
    folded = text.casefold().strip(" .:…»«›‹|#*")
    return folded in forms.furniture_phrases or all(word in forms.furniture_words for word in folded.split())


def title_of(head: list[Line]) -> Line | None:
    """The line that is the report's title: one that is said twice at the head, else the first that stands as a heading.

    Prose ends the search: what comes after the first sentence of the text is no title of it.
    """
    before_prose: list[Line] = []
    box = box_of(head)
    for line in head:
        if _is_prose(line.text) or (box is not None and line.number >= box.first):
            break
        before_prose.append(line)
    candidates = [line for line in before_prose if _may_be_title(line.text)]
    texts = [line.text for line in candidates]
    for line in candidates:
        if texts.count(line.text) > 1:
            return line
    following = {line.number: after for line, after in pairwise(head)}
    for line in candidates:
        after = following.get(line.number)
        if len(line.text.split()) > 1 and (line.alone or (after is not None and _follows_a_title(after.text))):
            return line
    return None


def _follows_a_title(text: str) -> bool:
    return _is_prose(text) or is_publication(text) or _says_when_or_who(text)


def _says_when_or_who(text: str) -> bool:
    return _is_date_line(text) or _source(text, "bylines") is not None


def publication_of(head: list[Line], title: Line | None) -> Metadatum | None:
    """The line of the form of a publication's name that stands between title and day or byline, or heads the page."""
    for above, line, below in zip(head, head[1:], [*(after.text for after in head[2:]), ""], strict=False):
        if _same(line, title) and above is head[0] and is_publication(above.text):
            return above.says(above.text, "a publication's name above the title")
        if _same(above, title) and is_publication(line.text) and _says_when_or_who(below):
            return line.says(line.text, "a publication's name below the title")
    return None


def _is_prose(text: str) -> bool:
    return len(text) >= _PROSE and _SENTENCE_END.search(text) is not None


def _may_be_title(text: str) -> bool:
    words = re.findall(r"[^\W\d_]{2,}", text)
    if not words or len(text) > _LONGEST_TITLE or is_furniture(text) or text.endswith((":", ",", ";")):
        return False
    if is_row(text):
        return False
    if text.rsplit(maxsplit=1)[-1].lower() in small_words() or not _begins_like_one(text):
        return False
    if any(_source(text, kind) for kind in ("bylines", "publishers", "relays")):
        return False
    return not _is_date_line(text) and not _SENTENCE_END.search(text.removesuffix("?").removesuffix("!"))


def _begins_like_one(text: str) -> bool:
    first = clean_title(text)[:1]
    return bool(first) and not first.islower() and first not in ",;.)]•·*–—-$€£"


def _is_date_line(text: str) -> bool:
    date = written_date(text) or edtf_of(text)
    letters = sum(character.isalpha() for character in text)
    return date is not None and (letters < 25 or _matches(text, "dated") or _matches(text, "not_dated"))


def _matches(text: str, kind: str) -> bool:
    return any(re.match(form.pattern, text, re.IGNORECASE) for form in _forms().patterns[kind])


def _source(text: str, kind: str) -> str | None:
    for form in _forms().patterns[kind]:
        found = form.fullmatch(text)
        if found is not None and (name := found["source"].strip(" .,")).casefold() not in _forms().not_sources:
            return name
    return None


def published_of(head: list[Line], title: Line | None) -> Metadatum | None:
    """The day a report was published: behind a label, in its byline, or alone in full right below title or byline."""
    previous: Line | None = None
    for line in head:
        if len(line.text) > _LONGEST_TITLE:
            break
        if (date := _published(line.text, previous is not None and _dates_below(previous, title))) is not None:
            return line.says(date)
        previous = line
    return None


def _dates_below(line: Line, title: Line | None) -> bool:
    return _same(line, title) or _source(line.text, "bylines") is not None or is_publication(line.text)


def _same(line: Line, title: Line | None) -> bool:
    return title is not None and line.text == title.text


def _published(text: str, below_title: bool) -> str | None:
    if _matches(text, "not_dated"):
        return None
    for form in _forms().patterns["dated"]:
        label = re.match(form.pattern + r"\s*(?:[:\-–—|]|on|le|el|am|il)?\s*", text, re.IGNORECASE)
        if label is not None:
            date = leading_date(text[label.end() :])
            # "Released 2013" is about something else more often than about the report.
            return date if date is not None and len(date) > 4 else None
    if _source(text, "bylines") is not None:
        return written_date(text)
    date = edtf_of(text)
    full = date is not None and len(date) == 10
    return date if full and below_title and len(text) <= 40 and _FULL_DAY.match(text) else None


def relays_of(text: str, head: list[Line]) -> Metadatum | None:
    """The source that a report says it repeats, from its first or last lines or the agency mark that opens its text."""
    for line in head:
        if (source := _source(line.text, "relays")) is not None and not is_furniture(source):
            return line.says(source)
        for form in _forms().patterns["openings"]:
            if (opening := form.match(line.text)) is not None:
                return line.says(opening["source"])
    return _signed_off(text)


def agency_in(author: str) -> str | None:
    """The news agency that an author's name is, or names at its end: "Reuters", "N. Sel, Associated Press"."""
    for name in re.split(r"[;,/|]| - | for | via ", author):
        if name.strip().casefold() in _forms().agencies:
            return name.strip()
    return None


def _signed_off(text: str) -> Metadatum | None:
    tail = text.rstrip()[-4000:]
    first = text[: len(text.rstrip()) - len(tail)].count("\n") + 1
    rows = [(first + n, row.strip()) for n, row in enumerate(tail.split("\n")) if row.strip()]
    for number, row in reversed(rows[-_FOOT:]):
        source = _source(row, "relays") or _source(row, "sign_offs")
        if source is not None and not is_furniture(source):
            return Line(number, row, True).says(source)
    return None
