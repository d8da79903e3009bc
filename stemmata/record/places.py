"""Where an anchor points: words found again in a text, by themselves or by what stood around them."""

from __future__ import annotations

from stemmata.model import Anchor

CONTEXT = 40


def anchor_of(report: str, text: str, span: tuple[int, int]) -> Anchor:
    """The anchor of a span of a report (its name and text)."""
    start, end = span
    around = f"{text[max(0, start - CONTEXT) : start]}|{text[end : end + CONTEXT]}"
    return Anchor(report, text[start:end], around)


def place(anchor: Anchor, text: str) -> tuple[int, int] | None:
    """Where the words of an anchor stand: of several places the one whose surroundings are most alike, then the first.

    None where the words are gone, or the anchor has none.
    """
    if not anchor.quote:
        return None
    before, _, after = anchor.context.partition("|")
    best, likeness, most = None, -1, min(len(before), CONTEXT) + min(len(after), CONTEXT)
    start = text.find(anchor.quote)
    while start >= 0:
        end = start + len(anchor.quote)
        alike = _common(text[max(0, start - CONTEXT) : start][::-1], before[::-1])
        alike += _common(text[end : end + CONTEXT], after)
        if alike > likeness:
            best, likeness = (start, end), alike
        if alike == most:
            break
        start = text.find(anchor.quote, start + 1)
    return best


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with together."""
    for count, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return count
    return min(len(one), len(other))
