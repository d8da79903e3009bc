"""Mail: bodies, attachments, headers, and pages that a browser saved as mail."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from stemmata.acquire import acquire
from stemmata.model import Report, Unread


def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Nele Orú <nele@example.org>"
    message["Subject"] = "Réponse de la brigade"
    message["Date"] = "Tue, 12 Mar 2019 23:30:00 +0200"
    message.set_content("The brigade has left Ora.\n")
    return message


def read(tmp_path: Path, data: bytes, name: str = "a.eml") -> list[Report | Unread]:
    (tmp_path / name).write_bytes(data)
    return list(acquire(tmp_path))


def test_headers_are_metadata_and_no_text(tmp_path: Path) -> None:
    (report,) = read(tmp_path, letter().as_bytes())
    assert isinstance(report, Report)
    assert (report.member, report.text) == ("part 1", "The brigade has left Ora.\n")
    assert {key: report.known(key) for key in ("title", "author", "published")} == {
        "title": "Réponse de la brigade",
        "author": "Nele Orú",
        "published": "2019-03-12",
    }
    assert report.metadata["published"].evidence == "header Date"


def test_of_two_forms_of_one_text_the_richer_is_read(tmp_path: Path) -> None:
    message = letter()
    message.add_alternative("<p>The <b>brigade</b> has left Ora.</p>", subtype="html")
    (report,) = read(tmp_path, message.as_bytes())
    assert isinstance(report, Report) and report.reader == "html/1" and report.member == "part 2"


def test_an_attachment_was_written_before_it_was_sent(tmp_path: Path) -> None:
    message = letter()
    message.add_attachment(b"A statement of the council.", maintype="text", subtype="plain", filename="état.txt")
    message.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="map.png")
    body, attached, picture = read(tmp_path, message.as_bytes())
    assert isinstance(body, Report) and isinstance(attached, Report) and isinstance(picture, Unread)
    assert attached.member == "part 2 état.txt" and attached.known("published") is None
    assert attached.known("not_after") == "2019-03-12" and attached.known("title") is None
    assert picture.member == "part 3 map.png" and picture.reason.startswith("no reader for '.png'")


def test_a_forwarded_message_keeps_its_own_headers(tmp_path: Path) -> None:
    outer = EmailMessage()
    outer["Subject"] = "Fwd"
    outer.set_content("See below.")
    outer.add_attachment(letter())
    body, inner = read(tmp_path, outer.as_bytes())
    assert isinstance(body, Report) and body.known("title") == "Fwd"
    assert isinstance(inner, Report) and inner.known("title") == "Réponse de la brigade"
    assert inner.member == "part 2!part 1"


def test_a_saved_page_was_retrieved_on_its_date(tmp_path: Path) -> None:
    saved = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/truce\r\nSubject: Truce\r\n"
        "Date: Tue, 12 Mar 2019 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<h1>Truce =3D peace</h1>\r\n"
        "--b\r\nContent-Type: text/css\r\n\r\np {color: red}\r\n--b--\r\n"
    )
    (report,) = read(tmp_path, saved.encode(), "truce.mhtml")
    assert isinstance(report, Report) and report.text == "Truce = peace"
    assert (report.known("url"), report.known("retrieved")) == ("https://example.org/truce", "2019-03-12")
    assert report.known("published") is None and report.known("author") is None


def test_broken_mail_ends_in_words(tmp_path: Path) -> None:
    (result,) = read(tmp_path, b"\n\njust words\n")
    assert isinstance(result, Unread) and result.reason == "not a message: it begins with no header such as 'From:'"
    deep = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\nContent-Type: message/rfc822\n\n" * 3000
    assert all(isinstance(result, Report | Unread) for result in read(tmp_path, deep))


def test_headers_that_lie_about_their_charset_are_still_read(tmp_path: Path) -> None:
    data = b"Subject: =?x-none?q?R=E9ponse?=\nFrom: \xff\xfe\n\nSome words.\n"
    (report,) = read(tmp_path, data)
    assert isinstance(report, Report)
    assert all(ord(c) < 0xD800 or ord(c) > 0xDFFF for m in report.metadata.values() for c in m.value)
