"""Text in a Word document: runs of one writing direction each, footnotes, and what refers to them."""

from __future__ import annotations

from docx.document import Document
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from stemmata.show.briefs import rendering
from stemmata.show.briefs.brief import Note
from stemmata.show.briefs.word.package import NOTES as NOTES_PART
from stemmata.show.briefs.word.package import PARTS, SKELETON
from stemmata.show.briefs.words import fit, turns

REFERENCE = "FootnoteReference"


def paragraph_of(document: Document, style: str) -> Paragraph:
    """A new paragraph at the end of the document. Styles go by their ids: python-docx is slow to look up names."""
    paragraph = document.add_paragraph()
    paragraph._p.style = style
    return paragraph


def run_of(paragraph: Paragraph, text: str = "", style: str = "") -> Run:
    """A new run at the end of a paragraph."""
    run = paragraph.add_run(text)
    if style:
        run._r.style = style
    return run


def write(paragraph: Paragraph, text: str, style: str = "") -> None:
    """Puts text at the end of a paragraph."""
    for piece, to_left in turns(fit(text)):
        run = run_of(paragraph, piece, style)
        if to_left:
            run.font.rtl = True


class Footnotes:
    """The footnotes of a document. Word numbers them as they are first referred to, and so does a brief."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._part = parse_xml((SKELETON / PARTS[NOTES_PART]).read_bytes())
        self._referred: set[int] = set()

    def add(self, note: Note) -> None:
        """A note with its words; each echo on a line of its own."""
        footnote = OxmlElement("w:footnote")
        footnote.set(qn("w:id"), str(note.number))
        self._part.append(footnote)
        first = self._paragraph(footnote)
        _put(run_of(first, style=REFERENCE), "w:footnoteRef")
        write(first, f" {rendering.first_place(note.first)}")
        if note.also:
            write(self._paragraph(footnote), "Also in, counted as the same witness:")
        for place in rendering.other_places(note.first, note.also):
            write(self._paragraph(footnote), f"– {rendering.full_stop(place)}")

    def _paragraph(self, footnote: BaseOxmlElement) -> Paragraph:
        element = OxmlElement("w:p")
        footnote.append(element)
        paragraph = Paragraph(element, self._document)  # whose styles it may use
        paragraph._p.style = "FootnoteText"
        return paragraph

    def refer(self, paragraph: Paragraph, numbers: tuple[int, ...]) -> None:
        """The marks of some notes. A note that was referred to before is pointed at, since Word counts it once."""
        for place, number in enumerate(numbers):
            if place:
                run_of(paragraph, ", ", REFERENCE)
            if number in self._referred:
                _point(paragraph, number)
            else:
                self._referred.add(number)
                _mark(paragraph, number)

    def xml(self) -> bytes:
        return bytes(serialize_part_xml(self._part))


def _put(run: Run, tag: str, **attributes: str) -> None:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    run._r.append(element)


def _mark(paragraph: Paragraph, number: int) -> None:
    """The reference itself, with a bookmark by which later ones point at it."""
    paragraph._p.append(_bookmark("w:bookmarkStart", number, name=f"note{number}"))
    _put(run_of(paragraph, style=REFERENCE), "w:footnoteReference", id=str(number))
    paragraph._p.append(_bookmark("w:bookmarkEnd", number))


def _bookmark(tag: str, number: int, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in {"id": str(number), **attributes}.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _point(paragraph: Paragraph, number: int) -> None:
    """A field that shows the number of a note that stands elsewhere."""
    _put(run_of(paragraph, style=REFERENCE), "w:fldChar", fldCharType="begin")
    asked = run_of(paragraph, style=REFERENCE)
    _put(asked, "w:instrText")
    asked._r[-1].text = f" NOTEREF note{number} \\f \\h "
    _put(run_of(paragraph, style=REFERENCE), "w:fldChar", fldCharType="separate")
    run_of(paragraph, str(number), REFERENCE)
    _put(run_of(paragraph, style=REFERENCE), "w:fldChar", fldCharType="end")
