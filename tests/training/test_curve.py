"""The picture of the reliability curve is an SVG with a dot a bin, each at its place."""

from __future__ import annotations

from xml.etree import ElementTree

from stemmata.training.curve import reliability_curve
from stemmata.training.deciding import Bin

SPACE = "{http://www.w3.org/2000/svg}"


def test_a_dot_for_each_bin_at_its_place() -> None:
    tree = ElementTree.fromstring(reliability_curve([Bin(0.1, 0.2, 5), Bin(0.9, 0.9, 20)], "dev & <test>"))
    low, high = tree.findall(f"{SPACE}circle")
    assert float(low.get("cx", "")) < float(high.get("cx", ""))
    assert float(low.get("cy", "")) > float(high.get("cy", ""))
    assert float(low.get("r", "")) < float(high.get("r", ""))
    assert [dot.findtext(f"{SPACE}title") for dot in (low, high)] == [
        "5 claims: said 0.10, right 0.20",
        "20 claims: said 0.90, right 0.90",
    ]
    assert "dev & <test>" in [text.text for text in tree.findall(f"{SPACE}text")]


def test_nothing_read_is_an_empty_frame() -> None:
    tree = ElementTree.fromstring(reliability_curve([], "none"))
    assert tree.findall(f"{SPACE}circle") == []
