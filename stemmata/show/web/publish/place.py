"""Where a site is put: made beside its place, and there all at once; nothing that others put there is lost."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stemmata.errors import RecordError

MARK, LISTED = "published.json", "published.sha256"
SITE, OLD = "site", "old"


@contextmanager
def beside(out: Path) -> Iterator[Path]:
    """A work folder on the same disk; what is under its `site` when all went well is what `out` holds afterwards.

    Raises RecordError where `out` holds what publish did not make, before anything is done.
    """
    foreign(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        (work / SITE).mkdir()
        yield work
        _put(work, out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def foreign(out: Path) -> list[str]:
    """What stands beside an older site and stays (.git, CNAME). Raises RecordError where it is no such site."""
    if not out.exists():
        return []
    if not out.is_dir():
        raise RecordError(f"{out} is a file; a site is published into a folder")
    there = sorted(path.name for path in out.iterdir())
    if there and not {MARK, LISTED} <= set(there):
        raise RecordError(f"{out} is not empty, and `stemmata publish` did not make what is in it")
    ours = _listed(out) if there else set()
    tops = {path.split("/", 1)[0] for path in ours}
    for strange in (path for top in there if top in tops for path in _files(out / top)):
        if str(strange.relative_to(out).as_posix()) not in ours:
            raise RecordError(f"{strange}: not made by `stemmata publish`; move it away, for its folder is made anew")
    return [name for name in there if name not in tops]


def _listed(out: Path) -> set[str]:
    lines = (out / LISTED).read_text("utf-8").splitlines()
    return {MARK, LISTED, *(line.partition("  ")[2] for line in lines)}


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir() and not path.is_symlink():
        for inner in path.iterdir():
            yield from _files(inner)
    else:
        yield path


def _put(work: Path, out: Path) -> None:
    """The old site goes, the new one comes; where that fails, the old one is there again."""
    site, old = work / SITE, work / OLD
    stays = foreign(out)
    if clash := next((name for name in stays if (site / name).exists()), None):
        raise RecordError(f"{out / clash}: not made by `stemmata publish`, and the site has a file of that name")
    if out.exists():
        out.rename(old)
    try:
        for name in stays:
            (old / name).rename(site / name)
        site.rename(out)
    except OSError:
        for name in stays:
            if (site / name).exists():
                (site / name).rename(old / name)
        if old.exists():
            old.rename(out)
        raise
