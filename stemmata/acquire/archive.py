"""ZIP and gzip: their members, read in memory and never written anywhere. What looks like an attack is set down."""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from stemmata.acquire.files import SIDECAR, read_at_most
from stemmata.acquire.kinds import HEAD, kind_of
from stemmata.acquire.payload import Limits, Options, Payload, Piece
from stemmata.acquire.sidecar import sidecar_metadata
from stemmata.errors import SettingsError, UnreadableReport

_DRIVE = re.compile(r"[A-Za-z]:")
_ENCRYPTED = 0x1
_SMALL = 1 << 20  # a member up to here is no bomb, however well it packs
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError, ValueError)


def read_zip(payload: Payload, options: Options) -> Iterator[Piece]:
    """The files in a ZIP in the order of their paths, each with its sidecar where the ZIP holds one."""
    with payload.stream() as stream, opened_zip(stream) as archive:
        infos = sorted(archive.infolist(), key=lambda info: (info.filename, info.header_offset))
        if len(infos) > options.limits.members:
            raise UnreadableReport(f"a ZIP of {len(infos):,} files; the limit is {options.limits.members:,}")
        names = frozenset(info.filename for info in infos)
        for info in infos:
            if _passed_over(info.filename, names):
                continue
            try:
                yield _member(payload, archive, info, options.limits)
            except (UnreadableReport, SettingsError) as error:
                yield payload.unread(str(error), info.filename)


def opened_zip(stream: object) -> zipfile.ZipFile:
    """A ZIP file to read. Raises UnreadableReport if it is none, or cut short."""
    try:
        return zipfile.ZipFile(stream)  # type: ignore[call-overload,no-any-return]
    except _DAMAGE as error:
        raise UnreadableReport(f"not a whole ZIP file: {error}") from error


def member_bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes:
    """The bytes of a member. Raises UnreadableReport for one that is encrypted, damaged, too large or a bomb."""
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableReport("encrypted with a password; store it without one")
    if info.file_size > _SMALL and info.file_size > limits.ratio * max(info.compress_size, 1):
        sizes = f"{info.compress_size:,} bytes that unpack to {info.file_size:,}"
        raise UnreadableReport(f"a ZIP bomb by its look: {sizes}; the limit is {limits.ratio} to 1")
    try:
        with archive.open(info) as stream:
            # What the ZIP says of its size may be a lie.
            return read_at_most(stream, limits.file_bytes)  # type: ignore[arg-type]
    except _DAMAGE as error:
        raise UnreadableReport(f"damaged in the ZIP: {error}") from error


def _passed_over(name: str, names: frozenset[str]) -> bool:
    """Folders, hidden files, what macOS adds, and sidecars, which are read with their file."""
    hidden = not climbs(name) and any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))
    beside = name.endswith(SIDECAR) and name.removesuffix(SIDECAR) in names
    return name.endswith("/") or hidden or beside


def _member(payload: Payload, archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> Payload:
    name = info.filename
    if not name:
        raise UnreadableReport("a file without a name")
    if climbs(name):
        raise UnreadableReport("a path that climbs out of the ZIP; such a file is not read")
    if name.endswith(SIDECAR):
        raise UnreadableReport("a sidecar without its file")
    data = member_bytes(archive, info, limits)
    if not data:
        raise UnreadableReport("an empty file")
    member = payload.inner(name, kind_of(name, data[:HEAD]), data)
    # NameToInfo: a look-up; namelist() would make reading a large ZIP quadratic.
    if name + SIDECAR not in archive.NameToInfo:
        return member
    beside = member_bytes(archive, archive.getinfo(name + SIDECAR), limits)
    return member.with_sidecar(sidecar_metadata(beside, name + SIDECAR))


def climbs(name: str) -> bool:
    """Whether a path in an archive would lead out of the folder that it is unpacked in, on any system."""
    path = name.replace("\\", "/")
    return path.startswith("/") or _DRIVE.match(path) is not None or ".." in path.split("/") or "\0" in path


def read_gzip(payload: Payload, options: Options) -> Iterator[Piece]:
    """The one file in a gzip file."""
    name = PurePosixPath(payload.member or payload.path).name
    inner = name[: -len(".gz")] if name.lower().endswith(".gz") else name
    with payload.stream() as packed, gzip.GzipFile(fileobj=packed) as stream:
        try:
            data = read_at_most(stream, options.limits.file_bytes)  # type: ignore[arg-type]
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise UnreadableReport(f"damaged or cut short: {error}") from error
    if not data:
        raise UnreadableReport("an empty file")
    yield payload.inner(inner, kind_of(inner, data[:HEAD]), data)
