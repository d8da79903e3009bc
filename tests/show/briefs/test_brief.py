from dataclasses import replace

import pytest

from stemmata.errors import NotFound
from stemmata.show.answers import Line, Lines, Sources
from stemmata.show.briefs import brief_of
from stemmata.show.briefs.brief import Brief, Statement
from stemmata.show.briefs.choosing import chosen
from stemmata.show.briefs.rendering import first_place, numbers_of, other_places, witness_of
from stemmata.show.briefs.sentences import sentence
from stemmata.show.holdings import Holdings
from stemmata.show.queries.disputes import disputes
from stemmata.show.queries.explain import explain
from stemmata.show.queries.lineage import lineage
from stemmata.show.queries.sources import sources
from stemmata.show.queries.standing import BACKERS, standings
from stemmata.show.queries.strength import strength
from stemmata.show.queries.timeline import timeline
from tests.show.briefs.made import EDITION, the_brief


def statements(brief: Brief) -> list[Statement]:
    camps = (camp for part in brief.parts for dispute in part.controversies for camp in dispute.camps)
    return [s for part in brief.parts for s in part.statements] + [s for camp in camps for s in camp.statements]


def line(held: Holdings, predicate: str) -> Line:
    fact = next(fact for fact in held.facts.values() if fact.predicate == predicate)
    return explain(held, fact.id).line


@pytest.mark.parametrize(
    ("predicate", "said"),
    [
        (
            "holds_post",
            "Mara Oru is named as commander of Delta Guard (rank: Colonel), since 2015-08-11, no end stated",
        ),
        ("trained_by", "Delta Guard is trained by Velia, until 2016"),
        ("stance", "Delta Guard accepted Oxbow Accord, 2015-05"),
        ("strength", "Delta Guard has a strength of 400, no date stated"),
    ],
)
def test_a_fact_is_a_sentence_from_its_subject(held: Holdings, predicate: str, said: str) -> None:
    assert sentence(line(held, predicate)) == said


def test_a_sentence_is_the_same_from_either_end(held: Holdings) -> None:
    of_velia = next(line for line in timeline(held, "Velia").lines if line.predicate == "trained_by")
    assert of_velia.inverse
    assert sentence(of_velia) in [sentence(line) for line in timeline(held).lines]


def test_copies_stand_in_one_note_and_another_witness_in_another(held: Holdings) -> None:
    brief = the_brief(held)
    strong = next(s for s in statements(brief) if "strength of 400" in s.text)
    (number,) = strong.notes
    note = brief.notes[number - 1]
    assert {place.work.report for place in (note.first, *note.also)} == {"wire.txt", "mirror.txt"}
    assert other_places(note.first, note.also)[0].startswith("in the same words: ")


def test_a_note_says_whose_words_stand_where(held: Holdings) -> None:
    brief = the_brief(held)
    note = next(note for note in brief.notes if note.first.words.startswith("Mara Oru"))
    sha256 = note.first.work.sha256
    assert first_place(note.first) == (
        "“Mara Oru became commander of the Delta Guard on 11 August 2015” (in the report's own voice; "
        "since 2015-08-11, no end stated). Gazette, publisher unknown, 2016-12-01; "
        f"gazette.txt, characters 61–123, SHA-256 {sha256}; "
        f"claim {note.first.claim}."
    )
    alleged = next(note for note in brief.notes if "900" in note.first.words)
    assert "according to Ministry; alleged" in first_place(alleged.first)
    assert "date unknown" in first_place(alleged.first)


def test_notes_are_numbered_in_the_order_of_the_first_reference_and_none_is_idle(held: Holdings) -> None:
    brief = the_brief(held)
    referred = list(dict.fromkeys(number for s in statements(brief) for number in s.notes))
    assert referred == [note.number for note in brief.notes]


def test_both_sides_of_a_dispute_stand_in_it(held: Holdings) -> None:
    (dispute,) = [d for part in the_brief(held).parts for d in part.controversies]
    assert [camp.statements[0].text.split(" of ")[1][:3] for camp in dispute.camps] == ["400", "900"]
    assert all(camp.statements[0].notes for camp in dispute.camps)


def test_the_list_of_reports_says_which_are_one_witness(held: Holdings) -> None:
    works = the_brief(held).works
    told = {work.report: witness_of(work, numbers_of(works)) for work in works}
    mirror = next(work.number for work in works if work.report == "mirror.txt")
    assert told["wire.txt"] == f"counts as one witness with no. {mirror}"
    assert told["gazette.txt"] == "a witness of its own"


def test_what_holds_on_a_day_stands_before_what_may(held: Holdings) -> None:
    brief = the_brief(held, on="2017")
    assert brief.dates == "as of 2017; from all reports"
    assert "Begun or evidenced before; no end is stated" in [part.title for part in brief.parts if part.level == 2]


def test_every_answer_with_facts_makes_a_brief(held: Holdings) -> None:
    fact = next(fact.id for fact in held.facts.values() if fact.predicate == "strength")
    answers = (
        explain(held, fact),
        disputes(held),
        standings(held, "Delta Guard", BACKERS),
        strength(held, "Delta Guard"),
        lineage(held, coalitions=True),
        timeline(held),
        explain(held, fact).line,
    )
    for answer in answers:
        brief = brief_of([answer], sources(held), EDITION)
        assert brief.notes and brief.title, answer
    several = brief_of(answers, sources(held), EDITION, "All of it")
    assert several.title == "All of it"
    assert [part.title for part in several.parts if part.level == 1][1] == "Disputes about all in the record"


def test_chosen_facts_keep_their_order(held: Holdings) -> None:
    ids = list(held.facts)[2:0:-1]
    assert [s.fact for s in statements(brief_of([chosen(held, [*ids, ids[0]])], sources(held), EDITION))] == ids
    assert brief_of([chosen(held, ids, "2015")], sources(held), EDITION).on == "2015"
    with pytest.raises(NotFound, match="no fact 'nowhere'"):
        chosen(held, [*ids, "nowhere"])


def test_nothing_found_is_said(held: Holdings) -> None:
    brief = brief_of([Lines("posts in Velia", None, "", ())], sources(held), EDITION)
    assert brief.parts[0].remarks == ("Nothing in this record says so.",)


def test_a_report_of_which_nothing_is_known_is_cited_with_its_bytes(held: Holdings) -> None:
    brief = brief_of([timeline(held)], Sources((), (), ()), EDITION)
    assert brief.works[0].sha256 and brief.works[0].date == "date unknown"


def test_what_is_denied_or_alleged_is_never_said_plainly(held: Holdings) -> None:
    said = line(held, "trained_by")
    assert sentence(replace(said, polarity=type(said.polarity).DENIED)).startswith("It is denied that Delta Guard")
    assert sentence(replace(said, polarity=type(said.polarity).ALLEGED)).startswith("It is alleged that Delta Guard")
