"""What the tests of pictures ask of any of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


def address(kind: str, id_: str) -> str:
    return f"/{kind}/{id_}"


def parsed(picture: str) -> ElementTree.Element:
    """The picture, which must be fit for a page: well formed, and nothing in it that a strict policy forbids."""
    root = ElementTree.fromstring(picture)
    for each in root.iter():
        assert "style" not in each.attrib and not any(name.startswith("on") for name in each.attrib), each.tag
        assert each.tag not in (f"{SVG}style", f"{SVG}script"), each.tag
    return root


def words(root: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}text")]


def titles(root: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}title")]


def links(root: ElementTree.Element) -> list[str]:
    return [each.get("href", "") for each in root.iter(f"{SVG}a")]


def boxes(root: ElementTree.Element) -> Iterator[tuple[float, float, float, float]]:
    """Left, right, top and bottom of each text that is no mark over a line, as narrow as letters are at the least."""
    for each in root.iter(f"{SVG}text"):
        if each.get("class") == "warning":
            continue
        size, x, y = (float(each.get(key, "0")) for key in ("font-size", "x", "y"))
        wide = len(each.text or "") * size * 0.5
        share = {"middle": 0.5, "end": 1.0}.get(each.get("text-anchor", ""), 0.0)
        yield x - share * wide, x + (1 - share) * wide, y - size * 0.75, y


def check_legible(root: ElementTree.Element) -> None:
    """No two texts overlap, and none leaves the picture."""
    wide, high = float(root.get("width", "0")), float(root.get("height", "0"))
    found = list(boxes(root))
    for left, right, top, bottom in found:
        assert left >= 0 and right <= wide and top >= 0 and bottom <= high, (left, right, top, bottom)
    for one, other in combinations(found, 2):
        assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2], (one, other)
