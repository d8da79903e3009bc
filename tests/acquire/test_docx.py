"""DOCX: what is on the page, in its order, and packages that are none."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx import Document

from stemmata.acquire import acquire
from stemmata.model import Report, Unread

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(tmp_path: Path, data: bytes) -> Report | Unread:
    (tmp_path / "a.docx").write_bytes(data)
    (result,) = acquire(tmp_path)
    return result


def package(body: str, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", xml)
    return out.getvalue()


def test_headings_lists_tables_and_properties_of_a_document_that_word_would_write(tmp_path: Path) -> None:
    document = Document()
    document.core_properties.title, document.core_properties.author = "Truce in Ora", "N. Sel"
    document.add_heading("The truce", 1)
    document.add_paragraph("They met & left <soon>.")
    document.add_paragraph("One", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("Leader", "Oru", "Size", "300"), strict=True):
        cell.text = text
    out = io.BytesIO()
    document.save(out)
    report = read(tmp_path, out.getvalue())
    assert isinstance(report, Report) and report.reader == "docx/1"
    assert report.text == "The truce\n\nThey met & left <soon>.\n\nOne\n\nLeader\tOru\nSize\t300"
    tags = {run.tag: report.text[run.start : run.end] for run in report.runs}
    assert (tags["h1"], tags["li"], tags["td"]) == ("The truce", "One", "300")
    assert (report.known("title"), report.known("author")) == ("Truce in Ora", "N. Sel")
    assert report.known("not_after") == "2013-12-23"  # the template's own day of change, which python-docx keeps


def test_insertions_and_controls_are_on_the_page_and_deletions_are_not(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>They </w:t></w:r><w:ins><w:r><w:t>never </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>always </w:delText></w:r></w:del><w:r><w:t>met.</w:t></w:r></w:p>"
        "<w:moveFrom><w:p><w:r><w:t>moved away</w:t></w:r></w:p></w:moveFrom>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    report = read(tmp_path, package(body))
    assert isinstance(report, Report) and report.text == "They never met.\n\nIn a control."


def test_notes_follow_with_their_numbers(tmp_path: Path) -> None:
    notes = (
        f'<w:footnotes {_W}><w:footnote w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>A radio.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    body = '<w:p><w:r><w:t>They met.</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    report = read(tmp_path, package(body, footnotes=notes))
    assert isinstance(report, Report)
    assert " ".join(report.text.split()) == "They met.[1] [1] A radio."
    assert [run.hints for run in report.runs if run.tag == "aside"] == ["footnote"]


def test_what_is_no_document_says_why(tmp_path: Path) -> None:
    locked = read(tmp_path, b"\xd0\xcf\x11\xe0" + bytes(100))
    assert isinstance(locked, Unread) and locked.reason.startswith("not a DOCX: locked with a password, or an old .doc")
    broken = read(tmp_path, package("<w:p><w:r>"))
    assert isinstance(broken, Unread) and broken.reason.startswith("a damaged DOCX: ")
    empty = read(tmp_path, package(""))
    assert isinstance(empty, Unread) and empty.reason == "a document without text"


def test_entities_that_multiply_do_not(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f'<!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]><d>&l9;</d>')
    result = read(tmp_path, out.getvalue())
    assert isinstance(result, Unread) and result.reason.startswith("a damaged DOCX: ")
