"""Reports in the order of time, a tenth of them copies of earlier ones; and what comes of them, for the record."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from records.events import Events, Statement, altered, lists
from records.pages import Page, Sheet, printed
from records.telling import FIRST, Teller, Told
from records.world import DAYS, SCRIPT, Being, World, dealt
from stemmata.model import (
    Anchor,
    Claim,
    Collation,
    Derivation,
    DerivationKind,
    Descent,
    Entity,
    Identification,
    Identity,
    Join,
    Lineage,
    Mention,
    MentionKind,
    Metadatum,
    Report,
    Segment,
    SharedPassage,
)

REMEMBERED = 300  # reports that the next may copy
COPIES = 0.1
KINDS = (DerivationKind.MIRROR, DerivationKind.REPOST, DerivationKind.LIFTED_PASSAGE)


@dataclass(frozen=True, slots=True)
class Story:
    """What a report tells, in which language, and which it was taken from: that report and how many sentences."""

    language: str
    told: list[Told]
    source: Printed | None = None
    taken: int = 0


@dataclass(frozen=True, slots=True)
class Printed:
    story: Story
    page: Page
    family: str  # id of the first report of its family


class Newsroom:
    """Writes the reports, one after the other."""

    def __init__(self, world: World, events: Events) -> None:
        self.world, self.events, self.dice = world, events, world.dice
        self.tellers = {language: Teller(language, self.dice) for language in SCRIPT}
        self.past: dict[int, list[Statement]] = {}
        self.lately = deque[Printed](maxlen=REMEMBERED)

    def reports(self, count: int, claims: int) -> Iterator[Printed]:
        """Reports with so many claims together."""
        sizes = dealt(claims, [self.dice.uniform(0.3, 1.7) for _ in range(count)])
        days = sorted(self.dice.randrange(30, DAYS) for _ in range(count))
        for number, (size, day) in enumerate(zip(sizes, days, strict=True)):
            story = self.story(size, day)
            page = printed(self.sheet(number, story, day))
            family = page.report.id if story.source is None else story.source.family
            self.lately.append(Printed(story, page, family))
            yield self.lately[-1]

    def story(self, size: int, day: int) -> Story:
        if self.lately and self.dice.random() < COPIES:
            source = self.dice.choice(self.lately)
            taken = min(size, len(source.story.told))
            if taken:
                told = source.story.told[:taken]
                told = told + self.fresh(size - taken, day, source.story.language)
                return Story(source.story.language, told, source, taken)
        shares = lists()["languages"]
        language = self.dice.choices(list(shares), list(shares.values()))[0]
        return Story(language, self.fresh(size, day, language))

    def fresh(self, size: int, day: int, language: str) -> list[Told]:
        """Sentences most of which are about one group."""
        topic, told, last = self.group(day), list[Told](), None
        for _ in range(size):
            said = self.statement(topic if self.dice.random() < 0.5 else self.group(day), day, language)
            voice = self.world.draw("group") if self.dice.random() < 0.5 else None
            told.append(self.tellers[language].tell(said, voice, last is said.group and named(told, last)))
            last = said.group
        return told

    def group(self, day: int) -> Being:
        """A group that was there by that day."""
        for _ in range(6):
            group = self.world.draw("group")
            if self.world.founded[group.rank] <= day:
                break
        return group

    def statement(self, group: Being, day: int, language: str) -> Statement:
        """Half the time something told before; now and then the founding of a group, which must be told once."""
        spoken, past = self.tellers[language].spoken, self.past.setdefault(group.rank, [])
        if language == "en" and self.dice.random() < 0.15 and (due := self.events.next_due(day)):
            self.past.setdefault(due.group.rank, []).append(due)
            return due
        if past and self.dice.random() < 0.5:
            said = self.dice.choice(past)
            if said.predicate in spoken:
                return altered(said, self.dice)
        past.append(self.events.new(group, day, spoken))
        return past[-1]

    def sheet(self, number: int, story: Story, day: int) -> Sheet:
        titles, subject = lists()["titles"][story.language], self.world.places.things[0].name
        if story.told:
            subject = story.told[0].text[slice(*story.told[0].words[0].span)]
        title = self.dice.choice(titles).format(subject=subject)
        filler = self.dice.choice(lists()["filler"][story.language])
        folder = f"{FIRST + timedelta(day):%Y-%m}"
        known = self.metadata(story, title, day)
        return Sheet(f"{folder}/{number:06}.txt", title, filler, story.told, lists()["footer"][story.language], known)

    def metadata(self, story: Story, title: str, day: int) -> dict[str, Metadatum]:
        house = self.world.houses.at(self.dice.random())
        known = {"title": Metadatum(title, "first line"), "language": Metadatum(story.language, "stopwords")}
        if self.dice.random() < 0.95:
            known["publisher"] = Metadatum(house, "last line")
        if self.dice.random() < 0.95:
            known["published"] = Metadatum((FIRST + timedelta(day)).isoformat(), "dateline")
        if self.dice.random() < 0.2:
            known["author"] = Metadatum(self.world.officer(self.world.groups.at(0), house, 0).name, "byline")
        return known


def named(told: Sequence[Told], group: Being | None) -> bool:
    """Whether the last sentence names the group, so that the next can point back to it."""
    return bool(told) and any(word.being is group and not word.again for word in told[-1].words)


@dataclass
class Desk:
    """What the reports hold together, as the record wants it."""

    reports: list[Report] = field(default_factory=list)
    segments: dict[str, tuple[Segment, ...]] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    derivations: list[Derivation] = field(default_factory=list)
    descents: list[Descent] = field(default_factory=list)
    families: dict[str, list[str]] = field(default_factory=dict)
    entity_of: dict[str, str] = field(default_factory=dict)
    joins: list[Join] = field(default_factory=list)
    first: dict[str, tuple[Being, Mention, Report]] = field(default_factory=dict)

    def take(self, printed: Printed) -> None:
        page = printed.page
        self.reports.append(page.report)
        self.segments[page.report.id] = page.segments
        self.claims += page.claims
        for mention, being in page.mentions:
            self.name(mention, being, page.report)
        self.families.setdefault(printed.family, []).append(page.report.id)
        if printed.story.source is not None:
            self.copied(printed, printed.story.source, random.Random(page.report.id))

    def name(self, mention: Mention, being: Being, report: Report) -> None:
        id_ = mention.id
        self.mentions.append(mention)
        self.entity_of[id_] = being.id
        if being.id not in self.first:
            self.first[being.id] = being, mention, report
            return
        first = self.first[being.id][1]
        if mention.refers is not None:
            why = f"'{mention.text}' points back to what was named just before it"
            self.joins.append(Join(mention.refers, id_, "same", "refers", why))
        elif mention.kind is MentionKind.NAME:
            rule = "same_name" if first.text == mention.text else "alias"
            how = "is the same name as" if rule == "same_name" else "is another name of"
            self.joins.append(Join(first.id, id_, "same", rule, f"'{mention.text}' {how} '{first.text}'"))

    def copied(self, copy: Printed, source: Printed, dice: random.Random) -> None:
        taken = copy.story.taken
        words = sum(len(told.text.split()) for told in copy.story.told[:taken])
        why = f"{words} words in 1 passage stand word for word in both"
        shared = SharedPassage(*stretch(source.page, source.story, taken), *stretch(copy.page, copy.story, taken))
        ends, share = (source.page.report.id, copy.page.report.id), round(taken / len(copy.story.told), 2)
        self.derivations.append(Derivation(*ends, dice.choice(KINDS), True, (why,), (shared,), share))
        if len(self.families[copy.family]) == 2:
            self.descents.append(Descent(copy.family, copy.family, None, False, True, "the first of its family"))
        sure = dice.random() < 0.7
        self.descents.append(Descent(copy.family, ends[1], ends[0], False, sure, why))

    def collation(self) -> Collation:
        reasons = {False: (), True: ("their words stand in one another",)}
        lineages = (Lineage(tuple(family), reasons[len(family) > 1]) for family in self.families.values())
        return Collation(tuple(self.derivations), tuple(lineages), tuple(self.descents))

    def identification(self) -> Identification:
        beings = [being for being, _, _ in self.first.values()]
        entities = tuple(Entity(b.id, b.type.value, b.name, b.names) for b in sorted(beings, key=lambda b: b.id))
        identities = tuple(
            Identity(being.id, anchor(mention, report)) for being, mention, report in self.first.values()
        )
        return Identification(entities, self.entity_of, (*self.joins, *self.doubts()), identities)

    def doubts(self) -> Iterator[Join]:
        """Beings that share an acronym may be one, which somebody should look at."""
        known: dict[str, Mention] = {}
        for being, mention, _ in self.first.values():
            for short in (name.text for name in being.names if name.kind == "acronym"):
                if short in known:
                    why = f"'{known[short].text}' and '{mention.text}' share the letters {short}"
                    yield Join(known[short].id, mention.id, "maybe", "initials", why)
                known[short] = mention


def stretch(page: Page, story: Story, taken: int) -> tuple[int, int]:
    """Where the first so many sentences stand."""
    return page.starts[0], page.starts[taken - 1] + len(story.told[taken - 1].text)


def anchor(mention: Mention, report: Report) -> Anchor:
    before, after = report.text[max(0, mention.start - 40) : mention.start], report.text[mention.end : mention.end + 40]
    return Anchor(report.name, mention.text, f"{before}|{after}")
