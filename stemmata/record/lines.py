"""judgements.jsonl, identities.jsonl, links.jsonl: one noun a line, only ever added to.

A line that we cannot read stops us.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from stemmata.errors import InvalidDate, RecordError
from stemmata.model import JUDGEMENTS, METADATA_KEYS, Identity, Judgement, Link
from stemmata.record.codec import from_json, to_json
from stemmata.record.persons import wrong_value
from stemmata.when import edtf_bounds

T = TypeVar("T")
JUDGEMENTS_FILE = "judgements.jsonl"
IDENTITIES_FILE = "identities.jsonl"
LINKS_FILE = "links.jsonl"
_NEEDED = {"link": ("list", "id", "verdict"), "undo": ("who", "when", "what")}
_DATES = ("published", "retrieved", "not_before", "not_after", "at", "begin", "finish")


def read_judgements(folder: Path) -> tuple[Judgement, ...]:
    """What people decided, in the order of the file. Raises RecordError, naming each line that cannot be read.

    A judgement that is passed over would be a decision undone, so one bad line stops the build.
    """
    path = folder / JUDGEMENTS_FILE
    judgements = _read(path, Judgement)
    for number, judgement in judgements:
        if wrong := _wrong(judgement):
            raise RecordError(f"{path}:{number}: {wrong}")
    return tuple(judgement for _, judgement in judgements)


def _wrong(judgement: Judgement) -> str | None:
    """What a judgement says that cannot be, if anything."""
    if judgement.what not in JUDGEMENTS:
        return f"what is {judgement.what!r}; known are {', '.join(JUDGEMENTS)}"
    if not judgement.anchors:
        return "no anchors, so it speaks of nothing"
    unknown = [key for key in judgement.value if key not in METADATA_KEYS] if judgement.what == "metadata" else []
    if unknown:
        return f"unknown metadata {', '.join(unknown)}; known are {', '.join(METADATA_KEYS)}"
    if missing := [key for key in _NEEDED.get(judgement.what, ()) if not judgement.value.get(key)]:
        return f"{judgement.what} without {', '.join(missing)}"
    if judgement.what in ("add", "correct") and (wrong := wrong_value(judgement)):
        return wrong
    try:
        for key in (key for key in _DATES if judgement.value.get(key)):
            edtf_bounds(judgement.value[key])
    except InvalidDate as error:
        return str(error)
    return None


def standing(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The judgements without those that were taken back, and without the takings back, in their order."""
    undone = {
        (j.value["who"], j.value["when"], j.value["what"], frozenset(j.anchors)) for j in judgements if j.what == "undo"
    }
    return tuple(
        j for j in judgements if j.what != "undo" and (j.who, j.when, j.what, frozenset(j.anchors)) not in undone
    )


def append_judgement(folder: Path, judgement: Judgement) -> None:
    """Adds one line, on the disk before this returns. Raises RecordError."""
    if wrong := _wrong(judgement):
        raise RecordError(wrong)
    _append(folder / JUDGEMENTS_FILE, [to_json(judgement)])


def read_links(folder: Path) -> tuple[Link, ...]:
    """What was proposed of other lists, in the order of the file. Raises RecordError, naming a line it cannot read."""
    return tuple(link for _, link in _read(folder / LINKS_FILE, Link))


def append_links(folder: Path, links: Sequence[Link]) -> None:
    """Adds lines, on the disk before this returns. Raises RecordError."""
    if links:
        _append(folder / LINKS_FILE, [to_json(link) for link in links])


def _append(path: Path, lines: Sequence[str]) -> None:
    try:
        added = "".join(f"{line}\n" for line in lines).encode()
        with path.open("a+b") as file:
            file.write(_break_before(path) + added)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror}") from error
    except UnicodeEncodeError as error:
        raise RecordError(f"{path}: half a surrogate pair cannot be written: {error.reason}") from error


def read_identities(folder: Path) -> tuple[Identity, ...]:
    """The ids that were given out, oldest first. Raises RecordError, naming each line that cannot be read."""
    return tuple(identity for _, identity in _read(folder / IDENTITIES_FILE, Identity))


def write_identities(folder: Path, identities: Sequence[Identity]) -> None:
    """Adds the new lines: all of them or none. Raises RecordError if an old line is not there any more."""
    path = folder / IDENTITIES_FILE
    old = read_identities(folder)
    if tuple(identities[: len(old)]) != old:
        raise RecordError(f"{path}: ids that were given out cannot change or go; the new list does not begin with them")
    added = "".join(f"{to_json(identity)}\n" for identity in identities[len(old) :]).encode()
    if not added:
        return
    fresh = path.with_name(f"{path.name}.new")
    try:
        before = path.read_bytes() if path.exists() else b""
        with fresh.open("wb") as file:
            file.write(before + _break_before(path) + added)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise RecordError(f"{path}: {error.strerror}; no id was added") from error


def _break_before(path: Path) -> bytes:
    """A newline where an editor left the last line without one."""
    before = path.read_bytes() if path.exists() else b""
    return b"\n" if before and not before.endswith(b"\n") else b""


def _read(path: Path, kind: type[T]) -> list[tuple[int, T]]:
    """The nouns with their line numbers; blank lines are passed over."""
    try:
        lines = path.read_bytes().split(b"\n") if path.exists() else []
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror}") from error
    found, broken = [], []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append((number, from_json(kind, line)))
            except RecordError as error:
                broken.append(f"{number}: {error}")
    if broken:
        more = f" ({len(broken)} lines cannot be read)" if len(broken) > 1 else ""
        raise RecordError(f"{path}:{broken[0]}{more}")
    return found
