"""A document as a Word file: real headings, real footnotes, a table of the reports, page numbers."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import OxmlElement
from docx.shared import Length, Mm
from docx.table import Table, _Row

from stemmata.show.briefs import rendering
from stemmata.show.briefs.brief import Brief, Controversy, Part, Statement, Work
from stemmata.show.briefs.word.package import bytes_of, skeleton
from stemmata.show.briefs.word.text import Footnotes, paragraph_of, write
from stemmata.show.briefs.words import fit

LETTER = (Mm(215.9), Mm(279.4))
COLUMNS = (("No.", Mm(10)), ("Report", Mm(62)), ("File and SHA-256", Mm(64)), ("Witness", Mm(34)))
DEEPEST = 3  # heading


def docx_of(brief: Brief, letter: bool = False) -> bytes:
    """The document as a .docx, on A4 or on Letter. The same brief gives the same bytes."""
    document = skeleton()
    if letter:
        document.sections[0].page_width, document.sections[0].page_height = LETTER
    notes = Footnotes(document)
    _describe(document, brief)
    _head(document, brief)
    for part in brief.parts:
        _part(document, notes, part)
    for note in brief.notes:
        notes.add(note)
    if brief.works:
        _works(document, brief)
    return bytes_of(document, notes.xml())


def _describe(document: Document, brief: Brief) -> None:
    """What a file says of itself. Nobody is named as its author, and no day as that of its making."""
    core = document.core_properties
    core.title, core.language = fit(brief.title)[:255], "en-GB"
    core.subject, core.identifier = fit(brief.dates)[:255], brief.edition.inputs[:255]
    core.comments = fit(brief.origin)[:255]


def _head(document: Document, brief: Brief) -> None:
    header = document.sections[0].header.paragraphs[0]
    write(header, brief.title[:60] + ("…" if len(brief.title) > 60 else ""))
    header.add_run("\t")
    write(header, brief.dates)
    write(paragraph_of(document, "Title"), brief.title)
    for line in (brief.kind, brief.dates, f"{brief.origin}; {rendering.supply(brief)}", brief.edition.site):
        if line:
            write(paragraph_of(document, "Subtitle"), line)


def _part(document: Document, notes: Footnotes, part: Part) -> None:
    if part.title:
        write(paragraph_of(document, f"Heading{min(part.level, DEEPEST)}"), part.title)
    for remark in part.remarks:
        write(document.add_paragraph(), remark)
    for statement in part.statements:
        _statement(document, notes, statement, "Statement")
    for controversy in part.controversies:
        _controversy(document, notes, controversy)


def _statement(document: Document, notes: Footnotes, statement: Statement, style: str) -> None:
    paragraph = paragraph_of(document, style)
    write(paragraph, rendering.full_stop(statement.text))
    notes.refer(paragraph, statement.notes)
    support = rendering.support(statement)
    told = (f"({support})" if support else "", f"fact {statement.fact}" if statement.fact else "")
    write(paragraph, "".join(f" {words}" for words in told if words), "Support")


def _controversy(document: Document, notes: Footnotes, controversy: Controversy) -> None:
    head = paragraph_of(document, "Dispute")
    head.add_run(fit(f"{controversy.kind}. ")).bold = True
    write(head, rendering.full_stop(controversy.why))
    write(head, f" dispute {controversy.id}", "Support")
    for camp in controversy.camps:
        write(paragraph_of(document, "Side"), camp.says)
        for statement in camp.statements:
            _statement(document, notes, statement, "SideStatement")
    if controversy.settle:
        write(paragraph_of(document, "Side"), f"What would settle it: {rendering.full_stop(controversy.settle)}")


def _works(document: Document, brief: Brief) -> None:
    write(paragraph_of(document, "Heading1"), "Reports cited")
    table = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    table.autofit = False
    for column, (_, width) in zip(table.columns, COLUMNS, strict=True):
        column.width = width
    _fill(table.rows[0], tuple(title for title, _ in COLUMNS))
    _set(table.rows[0], "w:cantSplit", "w:tblHeader")
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    numbers = rendering.numbers_of(brief.works)
    for work in brief.works:
        _row(table, work, rendering.witness_of(work, numbers))


def _row(table: Table, work: Work, witness: str) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]
    what = f"{rendering.work_of(work)}{f'. {work.url}' if work.url else ''}{f'; report {work.id}' if work.id else ''}"
    _fill(row, (str(work.number), what, f"{work.report} {work.sha256}", witness))
    _set(row, "w:cantSplit")


def _fill(row: _Row, texts: tuple[str, ...]) -> None:
    widths: list[Length] = [width for _, width in COLUMNS]
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = width
        cell.paragraphs[0]._p.style = "TableText"
        write(cell.paragraphs[0], text)


def _set(row: _Row, *tags: str) -> None:
    properties = row._tr.get_or_add_trPr()
    for tag in tags:
        properties.append(OxmlElement(tag))
