"""The reader of claims: one report with its segments in, its mentions and claims out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from stemmata.extract import infobox, learned, matcher, naming, profile, succession
from stemmata.extract.agreement import topic_of
from stemmata.extract.deciding import ALONE_FROM, UNLIKELY, Decided, Weights, decide, weights_of
from stemmata.extract.drafts import Draft, best_of, finish
from stemmata.extract.encoder import Encoder
from stemmata.extract.learned import METHOD, ReadScene, candidates, read_scenes
from stemmata.extract.lexicon import plain_form
from stemmata.extract.lightening import lightened, restored
from stemmata.extract.mentions import FIRST, find_mentions
from stemmata.extract.pointing import point
from stemmata.extract.reference import resolve
from stemmata.extract.scorer import ClaimScorer
from stemmata.extract.speakers import Speakers
from stemmata.extract.spots import About, Scene, Spot
from stemmata.extract.timing import Timeline, bounds_of_report, first_clock
from stemmata.model import Claim, Extraction, Mention, MentionKind, Passage, Report, Role, Segment, passages

_READ = frozenset({Role.TITLE, Role.BODY, Role.INFOBOX, Role.LIST, Role.CAPTION, Role.QUOTATION, Role.GLOSS})


@dataclass(frozen=True, slots=True)
class Use:
    """What a reader reads with. Less than all is there to measure what each part gives."""

    patterns: bool = True
    network: bool = True  # of claims and references; the mentions are always the network's
    context: bool = True  # whether the network looks beyond a passage
    alone_from: float = ALONE_FROM  # confidence from which a claim of the network alone is put forward


ALL = Use()


class Reader:
    """Holds the network; make one and use it for every report. `extract` depends on its arguments alone."""

    def __init__(self, encoder: Encoder, scorer: ClaimScorer, weights: Weights, use: Use = ALL) -> None:
        self.encoder = encoder
        self.scorer = scorer
        self.weights = weights
        self.use = use

    @classmethod
    def load(cls, model: Path | None = None, use: Use = ALL) -> Reader:
        """The reader with the shipped model, or with one trained on a record's corrections."""
        return cls(Encoder.load(model), ClaimScorer.load(model), weights_of(model), use)

    def extract(self, report: Report, segments: Sequence[Segment]) -> Extraction:
        """What a report says: its mentions, its claims, and the bounds that its story sets to its date."""
        return self.read(report, segments)[0]

    def read(self, report: Report, segments: Sequence[Segment]) -> tuple[Extraction, dict[str, Mapping[str, float]]]:
        """What `extract` gives, and for each claim (its id) the signs that its confidence was made from."""
        chosen = [p for p in passages(report, segments) if _readable(p)]
        light = [lightened(p.text) for p in chosen]
        encoded = self.encoder.analyse([text for text, _ in light])
        analyses = [restored(analysis, left_out) for analysis, (_, left_out) in zip(encoded, light, strict=True)]
        plain = find_mentions(chosen, [replace(analysis, marks=()) for analysis in analyses])
        found = find_mentions(chosen, analyses) if self.use.network else plain
        timelines = _timelines(report, plain)
        read = self._seen(found, timelines)
        scenes = point(read, resolve(found), across=self.use.context) if self.use.network else found
        by_rule = resolve(plain)
        decided = _Story(self, _page(plain)).told(_Told(by_rule, scenes, timelines, read))
        mentions = _mentions(report, (scenes, by_rule), decided)
        meant = _meant(mentions)
        made = {(claim := finish(report, d.scene, d.draft)).id: (claim, d.signs) for d in decided}
        claims = best_of([c for c, _ in made.values() if _sound(c, meant)], meant)
        bounds = bounds_of_report(list(zip(by_rule, timelines, strict=True)))
        return Extraction(report.id, mentions, claims, bounds), {id_: signs for id_, (_, signs) in made.items()}

    def _seen(self, scenes: Sequence[Scene], timelines: Sequence[Timeline]) -> list[ReadScene]:
        """The passages with what the network says of them."""
        if not self.use.network:
            return [candidates(scene, timeline) for scene, timeline in zip(scenes, timelines, strict=True)]
        page = _page(scenes) if self.use.context else None
        return read_scenes(self.scorer, scenes, timelines, None if page is None else _about(page))


def _readable(passage: Passage) -> bool:
    return passage.role in _READ and passage.label != "label" and bool(passage.text.strip())


def _timelines(report: Report, scenes: Sequence[Scene]) -> list[Timeline]:
    """The dates of every passage, the clock of the story running from the first to the last."""
    clock, made = first_clock(report), []
    for scene in scenes:
        made.append(Timeline(scene, clock))
        if scene.passage.role in (Role.BODY, Role.LIST):
            clock = made[-1].after
    return made


def _page(scenes: Sequence[Scene]) -> infobox.Page | None:
    topic = topic_of(scenes)
    return infobox.page_of(scenes, None if topic is None else infobox.Page(*topic))


@dataclass(frozen=True, slots=True)
class _Told:
    """The passages of a report, once with the mentions and references that the patterns were made for, once with those
    that the network finds; their dates; what the network says of them."""

    by_rule: Sequence[Scene]
    by_network: Sequence[Scene]
    timelines: Sequence[Timeline]
    read: Sequence[ReadScene]

    def rows(self) -> Iterator[tuple[Scene, Scene, Timeline, ReadScene]]:
        return zip(self.by_rule, self.by_network, self.timelines, self.read, strict=True)


