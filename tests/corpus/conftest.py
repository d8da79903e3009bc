"""A way to write a marked report of an invented war, and to read it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stemmata.corpus.marked import MarkedReport
from stemmata.corpus.reading import read_file

HEAD = "conflict: Ostrel (invented)\nstyle: wire\npublished: 2003-05-02\npublisher: Ostrel Gazette\n"
Marked = Callable[..., MarkedReport]


@pytest.fixture
def marked(tmp_path: Path) -> Marked:
    """Marked lines (with the head, unless another is given) as a report of train/ostrel."""

    def read(body: str, head: str = HEAD, place: str = "train/ostrel/01-wire.txt") -> MarkedReport:
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{head}\n{body}", "utf-8")
        return read_file(path)

    return read
