"""Makes the files of reports/ that are not plain text from texts/: `python make_files.py`. No clock shows in them."""

from __future__ import annotations

import gzip
import io
import textwrap
import zipfile
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from docx import Document
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HERE = Path(__file__).resolve().parent
TEXTS, REPORTS = HERE / "texts", HERE / "reports"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP can hold: the clock must not show in the bytes
PAGES = (
    ("observer.html", "https://kelmarobserver.example/2016/02/09/haddar", "2016-03-01T10:00:00Z"),
    ("radio-torvesh.html", "https://radiotorvesh.example/news/20160216-3", "2016-03-01T10:00:07Z"),
)


def text_of(name: str) -> str:
    return (TEXTS / name).read_text("utf-8")


def zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return made.getvalue()


def document(text: str) -> bytes:
    """A Word document: lines that begin with #, ## and * are title, headings and list."""
    made = Document()
    made.core_properties.author = "Two Rivers Council"
    made.core_properties.created = made.core_properties.modified = datetime(2015, 4, 2)
    for line in text.splitlines():
        mark, _, rest = line.partition(" ")
        style = {"#": "Title", "##": "Heading 1", "*": "List Bullet"}.get(mark)
        made.add_paragraph(rest if style else line, style)
    packed = io.BytesIO()
    made.save(packed)
    with zipfile.ZipFile(packed) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})


def portable(text: str) -> bytes:
    """A PDF with a text layer; a form feed begins a page."""
    pages = [drawn(page) for page in text.split("\f")]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, page in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (5 + 2 * n)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page))
    return with_table(objects)


def drawn(page: str) -> bytes:
    lines = [line for paragraph in page.strip().split("\n") for line in textwrap.wrap(paragraph, 84) or [""]]
    shown = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]
    text = "\n".join(f"({line}) Tj T*" for line in shown)
    return f"BT /F1 11 Tf 15 TL 60 780 Td\n{text}\nET".encode("cp1252")


def with_table(objects: list[bytes]) -> bytes:
    made, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(offsets) + 1, rows)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, len(made))
    return made + table + end


def mail() -> bytes:
    message = EmailMessage(SMTP)
    message["From"] = "Mira Tolle <mira@tolle.example>"
    message["To"] = "desk@weekend.example"
    message["Date"] = "Thu, 25 Jun 2015 18:02:11 +0200"
    message["Subject"] = "Interview with Ilya Sorov"
    message.set_content(text_of("interview.txt"), cte="quoted-printable")
    message.add_attachment(text_of("leaflet.txt"), filename="leaflet.txt", cte="base64")
    message.set_boundary("two-rivers")
    return message.as_bytes()


def web_archive() -> bytes:
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=True)
    for number, (name, url, seen) in enumerate(PAGES, 1):
        answer = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        known = {"WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>", "WARC-Date": seen}
        payload = io.BytesIO(text_of(name).encode())
        writer.write_record(
            writer.create_warc_record(url, "response", payload, warc_headers_dict=known, http_headers=answer)
        )
    return made.getvalue()


def main() -> None:
    """Writes each file anew."""
    members = ("highland-captions.txt", "northern-shield-mobile.txt")
    files = {
        "bruna-weekly.txt": text_of("two-brigades.txt").encode("cp1251"),
        "bayan.txt": text_of("bayan.txt").encode("cp1256"),
        "council-statement.docx": document(text_of("council-statement.txt")),
        "delta-rights-watch.pdf": portable(text_of("delta-rights-watch.txt")),
        "interview.eml": mail(),
        "pages-2016.warc.gz": web_archive(),
        "from-a-phone.zip": zipped({name: text_of(name).encode() for name in members}),
        "eastern-digest.txt.gz": gzip.compress(text_of("eastern-digest.txt").encode(), mtime=0),
    }
    for name, data in files.items():
        (REPORTS / name).write_bytes(data)


if __name__ == "__main__":
    main()
