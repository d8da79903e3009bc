"""The folder of reports: which files there are, and how one is opened without being led astray."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from stemmata.errors import UnreadableReport

SIDECAR = ".meta.yml"

_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
    stat.S_IFLNK: "a link that leads nowhere or in a circle",
}


def list_files(root: Path) -> tuple[Path, ...]:
    """Everything below `root` that acquire_file answers for, in the order of the POSIX paths below it.

    Passed over are hidden files and folders, the sidecars of other files, and the folder of pictures and scripts that
    browsers save beside a page (`a_files` beside `a.html`). What cannot be read (a pipe, a link to a folder, a sidecar
    without its file) is listed, so that somebody is told. Raises OSError if `root` cannot be listed.
    """
    return tuple(sorted(_walk(root), key=lambda path: path.relative_to(root).as_posix()))


def _walk(root: Path) -> Iterator[Path]:
    folders = [root]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if not _is_beside_its_page(entry.path):
                        folders.append(Path(entry.path))
                elif not _is_beside_its_file(entry.path):
                    yield Path(entry.path)


def _is_beside_its_file(path: str) -> bool:
    return path.endswith(SIDECAR) and os.path.lexists(path.removesuffix(SIDECAR))


def _is_beside_its_page(path: str) -> bool:
    page = path.removesuffix("_files")
    return page != path and any(os.path.isfile(page + extension) for extension in (".html", ".htm"))


def sidecar_of(path: Path) -> Path:
    """Where the sidecar of a file is, if it has one: NAME.meta.yml beside NAME (`a.html` has `a.html.meta.yml`)."""
    return path.with_name(path.name + SIDECAR)


def name_below(root: Path, path: Path) -> str:
    """The POSIX path of a file below `root`; bytes of its name that are not Unicode are written as \\xNN."""
    below = path.relative_to(root).as_posix()
    return os.fsencode(below).decode("utf-8", "backslashreplace")


def resolve_inside(root: Path, path: Path) -> Path:
    """The regular file that `path` means. Raises UnreadableReport if that is none, or lies outside `root`."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise UnreadableReport(_gone(path, error)) from error
    if not real.is_relative_to(root.resolve()):
        raise UnreadableReport("a link that leads out of the record; it is not followed")
    kind = stat.S_IFMT(os.lstat(real).st_mode)
    if kind != stat.S_IFREG:
        raise UnreadableReport(f"{_KINDS.get(kind, 'no regular file')}; only regular files are read")
    return real


def _gone(path: Path, error: Exception) -> str:
    if os.path.islink(path):
        return _KINDS[stat.S_IFLNK]
    return explain(error)


def open_regular(path: Path) -> BinaryIO:
    """Open a file that has been resolved; a pipe or a link put in its place since is refused, not waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise UnreadableReport("changed into something other than a regular file while it was read")
    return os.fdopen(handle, "rb")


def explain(error: Exception) -> str:
    """An operating system's error in a few words without paths: "Permission denied"."""
    if isinstance(error, FileNotFoundError):
        return "vanished while it was read"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be opened: {error.strerror}"
    return f"cannot be read: {error}"


def read_at_most(stream: BinaryIO, limit: int) -> bytes:
    """The rest of a stream. Raises UnreadableReport beyond `limit` bytes, having read no more than that."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnreadableReport(f"too large: more than {limit:,} bytes; split it, or raise the limit")
    return data
