"""What passes between the readers: bytes that wait to be read, and what reading them gave."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from stemmata.acquire.files import open_regular
from stemmata.errors import UnreadableReport
from stemmata.model import Metadatum, Run, Unread

Found = Mapping[str, Metadatum]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a stranger's file is read before it is refused. docs/decisions/010-acquire-limits.md says why."""

    file_bytes: int = 64 << 20  # of one report: a file that is no container, or a member of one
    text_chars: int = 10_000_000  # of one report's text
    members: int = 100_000  # of one container
    total_bytes: int = 4 << 30  # unpacked out of one file, all depths together
    ratio: int = 250  # unpacked to packed, of a ZIP member or a gzip file over a mebibyte
    depth: int = 3  # of containers in containers
    runs: int = 500_000  # marked stretches of one report
    pages: int = 20_000  # of one PDF


DEFAULT_LIMITS = Limits()


class Budget:
    """How many more bytes and members may come out of one file, whatever is nested in what."""

    def __init__(self, limits: Limits) -> None:
        self._bytes = limits.total_bytes
        self._members = limits.members
        self._limits = limits

    def spend(self, size: int) -> None:
        """Take one member of `size` bytes off. Raises UnreadableReport when there is nothing left to take from."""
        self._bytes -= size
        self._members -= 1
        if self._bytes < 0:
            raise UnreadableReport(f"unpacks to more than {self._limits.total_bytes:,} bytes; the rest is not read")
        if self._members < 0:
            raise UnreadableReport(f"more than {self._limits.members:,} members; the rest is not read")


@dataclass(frozen=True, slots=True)
class Options:
    """What a reader may use besides its payload."""

    limits: Limits
    columns: Mapping[str, tuple[str, ...]]
    budget: Budget


@dataclass(frozen=True, slots=True)
class Payload:
    """Bytes to read: a file of the record (`file`, opened when read), or a member (`data`).

    `found` is what the container says of it, `sidecar` what a person wrote beside it; `kind` names its reader.
    """

    path: str
    kind: str
    member: str | None = None
    data: bytes = b""
    file: Path | None = None
    depth: int = 0
    charset: str | None = None
    found: Found = field(default_factory=dict)
    sidecar: Found = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def stream(self) -> BinaryIO:
        """The bytes as a seekable stream. Raises OSError where the file has gone or may not be read."""
        return io.BytesIO(self.data) if self.file is None else open_regular(self.file)

    def inner(self, member: str, kind: str, data: bytes = b"", found: Found | None = None) -> Payload:
        """A member of this payload; what people wrote of the container holds for it too."""
        name = member if self.member is None else f"{self.member}!{member}"
        known = {**self.found, **(found or {})}
        return replace(
            self, member=name, kind=kind, data=data, file=None, depth=self.depth + 1, found=known, charset=None
        )

    def with_sidecar(self, sidecar: Found) -> Payload:
        """The same, with what a person wrote beside this member over what they wrote beside its container."""
        return replace(self, sidecar={**self.sidecar, **sidecar})

    def with_charset(self, charset: str | None) -> Payload:
        """The same, with the charset that a header declares."""
        return replace(self, charset=charset)

    def with_notes(self, notes: tuple[str, ...]) -> Payload:
        """The same, with more that a person should know."""
        return replace(self, notes=self.notes + notes)

    def unread(self, reason: str, member: str | None = None) -> Unread:
        """This payload, or one of its members, set down as unread."""
        names = [name for name in (self.member, member) if name is not None]
        return Unread(self.path, "!".join(names) if names else None, reason)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of one payload."""

    text: str
    media_type: str
    runs: tuple[Run, ...] = ()
    found: Found = field(default_factory=dict)
    notes: tuple[str, ...] = ()


Piece = Reading | Payload | Unread


@dataclass(frozen=True, slots=True)
class Reader:
    """One file kind. `version` goes up whenever the text, runs or metadata of any file may change.

    It gives one Reading, or the members of a container. Of a `streamed` kind a file is never in memory as a whole.
    """

    name: str
    version: int
    read: Callable[[Payload, Options], Iterator[Piece]]
    streamed: bool = False

    @property
    def label(self) -> str:
        return f"{self.name}/{self.version}"
