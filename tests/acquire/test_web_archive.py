"""WARC: pages by record id, and archives that are cut."""

from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from stemmata.acquire import acquire
from stemmata.model import Report, Unread


def noise(seed: int) -> str:
    """Words that do not pack well, so that half of a packed archive is half of its records."""
    return " ".join(hashlib.sha256(bytes([seed, n % 250, n // 250])).hexdigest() for n in range(300))


def archive(pages: list[tuple[str, str, bytes]], packed: bool) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for number, (status, media_type, body) in enumerate(pages):
        record = writer.create_warc_record(
            f"http://example.org/{number}",
            "response",
            payload=io.BytesIO(body),
            http_headers=StatusAndHeaders(status, [("Content-Type", media_type)], protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2019-03-12T10:00:00Z", "WARC-Record-ID": f"<urn:uuid:{number}>"},
        )
        writer.write_record(record)
    return out.getvalue()


def read(tmp_path: Path, data: bytes, packed: bool = False) -> list[Report | Unread]:
    (tmp_path / ("a.warc.gz" if packed else "a.warc")).write_bytes(data)
    return list(acquire(tmp_path))


@pytest.mark.parametrize("packed", [False, True])
def test_pages_and_documents_are_members(tmp_path: Path, packed: bool) -> None:
    pages = [
        ("200 OK", "text/html; charset=windows-1251", "<p>Бригада ушла.".encode("cp1251")),
        ("302 Found", "text/html", b"<p>Moved."),
        ("200 OK", "image/png", b"\x89PNG"),
        ("200 OK", "text/plain", b"Plain words."),
    ]
    one, two = read(tmp_path, archive(pages, packed), packed)
    assert isinstance(one, Report) and isinstance(two, Report)
    assert (one.member, one.text, one.reader) == ("urn:uuid:0", "Бригада ушла.", "html/1")
    assert (one.known("url"), one.known("retrieved")) == ("http://example.org/0", "2019-03-12")
    assert (two.member, two.text) == ("urn:uuid:3", "Plain words.")


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_cut_anywhere_gives_what_is_whole_and_says_so(tmp_path: Path, packed: bool) -> None:
    whole = archive([("200 OK", "text/html", f"<p>{n} {noise(n)}".encode()) for n in range(3)], packed)
    third = len(whole) // 3
    for cut in (third + 4, third + 100, len(whole) // 2, 2 * third + 7, len(whole) - 100):
        *reports, last = read(tmp_path, whole[:cut], packed)
        assert [r.member for r in reports] == [f"urn:uuid:{n}" for n in range(cut // third)]
        assert isinstance(last, Unread) and "the web archive is cut short or damaged here" in last.reason


def test_a_page_that_names_another_site_as_its_original_relays_it(tmp_path: Path) -> None:
    page = '<link rel=canonical href="https://{}/truce"><p>They met.'
    pages = [("200 OK", "text/html", page.format(site).encode()) for site in ("www.plain.test", "m.example.org")]
    one, two = read(tmp_path, archive(pages, packed=False))
    assert isinstance(one, Report) and isinstance(two, Report)
    assert (one.known("relays"), two.known("relays")) == ("plain.test", None)
    assert one.known("url") == "http://example.org/0"
    evidence = 'link[rel~="canonical"] @href https://www.plain.test/truce, fetched from http://example.org/0'
    assert one.metadata["relays"].evidence == evidence


def test_what_is_no_web_archive_says_so(tmp_path: Path) -> None:
    (result,) = read(tmp_path, b"some other words\n" * 20)
    assert isinstance(result, Unread) and "cut short or damaged" in result.reason


def test_what_a_damaged_archive_holds_is_not_written_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = archive([("200 OK", "text/plain", b"First words. "), ("200 OK", "text/plain", b"More words.")], False)
    stderr = sys.stderr
    results = read(tmp_path, whole.replace(b"First words. ", b"First words. A name in confidence.\r\n"))
    assert isinstance(results[-1], Unread) and "end where they should not" in results[-1].reason
    assert sys.stderr is stderr
    assert "confidence" not in "".join(capsys.readouterr())
