from dataclasses import replace

import pytest

from stemmata.errors import NotFound
from stemmata.model import Derivation, DerivationKind, Descent, Metadatum, SharedPassage
from stemmata.show.exports import export
from stemmata.show.holdings import Holdings
from stemmata.show.pictures import picture_of
from stemmata.show.printed import page_of
from stemmata.show.queries.stemma import stemma
from tests.show.world import REPORTS

WIRE, MIRROR, POST, GAZETTE = (REPORTS[f"{name}.txt"].id for name in ("wire", "mirror", "post", "gazette"))
SHARED = SharedPassage(0, 33, 0, 33)  # "The Delta Guard has 400 fighters."
COPIED = Derivation(WIRE, MIRROR, DerivationKind.LIFTED_PASSAGE, True, ("it says so",), (SHARED,))
TREE = (
    Descent("f", WIRE, None, False, True, "those that share its words were taken from it"),
    Descent("f", MIRROR, WIRE, False, True, 'it says "Copied from the wire"'),
    Descent("f", POST, MIRROR, False, False, "it shares most words with mirror.txt"),
)
LOST = (
    Descent("g", WIRE, None, True, True, "all repeat Continental News, whose own report is not here"),
    Descent("g", MIRROR, None, True, True, "all repeat Continental News, whose own report is not here"),
    Descent("g", POST, MIRROR, False, False, "it shares most words with mirror.txt"),
)


@pytest.fixture
def tree(held: Holdings) -> Holdings:
    return replace(held, descents=TREE, derivations=(COPIED,))


def test_each_report_hangs_below_the_one_it_was_taken_from(tree: Holdings) -> None:
    (found,) = stemma(tree).stemmas
    assert [(c.report, c.depth, c.parent, c.sure) for c in found.reports] == [
        ("wire.txt", 0, "", True),
        ("mirror.txt", 1, "wire.txt", True),
        ("post.txt", 2, "mirror.txt", False),
    ]
    assert (found.reports[1].kind, found.reports[1].words) == ("lifted_passage", 6)
    assert (found.reports[2].kind, found.reports[2].words, found.lost) == ("", 0, False)
    assert stemma(tree).alone == 1


def test_a_lost_original_stands_above_what_was_taken_from_it(held: Holdings) -> None:
    (found,) = stemma(replace(held, descents=LOST)).stemmas
    assert found.lost
    assert [(c.report, c.depth, c.parent, c.lost) for c in found.reports] == [
        ("mirror.txt", 1, "", True),
        ("post.txt", 2, "mirror.txt", False),
        ("wire.txt", 1, "", True),
    ]
    page = page_of(stemma(replace(held, descents=LOST))).plain()
    assert page.index("(a lost original)") < page.index("mirror.txt")


def test_a_guess_says_so_and_what_something_tells_does_not(tree: Holdings) -> None:
    lines = page_of(stemma(tree)).plain().splitlines()
    assert [line.strip().endswith("guess") for line in lines if ".txt" in line and "shares" not in line] == [
        False,
        False,
        True,
    ]
    assert any("lifted passage; passages of 6 words" in line for line in lines)
    assert 'stroke-dasharray="5 3"' in picture_of(stemma(tree))


def test_one_report_is_asked_for_by_its_name_or_a_part_of_it(tree: Holdings) -> None:
    assert len(stemma(tree, "mirror").stemmas) == 1
    assert stemma(tree, "gazette").stemmas == ()
    assert "no copies" in page_of(stemma(tree, "gazette")).plain()
    with pytest.raises(NotFound, match="may be any of 4 reports"):
        stemma(tree, ".txt")
    with pytest.raises(NotFound, match="no report 'nothing'"):
        stemma(tree, "nothing")


def test_a_circle_of_copies_ends(held: Holdings) -> None:
    circle = (Descent("f", WIRE, MIRROR, False, True, "x"), Descent("f", MIRROR, WIRE, False, True, "y"))
    assert len(stemma(replace(held, descents=circle)).stemmas[0].reports) == 2


def test_the_older_copy_stands_first(held: Holdings) -> None:
    dated = replace(held.reports[POST], metadata={"published": Metadatum("2011", "sidecar")})
    family = (
        TREE[0],
        Descent("f", MIRROR, WIRE, False, True, "x"),
        Descent("f", POST, WIRE, False, True, "y"),
    )
    held = replace(held, descents=family, reports={**held.reports, POST: dated})
    assert [c.report for c in stemma(held).stemmas[0].reports] == ["wire.txt", "post.txt", "mirror.txt"]


def test_descents_are_exported_by_the_names_of_reports(tree: Holdings) -> None:
    assert next(iter(export(tree, "descents"))) == {
        "family": "f",
        "report": "mirror.txt",
        "parent": "wire.txt",
        "lost": False,
        "sure": True,
        "why": 'it says "Copied from the wire"',
    }
