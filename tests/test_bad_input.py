"""Bad input, the whole road through `stemmata build`: one clear line for each, and all else is recorded as ever."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from stemmata import readings
from stemmata.clean import clean
from stemmata.model import Report, Segment
from stemmata.record.database import sole_builder
from stemmata.record.read import Record
from stemmata.settings import init
from stemmata.show.cli import app

GOOD = "The Reed Front split from the Marsh Army in June 2013. Colonel Mara Oru is the commander of the Reed Front."
SALT = "<p>The Salt League was formed in May 2011.</p>"
LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'ab' * 32}> /U <{'cd' * 32}> >> /ID [<01> <01>]"


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["-C", str(folder), *words])


def pdf(content: str, trailer: str = "") -> bytes:
    """One page, without a table of offsets: readers mend that."""
    return f"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length {len(content)}>>
stream
{content}
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R {trailer}>>
""".encode()


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def web_archive(*pages: str) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    for number, page in enumerate(pages):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        record_id = {"WARC-Record-ID": f"<urn:uuid:{number}>"}
        body = io.BytesIO(page.encode())
        url = f"http://example.org/{number}"
        record = writer.create_warc_record(
            url, "response", payload=body, http_headers=headers, warc_headers_dict=record_id
        )
        writer.write_record(record)
    return out.getvalue()


PAGE = f"<script>The Delta Guard attacked Tolin.</script>{'<div>' * 100_000}{SALT}<style>p {{ color: red }}"
READ = {
    "good.txt": GOOD.encode(),
    "not-utf-8.txt": GOOD.replace("Colonel", "“Colonel”").encode("cp1252"),
    "page.html": PAGE.encode(),
}
BAD = {
    "cut.warc": web_archive(SALT, SALT * 40)[:-900],
    "cut.zip": zipped({"fine.txt": GOOD.encode()})[:60],
    "empty.txt": b"",
    "locked.pdf": pdf("BT /F 12 Tf (Words.) Tj ET", LOCK),
    "noise.txt": bytes(range(256)) * 40,
    "packed.zip": zipped({"../climb.txt": GOOD.encode(), "bomb.txt": bytes(20_000_000), "fine.txt": SALT.encode()}),
    "scan.pdf": pdf("0.5 g 50 50 100 100 re f"),
}
TOLD = (
    "cut.warc: the web archive is cut short or damaged here; the records before this were read",
    "cut.zip: not a whole ZIP file",
    "empty.txt: an empty file",
    "link.txt: a link that leads out of the record",
    "locked.pdf: a PDF with a password",
    "noise.txt: binary, not text",
    "one-line.txt: too large",
    "packed.zip!../climb.txt: a path that climbs out of the ZIP",
    "packed.zip!bomb.txt: a ZIP bomb by its look",
    "scan.pdf: no text layer on any of 1 pages",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("bad") / "record"
    init(folder)
    reports = folder / "reports"
    for name, data in {**READ, **BAD}.items():
        (reports / name).write_bytes(data)
    with (reports / "one-line.txt").open("wb") as file:
        file.truncate(200_000_000)
    (reports / "link.txt").symlink_to(__file__)
    return folder, run(folder, "build")


def unread(result: Result) -> list[str]:
    return [line.removeprefix("not read: ") for line in result.stderr.splitlines() if line.startswith("not read: ")]


def test_each_bad_file_has_one_line_that_names_it_and_why(built: tuple[Path, Result]) -> None:
    _, result = built
    assert result.exit_code == 0, result.stderr
    lines = unread(result)
    assert len(lines) == len(TOLD), lines
    assert [line for line, told in zip(lines, TOLD, strict=True) if not line.startswith(told)] == []


def test_what_is_good_beside_them_is_recorded(built: tuple[Path, Result]) -> None:
    folder, _ = built
    with Record.open(folder) as record:
        reports = {report.name: report for report in record.reports()}
        assert sorted(reports) == sorted((*READ, "cut.warc!urn:uuid:0", "packed.zip!fine.txt"))
        claims = record.claims(report=reports["good.txt"].id)
        assert {"split_from", "holds_post"} <= {claim.predicate for claim in claims}
        assert [claim.subject.text for claim in record.claims(report=reports["page.html"].id)] == ["Salt League"]
        assert "“Colonel”" in reports["not-utf-8.txt"].text
        assert any("not UTF-8" in note for note in reports["not-utf-8.txt"].notes)
        assert "Delta Guard" not in reports["page.html"].text
    assert run(folder, "check").stdout == "check  all is well\n"
    assert not list(folder.parent.glob("climb.txt"))


def test_strict_fails_and_still_records(built: tuple[Path, Result]) -> None:
    folder, first = built
    result = run(folder, "build", "--strict")
    assert result.exit_code == 1
    assert unread(result) == unread(first)
    assert result.stderr.endswith(f"error: {len(TOLD)} files could not be read, which --strict forbids\n")
    assert run(folder, "check").exit_code == 0


def one_error(result: Result) -> str:
    """The only line that a failed command leaves."""
    (line,) = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (1, "")
    return line


def test_a_second_build_at_once_ends_in_one_line(built: tuple[Path, Result]) -> None:
    folder, _ = built
    before = (folder / "record.db").read_bytes()
    with sole_builder(folder):
        assert "another build of this record is running" in one_error(run(folder, "build"))
    assert (folder / "record.db").read_bytes() == before


@pytest.mark.parametrize("command", ["build", "sources", "export claims", "check"])
def test_a_record_of_a_newer_version_is_refused_in_one_line(tmp_path: Path, command: str) -> None:
    init(tmp_path)
    with sqlite3.connect(tmp_path / "record.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    before = (tmp_path / "record.db").read_bytes()
    line = one_error(run(tmp_path, *command.split()))
    assert line.startswith(f"error: {tmp_path / 'record.db'}: made by a newer stemmata")
    assert (tmp_path / "record.db").read_bytes() == before


def test_a_report_that_stemmata_fails_on_stops_nothing_and_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of ours: the others are read, the place of the fault is told, and nothing of it is kept for later."""
    folder = tmp_path / "record"
    init(folder)
    (folder / "reports/bad.txt").write_text("The Salt League was formed in May 2011.")
    (folder / "reports/good.txt").write_text(GOOD)

    def failing(report: Report) -> tuple[Segment, ...]:
        return clean(report) if report.path == "good.txt" else [*report.runs][report.size]  # type: ignore[return-value]

    with monkeypatch.context() as broken:
        broken.setattr(readings, "clean", failing)
        result = run(folder, "build")
        assert unread(result)[0].startswith("bad.txt: a fault of stemmata (IndexError at test_bad_input.py:")
        assert result.exit_code == 0 and "please report it" in result.stderr
        assert run(folder, "build", "--strict").exit_code != 0
        with Record.open(folder) as record:
            assert [report.path for report in record.reports()] == ["good.txt"]
    assert not unread(run(folder, "build"))
    with Record.open(folder) as record:
        assert [report.path for report in record.reports()] == ["bad.txt", "good.txt"]
