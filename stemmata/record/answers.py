"""answers.jsonl: what a large model answered, a line each, only ever added to; an input of every later build."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from stemmata.errors import RecordError
from stemmata.model import Answer
from stemmata.record.codec import from_json, to_json

ANSWERS_FILE = "answers.jsonl"


def read_answers(folder: Path) -> dict[str, Answer]:
    """Answers by the keys of their questions, of several with one key the last. Raises RecordError, naming the line.

    A last line that was broken off (the program was killed while it wrote) is no line: its passage is asked anew.
    """
    path = folder / ANSWERS_FILE
    try:
        lines = path.read_bytes().split(b"\n") if path.exists() else []
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror}") from error
    answers: dict[str, Answer] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            answer = from_json(Answer, line)
        except RecordError as error:
            if number == len(lines):
                break
            raise RecordError(f"{path}:{number}: {error}") from error
        answers[answer.key] = answer
    return answers


@contextmanager
def keeping(folder: Path) -> Iterator[Callable[[Answer], None]]:
    """A function that adds an answer, on the disk before it returns: it may have been paid for. Raises RecordError."""
    path = folder / ANSWERS_FILE
    try:
        with path.open("a+b") as file:
            file.write(_last_line_ended(file))

            def keep(answer: Answer) -> None:
                file.write(f"{to_json(answer)}\n".encode("utf-8", "surrogatepass"))
                file.flush()
                os.fsync(file.fileno())

            yield keep
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror}") from error


def _last_line_ended(file: BinaryIO) -> bytes:
    """The end of line that an editor left out; a line that was broken off is taken away."""
    file.seek(0)
    data = file.read()
    last = data[data.rfind(b"\n") + 1 :]
    try:
        return b"\n" if last and from_json(Answer, last) else b""
    except RecordError:
        file.truncate(len(data) - len(last))
        return b""
