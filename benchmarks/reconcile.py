"""Facts and differences of invented wars whose truth is known: how claims fall into facts, and kinds of difference.

    python benchmarks/reconcile.py [--stories 960] [--seed 1]

Makes its own data. Each story is a few groups of its own, some true facts about them, and claims of these facts by
several reports: more and less exact, dated and not, first and second hand, and copied. Some stories are built to hold
a difference of one kind, some to hold none though they look like it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from stemmata.model import (
    Argument,
    Claim,
    Collation,
    DifferenceKind,
    Entity,
    Identification,
    Lineage,
    Polarity,
    Qualifier,
    Reconciliation,
    Report,
)
from stemmata.reconcile import reconcile
from stemmata.when import UNKNOWN, Period

REPORTS = 40
SURE = (0.8, 0.9)  # of what a weak reading would not be held against others
CONTRADICTION, CHANGE = DifferenceKind.CONTRADICTION, DifferenceKind.CHANGE_OVER_TIME
GRANULARITY, ATTRIBUTION = DifferenceKind.GRANULARITY, DifferenceKind.ATTRIBUTION


@dataclass
class Story:
    """Claims with the true fact that each tells, and the kinds of difference that they hold."""

    number: int
    random: random.Random
    claims: list[tuple[str, Claim]] = field(default_factory=list)
    kinds: set[DifferenceKind] = field(default_factory=set)
    copied: bool = True  # whether claims of it may stand in other reports as well
    readings: tuple[float, ...] = (0.7, 0.8, 0.9)  # confidences of claims

    def say(self, fact: str, spo: tuple[str, str, str], when: Period = UNKNOWN, **more: Qualifier) -> None:
        """A claim of a true fact, in a report of its own within the story."""
        subject, predicate, object_ = spo
        ends = [self.end(subject), self.end(object_)]
        place = (self.number * 7 + len(self.claims)) % REPORTS
        at = (self.number * 100 + len(self.claims)) * 50
        claim = Claim(
            f"r{place}",
            at,
            at + 40,
            "",
            predicate,
            *ends,
            "made",
            self.random.choice(self.readings),
            dict(more),
            when,
        )
        self.claims.append((f"{self.number}/{fact}", claim))

    def also(self, overlapping: bool = False) -> None:
        """Puts the last claim into the report of the one before it, into the same words where they overlap."""
        (_, before), (fact, claim) = self.claims[-2:]
        start = before.start + 10 if overlapping else claim.start
        self.claims[-1] = (fact, replace(claim, report=before.report, start=start, end=start + 40))

    def quote(self, words: str) -> None:
        """The words of the last claim."""
        fact, claim = self.claims[-1]
        self.claims[-1] = (fact, replace(claim, quote=words, end=claim.start + len(words)))

    def hedge(self, polarity: Polarity) -> None:
        fact, claim = self.claims[-1]
        self.claims[-1] = (fact, replace(claim, polarity=polarity, voices=(f"voice {self.number}",)))

    def end(self, text: str) -> Argument:
        """A name that begins with a capital is an entity of this story; all else is a value."""
        return Argument(text, f"{self.number}:{text}" if text[:1].isupper() else None)

    def day(self, first: int = 2012, last: int = 2018) -> date:
        return date(first, 1, 1) + timedelta(self.random.randrange(365 * (last - first)))

    def told(self, day: date, exact: int | None = None) -> str:
        """A day as a report may tell it: to the day, the month or the year."""
        return day.isoformat()[: self.random.choice([4, 7, 10]) if exact is None else exact]


def membership(story: Story) -> None:
    """A state that began once, told in all ways that allow each other."""
    began = story.day()
    spo = ("Front", "part_of", "League")
    told = [story.told(began, exact) for exact in story.random.sample([4, 7, 10], 2)]
    for text in told:
        story.say("member", spo, Period.span(text))
    story.say("member", spo)
    story.say("member", spo, Period.evidenced(story.told(began + timedelta(800))))
    story.kinds = {GRANULARITY}


def stints(story: Story) -> None:
    """In, out and in again: two facts, and no difference."""
    spo = ("Front", "member_of", "League")
    story.say("first", spo, Period.span("2012", "2014"))
    story.say("first", spo, Period.span("2012"))
    story.say("second", spo, Period.span("2017"))


def succession(story: Story) -> None:
    handover = story.day()
    story.say("old", ("Ada", "holds_post", "Front"), Period.span("2010"), role="commander-in-chief")
    story.say("old", ("Ada", "holds_post", "Front"), Period.span("", handover.isoformat()), role="general commander")
    story.say("new", ("Karl", "holds_post", "Front"), Period.span(handover.isoformat()), role="Commander in chief")
    story.kinds = {CHANGE}


def rival_commanders(story: Story) -> None:
    day = story.day()
    story.say("one", ("Ada", "holds_post", "Front"), Period.evidenced(story.told(day)), role="leader")
    story.say("other", ("Karl", "holds_post", "Front"), Period.evidenced(story.told(day)), role="overall leader")
    story.kinds = {CONTRADICTION}


def many_commanders(story: Story) -> None:
    for at, name in enumerate(["Ada", "Karl", "Mira"]):
        story.say(str(at), (name, "holds_post", "Front"), Period.evidenced("2015"), role="commander")


def founding(story: Story) -> None:
    day = story.day()
    for exact in story.random.sample([4, 7, 10], 2):
        story.say("formed", ("Front", "formed", story.told(day, exact)))
    story.kinds = {GRANULARITY}


def rival_foundings(story: Story) -> None:
    day = story.day()
    story.say("one", ("Front", "formed", story.told(day)))
    story.say("other", ("Front", "formed", story.told(day + timedelta(500))))
    story.kinds = {CONTRADICTION}


def attacks(story: Story) -> None:
    """Events that happen again and again are no change and no contradiction."""
    day = story.day()
    for at in range(3):
        on = (day + timedelta(40 * at)).isoformat()
        story.say(f"attack {at}", ("Front", "attacked", "League"), Period.event(on), place="kesh")
        story.say(f"attack {at}", ("Front", "attacked", "League"), Period.event(on))


def strengths(story: Story) -> None:
    """Growth: other numbers of other years."""
    for year, number in ((2013, 400), (2015, 900), (2017, 3000)):
        story.say(str(year), ("Front", "strength", str(number)), Period.evidenced(str(year)), unit="fighters")
        story.say(str(year), ("Front", "strength", f"{number:,}"), Period.evidenced(f"{year}-06"), unit="fighters")
    story.kinds = {CHANGE}


def rival_strengths(story: Story) -> None:
    number = story.random.randrange(5, 50) * 100
    when = Period.evidenced("2016-05")
    story.say("one", ("Front", "strength", str(number)), when)
    story.say(
        "other", ("Front", "strength", f"over {number * 3}"), story.random.choice([when, Period.evidenced("2016")])
    )
    story.kinds = {CONTRADICTION}


def near_strengths(story: Story) -> None:
    number = story.random.randrange(5, 50) * 100
    story.say("one", ("Front", "strength", ""), Period.evidenced("2016"), min=number, max=number * 2)
    story.say("other", ("Front", "strength", f"over {number}"), Period.evidenced("2016-04"))
    story.kinds = {GRANULARITY}


def friends_then_foes(story: Story) -> None:
    turn = story.day().year
    story.say("ally", ("Front", "allied_with", "League"), Period.evidenced(str(turn - 1)))
    story.say("ally", ("League", "allied_with", "Front"), Period.span("", str(turn)))
    story.say("foe", ("Front", "opposed_to", "League"), Period.span(str(turn + 1)))
    story.kinds = {CHANGE}


def friends_and_foes(story: Story) -> None:
    when = Period.evidenced(story.told(story.day(), 7))
    story.say("ally", ("Front", "allied_with", "League"), when)
    story.say("foe", ("League", "opposed_to", "Front"), when)
    story.kinds = {CONTRADICTION}


def denial(story: Story) -> None:
    spo = ("Front", "joined", "League")
    story.say("said", spo, Period.event("2016-05"))
    story.say("denied", spo, story.random.choice([UNKNOWN, Period.event("2016-05")]))
    story.hedge(Polarity.DENIED)
    story.kinds = {CONTRADICTION}


def second_hand(story: Story) -> None:
    spo = ("Front", "controls", "Kesh")
    story.say("held", spo, Period.evidenced("2016"))
    story.say("held", spo)
    story.hedge(story.random.choice([Polarity.ALLEGED, Polarity.REPORTED]))
    story.kinds = {ATTRIBUTION}


def stand(story: Story) -> None:
    same = story.random.random() < 0.5
    story.say("yes", ("Front", "stance", "Accord"), Period.event("2018-09"), stance="accepted")
    story.say("no", ("Front", "stance", "Accord"), Period.event("2018-09" if same else "2019-02"), stance="rejected")
    story.kinds = {CONTRADICTION if same else CHANGE}


def renames(story: Story) -> None:
    story.say("one", ("Front", "former_name", "hill guard"), Period.evidenced("2012"))
    story.say("one", ("Front", "former_name", "the Hill Guard".lower()))
    story.say("other", ("Front", "former_name", "hill union"), Period.evidenced("2014"))
    story.kinds = {CHANGE}


def headquarters(story: Story) -> None:
    story.say("old", ("Front", "headquartered_at", "Kesh"), Period.span("2013", "2016"))
    story.say("new", ("Front", "headquartered_at", "Tarn"), Period.evidenced("2018"))
    story.kinds = {CHANGE}


def headquarters_within(story: Story) -> None:
    story.say("village", ("Front", "headquartered_at", "Kesh"), Period.evidenced("2016"))
    story.say("valley", ("Front", "headquartered_at", "Valley"), Period.evidenced("2016"))
    story.say("lies", ("Kesh", "located_in", "Valley"))
    story.kinds = {GRANULARITY}


def toll(story: Story) -> None:
    day = Period.event(story.day().isoformat())
    same = story.random.random() < 0.5
    story.say("one", ("Front", "casualties", ""), day, killed=3, place="kesh")
    story.say("other", ("Front", "casualties", ""), day, killed=9, place="kesh" if same else "tarn")
    story.kinds = {CONTRADICTION} if same else set()


def enemies(story: Story) -> None:
    for name in ("League", "Kesh", "Tarn"):
        story.say(name, ("Front", "opposed_to", name), Period.evidenced("2016"))
        story.say(name, (name, "opposed_to", "Front"))


def ideology(story: Story) -> None:
    story.say("idea", ("Front", "ideology", "upland federalism"))
    story.say("idea", ("Front", "ideology", "Upland Federalists".lower()))
    story.say("plan", ("Front", "ideology", "monarchism"))


def post_after_death(story: Story) -> None:
    """A death and a post surely after it; told of one year, the same may be."""
    story.readings = SURE
    apart = story.random.random() < 0.5
    story.say("death", ("Ada", "died", "shot"), Period.event("2015"))
    story.say("post", ("Ada", "holds_post", "Front"), Period.evidenced("2017" if apart else "2015"), role="commander")
    story.kinds = {CONTRADICTION} if apart else set()


def act_before_founding(story: Story) -> None:
    """An attack before the founding; where the founding is of a later name, it is none."""
    story.readings = SURE
    renamed = story.random.random() < 0.5
    story.say("founded", ("Front", "formed", "2015"))
    story.say("attack", ("Front", "attacked", "League"), Period.event("2013-05-02"))
    if renamed:
        story.say("name", ("Front", "renamed_to", "hill guard"), Period.event("2015"))
    story.kinds = set() if renamed else {CONTRADICTION}


def act_after_the_end(story: Story) -> None:
    story.readings = SURE
    again = story.random.random() < 0.5
    story.say("end", ("Front", "dissolved", "2014"))
    story.say("attack", ("Front", "attacked", "League"), Period.event("2016-05-02"))
    if again:
        story.say("anew", ("Front", "formed", "2015"))
    story.kinds = set() if again else {CONTRADICTION}


def two_deaths(story: Story) -> None:
    story.readings = SURE
    day = story.day()
    story.say("one", ("Ada", "died", "shot"), Period.event(day.isoformat()))
    story.say("other", ("Ada", "died", "killed"), Period.event((day + timedelta(60)).isoformat()))
    story.kinds = {CONTRADICTION}


def lists(story: Story) -> None:
    """Two lists of one founding, one name in common."""
    story.copied = False
    for at, name in enumerate(("League", "Guard", "Column")):
        story.say(name, ("Front", "formed_by", name), Period.event("2016"))
        if at:
            story.also()
    story.say("League", ("Front", "formed_by", "League"), Period.event("2016"))
    story.say("Hills", ("Front", "formed_by", "Hills"), Period.event("2016"))
    story.also()
    story.kinds = {GRANULARITY}


def one_of_a_list(story: Story) -> None:
    """A mention of one who stands in another's list is no other list."""
    story.copied = False
    for at, name in enumerate(("League", "Guard")):
        story.say(name, ("Front", "formed_by", name), Period.event("2016"))
        if at:
            story.also()
    story.say("Guard", ("Front", "formed_by", "Guard"), Period.event("2016"))


