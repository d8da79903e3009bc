from dataclasses import replace
from pathlib import Path

import pytest

from stemmata.errors import NotFound
from stemmata.model import Derivation, DerivationKind, Lineage, MentionType, Metadatum, Polarity, Publisher
from stemmata.show.api import open as open_book
from stemmata.show.holdings import Holdings
from stemmata.show.printed import page_of
from stemmata.show.profiles import With
from stemmata.show.queries.favours import side_of
from stemmata.show.queries.publishers import publisher
from stemmata.when import Period
from tests.show.sentences import Told, holdings_of
from tests.show.world import write_world

GROUP = MentionType.ARMED_GROUP
TYPES = {**dict.fromkeys(("Oru Front", "Tarn Guard", "Vell Wing"), GROUP), "Norland": MentionType.STATE}
TOLD = (
    Told("Tarn Guard", "casualties", "40", Period.event("2014"), {"unit": "fighters"}, publisher="State News"),
    Told("Oru Front", "captured", "Lake Town", qualifiers={"from": "Tarn Guard"}, publisher="State News"),
    Told("Oru Front", "withdrew_from", "Mill", polarity=Polarity.DENIED, publisher="State News", voices=("A man",)),
    Told("Vell Wing", "strength", "400", publisher="State News"),
    Told("Vell Wing", "strength", "900", publisher="Lake Gazette"),
    Told("Oru Front", "part_of", "Norland", publisher="Lake Gazette"),
    Told("Oru Front", "attacked", "Tarn Guard", publisher="Mirror"),
)
KNOWN = (Publisher("State News", ("state.example",), "Norland", "Norland", ()), Publisher("Lake Gazette", side="Tarn"))


@pytest.fixture(scope="module")
def press() -> Holdings:
    """A claim of State News and one of the Gazette are one fact; the Mirror has copied State News."""
    held = holdings_of(TOLD, TYPES, against=[(3, 4)])
    reports, facts = list(held.reports), list(held.facts.values())
    both = replace(
        facts[5],
        reports=(reports[0], reports[5]),
        claims=(*facts[5].claims, *facts[0].claims),
        lineages=(*facts[5].lineages, *facts[0].lineages),
    )
    copied = replace(facts[6], reports=(reports[3], reports[6]))
    copying = Derivation(reports[3], reports[6], DerivationKind.MIRROR, True, ("the same words",))
    return replace(
        held,
        facts={fact.id: fact for fact in (*facts[:5], both, copied)},
        derivations=(copying,),
        lineages=(*held.lineages[:3], *held.lineages[4:6], Lineage((reports[3], reports[6]), ("copied",))),
    )


def counts(several: tuple[With, ...]) -> dict[str, int]:
    return {other.publisher: other.count for other in several}


def test_a_publisher_in_figures(press: Holdings) -> None:
    found = publisher(press, "state news", KNOWN)
    assert (len(found.reports), found.claims, found.facts, found.in_own_voice) == (4, 4, 6, 4)
    assert found.known is not None and (found.known.side, found.known.owner) == ("Norland", "Norland")
    assert {line.predicate for line in found.alone} == {"casualties", "captured", "withdrew_from", "strength"}
    assert counts(found.contradicts) == {"Lake Gazette": 1}
    assert found.contradicts[0].side == "Tarn"


def test_agreement_is_between_independent_reports_and_copies_agree_with_nothing(press: Holdings) -> None:
    assert counts(publisher(press, "State News").agrees) == {"Lake Gazette": 1}
    assert counts(publisher(press, "Mirror").agrees) == {}


def test_copying_has_a_direction(press: Holdings) -> None:
    assert (
        counts(publisher(press, "State News").copied_by) == {"Mirror": 1} and not publisher(press, "State News").copies
    )
    mirror = publisher(press, "Mirror")
    assert counts(mirror.copies) == {"State News": 1} and mirror.copies[0].what == ("report-03.txt -> report-06.txt",)


def test_what_it_alone_says_is_counted_by_side_and_a_denial_turns_it_round(press: Holdings) -> None:
    found = {favour.name: favour for favour in publisher(press, "State News", KNOWN).favours}
    assert found["Norland"].is_side and found["Norland"].entities == ("Oru Front",)
    assert (len(found["Norland"].for_), len(found["Norland"].against)) == (2, 0)
    assert not found["Tarn Guard"].is_side
    assert (len(found["Tarn Guard"].for_), len(found["Tarn Guard"].against)) == (0, 2)


def test_without_sources_yml_it_is_counted_by_actor(press: Holdings) -> None:
    found = publisher(press, "State News")
    assert found.known is None
    assert {favour.name for favour in found.favours} == {"Oru Front", "Tarn Guard"}


def test_who_is_allied_with_both_sides_is_on_none() -> None:
    told = (Told("Oru Front", "allied_with", "Norland"), Told("Oru Front", "allied_with", "Tarn Guard"))
    held = holdings_of(told, TYPES)
    sides = side_of(held, (Publisher("A", side="Norland"), Publisher("B", side="Tarn Guard")))
    assert sorted(sides.values()) == ["Norland", "Tarn Guard"]


def test_a_report_belongs_to_the_publisher_of_its_domain(press: Holdings) -> None:
    first, *others = press.reports.values()
    moved = replace(first, metadata={"url": Metadatum("https://www.state.example/1", "sidecar")})
    held = replace(press, reports={moved.id: moved, **{report.id: report for report in others}})
    assert len(publisher(held, "State News", KNOWN).reports) == 4
    assert len(publisher(held, "State News").reports) == 3


def test_a_publisher_that_is_not_here_is_told_with_those_that_are(press: Holdings) -> None:
    with pytest.raises(NotFound, match="no publisher 'Nobody'; have Lake Gazette, Mirror, State News"):
        publisher(press, "Nobody")
    with pytest.raises(NotFound, match="may be any of"):
        publisher(press, "e")


def test_the_page_gives_counts_and_links_and_no_grade(press: Holdings) -> None:
    page = page_of(publisher(press, "State News", KNOWN)).plain()
    assert "none of them says how far a publisher is to be believed" in page
    assert "side Norland (Oru Front): for 2, against 0" in page
    assert "Lake Gazette (side: Tarn): 1 dispute" in page


def test_what_people_know_is_read_from_the_folder(tmp_path: Path) -> None:
    write_world(tmp_path)
    (tmp_path / "stemmata.toml").write_text("", encoding="utf-8")
    (tmp_path / "sources.yml").write_text("Radio Lake:\n  side: Velia\n", encoding="utf-8")
    with open_book(tmp_path) as book:
        known = book.publisher("radio lake").known
    assert known is not None and known.side == "Velia"
