"""PDF with a text layer: the text of its pages, one after the other, with a run for each page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2

from stemmata.acquire.decode import without_surrogates
from stemmata.acquire.payload import Found, Options, Payload, Piece, Reading
from stemmata.errors import UnreadableReport
from stemmata.model import Metadatum, Run

# PDFium joins a word that is broken at the end of a line and leaves U+FFFE or U+0002 for hyphen and line end. Both are
# on the page, and whether the hyphen is the printer's or the name's is not for us to say: they are kept.
_BROKEN_WORD = re.compile("[\ufffe\x02](?:\r?\n)?")
_LINE_END = re.compile(r"\r\n?")
_INFO_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
# Programs that make PDFs fill in the name of the file, or nothing, where nobody gave a title.
_NO_TITLE = re.compile(
    r"(?i)untitled.*|microsoft (?:word|powerpoint|excel) - .*|.*\.(?:docx?|pdf|indd|qxd|odt|rtf)|slide 1|\W*"
)


def read_pdf(payload: Payload, options: Options) -> Iterator[Piece]:
    """The text layer of a PDF. Raises UnreadableReport where there is none or a password keeps it shut."""
    document = _opened(payload.data)
    try:
        pages = list(_pages(document, options))
        found = _info(document)
    finally:
        document.close()
    runs, position = [], 0
    for number, text in enumerate(pages, 1):
        if text:
            runs.append(Run(position, position + len(text), "page", str(number)))
        position += len(text) + 1
    empty = [number for number, text in enumerate(pages, 1) if not text.strip()]
    if len(empty) == len(pages):
        raise UnreadableReport(f"no text layer on any of {len(pages)} pages: a scan; run text recognition (OCR) first")
    notes = (f"no text on page {', '.join(map(str, empty[:20]))}{' ...' if empty[20:] else ''}",) if empty else ()
    yield Reading("\n".join(pages), "application/pdf", tuple(runs), found, notes)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableReport("a PDF with a password; store it without one") from error
        raise UnreadableReport(f"not a PDF that can be opened: {error}") from error


def _pages(document: pypdfium2.PdfDocument, options: Options) -> Iterator[str]:
    if len(document) > options.limits.pages:
        raise UnreadableReport(f"{len(document):,} pages; the limit is {options.limits.pages:,}")
    left = options.limits.text_chars
    for index in range(len(document)):
        text = _page_text(document, index)
        left -= len(text)
        if left < 0:
            raise UnreadableReport(
                f"a text of more than {options.limits.text_chars:,} characters, up to page {index + 1}"
            )
        yield text


def _page_text(document: pypdfium2.PdfDocument, index: int) -> str:
    try:
        page = document[index]
        layer = page.get_textpage()
        text: str = layer.get_text_bounded()
        layer.close()
        page.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableReport(f"page {index + 1} is damaged: {error}") from error
    return without_surrogates(_LINE_END.sub("\n", _BROKEN_WORD.sub("-\n", text.replace("\0", ""))))


def _info(document: pypdfium2.PdfDocument) -> Found:
    """Title and author as the PDF gives them. Its dates are of the file: the text was written by then, no more."""
    info = {key: without_surrogates(value).strip() for key, value in document.get_metadata_dict().items()}
    found: dict[str, Metadatum] = {}
    if (title := info.get("Title", "")) and not _NO_TITLE.fullmatch(title):
        found["title"] = Metadatum(title, "PDF Title")
    if author := info.get("Author", ""):
        found["author"] = Metadatum(author, "PDF Author")
    days = [
        (f"{m[1]}-{m[2]}-{m[3]}", key)
        for key in ("CreationDate", "ModDate")
        if (m := _INFO_DATE.match(info.get(key, "")))
    ]
    if days and (latest := max(days))[0] > "1990":
        found["not_after"] = Metadatum(latest[0], f"PDF {latest[1]}")
    return found