def backers(story: Story) -> None:
    """One backer stops, another goes on."""
    story.say("stops", ("Front", "supplied_by", "League"), Period.span("", "2015"))
    story.say("goes on", ("Front", "supplied_by", "Guard"), Period.evidenced("2017"))
    story.kinds = {CHANGE}


def former_seat(story: Story) -> None:
    story.say("now", ("Front", "headquartered_at", "Kesh"))
    story.say("then", ("Front", "headquartered_at", "Tarn"))
    story.quote("based at Kesh, formerly Tarn")
    story.kinds = {CHANGE}


def part_of_the_story(story: Story) -> None:
    """An aircraft was shot down, as a fact; whose it was, only a voice says."""
    day = Period.event(story.day().isoformat())
    story.say("shot down", ("Front", "attacked", "helicopter"), day)
    story.say("whose", ("Front", "attacked", "League"), day)
    story.also(overlapping=True)
    story.hedge(Polarity.ALLEGED)
    story.kinds = {ATTRIBUTION}


def killers(story: Story) -> None:
    day = story.day()
    story.say("one", ("Front", "assassinated", "Ada"), Period.event(day.isoformat()))
    story.say("other", ("League", "assassinated", "Ada"), Period.event(story.told(day)))
    story.kinds = {CONTRADICTION}


