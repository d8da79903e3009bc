"""DOCX: paragraphs, headings, lists, tables and notes, in the order of the document.

Read from the XML itself (ECMA-376, WordprocessingML): libraries pass over text that was inserted under "track changes"
and text in content controls, and both are on the page. Deleted text is not. The document is written out as simple HTML
and read by the reader of pages, so that both lay text out alike.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser

from stemmata.acquire.archive import member_bytes, opened_zip
from stemmata.acquire.dates import edtf_of
from stemmata.acquire.decode import without_surrogates
from stemmata.acquire.html_walk import visible
from stemmata.acquire.language import primary_subtag
from stemmata.acquire.payload import Found, Limits, Options, Payload, Piece, Reading
from stemmata.errors import UnreadableReport
from stemmata.model import Metadatum

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# Styles by their English names, which Word keeps in every language.
_STYLES = {
    "title": "h1",
    "subtitle": "h2",
    **{f"heading {level}": f"h{min(level, 6)}" for level in range(1, 10)},
    "caption": "figcaption",
    "quote": "blockquote",
    "intense quote": "blockquote",
}
_TABLES = {"tbl": "table", "tr": "tr", "tc": "td"}
_MARKS = {"tab": " ", "br": "<br>", "cr": "<br>", "noBreakHyphen": "\u2011"}
_NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))
_CORE = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/elements/1.1/}creator": "author",
    "{http://purl.org/dc/elements/1.1/}language": "language",
    "{http://purl.org/dc/terms/}modified": "not_after",
}


def read_docx(payload: Payload, options: Options) -> Iterator[Piece]:
    """The text of a Word document. Raises UnreadableReport for one that is damaged, locked or empty."""
    if not payload.data.startswith(b"PK"):
        raise UnreadableReport("not a DOCX: locked with a password, or an old .doc; store it as a plain .docx")
    try:
        with opened_zip(io.BytesIO(payload.data)) as archive:
            package = _Package(archive, options.limits)
            markup = "".join(package.markup())
            found = package.core()
    except ElementTree.ParseError as error:
        raise UnreadableReport(f"a damaged DOCX: {error}") from error
    root = LexborHTMLParser(f"<body>{markup}</body>").body
    page = visible(root, options.limits.runs) if root is not None else None
    if page is None or not page.text.strip():
        raise UnreadableReport("a document without text")
    yield Reading(without_surrogates(page.text), _DOCUMENT, page.runs, found)


class _Package:
    """The parts of a DOCX that hold text or tell of it."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._infos = {info.filename: info for info in archive.infolist()}

    def markup(self) -> Iterator[str]:
        if "word/document.xml" not in self._infos:
            raise UnreadableReport("not a DOCX: there is no word/document.xml in it")
        styles = dict(_style_tags(self._part("word/styles.xml")))
        yield from _written(self._part("word/document.xml"), styles)
        for name, kind in _NOTES:
            yield from _written(self._part(name), styles, kind)

    def core(self) -> Found:
        """Title, author and language; and the day of the last change, after which the text was not written."""
        found: dict[str, Metadatum] = {}
        for _, element in _events(self._part("docProps/core.xml")):
            key = _CORE.get(element.tag)
            value = _core_value(key, (element.text or "").strip()) if key is not None else None
            if key is not None and value:
                found[key] = Metadatum(value, f"document property {element.tag.rpartition('}')[2]}")
        return found

    def _part(self, name: str) -> bytes:
        info = self._infos.get(name)
        return b"" if info is None else member_bytes(self._archive, info, self._limits)


def _core_value(key: str | None, text: str) -> str | None:
    if key == "not_after":
        return edtf_of(text)
    return primary_subtag(text) if key == "language" else text


def _events(part: bytes) -> Iterator[tuple[str, ElementTree.Element]]:
    """Starts and ends of elements, one after the other: no depth of nesting can exhaust the stack."""
    if part:
        yield from ElementTree.iterparse(io.BytesIO(part), events=("start", "end"))


def _style_tags(part: bytes) -> Iterator[tuple[str, str]]:
    """Style id -> the element that it stands for."""
    style = ""
    for event, element in _events(part):
        if event == "start" and element.tag == f"{_WORD}style":
            style = element.get(f"{_WORD}styleId", "")
        elif event == "start" and element.tag == f"{_WORD}name":
            name = element.get(f"{_WORD}val", "").lower()
            tag = "li" if name.startswith("list ") and name != "list paragraph" else _STYLES.get(name)
            if tag is not None:
                yield style, tag


class _Writer:
    """The HTML so far. Paragraphs may hold text boxes with paragraphs, so those that are open form a stack."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.styles = styles
        self.out: list[str] = []
        self.tags: list[str] = []
        self.starts: list[int] = []

    def begin(self) -> None:
        self.tags.append("p")
        self.starts.append(len(self.out))
        self.out.append("")

    def end(self) -> None:
        tag = self.tags.pop()
        self.out[self.starts.pop()] = f"<{tag}>"
        self.out.append(f"</{tag}>")

    def style(self, tag: str) -> None:
        if self.tags:
            self.tags[-1] = tag


def _written(part: bytes, styles: dict[str, str], note: str = "") -> Iterator[str]:
    """The HTML of a part. Of a part of notes, each note is a list item that begins with its number."""
    writer = _Writer(styles)
    skipped = 0
    for event, element in _events(part):
        if element.tag in (_FALLBACK, f"{_WORD}moveFrom"):
            skipped += 1 if event == "start" else -1
        elif not skipped and element.tag.startswith(_WORD):
            _write(writer, event, element, note)
        if event == "end":
            element.clear()
    yield from writer.out


def _write(writer: _Writer, event: str, element: ElementTree.Element, note: str) -> None:
    name = element.tag.removeprefix(_WORD)
    if event == "start":
        _write_start(writer, name, element, note)
    elif name == "p":
        writer.end()
    elif name == "t":
        writer.out.append(escape(element.text or ""))
    elif name in _TABLES:
        writer.out.append(f"</{_TABLES[name]}>")
    elif note and name == note:
        writer.out.append("</aside>")


def _write_start(writer: _Writer, name: str, element: ElementTree.Element, note: str) -> None:
    value = element.get(f"{_WORD}val", "")
    if name == "p":
        writer.begin()
    elif name == "pStyle":
        writer.style(writer.styles.get(value, "p"))
    elif name == "numPr":
        writer.style("li")
    elif name in _TABLES:
        writer.out.append(f"<{_TABLES[name]}>")
    elif name in _MARKS:
        writer.out.append(_MARKS[name])
    elif name in ("footnoteReference", "endnoteReference"):
        writer.out.append(f"<sup>[{element.get(f'{_WORD}id', '')}]</sup>")
    elif note and name == note:
        number = element.get(f"{_WORD}id", "")
        writer.out.append(f'<aside class="{note}">' + (f"<sup>[{number}]</sup> " if number.isdigit() else ""))
