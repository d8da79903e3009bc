"""The invented families of the benchmark of copies: what is said to be true of them is true of their words."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from itertools import islice, pairwise
from pathlib import Path

import pytest

from stemmata.model import Collation, Derivation, DerivationKind, Lineage, Role, passages

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from families import Made, made, recipes
from families.editing import Editor, in_words
from families.scoring import COPIED, Known, figures
from families.text import Article, Family
from families.truth import is_known, joined, marks_of, truth_of
from families.writing import Press, runs


@pytest.fixture(scope="module")
def some() -> list[Made]:
    return list(islice(made(1), 300))


@pytest.fixture(scope="module")
def known(some: list[Made]) -> Known:
    known = Known()
    for family in some:
        known.add(family)
    return known


@pytest.fixture
def press() -> Press:
    return Press(5)


def words(article: Article) -> list[str]:
    return [word for sentence in article.prose for word in sentence.words]


def longest(one: Article, other: Article) -> int:
    """The longest run of words that both hold."""
    a, b = " ".join(words(one)).split(), f" {' '.join(words(other))} "
    best = 0
    for start in range(len(a)):
        while start + best < len(a) and f" {' '.join(a[start : start + best + 1])} " in b:
            best += 1
    return best


def test_a_seed_makes_the_same_families() -> None:
    one, other = (list(islice(made(3), 40)) for _ in range(2))
    assert one == other
    assert one != list(islice(made(4), 40))


def test_segments_tile_every_report(some: list[Made]) -> None:
    for family in some:
        for report, segments in family.reports.values():
            assert [s.start for s in segments] == [0, *(s.end for s in segments[:-1])]
            assert segments[-1].end == len(report.text)


def test_pasted_matter_stands_outside_the_flow_of_its_paragraph(some: list[Made]) -> None:
    pages = [page for family in some for page in family.reports.values()]
    glossed = [(report, cut) for report, cut in pages if any(s.role is Role.GLOSS for s in cut)]
    assert glossed
    for report, cut in glossed:
        assert any(len(passage.parts) > 1 for passage in passages(report, cut) if passage.role is Role.BODY)


def test_every_pair_of_a_family_is_judged_once_and_ids_are_its_own(some: list[Made]) -> None:
    ids = [report.id for family in some for report, _ in family.reports.values()]
    assert len(ids) == len(set(ids))
    for family in some:
        pairs = [frozenset((pair.one, pair.other)) for pair in family.truth.pairs]
        count = len(family.reports)
        assert len(set(pairs)) == len(pairs) == count * (count - 1) // 2


def test_lineages_hold_every_report_once_and_the_lesser_lie_in_the_greater(some: list[Made]) -> None:
    for family in some:
        truth = family.truth
        assert sorted(number for group in truth.apart for number in group) == sorted(family.reports)
        assert all(any(small <= great for great in truth.together) for small in truth.apart)


@pytest.mark.parametrize("recipe", [recipe for recipe, _ in recipes.RECIPES])
def test_a_pair_is_judged_the_same_from_either_side(press: Press, recipe: Callable[[Press], Family]) -> None:
    family = recipe(press)
    whole = Family(family.recipe, family.articles, family.one_house)
    kinds = {frozenset((p.one, p.other)): p.kind for p in truth_of(whole).pairs}
    for pair, kind in kinds.items():
        one, other = (marks_of(article) for article in family.articles if article.number in pair)
        assert (len(one.prose & other.prose) > 0) == (kind in ("whole", "partial", "edited", "slight"))


def test_two_fifths_lifted_are_there_word_for_word(press: Press) -> None:
    for _ in range(10):
        family = recipes.lift_40(press)
        root, taker = family.articles
        shared = len(marks_of(root).prose & marks_of(taker).prose)
        assert 0.36 < shared / root.length < 0.62  # whole sentences
        assert taker.length > 1.8 * root.length
        assert longest(root, taker) >= shared
        (pair,) = truth_of(family).pairs
        assert pair.kind == "partial" and pair.source == root.number


@pytest.mark.parametrize("rate", [0.02, 0.06, 0.12])
def test_an_edit_changes_about_the_share_of_words_that_it_should(press: Press, rate: float) -> None:
    old = press.article("english", words=800)
    new = Editor(random.Random(1), press.grammars["english"]).edited(old.paragraphs, rate)
    kept = {mark for paragraph in new for sentence in paragraph.sentences for mark in sentence.marks}
    lost = 1 - len(kept & marks_of(old).prose) / len(marks_of(old).prose)
    assert 0.2 * rate < lost <= 1.1 * rate  # words that only changed places are not lost


def test_numbers_are_written_in_words() -> None:
    assert [in_words(number) for number in (7, 18, 20, 43, 99)] == [
        "seven",
        "eighteen",
        "twenty",
        "forty-three",
        "ninety-nine",
    ]


def test_accounts_of_one_event_share_names_and_short_turns_only(press: Press) -> None:
    for _ in range(10):
        family = recipes.event(press)
        assert {pair.kind for pair in truth_of(family).pairs} == {"none"}
        one, other = family.articles[:2]
        place = one.cast["e_where"][0].split()[1]
        assert all(place in " ".join(words(article)) for article in (one, other))
        told = set(runs(list(one.prose))) & set(runs(list(other.prose)))
        assert len(told) < 10


def test_two_who_quote_one_statement_stay_two(press: Press) -> None:
    for _ in range(10):
        truth = truth_of(recipes.quotation(press))
        assert {pair.kind for pair in truth.pairs} == {"quotation"}
        assert all(len(group) == 1 for group in truth.together)


def test_papers_of_a_lost_wire_are_one_witness_and_none_is_the_source(press: Press) -> None:
    lost = next(f for f in iter(lambda: recipes.wire(press), None) if f is not None and f.articles[0].lost)
    truth = truth_of(lost)
    assert len(truth.apart) == 1
    assert {pair.source for pair in truth.pairs} == {None}
    assert set(truth.parents.values()) == {None}


def test_a_chain_names_each_parent(press: Press) -> None:
    family = recipes.chain(press)
    numbers = [article.number for article in family.articles if not article.lost]
    assert all(truth_of(family).parents[later] == earlier for earlier, later in pairwise(numbers))


def test_direction_is_known_by_a_credit_or_by_dates(press: Press) -> None:
    root, copy = recipes.repost(press).articles
    bare = Article(1, "english", {}, (), root.house, root.day, "2014-03", False)
    assert root.house.name in " ".join(words(copy))
    assert is_known(bare, Article(2, "english", {}, (), copy.house, copy.day, "2014-04-01", False))
    assert not is_known(bare, Article(2, "english", {}, (), copy.house, copy.day, "2014-03-30", False))
    assert not is_known(bare, Article(2, "english", {}, (), copy.house, copy.day, None, False))


def test_ties_join() -> None:
    assert set(joined([1, 2, 3, 4], [(1, 2), (2, 3)])) == {frozenset({1, 2, 3}), frozenset({4})}


def all_knowing(known: Known) -> Collation:
    """What a reader would find who knows the truth."""
    derivations = [
        Derivation(one, other, DerivationKind.MIRROR, pair.parent, (), score=1.0 if pair.parent else 0.5)
        for one, other, pair in known.copied()
    ]
    groups = [Lineage(tuple(known.ids[n] for n in group), ()) for truth in known.truths for group in truth.apart]
    return Collation(tuple(derivations), tuple(groups))


def test_who_knows_the_truth_is_right_in_all(known: Known) -> None:
    made, by_how = figures(known, all_knowing(known))
    assert [made[f"found_{kind}"] for kind in COPIED] == [1, 1, 1]
    assert made["direction_right"] == made["direction_given"] == made["lineages_exact"] == 1
    assert made["parents_right"] == 1
    assert made["independent_called_copies_count"] == made["quotations_called_copies"] == 0
    assert all(found == there for found, there in by_how.values())


def test_who_finds_nothing_parts_those_that_belong_together(known: Known) -> None:
    made, _ = figures(known, Collation((), ()))
    assert made["found_whole"] == made["direction_given"] == made["lineages_of_several_exact"] == 0
    assert 0 < made["lineages_exact"] < 1


def test_one_wrong_tie_is_counted_and_spoils_two_witnesses(known: Known) -> None:
    perfect = all_knowing(known)
    one, other = [truth.apart[0] for truth in known.truths if truth.recipe == "single"][:2]
    ends = [known.ids[next(iter(group))] for group in (one, other)]
    tie = Derivation(ends[0], ends[1], DerivationKind.SHARED_PASSAGE, True, ())
    lineages = (*(each for each in perfect.lineages if not set(ends) & set(each.reports)), Lineage(tuple(ends), ()))
    made, _ = figures(known, Collation((*perfect.derivations, tie), lineages))
    assert made["independent_called_copies_count"] == 1
    assert made["lineages_exact"] == round(1 - 2 / made["lineages"], 4)
