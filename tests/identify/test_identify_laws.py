"""Laws that hold for any reports."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from marked import Told, record, told

from stemmata.model import Judgement

GROUPS = ("Army of Dawn", "Jaysh al-Fajr", "Jaish al-Fajr", "Azure Front", "Azure", "3rd Brigade", "NFR", "جيش الفجر")
PERSONS = ("Samir Toufi", "Maj. Samir al-Tofi", "Toufi", "Salim Toufi", "Salem Toufi", "Salam Toufi", "Oru")
PREDICATES = ("alias", "former_name", "renamed_to", "opposed_to", "merged_into", "holds_post")
GLUE = (" met ", " and ", ", ", " (", "), formerly ", ". ")


@st.composite
def stories(draw: st.DrawFn) -> tuple[Told, ...]:
    made = []
    for number in range(draw(st.integers(1, 4))):
        text = ""
        chosen = draw(st.lists(st.sampled_from(GROUPS + PERSONS), min_size=1, max_size=5))
        for name in chosen:
            text += f"{{{name}|{'Person' if name in PERSONS else 'ArmedGroup'}}}" + draw(st.sampled_from(GLUE))
        story = told(f"{number}.txt", text)
        for _ in range(draw(st.integers(0, 2))):
            story = story.claiming(*(draw(st.sampled_from(c)) for c in (chosen, PREDICATES, chosen)))
        made.append(story)
    return tuple(made)


@st.composite
def judged(draw: st.DrawFn) -> tuple[tuple[Told, ...], list[Judgement]]:
    made = draw(stories())
    anchors = [story.anchor(m.text) for story in made for m in story.extraction.mentions]
    pairs = draw(
        st.lists(st.tuples(*[st.sampled_from(anchors)] * 2, st.sampled_from(("same", "different"))), max_size=3)
    )
    days = draw(st.lists(st.sampled_from(("2026-01", "2026-02")), min_size=3, max_size=3))
    return made, [Judgement("a", day, what, "w", (x, y)) for (x, y, what), day in zip(pairs, days, strict=False)]


@settings(max_examples=120, deadline=None)
@given(judged(), st.randoms(use_true_random=False))
def test_the_order_of_reports_and_judgements_does_not_matter(
    made: tuple[tuple[Told, ...], list[Judgement]], chance: random.Random
) -> None:
    told_ones, judgements = made
    shuffled, turned = list(told_ones), list(judgements)
    chance.shuffle(shuffled)
    chance.shuffle(turned)
    assert record(*told_ones, judgements=judgements).result == record(*shuffled, judgements=turned).result


@settings(max_examples=80, deadline=None)
@given(stories(), stories())
def test_what_is_added_and_withdrawn_leaves_no_trace_in_the_entities(
    kept: tuple[Told, ...], added: tuple[Told, ...]
) -> None:
    first = record(*kept)
    more = _renamed(added)
    wide = record(*kept, *more, identities=first.result.identities)
    again = record(*kept, identities=wide.result.identities)
    assert again.result.entities == first.result.entities
    assert again.result.entity_of == first.result.entity_of and again.result.joins == first.result.joins


def _renamed(stories: tuple[Told, ...]) -> list[Told]:
    """The same stories under other paths."""
    made = []
    for story in stories:
        text = "".join(f"{{{m.text}|{m.type}}} met " for m in story.extraction.mentions)
        other = told(f"more-{story.report.path}", text)
        for claim in story.extraction.claims:
            other = other.claiming(claim.subject.text, claim.predicate, claim.object.text)
        made.append(other)
    return made


@settings(max_examples=80, deadline=None)
@given(judged())
def test_no_entity_holds_what_was_found_different(made: tuple[tuple[Told, ...], list[Judgement]]) -> None:
    told_ones, judgements = made
    result = record(*told_ones, judgements=judgements).result
    for join in result.joins:
        if join.verdict == "different":
            assert result.entity_of[join.one] != result.entity_of[join.other], join
    ids = [entity.id for entity in result.entities]
    assert len(set(ids)) == len(ids) and set(result.entity_of.values()) == set(ids)
