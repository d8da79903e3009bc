from pathlib import Path

from stemmata.show.holdings import Holdings
from stemmata.show.plain import plain
from stemmata.show.queries.dossier import dossier
from stemmata.show.withheld import BLOT, Blotter
from tests.show.world import REPORTS


def the_blotter(held: Holdings) -> Blotter:
    gazette = REPORTS["gazette.txt"]
    start = gazette.text.index("Mara Oru")
    return Blotter([(gazette.id, start, start + len("Mara Oru"))], held.reports)


def test_a_withheld_person_is_nowhere_in_an_answer(held: Holdings) -> None:
    answer = dossier(held, "Delta Guard")
    assert "Mara Oru" in str(plain(answer))
    assert "Mara" not in str(plain(the_blotter(held)(answer)))
    assert BLOT in str(plain(the_blotter(held)(answer)))


def test_nothing_withheld_changes_nothing(held: Holdings) -> None:
    answer = dossier(held, "Delta Guard")
    assert Blotter((), held.reports)(answer) is answer


def test_words_are_blotted_across_line_ends_and_only_whole(held: Holdings) -> None:
    assert the_blotter(held)("mara\n oru and Mara Orun") == f"{BLOT} and Mara Orun"
    assert the_blotter(held)({"a": ["Mara Oru", 3, Path("x")]}) == {"a": [BLOT, 3, Path("x")]}
