"""Acquire: the folder of reports -> Reports, and Unreads for what gave none. READERS says which reader reads what.

Reading a file is a function of its path below the folder, its bytes, its sidecar's bytes, the limits and the columns:
with `version()` these make the key under which a result may be kept.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from stemmata.acquire.archive import read_gzip, read_zip
from stemmata.acquire.columns import column_map
from stemmata.acquire.docx import read_docx
from stemmata.acquire.files import (
    SIDECAR,
    explain,
    list_files,
    name_below,
    open_regular,
    read_at_most,
    resolve_inside,
    sidecar_of,
)
from stemmata.acquire.html import read_html
from stemmata.acquire.kinds import EXTENSIONS, HEAD, kind_of
from stemmata.acquire.mail import read_mail
from stemmata.acquire.metadata import known_metadata
from stemmata.acquire.payload import DEFAULT_LIMITS, Budget, Found, Limits, Options, Payload, Piece, Reader, Reading
from stemmata.acquire.pdf import read_pdf
from stemmata.acquire.plain import read_markdown, read_text
from stemmata.acquire.sidecar import sidecar_metadata
from stemmata.acquire.tables import read_csv, read_json, read_jsonl
from stemmata.acquire.web_archive import read_warc
from stemmata.errors import SettingsError, UnreadableReport
from stemmata.model import Report, Unread, report_id

__all__ = ["READERS", "Limits", "acquire", "acquire_file", "list_files", "version"]

_KINDS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        Reader("text", 1, read_text),
        Reader("markdown", 1, read_markdown),
        Reader("html", 1, read_html),
        Reader("pdf", 1, read_pdf),
        Reader("docx", 1, read_docx),
        Reader("eml", 1, read_mail),
        Reader("json", 1, read_json),
        Reader("csv", 1, read_csv),
        Reader("jsonl", 1, read_jsonl, streamed=True),
        Reader("warc", 1, read_warc, streamed=True),
        Reader("zip", 1, read_zip, streamed=True),
        Reader("gzip", 1, read_gzip, streamed=True),
    )
}

READERS: dict[str, Reader] = {extension: _KINDS[name] for extension, name in EXTENSIONS.items()}

_SIDECAR_BYTES = 1 << 20


@cache
def version() -> str:
    """A key of everything in this step that results depend on: the readers' versions and the word lists' bytes."""
    lists = sorted(Path(__file__).parent.glob("*.yml"))
    parts = [reader.label for reader in _KINDS.values()] + [f"{p.name}:{p.read_text('utf-8')}" for p in lists]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def acquire(
    root: Path, limits: Limits = DEFAULT_LIMITS, columns: Mapping[str, Sequence[str]] | None = None
) -> Iterator[Report | Unread]:
    """Every report below `root`, in the order of their POSIX paths, and an Unread for everything that gave none.

    `columns` maps a metadata key, or "text", to the columns of tables that hold it; columns.yml has the others.
    Raises OSError if `root` itself cannot be listed.
    """
    for path in list_files(root):
        yield from acquire_file(path, root, limits, columns)


def acquire_file(
    path: Path, root: Path, limits: Limits = DEFAULT_LIMITS, columns: Mapping[str, Sequence[str]] | None = None
) -> Iterator[Report | Unread]:
    """The reports in one file below `root`, a container's members each. Bad input gives an Unread, no error."""
    name = name_below(root, path)
    try:
        payload = _payload(path, root, name, limits)
    except (UnreadableReport, SettingsError) as error:
        yield Unread(name, None, str(error))
        return
    except OSError as error:
        yield Unread(name, None, explain(error))
        return
    options = Options(limits, column_map(columns), Budget(limits))
    yield from _told_apart(_unfold(payload, options))


def _payload(path: Path, root: Path, name: str, limits: Limits) -> Payload:
    if path.name.endswith(SIDECAR):
        raise UnreadableReport(f"a sidecar without its file: there is no {path.name.removesuffix(SIDECAR)!r} beside it")
    real = resolve_inside(root, path)
    with open_regular(real) as stream:
        head = stream.read(HEAD)
        if not head:
            raise UnreadableReport("an empty file")
        kind = kind_of(name, head)
        stream.seek(0)
        data = b"" if _KINDS[kind].streamed else read_at_most(stream, limits.file_bytes)
    return Payload(name, kind, data=data, file=real, sidecar=_sidecar(path, root))


def _sidecar(path: Path, root: Path) -> Found:
    beside = sidecar_of(path)
    if not os.path.lexists(beside):
        return {}
    with open_regular(resolve_inside(root, beside)) as stream:
        return sidecar_metadata(read_at_most(stream, _SIDECAR_BYTES), beside.name)


def _unfold(payload: Payload, options: Options) -> Iterator[Report | Unread]:
    """What comes out of a payload, members of members included. What was read before a failure stays."""
    reader = _KINDS[payload.kind]
    if payload.depth > options.limits.depth:
        yield _unread(payload, f"{payload.depth} containers deep; the limit is {options.limits.depth}")
        return
    try:
        for piece in reader.read(payload, options):
            yield from _told(piece, payload, options)
    except UnreadableReport as error:
        yield _unread(payload, str(error))
    except OSError as error:
        yield _unread(payload, explain(error))


def _told(piece: Piece, payload: Payload, options: Options) -> Iterator[Report | Unread]:
    if isinstance(piece, Payload):
        options.budget.spend(len(piece.data))
        yield from _unfold(piece, options)
    elif isinstance(piece, Reading):
        yield _report(piece, payload, options.limits)
    else:
        yield piece


def _unread(payload: Payload, reason: str) -> Unread:
    sha256 = hashlib.sha256(payload.data).hexdigest() if payload.data else None
    return replace(payload.unread(" ".join(reason.split())), sha256=sha256)


def _report(reading: Reading, payload: Payload, limits: Limits) -> Report:
    if len(reading.text) > limits.text_chars:
        raise UnreadableReport(f"a text of {len(reading.text):,} characters; the limit is {limits.text_chars:,}")
    if not reading.text.strip():
        raise UnreadableReport("no text in it")
    sha256 = hashlib.sha256(payload.data).hexdigest()
    return Report(
        id=report_id(sha256, payload.path, payload.member),
        path=payload.path,
        member=payload.member,
        sha256=sha256,
        size=len(payload.data),
        media_type=reading.media_type,
        reader=_KINDS[payload.kind].label,
        text=reading.text,
        metadata=known_metadata(payload, reading),
        runs=reading.runs,
        notes=payload.notes + reading.notes,
    )


def _told_apart(results: Iterator[Report | Unread]) -> Iterator[Report | Unread]:
    """The same, where members of one name (a ZIP may hold two) get "#2", "#3" behind it: ids must differ."""
    seen: Counter[str] = Counter()
    for result in results:
        if isinstance(result, Report) and result.member is not None:
            seen[result.member] += 1
            if seen[result.member] > 1:
                member = f"{result.member}#{seen[result.member]}"
                result = replace(result, member=member, id=report_id(result.sha256, result.path, member))
        yield result
