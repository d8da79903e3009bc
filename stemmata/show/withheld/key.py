"""The secret of a record: 32 random bytes in its folder, which ids of withheld things are made with."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from stemmata.errors import RecordError

KEY_FILE, LENGTH = ".stemmata-key", 32


def key_of(folder: Path) -> bytes:
    """The key of a record folder, made where there is none. Raises RecordError.

    In a folder that cannot be written to, a key that holds as long as the program runs: ids then do not last.
    """
    path = folder / KEY_FILE
    try:
        return _read(path) if path.exists() else _made(path)
    except PermissionError as error:
        if path.exists():
            raise RecordError(f"{path}: {error.strerror}; withheld persons cannot be given their ids") from error
    except OSError as error:
        if path.exists():
            raise RecordError(f"{path}: {error.strerror}") from error
    return _passing(folder)


_passing_keys: dict[Path, bytes] = {}


def _passing(folder: Path) -> bytes:
    return _passing_keys.setdefault(folder.resolve(), secrets.token_bytes(LENGTH))


def _read(path: Path) -> bytes:
    key = path.read_bytes()
    if len(key) != LENGTH:
        raise RecordError(
            f"{path}: {len(key)} bytes; looked for {LENGTH}. Bring back the file, or delete it for new ids"
        )
    return key


def _made(path: Path) -> bytes:
    """A new key, written whole before anybody can see it; that of another program where both make one at once."""
    new = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(LENGTH))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(new, path)
        return _read(path)
    finally:
        new.unlink()
