"""Files of a user -> copies in the `reports/` of a record. What is there already is never written over."""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stemmata.errors import RecordError


@dataclass(frozen=True, slots=True)
class Added:
    """What was copied, and what was there already with the same bytes: paths below `reports/`."""

    added: tuple[str, ...]
    known: tuple[str, ...]


def add(reports: Path, paths: Sequence[Path]) -> Added:
    """Copies files, and folders with all that is in them. Raises RecordError before anything is copied."""
    if not reports.is_dir():
        raise RecordError(f"{reports}: no such folder; `stemmata init` makes a record")
    wanted = [pair for path in paths for pair in _pairs(path)]
    known = {target for source, target in wanted if _is_known(source, reports / target)}
    for source, target in wanted:
        if target not in known:
            _copy(source, reports / target)
    added = {target for _, target in wanted} - known
    return Added(*(tuple(sorted(target.as_posix() for target in some)) for some in (added, known)))


def _pairs(path: Path) -> Iterator[tuple[Path, Path]]:
    """Each file with its place below reports/. Links are not followed: what they lead to may be anything."""
    if not path.exists():
        raise RecordError(f"{path}: no such file or folder")
    if path.is_file():
        yield path, Path(path.name)
    for folder, inner, files in os.walk(path):
        inner.sort()
        for name in sorted(files):
            file = Path(folder, name)
            if file.is_file() and not file.is_symlink():
                yield file, Path(path.resolve().name) / file.relative_to(path)


def _is_known(source: Path, target: Path) -> bool:
    if not target.exists():
        return False
    if filecmp.cmp(source, target, shallow=False):
        return True
    raise RecordError(f"{source}: the record has another file at {target}; rename one of them. Nothing was added")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    shutil.copyfile(source, part)
    part.replace(target)
