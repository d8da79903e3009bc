"""The reliability curve as a picture: how sure the reader was against how often it was right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemmata.training.deciding import Bin

_SIDE, _EDGE = 360, 56
_SIZE = _SIDE + 2 * _EDGE


def reliability_curve(bins: Sequence[Bin], title: str) -> str:
    """An SVG: a dot a bin, its area by how many claims it holds; on the dashed line confidence keeps its word."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}" width="{_SIZE}" height="{_SIZE}"'
            ' font-family="sans-serif" font-size="12">',
            f'<rect width="{_SIZE}" height="{_SIZE}" fill="white"/>',
            f'<text x="{_SIZE / 2}" y="30" text-anchor="middle" font-size="14">{_escaped(title)}</text>',
            *_axes(),
            *_dots(bins),
            "</svg>\n",
        ]
    )


def _axes() -> Iterator[str]:
    low, high = _EDGE, _EDGE + _SIDE
    yield f'<rect x="{low}" y="{low}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#888"/>'
    yield f'<line x1="{low}" y1="{high}" x2="{high}" y2="{low}" stroke="#888" stroke-dasharray="4 4"/>'
    for tenth in range(0, 11, 2):
        share = tenth / 10
        yield f'<text x="{_across(share)}" y="{high + 16}" text-anchor="middle">{share}</text>'
        yield f'<text x="{low - 8}" y="{_down(share) + 4}" text-anchor="end">{share}</text>'
    yield f'<text x="{_SIZE / 2}" y="{high + 36}" text-anchor="middle">confidence</text>'
    yield f'<text transform="translate(16 {_SIZE / 2}) rotate(-90)" text-anchor="middle">share that is right</text>'


def _dots(bins: Sequence[Bin]) -> Iterator[str]:
    most = max((one.count for one in bins), default=1)
    points = " ".join(f"{_across(one.said)},{_down(one.right)}" for one in bins)
    yield f'<polyline points="{points}" fill="none" stroke="#1f5fa8"/>'
    for one in bins:
        radius = round(2 + 8 * (one.count / most) ** 0.5, 1)
        told = f"{one.count} claims: said {one.said:.2f}, right {one.right:.2f}"
        dot = (
            f'<circle cx="{_across(one.said)}" cy="{_down(one.right)}" r="{radius}" fill="#1f5fa8" fill-opacity="0.6">'
        )
        yield f"{dot}<title>{told}</title></circle>"


def _across(share: float) -> float:
    return round(_EDGE + share * _SIDE, 1)


def _down(share: float) -> float:
    return round(_EDGE + (1 - share) * _SIDE, 1)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
