"""The shipped encoder: what it must get right, and what must hold of any text."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from stemmata.extract.analysis import Analysis
from stemmata.extract.encoder import NAME_TYPES, Encoder, merged
from stemmata.extract.labels import DEPS, POS
from stemmata.extract.lemmas import lemma
from stemmata.extract.trees import best_tags, best_tree, tagged_spans

WEIGHTS = Path(__file__).parents[2] / "stemmata" / "extract" / "weights"
REPORT = (
    "Colonel Idris Vael, commander of the 3rd River Brigade, met Mara Oduya in Kharsabad on 5 May 2013. "
    "The Army of the Dawn split from the Northern Legion in late 2014 and merged with the Free Valley Movement."
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


def names(analysis: Analysis, text: str) -> dict[str, str]:
    return {text[name.start : name.end]: name.type for name in analysis.names}


def test_names_of_an_invented_war(encoder: Encoder) -> None:
    found = names(encoder.analyse([REPORT])[0], REPORT)
    assert found["Idris Vael"] == found["Mara Oduya"] == "Person"
    assert found["3rd River Brigade"] == found["Northern Legion"] == found["Free Valley Movement"] == "Organization"
    assert found["Kharsabad"] == "Place"


def test_syntax_of_a_merger(encoder: Encoder) -> None:
    tokens = encoder.analyse(["The Dawn Brigade merged with the River Front."])[0].tokens
    merge = next(index for index, token in enumerate(tokens) if token.lemma == "merge")
    assert tokens[merge].head == merge and tokens[merge].dep == "root" and tokens[merge].pos == "VERB"
    brigade, front = (next(t for t in tokens if t.text == word) for word in ("Brigade", "Front"))
    assert (brigade.head, brigade.dep, front.head, front.dep) == (merge, "nsubj", merge, "obl")


def test_a_passive_and_its_agent(encoder: Encoder) -> None:
    tokens = encoder.analyse(["The town was captured by government forces."])[0].tokens
    assert {token.text: token.dep for token in tokens} | {"town": "nsubj:pass", "was": "aux:pass"} == {
        token.text: token.dep for token in tokens
    }
    assert tokens[-2].dep == "obl:agent"


def test_a_passage_reads_the_same_in_any_company(encoder: Encoder) -> None:
    alone = encoder.analyse([REPORT])[0]
    assert encoder.analyse(["Another passage stands first.", REPORT, "", REPORT])[1::2] == [alone, alone]


def test_nothing_to_read(encoder: Encoder) -> None:
    assert encoder.analyse(["", "   "]) == [Analysis((), (), ())] * 2
    assert encoder.analyse([]) == []


@pytest.mark.parametrize("text", ["x" * 5000, "- " * 700, "ش" * 900, "word " * 1200, "\u200b \ufeff", "(" * 600])
def test_text_that_is_none(encoder: Encoder, text: str) -> None:
    check(encoder.analyse([text])[0], text)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_an_analysis_is_sound(encoder: Encoder, text: str) -> None:
    check(encoder.analyse([text])[0], text)


def check(analysis: Analysis, text: str) -> None:
    """Offsets fit, sentences tile, each sentence is one tree, names do not overlap."""
    tokens = analysis.tokens
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(token.pos in POS and token.dep in DEPS for token in tokens)
    assert [i for first, last in analysis.sentences for i in range(first, last)] == list(range(len(tokens)))
    for first, last in analysis.sentences:
        roots = [i for i in range(first, last) if tokens[i].head == i]
        assert len(roots) == 1 and tokens[roots[0]].dep == "root"
        assert all(climbs(tokens, at, roots[0], last - first) for at in range(first, last))
    assert all(one.end <= other.start for one, other in pairwise(analysis.names))
    assert all(name.type in NAME_TYPES and 0 <= name.confidence <= 1 for name in analysis.names)


def climbs(tokens: tuple, at: int, root: int, steps: int) -> bool:
    for _ in range(steps):
        at = tokens[at].head
    return at == root


@given(st.integers(1, 9).flatmap(lambda n: arrays(np.float32, (n, n), elements=st.floats(-9, 9, width=16))))
def test_the_best_tree_is_a_tree_with_one_root(scores: np.ndarray) -> None:
    heads = best_tree(scores)
    roots = np.flatnonzero(heads == np.arange(len(heads)))
    assert len(roots) == 1
    at = np.arange(len(heads))
    for _ in heads:
        at = heads[at]
    assert (at == roots[0]).all()


def test_a_ring_is_broken_where_it_costs_least() -> None:
    scores = np.array([[5, 0, 0], [0, -9, 6], [4, 6, -9]], dtype=np.float32)
    assert best_tree(scores).tolist() == [0, 2, 0]


@given(arrays(np.float32, (6, 9), elements=st.floats(-9, 0, width=16)))
def test_tags_always_make_sense(chances: np.ndarray) -> None:
    known = ("O", "B-P", "I-P", "E-P", "S-P", "B-Q", "I-Q", "E-Q", "S-Q")
    path = [known[i] for i in best_tags(chances, known)]
    inside = None
    for tag in path:
        assert (tag[0] in "IE") == (inside is not None) and (inside in (None, tag[2:]))
        inside = tag[2:] if tag[0] in "BI" else None
    assert inside is None
    assert all(
        path[first] in (f"B-{kind}", f"S-{kind}") for first, _, kind in tagged_spans(best_tags(chances, known), known)
    )


def test_where_heads_differ_the_name_stands() -> None:
    words = [
        "General",
        "Mara",
        "Oduya",
        "of",
        "the",
        "Narnian",
        "Defence",
        "Council",
        "saw",
        "the",
        "tanks",
        "in",
        "Ax",
    ]
    named = [(1, 3, "Person", 0.9), (5, 6, "Nationality", 0.6), (12, 13, "Organization", 0.3)]
    mentioned = [(0, 3, "Person", 0.8), (4, 8, "Organization", 0.7), (9, 11, "Platform", 0.7), (12, 13, "Place", 0.6)]
    assert merged(named, mentioned, words) == [
        (1, 3, "Person", 0.9),
        (5, 8, "Organization", 0.7),
        (10, 11, "Platform", 0.7),
        (12, 13, "Place", 0.6),
    ]


@pytest.mark.parametrize(
    ("word", "pos", "base"),
    [
        ("merged", "VERB", "merge"), ("merging", "VERB", "merge"), ("merges", "VERB", "merge"),
        ("split", "VERB", "split"), ("splitting", "VERB", "split"), ("fought", "VERB", "fight"),
        ("was", "AUX", "be"), ("has", "AUX", "have"), ("defected", "VERB", "defect"), ("allied", "VERB", "ally"),
        ("overran", "VERB", "overrun"), ("reorganised", "VERB", "reorganise"), ("besieging", "VERB", "besiege"),
        ("forces", "NOUN", "force"), ("allies", "NOUN", "ally"), ("gunmen", "NOUN", "gunman"),
        ("headquarters", "NOUN", "headquarters"), ("Defense", "PROPN", "Defense"), ("them", "PRON", "they"),
    ],
)  # fmt: skip
def test_lemmas(word: str, pos: str, base: str) -> None:
    assert lemma(word, pos) == base


@given(st.text(min_size=1, max_size=12), st.sampled_from(POS))
def test_a_lemma_is_never_empty(word: str, pos: str) -> None:
    assert lemma(word, pos)


def test_the_shipped_files_are_small() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 40_000_000
