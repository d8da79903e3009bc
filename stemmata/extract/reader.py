"""The reader of claims: one report with its segments in, its mentions and claims out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stemmata.extract import infobox, matcher, naming, profile
from stemmata.extract.drafts import Draft, best_of, finish
from stemmata.extract.encoder import Encoder
from stemmata.extract.mentions import find_mentions, topic_of
from stemmata.extract.reference import resolve
from stemmata.extract.spots import Scene
from stemmata.extract.time import Clock
from stemmata.extract.timing import Timeline, bounds_of_report, first_clock
from stemmata.model import Claim, Extraction, Mention, Passage, Report, Role, Segment, passages

_READ = frozenset({Role.TITLE, Role.BODY, Role.INFOBOX, Role.LIST, Role.CAPTION, Role.QUOTATION, Role.GLOSS})


class Reader:
    """Holds the encoder; make one and use it for every report. `extract` depends on its arguments alone."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    @classmethod
    def load(cls, model: Path | None = None) -> Reader:
        """The reader with the shipped model, or with one trained on a record's corrections."""
        return cls(Encoder.load(model))

    def extract(self, report: Report, segments: Sequence[Segment]) -> Extraction:
        """What a report says: its mentions, its claims, and the bounds that its story sets to its date."""
        chosen = [p for p in passages(report, segments) if _readable(p)]
        analyses = self.encoder.analyse([p.text for p in chosen])
        scenes = resolve(find_mentions(chosen, analyses))
        story = _Story(report, scenes)
        claims = best_of([c for scene, draft in story.drafts for c in (finish(report, scene, draft),) if _sound(c)])
        return Extraction(report.id, _mentions(report, scenes, story.drafts), claims, bounds_of_report(story.timelines))


def _readable(passage: Passage) -> bool:
    return passage.role in _READ and passage.label != "label" and bool(passage.text.strip())


class _Story:
    """A report read from beginning to end, its clock running."""

    def __init__(self, report: Report, scenes: Sequence[Scene]) -> None:
        self.page = infobox.page_of(scenes, topic_of(scenes))
        self.drafts: list[tuple[Scene, Draft]] = []
        self.timelines: list[tuple[Scene, Timeline]] = []
        clock = first_clock(report)
        for scene in scenes:
            timeline = Timeline(scene, clock)
            self.drafts.extend((scene, draft) for draft in self.read(scene, timeline, clock))
            self.timelines.append((scene, timeline))
            if scene.passage.role in (Role.BODY, Role.LIST):
                clock = timeline.after

    def read(self, scene: Scene, timeline: Timeline, clock: Clock) -> list[Draft]:
        named = naming.drafts(scene, naming.introductions(scene.passage, scene.spots))
        if scene.passage.role is Role.INFOBOX:
            rows = infobox.drafts(scene, self.page, clock) if self.page is not None else []
            return [*named, *rows]
        return [*named, *matcher.match(scene, timeline), *profile.drafts(scene)]


def _mentions(report: Report, scenes: Sequence[Scene], drafts: Sequence[tuple[Scene, Draft]]) -> tuple[Mention, ...]:
    """Every spot as a mention; a reader may have used one that no list held ("Turkish" of "Turkish-backed")."""
    made = {m.id: m for scene in scenes for m in (scene.mention(s, report.text) for s in scene.spots)}
    for scene, draft in drafts:
        for end in (draft.subject, draft.object):
            if end.spot is not None:
                mention = scene.mention(end.spot, report.text)
                made.setdefault(mention.id, mention)
    return tuple(sorted(made.values(), key=lambda m: (m.start, -m.end)))


def _sound(claim: Claim) -> bool:
    return claim.subject.mention is None or claim.subject.mention != claim.object.mention
