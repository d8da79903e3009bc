"""ZIP and gzip: what is read out of them, and what is refused."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from pathlib import Path

import pytest

from stemmata.acquire import Limits, acquire
from stemmata.acquire.archive import climbs
from stemmata.model import Report, Unread


def zipped(files: dict[str, bytes], pack: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", pack) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def read(tmp_path: Path, data: bytes, name: str = "a.zip", limits: Limits | None = None) -> list[Report | Unread]:
    (tmp_path / name).write_bytes(data)
    return list(acquire(tmp_path, limits or Limits()))


def told(results: list[Report | Unread]) -> list[tuple[str | None, str]]:
    return [(r.member, r.text if isinstance(r, Report) else r.reason) for r in results]


def test_members_come_in_order_with_their_sidecars(tmp_path: Path) -> None:
    files = {
        "b/two.txt": b"Two.",
        "a.html": b"<p>One.",
        "a.html.meta.yml": b"publisher: The Plain",
        ".hidden": b"x",
        "__MACOSX/a.html": b"x",
    }
    results = read(tmp_path, zipped(files))
    assert told(results) == [("a.html", "One."), ("b/two.txt", "Two.")]
    assert isinstance(results[0], Report) and results[0].known("publisher") == "The Plain"
    assert results[0].name == "a.zip!a.html"
    assert not list(tmp_path.glob("**/two.txt"))


def test_a_zip_in_a_zip_is_opened_and_one_too_deep_is_not(tmp_path: Path) -> None:
    data = zipped({"x.txt": b"Deep."})
    for name in ("c.zip", "b.zip", "a.zip"):
        data = zipped({name: data})
    assert told(read(tmp_path, data)) == [("a.zip!b.zip!c.zip!x.txt", "4 containers deep; the limit is 3")]
    assert told(read(tmp_path, data, limits=Limits(depth=4))) == [("a.zip!b.zip!c.zip!x.txt", "Deep.")]


@pytest.mark.parametrize("name", ["../x.txt", "/etc/x.txt", "a/../../x.txt", "C:\\x.txt", "..\\x.txt", "C:x.txt"])
def test_a_path_that_climbs_is_refused(tmp_path: Path, name: str) -> None:
    results = read(tmp_path, zipped({name: b"Words.", "ok.txt": b"Fine."}))
    reasons = [r.reason for r in results if isinstance(r, Unread)]
    assert reasons == ["a path that climbs out of the ZIP; such a file is not read"]
    assert [r.text for r in results if isinstance(r, Report)] == ["Fine."]


def test_names_with_dots_do_not_climb() -> None:
    assert not any(map(climbs, ("a..b/c.txt", "...txt", "a/b.txt")))


def test_a_file_without_a_name_is_told(tmp_path: Path) -> None:
    data = zipped({"a": b"Words."}, zipfile.ZIP_STORED)
    nameless = data.replace(struct.pack("<HH", 1, 0) + b"a", struct.pack("<HH", 0, 1) + b"a")
    at = nameless.rindex(b"PK\x01\x02")
    entry = bytearray(nameless[at:])
    entry[28:32] = struct.pack("<HH", 0, 1)
    assert told(read(tmp_path, nameless[:at] + bytes(entry))) == [("", "a file without a name")]


def test_a_bomb_is_known_by_its_ratio(tmp_path: Path) -> None:
    ((member, reason),) = told(read(tmp_path, zipped({"bomb.txt": bytes(30_000_000)})))
    assert member == "bomb.txt" and reason.startswith("a ZIP bomb by its look: ")


def test_a_size_that_is_a_lie_does_not_help_a_bomb(tmp_path: Path) -> None:
    data = bytearray(zipped({"bomb.txt": bytes(3_000_000)}))
    true, lie = struct.pack("<I", 3_000_000), struct.pack("<I", 50)
    results = read(tmp_path, bytes(data.replace(true, lie)), limits=Limits(file_bytes=1_000_000))
    assert all(isinstance(r, Unread) for r in results) and len(results) == 1


def test_all_members_together_are_bounded(tmp_path: Path) -> None:
    files = {f"{n}.txt": bytes([65 + n]) * 400 for n in range(5)}
    results = told(read(tmp_path, zipped(files), limits=Limits(total_bytes=1000)))
    assert [member for member, _ in results] == ["0.txt", "1.txt", None]
    assert results[-1][1] == "unpacks to more than 1,000 bytes; the rest is not read"


def test_the_number_of_members_is_bounded(tmp_path: Path) -> None:
    files = {f"{n}.txt": b"Words." for n in range(5)}
    ((_, reason),) = told(read(tmp_path, zipped(files), limits=Limits(members=4)))
    assert reason == "a ZIP of 5 files; the limit is 4"


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"Words."}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    assert told(read(tmp_path, bytes(data))) == [("a.txt", "encrypted with a password; store it without one")]


def test_damage_and_cuts_are_named(tmp_path: Path) -> None:
    whole = zipped({"a.txt": b"Words and more words, so that there is something to break."}, zipfile.ZIP_STORED)
    ((member, reason),) = told(read(tmp_path, whole.replace(b"more", b"less")))
    assert member == "a.txt" and reason.startswith("damaged in the ZIP: Bad CRC-32")
    ((_, reason),) = told(read(tmp_path, whole[: len(whole) // 2]))
    assert reason.startswith("not a whole ZIP file: ")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_two_reports(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for text in ("One.", "One."):
            archive.writestr("a.txt", text)
    results = read(tmp_path, out.getvalue())
    assert told(results) == [("a.txt", "One."), ("a.txt#2", "One.")]
    assert len({r.id for r in results if isinstance(r, Report)}) == 2


def test_what_people_wrote_of_the_zip_holds_for_its_members(tmp_path: Path) -> None:
    (tmp_path / "a.zip.meta.yml").write_text("publisher: The Plain\nlanguage: en")
    (report,) = read(tmp_path, zipped({"a.txt": b"Words."}))
    assert isinstance(report, Report) and report.known("publisher") == "The Plain"


def test_a_gzip_file_is_read_and_a_cut_one_is_named(tmp_path: Path) -> None:
    data = gzip.compress(b"<p>Words.</p>" * 50, mtime=0)
    ((member, text),) = told(read(tmp_path, data, "page.html.gz"))
    assert member == "page.html" and text.startswith("Words.\n\nWords.")
    ((_, reason),) = told(read(tmp_path, data[:-20], "page.html.gz"))
    assert reason.startswith("damaged or cut short: ")
