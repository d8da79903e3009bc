"""How spots lie to each other, in the words of the heads for claims."""

from hypothesis import given
from hypothesis import strategies as st

from stemmata.extract.bearings import DISTANCES, REFERENCES, Spoken, distance, reference_signs

places = st.tuples(st.integers(0, 60), st.integers(1, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def named(one: tuple[int, int], other: tuple[int, int]) -> str:
    return DISTANCES[distance(one, other)]


def test_distances_are_counted_in_words_between() -> None:
    assert named((3, 5), (3, 5)) == "itself"
    assert named((3, 5), (5, 6)) == "1 after"
    assert named((3, 5), (7, 8)) == "2-3 after"
    assert named((20, 21), (0, 1)) == "17+ before"
    assert named((8, 9), (5, 7)) == "2-3 before"


@given(places, places)
def test_a_distance_turns_round_with_its_ends(one: tuple[int, int], other: tuple[int, int]) -> None:
    if one[0] != other[0]:
        there, back = named(one, other), named(other, one)
        assert there.split()[0] == back.split()[0]
        assert {there.split()[1], back.split()[1]} == {"after", "before"}


def signs(spot: Spoken, candidate: Spoken, since: int = 0) -> set[str]:
    return {REFERENCES[sign] for sign in reference_signs(spot, candidate, since)}


def test_what_speaks_for_a_candidate() -> None:
    front = Spoken("River Front", "ArmedGroup", "name", 1, first=True)
    front.often = 4
    it = Spoken("its", "ArmedGroup", "pronoun", 1, first=False)
    assert signs(it, front) == {
        "same sentence", "last spoken of", "same type", "candidate is a name", "first in its sentence",
        "spoken of often", "possessive",
    }  # fmt: skip
    again = Spoken("the front", "Coalition", "description", 8, first=False)
    assert {"6+ sentences back", "2 spoken of since", "both groups", "same last word"} <= signs(again, front, 1)


def test_number_and_kind_speak_against_a_candidate() -> None:
    man = Spoken("Idris Vael", "Person", "name", 0, first=True)
    men = Spoken("forty fighters", "Person", "description", 0, first=False)
    they = Spoken("they", "ArmedGroup", "pronoun", 0, first=False)
    he = Spoken("he", "Person", "pronoun", 0, first=False)
    assert {"plural to one person", "no person and person"} <= signs(they, man)
    assert "plural to one person" not in signs(they, men)
    assert "singular to plural" in signs(he, men) and "singular to plural" not in signs(he, man)
