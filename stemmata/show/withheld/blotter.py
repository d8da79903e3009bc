"""Persons who are withheld: their words are blotted out of every answer and every export."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from stemmata.model import Report
from stemmata.show.withheld.matcher import BLOT

T = TypeVar("T")
Words = tuple[str, int, int]  # report, start, end


class Blotter:
    """Blots the withheld words wherever they stand: to hide too much is the safe mistake."""

    def __init__(self, words: Iterable[Words], reports: Mapping[str, Report]) -> None:
        hidden = {reports[report].text[start:end].strip() for report, start, end in words if report in reports}
        longest_first = sorted(hidden - {""}, key=lambda text: (-len(text), text))
        pattern = "|".join(r"\s+".join(map(re.escape, text.split())) for text in longest_first)
        self._hidden = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE) if pattern else None

    def __call__(self, answer: T) -> T:
        """The same answer (a dataclass, a mapping, a sequence or a text) without the withheld words."""
        return answer if self._hidden is None else self._blotted(answer)

    def _blotted(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._hidden.sub(BLOT, value) if type(value) is str and self._hidden is not None else value
        if isinstance(value, Mapping):
            return {key: self._blotted(item) for key, item in value.items()}
        if isinstance(value, tuple | list):
            return type(value)(self._blotted(item) for item in value)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: self._blotted(getattr(value, f.name)) for f in fields(value) if f.init})
        return value
