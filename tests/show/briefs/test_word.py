import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from docx import Document

from stemmata.show.briefs.word import docx_of
from stemmata.show.holdings import Holdings
from tests.show.briefs.made import hostile, the_brief

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def file(held: Holdings) -> bytes:
    return docx_of(the_brief(held))


def part(file: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return ElementTree.fromstring(parts.read(name))


def text(element: ElementTree.Element) -> str:
    return "".join(found.text or "" for found in element.iter(f"{W}t"))


def test_every_footnote_is_referred_to_once_and_in_order(held: Holdings, file: bytes) -> None:
    referred = [found.get(f"{W}id") for found in part(file, "word/document.xml").iter(f"{W}footnoteReference")]
    notes = [found.get(f"{W}id") for found in part(file, "word/footnotes.xml")]
    assert notes == ["-1", "0", *referred]
    assert referred == [str(note.number) for note in the_brief(held).notes]


def test_a_footnote_holds_the_quote_and_where_it_stands(file: bytes) -> None:
    notes = part(file, "word/footnotes.xml")
    said = next(text(note) for note in notes if "Mara Oru became" in text(note))
    assert said.startswith(" “Mara Oru became commander of the Delta Guard on 11 August 2015”")
    assert re.search(r"gazette\.txt, characters 61–123, SHA-256 [0-9a-f]{64}; claim [0-9a-f]{16}\.$", said)


def test_a_note_that_is_referred_to_again_is_pointed_at(file: bytes) -> None:
    document = part(file, "word/document.xml")
    fields = [found.text or "" for found in document.iter(f"{W}instrText")]
    marks = {found.get(f"{W}name") for found in document.iter(f"{W}bookmarkStart")}
    assert fields and {field.split()[1] for field in fields} <= marks


def test_python_docx_reads_it_back(file: bytes) -> None:
    read = Document(io.BytesIO(file))
    styles = {paragraph.text: paragraph.style.name for paragraph in read.paragraphs if paragraph.style is not None}
    assert styles["Delta Guard"] == "Title"
    assert styles["Names"] == styles["Disputes"] == styles["Reports cited"] == "Heading 1"
    assert [cell.text for cell in read.tables[0].rows[0].cells] == ["No.", "Report", "File and SHA-256", "Witness"]
    assert len(read.tables[0].rows) == 5
    assert read.core_properties.title == "Delta Guard"
    assert read.core_properties.author == "" and read.core_properties.created is None


def test_the_same_brief_gives_the_same_bytes(held: Holdings, file: bytes) -> None:
    assert docx_of(the_brief(held)) == file
    assert docx_of(the_brief(held), letter=True) != file
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_style_that_is_used_is_there(file: bytes) -> None:
    there = {style.get(f"{W}styleId") for style in part(file, "word/styles.xml").iter(f"{W}style")}
    for name in ("word/document.xml", "word/footnotes.xml", "word/header1.xml", "word/footer1.xml"):
        tags = ("pStyle", "rStyle", "tblStyle")
        used = {found.get(f"{W}val") for tag in tags for found in part(file, name).iter(f"{W}{tag}")}
        assert used <= there, name


def test_arabic_runs_from_right_to_left(file: bytes) -> None:
    runs = list(part(file, "word/document.xml").iter(f"{W}r"))
    arabic = [run for run in runs if "حرس" in text(run)]
    assert arabic and all(run.find(f"{W}rPr/{W}rtl") is not None for run in arabic)


def test_hostile_words_are_written_out() -> None:
    file = docx_of(hostile())
    assert "\\x1b[31m \\ud800 \\ufffe \\u202e" in text(part(file, "word/document.xml"))
    Document(io.BytesIO(file))


def test_pages_are_numbered(file: bytes) -> None:
    fields = [found.text for found in part(file, "word/footer1.xml").iter(f"{W}instrText")]
    assert fields == [" PAGE ", " NUMPAGES "]