STORIES: tuple[Callable[[Story], None], ...] = (
    *(membership, stints, succession, rival_commanders, many_commanders, founding, rival_foundings, attacks),
    *(strengths, rival_strengths, near_strengths, friends_then_foes, friends_and_foes, denial, second_hand, stand),
    *(renames, headquarters, headquarters_within, toll, enemies, ideology),
    *(post_after_death, act_before_founding, act_after_the_end, two_deaths, lists, one_of_a_list, backers),
    *(former_seat, part_of_the_story, killers),
)


def told(stories: int, seed: int) -> list[tuple[str, Story]]:
    """Stories of every sort in turn, each with copies of some of its claims in other reports."""
    chance = random.Random(seed)
    made = []
    for number in range(stories):
        sort = STORIES[number % len(STORIES)]
        story = Story(number, chance)
        sort(story)
        copies = chance.randint(0, len(story.claims)) if story.copied else 0
        for fact, claim in chance.sample(story.claims, copies):
            copy = replace(
                claim, report=f"r{chance.randrange(REPORTS)}", start=claim.start + 10**6, end=claim.end + 10**6
            )
            story.claims.append((fact, copy))
        made.append((sort.__name__, story))
    return made


def identified(stories: Sequence[Story]) -> Identification:
    mentions = sorted(
        {
            end.mention
            for story in stories
            for _, claim in story.claims
            for end in (claim.subject, claim.object)
            if end.mention
        }
    )
    return Identification(
        tuple(Entity(f"e{mention}", "Thing", mention, ()) for mention in mentions),
        {mention: f"e{mention}" for mention in mentions},
        (),
        (),
    )


