"""A law for every reader: whatever happens to a file's bytes, reading it ends in reports and reasons."""

from __future__ import annotations

import gzip
import io
import json
import tempfile
import zipfile
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from stemmata.acquire import acquire
from stemmata.model import Report

PAGE = b"<html lang=en><h1>Truce in Ora</h1><p>The brigade left the town on 12 March 2019.</p></html>"
_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 40>>stream
BT /F 12 Tf 20 200 Td (They met.) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
"""


def _mail() -> bytes:
    message = EmailMessage()
    message["Subject"], message["Date"] = "Réponse", "Tue, 12 Mar 2019 10:00:00 +0000"
    message.set_content("The brigade left.")
    message.add_alternative(PAGE.decode(), subtype="html")
    message.add_attachment(_zip(), maintype="application", subtype="zip", filename="all.zip")
    return message.as_bytes()


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", PAGE)
        archive.writestr("a.html.meta.yml", "publisher: The Plain")
        archive.writestr("b.txt", "Words and more words.")
    return out.getvalue()


def _docx() -> bytes:
    out = io.BytesIO()
    document = Document()
    document.add_heading("Truce", 1)
    document.save(out)
    return out.getvalue()


def _warc(packed: bool) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for number in range(2):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                f"http://x.org/{number}", "response", payload=io.BytesIO(PAGE), http_headers=headers
            )
        )
    return out.getvalue()


@cache
def whole(name: str) -> bytes:
    rows = [{"title": "Truce", "text": PAGE.decode(), "date": "2019-03-12"}, {"text": "Words."}]
    return {
        "a.txt": "Уход гарнизона\n\nОни ушли.".encode("utf-16"),
        "a.html": PAGE,
        "a.pdf": _PDF,
        "a.docx": _docx(),
        "a.eml": _mail(),
        "a.json": json.dumps(rows).encode(),
        "a.jsonl": "\n".join(map(json.dumps, rows)).encode(),
        "a.csv": b'title,text\nTruce,"They met,\nand left."\n',
        "a.zip": _zip(),
        "a.warc": _warc(packed=False),
        "a.warc.gz": _warc(packed=True),
        "a.html.gz": gzip.compress(PAGE, mtime=0),
    }[name]


NAMES = tuple("a.txt a.html a.pdf a.docx a.eml a.json a.jsonl a.csv a.zip a.warc a.warc.gz a.html.gz".split())


@pytest.mark.parametrize("name", NAMES)
def test_each_whole_file_gives_reports_only(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(whole(name))
    results = list(acquire(tmp_path))
    assert results and all(isinstance(result, Report) for result in results), results


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_files_end_in_reports_and_reasons(name: str, data: st.DataObject) -> None:
    broken = bytearray(whole(name))
    for place in data.draw(st.lists(st.integers(0, len(broken) - 1), max_size=12), label="places"):
        broken[place] = data.draw(st.integers(0, 255), label="byte")
    cut = data.draw(st.one_of(st.none(), st.integers(1, len(broken))), label="cut")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(broken[:cut])
        results = list(acquire(Path(folder)))
    for result in results:
        assert result.path == name
        if isinstance(result, Report):
            assert result.text.encode().decode() == result.text
            assert all(run.start < run.end <= len(result.text) for run in result.runs)
        else:
            assert result.reason and "\n" not in result.reason


def test_a_first_line_that_ends_in_a_lone_carriage_return(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\r" + whole("a.csv")[1:])
    assert all(result.path == "a.csv" for result in acquire(tmp_path))
