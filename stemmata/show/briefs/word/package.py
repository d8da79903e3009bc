"""The file of a Word document: a skeleton that is filled, and packed so that the same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from docx import Document
from docx.document import Document as Filled

SKELETON = Path(__file__).parent / "skeleton"
NOTES = "word/footnotes.xml"
PARTS = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package-rels.xml",
    "docProps/core.xml": "core.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document-rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    NOTES: "footnotes.xml",
    "word/header1.xml": "header.xml",
    "word/footer1.xml": "footer.xml",
}
NO_DATE = (1980, 1, 1, 0, 0, 0)  # the first that ZIP knows: a file says nothing of when it was made


def skeleton() -> Filled:
    """An empty document with our styles, header and footer."""
    return Document(io.BytesIO(packed({name: (SKELETON / file).read_bytes() for name, file in PARTS.items()})))


def bytes_of(document: Filled, notes: bytes) -> bytes:
    """The document as a file, with its footnotes in place: python-docx carries them along without knowing them."""
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    return packed(parts | {NOTES: notes})


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP of the parts in their order, without dates."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # wherever it is made
            made.writestr(entry, content, compresslevel=9)
    return file.getvalue()
