"""Mail (EML) and web pages saved as mail (MHTML): the body and the attachments as members, the headers as metadata."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr
from typing import TypeAlias

from stemmata.acquire.dates import edtf_of
from stemmata.acquire.decode import decode, without_surrogates
from stemmata.acquire.media_types import is_picture, kind_of_type
from stemmata.acquire.payload import Found, Options, Payload, Piece
from stemmata.errors import UnreadableReport
from stemmata.model import Metadatum

Mail: TypeAlias = "Message[str, str]"  # the class takes no parameters when run

# Of several forms of one text the richest is read: its layout tells more.
_RICHEST = ("text/html", "text/plain")


def read_mail(payload: Payload, options: Options) -> Iterator[Piece]:
    """The readable parts of a message: "part 1", "part 2.1 statement.pdf". Pictures within the body are passed over."""
    try:
        message: Mail = message_from_bytes(payload.data)
        parts = list(_parts(message))
    except (MessageError, RecursionError, ValueError) as error:
        raise UnreadableReport(f"not a message that can be read: {error}") from error
    if not message.keys():
        raise UnreadableReport("not a message: it begins with no header such as 'From:'")
    headers = _headers(message)
    for number, part in parts:
        name = _decoded(part.get_filename() or "")
        if is_picture(part.get_content_type()) and part.get_content_disposition() != "attachment":
            continue
        member = f"part {number} {name}".strip()
        try:
            yield _member(payload, part, member, headers)
        except UnreadableReport as error:
            yield payload.unread(str(error), member)


def _parts(message: Mail) -> Iterator[tuple[str, Mail]]:
    """The leaves of a message with their numbers ("2.1"), without those that say again what another says."""
    waiting: list[tuple[str, Mail]] = [("", message)]
    while waiting:
        number, part = waiting.pop()
        if not part.is_multipart() or part.get_content_type() == "message/rfc822":
            yield number or "1", part
            continue
        inner = part.get_payload()
        numbered = [(f"{number}.{n}".lstrip("."), p) for n, p in enumerate(inner, 1) if isinstance(p, Message)]
        waiting.extend(reversed(_chosen(part, numbered)))


def _chosen(part: Mail, numbered: list[tuple[str, Mail]]) -> list[tuple[str, Mail]]:
    kind = part.get_content_type()
    if kind == "multipart/related":  # a page, then its pictures and style sheets
        return numbered[:1]
    if kind != "multipart/alternative":
        return numbered
    # A multipart alternative is richer than any plain one: a page with its pictures.
    rank = {media_type: place for place, media_type in enumerate(("multipart/related", *_RICHEST))}
    return sorted(numbered, key=lambda entry: rank.get(entry[1].get_content_type(), len(rank)))[:1]


def _member(payload: Payload, part: Mail, member: str, headers: Found) -> Payload:
    data = _bytes(part)
    if not data.strip():
        raise UnreadableReport("an empty part")
    attached = part.get_content_disposition() == "attachment"
    kind = kind_of_type(part.get_content_type(), _decoded(part.get_filename() or ""), data)
    found = _of_attachment(headers) if attached else headers
    return payload.inner(member, kind, data, found).with_charset(part.get_content_charset())


def _bytes(part: Mail) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and inner and isinstance(inner[0], Message) else b""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _headers(message: Mail) -> Found:
    """What the headers say of the message. A page that a browser saved was retrieved, not published, on its date."""
    said = {key: _decoded(message.get(key, "")) for key in ("Subject", "From", "Date", "Snapshot-Content-Location")}
    saved = bool(said["Snapshot-Content-Location"]) or said["From"].lower().startswith("<saved by")
    name, address = parseaddr(said["From"])
    found = {
        "title": (said["Subject"], "header Subject"),
        "author": ("" if saved else name or address, "header From"),
        "url": (said["Snapshot-Content-Location"], "header Snapshot-Content-Location"),
        "retrieved" if saved else "published": (edtf_of(said["Date"]) or "", "header Date"),
    }
    return {key: Metadatum(value, evidence) for key, (value, evidence) in found.items() if value}


def _of_attachment(headers: Found) -> Found:
    """What a message says of a file attached to it: no more than that it was written by then."""
    sent = headers.get("published")
    return {} if sent is None else {"not_after": Metadatum(sent.value, f"{sent.evidence} of the message")}


def _decoded(header: object) -> str:
    """A header as people see it: "=?utf-8?q?R=C3=A9ponse?=" -> "Réponse"."""
    raw = str(header)
    try:
        pieces = decode_header(raw)
    except (MessageError, ValueError):
        pieces = [(raw, None)]
    try:
        text = "".join(piece if isinstance(piece, str) else decode(piece, charset).text for piece, charset in pieces)
    except UnreadableReport:
        text = raw
    return without_surrogates(" ".join(text.split()))
