"""PDF: pages, their text, and the ways in which there is none. The files are written here byte by byte."""

from __future__ import annotations

from pathlib import Path

from stemmata.acquire import Limits, acquire
from stemmata.clean import clean
from stemmata.model import Report, Role, Unread, passages


def pdf(pages: list[str], trailer: str = "", info: str = "") -> bytes:
    """A PDF with a line of Helvetica for each line of each page; an empty page gets a grey box, like a scan."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        lines = " ".join(f"({line}) Tj 0 -20 Td" for line in text.split("\n") if line)
        content = f"BT /F 12 Tf 50 700 Td {lines} ET" if lines else "0.5 g 50 50 400 600 re f"
        resources = "/Resources << /Font << /F 3 0 R >> >> /MediaBox [0 0 612 792]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {resources} /Contents {5 + 2 * number} 0 R >>")
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects.append(f"<< {info} >>")
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode()


def read(tmp_path: Path, data: bytes, name: str = "a.pdf", limits: Limits | None = None) -> Report | Unread:
    (tmp_path / name).write_bytes(data)
    (result,) = acquire(tmp_path, limits or Limits())
    return result


def test_pages_are_joined_and_marked(tmp_path: Path) -> None:
    report = read(tmp_path, pdf(["The Red Brigade met on Mon-\nday in Ora.", "Nobody came."]))
    assert isinstance(report, Report) and report.reader == "pdf/1"
    assert report.text == "The Red Brigade met on Mon-\nday in Ora.\nNobody came."
    assert [(r.tag, r.hints, report.text[r.start : r.end]) for r in report.runs] == [
        ("page", "1", "The Red Brigade met on Mon-\nday in Ora."),
        ("page", "2", "Nobody came."),
    ]


def test_the_files_own_dates_bound_the_text_and_date_nothing(tmp_path: Path) -> None:
    info = "/Title (Truce in Ora) /Author (N. Sel) /CreationDate (D:20190312101500Z)"
    report = read(tmp_path, pdf(["Words."], info=info))
    assert isinstance(report, Report)
    assert (report.known("title"), report.known("author"), report.known("not_after")) == (
        "Truce in Ora",
        "N. Sel",
        "2019-03-12",
    )
    assert report.known("published") is None
    assert report.metadata["not_after"].evidence == "PDF CreationDate"


def test_a_title_that_a_program_filled_in_is_none(tmp_path: Path) -> None:
    report = read(tmp_path, pdf(["Words."], info="/Title (Microsoft Word - draft3.doc)"))
    assert isinstance(report, Report) and report.known("title") is None


def test_a_page_without_text_among_others_is_noted(tmp_path: Path) -> None:
    report = read(tmp_path, pdf(["Words.", "", "More."]))
    assert isinstance(report, Report)
    assert report.text == "Words.\n\nMore." and report.notes == ("no text on page 2",)


def test_a_scan_says_that_it_has_no_text_layer(tmp_path: Path) -> None:
    result = read(tmp_path, pdf(["", ""]))
    assert isinstance(result, Unread)
    assert result.reason == "no text layer on any of 2 pages: a scan; run text recognition (OCR) first"


def test_a_password_is_named(tmp_path: Path) -> None:
    lock = f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'ab' * 32}> /U <{'cd' * 32}> >>"
    result = read(tmp_path, pdf(["Words."], trailer=f"/Encrypt {lock} /ID [<01> <01>]"))
    assert isinstance(result, Unread) and result.reason == "a PDF with a password; store it without one"


def test_what_only_begins_like_a_pdf_is_refused(tmp_path: Path) -> None:
    result = read(tmp_path, b"%PDF-1.7 and then nothing of the kind")
    assert isinstance(result, Unread) and result.reason.startswith("not a PDF that can be opened: ")


def test_a_pdf_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    report = read(tmp_path, pdf(["Words."]), name="statement.txt")
    assert isinstance(report, Report) and report.reader == "pdf/1"


def test_pages_and_characters_are_bounded(tmp_path: Path) -> None:
    data = pdf(["Words."] * 3)
    many = read(tmp_path, data, limits=Limits(pages=2))
    assert isinstance(many, Unread) and many.reason == "3 pages; the limit is 2"
    long = read(tmp_path, data, limits=Limits(text_chars=15))
    assert isinstance(long, Unread) and long.reason == "a text of more than 15 characters, up to page 3"


PAGES = [
    "Lake Institute Brief 7\nThe Reed Company after the truce\nPublished: 3 May 2018\nSummary\n"
    "On 3 May 2018 the Reed Company left the town of Ora and went to the headquarters of the Lake\n"
    "Guard in Port Sel. It took forty boats along. The men of the Company did not say when they\n"
    "would be back.\n"
    "Witnesses spoke to the Institute of two hundred men and of a long column of lorries. Moss\n"
    "says that there were more.\n"
    "The harbour\n"
    "The Lake Guard accused the Company of the theft of eleven boats, which the owners of the\n"
    "boats denied. A judge in Port Sel, who had heard none of the parties, ordered the Reed\n1",
    "Lake Institute Brief 7\nCompany to give them back by the end of the month, and it gave them back in June.\n"
    "Recommendations\n"
    "Both groups should let the Institute visit the harbour, and should pay for the boats.\n2",
]


def test_paragraphs_and_headings_of_pages_without_blank_lines(tmp_path: Path) -> None:
    report = read(tmp_path, pdf(PAGES))
    assert isinstance(report, Report)
    assert report.known("title") == "The Reed Company after the truce"  # its running head is said twice, and is none
    segments = clean(report)
    assert "".join(report.text[s.start : s.end] for s in segments) == report.text
    read_as = {role: [p.text for p in passages(report, segments) if p.role is role] for role in Role}
    assert [" ".join(words.split()) for words in read_as[Role.HEADING]] == [
        "Summary",
        "The harbour",
        "Recommendations",
    ]
    body = [" ".join(words.split()) for words in read_as[Role.BODY]]
    assert [words.split()[0] for words in body] == ["On", "Witnesses", "The", "Both"]
    assert "the headquarters of the Lake Guard in Port Sel" in body[0]
    assert "ordered the Reed Company to give them back" in body[2]
    furniture = [report.text[s.start : s.end].strip() for s in segments if s.role is Role.FURNITURE]
    assert sorted(furniture) == ["1", "2", *["Lake Institute Brief 7"] * 2, "Published: 3 May 2018"]