def score(made: Sequence[tuple[str, Story]], found: Reconciliation) -> Iterator[tuple[str, object]]:
    truth: dict[str, set[str]] = {}
    story_of: dict[str, int] = {}
    for _, story in made:
        for fact, claim in story.claims:
            truth.setdefault(fact, set()).add(claim.id)
            story_of[claim.id] = story.number
    true = {frozenset(claims) for claims in truth.values()}
    facts = {frozenset(fact.claims) for fact in found.facts}
    yield "facts", len(facts)
    yield "fact_precision", round(len(true & facts) / len(facts), 4)
    yield "fact_recall", round(len(true & facts) / len(true), 4)
    kinds: dict[int, set[DifferenceKind]] = {}
    for difference in found.differences:
        kinds.setdefault(story_of[difference.sides[0].claims[0]], set()).add(difference.kind)
    wrong = Counter(sort for sort, story in made if kinds.get(story.number, set()) != story.kinds)
    yield "kinds_exact", round(1 - sum(wrong.values()) / len(made), 4)
    for kind in (CONTRADICTION, CHANGE, GRANULARITY, ATTRIBUTION):
        here = {story.number for _, story in made if kind in story.kinds}
        there = {number for number, told in kinds.items() if kind in told}
        yield f"{kind}_precision", round(len(here & there) / max(len(there), 1), 4)
        yield f"{kind}_recall", round(len(here & there) / max(len(here), 1), 4)
    yield "wrong_stories", dict(sorted(wrong.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=960)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    made = told(args.stories, args.seed)
    claims = [claim for _, story in made for _, claim in story.claims]
    names = [f"r{number}" for number in range(REPORTS)]
    reports = [Report(name, f"{name}.txt", None, name, 0, "text/plain", "made/1", "", {}) for name in names]
    collation = Collation((), tuple(Lineage((name,), ("made apart",)) for name in names))
    identification = identified([story for _, story in made])
    print(f"{len(claims)} claims in {len(made)} stories; reconciling", file=sys.stderr)
    start = time.perf_counter()
    found = reconcile(claims, identification, collation, reports)
    seconds = time.perf_counter() - start
    figures: dict[str, object] = {"stories": len(made), "claims": len(claims), **dict(score(made, found))}
    print(json.dumps(figures | {"claims_per_second": round(len(claims) / seconds)}))


if __name__ == "__main__":
    main()
