"""Words of other scripts and the Latin words that they are written as: by chances that were learned from pairs."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from stemmata.names import sounds
from stemmata.names.sounds import affinity, letters_of, likeness, spelled, table
from stemmata.training.sounds import followed, learned, read_pairs, write

LATIN = ("Samir", "Karim", "Toufi", "Muhammad", "Qassem", "Salman", "Jabir", "Khalid", "Nasser", "Wadi", "Farouk")
# An invented way to write runes, which no table of the package has.
RUNES = {"ᚠ": "f", "ᚢ": "u", "ᚦ": "sh", "ᚨ": "a", "ᚱ": "r", "ᚲ": "k", "ᚾ": "n", "ᛁ": "i", "ᛗ": "m", "ᛟ": "o"}


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("سمير", "Samir"),
        ("كريم", "Karim"),
        ("محمد", "Muhammad"),
        ("قاسم", "Qassem"),
        ("سلمان", "Salman"),
        ("جابر", "Jabir"),
        ("خالد", "Khalid"),
        ("فاروق", "Farouk"),
    ],
)
def test_the_right_word_comes_first(word: str, first: str) -> None:
    assert max(LATIN, key=lambda latin: affinity(word, latin)) == first
    assert max(LATIN, key=lambda latin: likeness(word, latin)) == first


def test_vowel_marks_and_accents_change_nothing() -> None:
    assert likeness("سَمِير", "Samir") == likeness("سمير", "Sámir")


def test_a_longer_word_is_not_less_alike_for_its_length() -> None:
    assert likeness("فاروق", "Farouk") > likeness("خالد", "Samir")


@pytest.mark.parametrize(
    ("word", "latin"),
    [("", "Samir"), ("سمير", ""), ("", ""), ("ᚠᚢ", "fu"), ("Samir", ""), ("12", "Samir"), ("سمير", "12")],
)
def test_what_is_empty_or_of_no_learned_script_is_like_nothing(word: str, latin: str) -> None:
    assert likeness(word, latin) == affinity(word, latin) == -math.inf


def test_no_table_for_a_script_that_was_not_learned() -> None:
    assert table("Zzzz") is None and table("Arab") is not None


def test_letters_know_their_place() -> None:
    assert letters_of("سمير") == ("^س", "م", "ي", "ر$")
    assert letters_of("س") == ("^س$",)
    assert letters_of("12") == ()
    assert spelled("Qássem-2") == "qasem"


def pairs(count: int, seed: int = 1) -> list[tuple[str, str]]:
    chance = random.Random(seed)
    words = ["".join(chance.sample(list(RUNES), k=chance.randint(3, 6))) for _ in range(count)]
    return [(word, "".join(RUNES[rune] for rune in word)) for word in words]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """60 pairs, every other one turned, and lines that are none."""
    rows = ["\t".join(pair if at % 2 else pair[::-1]) + "\tmore" for at, pair in enumerate(pairs(60))]
    path = tmp_path / "pairs.tsv"
    path.write_text("\n".join([*rows, "alone", "", "one\ttwo", "ᚠ\tmuchtoolongforthat"]), "utf-8")
    return path


@pytest.fixture
def runes(lines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The package reads its tables where we learned from the pairs."""
    read = list(read_pairs([lines], "Zzzz"))
    write(tmp_path / "Zzzz.tsv", learned(read))
    write(tmp_path / "Latn.tsv", followed(latin for _, latin in read))
    memories = (sounds.table, sounds.likeness, sounds.affinity)
    with monkeypatch.context() as changed:
        changed.setattr(sounds, "_FOLDER", tmp_path)
        for memory in memories:
            memory.cache_clear()
        yield
    for memory in memories:
        memory.cache_clear()


def test_pairs_are_read_in_either_order(lines: Path) -> None:
    read = list(read_pairs([lines], "Zzzz"))
    assert len(read) == 60
    assert {letters[0][0] for letters, _ in read} == {"^"}


def test_an_invented_spelling_is_learned_from_60_pairs(lines: Path) -> None:
    chances = learned(list(read_pairs([lines], "Zzzz")))
    for rune, latin in RUNES.items():
        best = max(chances[rune], key=chances[rune].__getitem__)
        assert best == latin and chances[rune][best] > 0.8, (rune, chances[rune])


def test_chances_of_a_letter_add_up_to_one(lines: Path) -> None:
    read = list(read_pairs([lines], "Zzzz"))
    for chances in (learned(read), followed(latin for _, latin in read)):
        assert all(math.isclose(sum(spellings.values()), 1) for spellings in chances.values())


@pytest.mark.usefixtures("runes")
def test_what_was_learned_ranks_words_never_seen() -> None:
    unseen = list(dict(pairs(30, seed=2)).items())
    right = [max(unseen, key=lambda pair: affinity(word, pair[1]))[1] == latin for word, latin in unseen]
    assert sum(right) >= 0.9 * len(right)
    assert likeness("ᚠᚢᚦ", "fush") > likeness("ᚠᚢᚦ", "mush")