class _Story:
    """A report read from beginning to end, its clock running."""

    def __init__(self, reader: Reader, page: infobox.Page | None) -> None:
        self.reader = reader
        self.page = page
        self.about = None if self.page is None else _about(self.page)
        self.decided: list[Decided] = []

    def told(self, told: _Told) -> Sequence[Decided]:
        names = {
            scene.mention_id(spot): plain_form(scene.text(spot.start, spot.end))
            for scene in (*told.by_rule, *told.by_network)
            for spot in scene.spots
            if spot.kind is MentionKind.NAME
        }
        speakers = Speakers(told.by_network)
        for scene, seen_scene, timeline, seen in told.rows():
            scene.about = self.about if scene.passage.role is not Role.GLOSS else None
            drafts = self.by_pattern(scene, timeline) if self.reader.use.patterns else []
            if scene.passage.role is not Role.INFOBOX:  # a label says what a value is; the network was not taught rows
                drafts = [*drafts, *learned.drafts(seen, seen_scene, timeline)]
            drafts = [replace(d, said=speakers.said(seen_scene, d.start, d.said)) for d in drafts]
            decided = decide(seen_scene, seen, drafts, self.reader.weights, names)
            alone = self.reader.use.alone_from
            least = {True: alone, False: min(alone, UNLIKELY)}
            self.decided += [d for d in decided if d.draft.confidence >= least[d.draft.method == METHOD]]
        return self.decided

    def by_pattern(self, scene: Scene, timeline: Timeline) -> list[Draft]:
        told = self.read(scene, timeline)
        before = [*((d.scene, d.draft) for d in self.decided), *((scene, draft) for draft in told)]
        return [*told, *succession.drafts(scene, timeline, before)]

    def read(self, scene: Scene, timeline: Timeline) -> list[Draft]:
        introduced = naming.introductions(scene.passage, scene.spots)
        named = naming.drafts(scene, introduced)
        if scene.passage.role is Role.INFOBOX:
            rows = infobox.drafts(scene, self.page, timeline.clock) if self.page is not None else []
            return [*named, *rows]
        found = [*named, *matcher.match(scene, timeline), *profile.drafts(scene, timeline)]
        return _of_its_term(scene, found) if scene.passage.role is Role.GLOSS else found


def _of_its_term(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """What a definition says of the thing that it defines: its first name, and what points back to it."""
    first = next((s for s in scene.spots if s.kind is MentionKind.NAME), None)
    if first is None:
        return []
    term = scene.mention_id(first)
    introduced = {i.other for i in naming.introductions(scene.passage, scene.spots) if i.named == first}
    return [
        d
        for d in drafts
        if d.subject.spot is not None and (d.subject.spot in introduced or _meant_by(scene, d.subject.spot) == term)
    ]


def _meant_by(scene: Scene, spot: Spot) -> str:
    return spot.refers or scene.mention_id(spot)


def _about(page: infobox.Page) -> About:
    return About(0, 0, page.type, MentionKind.NAME, text=page.text, mention=page.mention)


def _mentions(
    report: Report, read: tuple[Sequence[Scene], Sequence[Scene]], decided: Sequence[Decided]
) -> tuple[Mention, ...]:
    """The names, and what the network takes for a mention or a claim needs, with all that these point back to.

    `read`: the passages as the network and as the rules see them; where both see a name, the network's words stand. A
    reader may have used a mention that no list held ("Turkish" of "Turkish-backed").
    """
    network, rules = ([s.mention(spot, report.text) for s in scenes for spot in s.spots] for scenes in read)
    known = {m.id: m for m in (*rules, *network)}
    made = {m.id: m for m in network if m.kind is MentionKind.NAME or m.confidence >= FIRST}
    taken = sorted((m.start, m.end) for m in made.values())
    for mention in rules:
        if mention.kind is MentionKind.NAME and not _met(taken, mention):
            made.setdefault(mention.id, mention)
    for scene, end in ((one.scene, end) for one in decided for end in (one.draft.subject, one.draft.object)):
        needed = known.get(end.mention or "") if end.spot is None else scene.mention(end.spot, report.text)
        if needed is not None:
            made.setdefault(needed.id, needed)
    waiting = list(made.values())
    while waiting:
        meant = known.get(waiting.pop().refers or "")
        if meant is not None and meant.id not in made:
            made[meant.id] = meant
            waiting.append(meant)
    return tuple(sorted(made.values(), key=lambda m: (m.start, -m.end)))


def _met(taken: Sequence[tuple[int, int]], mention: Mention) -> bool:
    """Whether a stretch that is taken (sorted, few overlap) touches the mention."""
    at = bisect_left(taken, (mention.end, 0))
    return any(start < mention.end and mention.start < end for start, end in taken[max(0, at - 4) : at])


def _meant(mentions: Sequence[Mention]) -> dict[str, str]:
    """Mention id -> the folded name that it stands for."""
    table = {m.id: m for m in mentions}

    def named(mention: Mention) -> str:
        seen = {mention.id}
        while mention.refers in table and mention.refers not in seen:
            seen.add(mention.refers)
            mention = table[mention.refers]
        return plain_form(mention.text) if mention.kind is MentionKind.NAME else mention.id

    return {m.id: named(m) for m in mentions}


def _sound(claim: Claim, meant: Mapping[str, str]) -> bool:
    """Nothing is said of itself."""
    subject, other = claim.subject.mention, claim.object.mention
    return subject is None or other is None or meant[subject] != meant[other]
