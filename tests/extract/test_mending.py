"""Trees are mended only where a name gives the evidence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemmata.extract.analysis import Token
from stemmata.extract.mending import mended


def tokens(*rows: tuple[str, str, int, str]) -> tuple[Token, ...]:
    return tuple(Token(i * 9, i * 9 + len(w), w, w, pos, head, dep) for i, (w, pos, head, dep) in enumerate(rows))


def test_a_name_hangs_on_one_of_its_words() -> None:
    read = tokens(("Ivo", "PROPN", 2, "nsubj"), ("Darr", "PROPN", 2, "obj"), ("spoke", "VERB", 2, "root"))
    assert [t.head for t in mended(read, [[0, 1]])] == [2, 0, 2]


def test_a_coordinated_name_hangs_on_its_partner() -> None:
    read = tokens(
        ("Alpha", "PROPN", 3, "nsubj"),
        ("and", "CCONJ", 2, "cc"),
        ("Beta", "PROPN", 3, "conj"),
        ("left", "VERB", 3, "root"),
    )
    assert mended(read)[2].head == 0


def test_what_follows_a_comma_stands_beside_the_name() -> None:
    read = tokens(
        ("Ivo", "PROPN", 3, "compound"), (",", "PUNCT", 0, "punct"), ("a", "DET", 3, "det"),
        ("commander", "NOUN", 5, "nsubj"), (",", "PUNCT", 3, "punct"), ("died", "VERB", 5, "root"),
    )  # fmt: skip
    fixed = mended(read, [[0]])
    assert (fixed[0].head, fixed[0].dep) == (5, "nsubj") and (fixed[3].head, fixed[3].dep) == (0, "appos")


def test_without_names_nothing_else_changes() -> None:
    read = tokens(("Ivo", "PROPN", 1, "nsubj"), ("spoke", "VERB", 1, "root"), ("well", "ADV", 1, "advmod"))
    assert mended(read) == read


def test_a_mend_that_would_make_a_noun_its_own_owner_is_taken_back() -> None:
    """ "guard 's left relations": the noun that follows hangs, by way of another word, on its owner."""
    read = tokens(
        ("guard", "NOUN", 0, "root"), ("'s", "PART", 0, "case"),
        ("special", "ADJ", 0, "amod"), ("ties", "NOUN", 2, "obj"),
    )  # fmt: skip
    assert mended(read) == read


WORDS = st.tuples(
    st.sampled_from(("Ivo", "'s", ",", "of")),
    st.sampled_from(("NOUN", "PROPN", "VERB", "ADP", "DET", "NUM", "PUNCT")),
    st.integers(0, 11),
    st.sampled_from(("nsubj", "obj", "conj", "case", "cop", "amod", "compound", "flat", "appos", "nmod")),
)


@given(
    st.lists(WORDS, min_size=12, max_size=12), st.lists(st.tuples(st.integers(0, 11), st.integers(1, 4)), max_size=4)
)
def test_what_is_mended_is_a_tree_whatever_was_read(
    rows: list[tuple[str, str, int, str]], names: list[tuple[int, int]]
) -> None:
    fixed = mended(tokens(*rows), [range(first, min(first + size, 12)) for first, size in names])
    for index in range(len(fixed)):
        seen = set[int]()
        while fixed[index].head != index:
            assert index not in seen
            seen.add(index)
            index = fixed[index].head
