"""Claims as the network reads them: every two spots of a sentence, with what it says of them, made into drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from stemmata.extract.attribution import Attribution
from stemmata.extract.drafts import Draft, End, spot_end
from stemmata.extract.labels import CLAIMED, LINKS, MARKED, MODALITIES, POLARITIES
from stemmata.extract.mentions import FIRST
from stemmata.extract.quantities import read_quantity
from stemmata.extract.scorer import OUTSIDE, ClaimScorer, Outside, PairScores, ScoredSpot
from stemmata.extract.spots import About, Scene, Spot
from stemmata.extract.time.expression import TimeExpression
from stemmata.extract.timing import Timeline, period
from stemmata.model import MentionKind, Polarity, Qualifier, Role
from stemmata.ontology import ontology
from stemmata.when import UNKNOWN, Period

METHOD = "model:claims"
LEAST = 0.15  # a claim below this chance is not put forward at all
_LINKED, _DATED = (
    0.5,
    0.35,
)  # chances from which a link holds: of times, which stand apart from one another, less will do
_TIMES = ("when", "since", "until")
_LONGEST_QUOTE = 320  # code points
ALONE = ("formed", "dissolved", "died", "attacked", "was_attacked_by", "withdrew_from", "released")  # need no object
TOLLS = ("killed", "injured", "captured", "missing")
STANCES = ("accepted", "rejected", "denounced", "supported")
_SYMMETRIC = ("allied_with", "opposed_to")
NAMING = ("alias", "former_name", "renamed_to")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be an end of a claim or stand to it as its time, its voice, its role: a spot, a time, a value."""

    start: int
    end: int
    spot: Spot | None = None
    time: TimeExpression | None = None
    value: str = ""  # of labels.VALUED


class ReadScene:
    """A passage with its candidates and what the network says of them."""

    def __init__(self, scene: Scene, candidates: Sequence[Candidate], scored: Sequence[ScoredSpot]) -> None:
        self.scene = scene
        self.candidates = tuple(candidates)
        self.scored = tuple(scored)
        self.scores: PairScores | None = None
        self.outside: About | None = None

    def chance(self, draft: Draft) -> float | None:
        """What the network thinks of a draft, None where it was not asked about such ends."""
        if self.scores is None:
            return None
        kinds = [f"{draft.predicate} {k}" for k in (draft.qualifiers.get("stance"), *TOLLS) if k in (*STANCES, *TOLLS)]
        names = [draft.predicate] if draft.predicate in CLAIMED else [n for n in kinds if n in CLAIMED]
        rows = [at for ends in self._ends(draft) if (at := self.rows.get(ends)) is not None]
        found = [float(self.scores.claims[at, CLAIMED.index(name)]) for at in rows for name in names]
        return max(found, default=None)

    @cached_property
    def rows(self) -> dict[tuple[int, int], int]:
        return {} if self.scores is None else {pair: at for at, pair in enumerate(self.scores.pairs)}

    def _ends(self, draft: Draft) -> list[tuple[int, int]]:
        subjects, objects = self._at(draft.subject), self._at(draft.object)
        if draft.object.spot is None and draft.object.mention is None:
            inside = [i for i, c in enumerate(self.candidates) if c.value and draft.start <= c.start < draft.end]
            objects = [i for i in inside if self._same_words(i, draft.object.text)] or subjects
        pairs = [(one, other) for one in subjects for other in objects]
        return [*pairs, *((b, a) for a, b in pairs)] if draft.predicate in _SYMMETRIC else pairs

    def _at(self, end: End) -> list[int]:
        if end.spot is None:
            return [OUTSIDE] if end.mention is not None else []
        return [
            i
            for i, c in enumerate(self.candidates)
            if c.start < end.spot.end and end.spot.start < c.end and not c.value
        ]

    def _same_words(self, at: int, text: str) -> bool:
        own = self.scene.text(self.candidates[at].start, self.candidates[at].end).casefold()
        return own in text.casefold() or text.casefold() in own


def candidates(scene: Scene, timeline: Timeline) -> ReadScene:
    """The candidates of a passage: its spots, its dates, the values that the network found."""
    known = [s for s in scene.spots if s.kind is MentionKind.NAME or s.confidence >= FIRST]
    found = [Candidate(s.start, s.end, spot=s) for s in known if s.type.value in MARKED]
    found += [Candidate(e.start, e.end, time=e) for e in timeline.dates]
    found += [Candidate(v.start, v.end, value=v.type) for v in scene.analysis.values]
    kept, scored = [], []
    for one in found:
        inside = scene.tokens_in(one.start, one.end)
        if inside:
            kept.append(one)
            kind = one.value or ("Time" if one.spot is None else one.spot.type.value)
            manner = "" if one.value else "name" if one.spot is None else one.spot.kind.value
            scored.append(ScoredSpot(inside[0], inside[-1] + 1, scene.tree.sentence_of[inside[0]], kind, manner))
    return ReadScene(scene, kept, scored)


def read_scenes(
    scorer: ClaimScorer, scenes: Sequence[Scene], timelines: Sequence[Timeline], about: About | None
) -> list[ReadScene]:
    """Every passage of a report read by the network; `about` is what a clause without its subject may speak of."""
    read = [candidates(scene, timeline) for scene, timeline in zip(scenes, timelines, strict=True)]
    outside = _elsewhere(read, about)
    for one in read:
        if one.scored:
            own = about is not None and any(
                c.spot is not None and one.scene.mention_id(c.spot) == about.mention for c in one.candidates
            )
            given = None if own or one.scene.passage.role is Role.GLOSS else outside
            one.outside = None if given is None else about
            one.scores = scorer.score(one.scene.analysis.states, one.scene.analysis.sentences, one.scored, given)
    return read


def _elsewhere(read: Sequence[ReadScene], about: About | None) -> Outside | None:
    if about is None:
        return None
    for one in read:
        for candidate, scored in zip(one.candidates, one.scored, strict=True):
            if candidate.spot is not None and one.scene.mention_id(candidate.spot) == about.mention:
                states = one.scene.analysis.states
                return Outside(states[scored.first], states[scored.last - 1], scored.type, scored.manner)
    return None


def drafts(read: ReadScene, scene: Scene, timeline: Timeline) -> list[Draft]:
    """What the network claims of a passage; `scene` is the same passage with its references resolved."""
    if read.scores is None:
        return []
    return list(_Reader(read, scene, timeline).drafts())


class _Reader:
    def __init__(self, read: ReadScene, scene: Scene, timeline: Timeline) -> None:
        self.read, self.scene, self.timeline = read, scene, timeline
        assert read.scores is not None
        self.scores = read.scores
        spots = {(s.start, s.end): s for s in scene.spots}
        self.candidates = [
            c if c.spot is None else replace(c, spot=spots.get((c.start, c.end), c.spot)) for c in read.candidates
        ]

    def drafts(self) -> Iterator[Draft]:
        rows, labels = np.nonzero(self.scores.claims >= LEAST)
        for row, label in zip(rows.tolist(), labels.tolist(), strict=True):
            one, other = self.scores.pairs[row]
            if CLAIMED[label] in _SYMMETRIC and self._told_the_other_way(row, label, one, other):
                continue
            made = self._draft(row, label, one, other)
            if made is not None:
                yield made

    def _told_the_other_way(self, row: int, label: int, one: int, other: int) -> bool:
        """Whether the same tie read from the other end is surer; of equals the first in the text stays."""
        back = next((i for i, pair in enumerate(self.scores.pairs) if pair == (other, one)), None)
        if back is None:
            return False
        here, there = self.scores.claims[row, label], self.scores.claims[back, label]
        return bool(there > here or (there == here and back < row))

    def _draft(self, row: int, label: int, one: int, other: int) -> Draft | None:
        predicate, _, kind = CLAIMED[label].partition(" ")
        chance = float(self.scores.claims[row, label])
        subject, object_ = self._end(one), self._object(row, predicate, one, other)
        if subject is None or object_ is None or not self._fits(predicate, one, other):
            return None
        links = self._links(row)
        qualifiers, spans = self._qualifiers(predicate, kind, other, links)
        event = ontology().predicates[predicate].aspect == "event"
        when, told = self._when(links, event=event)
        if predicate in ("formed", "dissolved"):
            object_ = End(when.edtf or object_.text)
        start, end = self._words([one, other, *told], spans)
        return Draft(predicate, subject, object_, start, end, METHOD, chance, qualifiers, when, self._said(row, links))

    def _end(self, at: int) -> End | None:
        if at == OUTSIDE:
            about = self.read.outside
            return None if about is None else End(about.text, mention=about.mention)
        spot = self.candidates[at].spot
        return None if spot is None else spot_end(self.scene, spot)

    def _object(self, row: int, predicate: str, one: int, other: int) -> End | None:
        if other == OUTSIDE and one != OUTSIDE:
            return self._end(OUTSIDE)
        if other == one:
            place = next((c for i, c in enumerate(self.candidates) if i == one), None)
            start, end = (0, 0) if place is None else (place.start, place.end)
            rule = ontology().predicates[predicate]
            return End(self.scene.text(start, end)) if rule.takes_value else None
        candidate = self.candidates[other]
        if candidate.spot is not None:
            return spot_end(self.scene, candidate.spot)
        return End(self.scene.text(candidate.start, candidate.end))

    def _fits(self, predicate: str, one: int, other: int) -> bool:
        subject = self._type(one)
        itself = other == one
        if itself and predicate not in ALONE:
            return False
        value = None if itself else self._type(other)
        named = predicate in NAMING and value is not None
        valued = not itself and other != OUTSIDE and self.candidates[other].value != ""
        if valued != (predicate in ("strength", "casualties", "type", "ideology")):
            return valued and predicate in ("released", "captured")
        return subject is not None and ontology().fits(predicate, subject, None if valued or itself or named else value)

    def _type(self, at: int) -> str | None:
        if at == OUTSIDE:
            return None if self.read.outside is None else self.read.outside.type.value
        spot = self.candidates[at].spot
        return None if spot is None else spot.type.value

    def _links(self, row: int) -> Mapping[str, int]:
        """Link -> the candidate of the claim's sentence that is likeliest to stand so to it."""
        one, other = self.scores.pairs[row]
        near = one if one != OUTSIDE else other
        sentence = self.read.scored[near].sentence if near != OUTSIDE else None
        found: dict[str, int] = {}
        for link, name in enumerate(LINKS):
            chances = self.scores.links[row, :, link]
            here = [i for i, s in enumerate(self.read.scored) if s.sentence == sentence and i not in (one, other)]
            best = max(here, key=lambda i: (float(chances[i]), -i), default=None)
            if best is not None and chances[best] >= (_DATED if name in _TIMES else _LINKED):
                found[name] = best
        return found

    def _when(self, links: Mapping[str, int], *, event: bool) -> tuple[Period, list[int]]:
        told = {name: self.candidates[links[name]].time for name in ("when", "since", "until") if name in links}
        if (at := told.get("when")) is not None:
            return period(at, event=event, edge=""), [links["when"]]
        since, until = told.get("since"), told.get("until")
        if event and (since or until):
            one = since or until
            assert one is not None
            return Period.event(one.edtf, one.text), [links["since" if since else "until"]]
        if since is None and until is None:
            return UNKNOWN, []
        words = " ".join(e.text for e in (since, until) if e is not None)
        ends = since.edtf if since else "", until.edtf if until else ""
        return Period.span(*ends, words), [links[n] for n in ("since", "until") if told.get(n) is not None]

    def _qualifiers(
        self, predicate: str, kind: str, other: int, links: Mapping[str, int]
    ) -> tuple[dict[str, Qualifier], list[tuple[int, int]]]:
        known = ontology().predicates[predicate].qualifiers
        made: dict[str, Qualifier] = {}
        spans: list[tuple[int, int]] = []
        for name, at in links.items():
            candidate = self.candidates[at]
            wanted = {"role": "Role", "count": "Quantity"}.get(name, "")
            if name in known and name not in ("when", "since", "until") and candidate.value == wanted:
                text = self.scene.text(candidate.start, candidate.end)
                quantity = read_quantity(text) if name == "count" else None
                made[name] = quantity.least if quantity is not None and quantity.least is not None else text
                spans.append((candidate.start, candidate.end))
        if predicate == "stance":
            made["stance"] = kind
        if predicate in ("strength", "casualties") and other != OUTSIDE:
            made |= self._counted(predicate, kind, self.candidates[other])
        return made, spans

    def _counted(self, predicate: str, kind: str, candidate: Candidate) -> dict[str, Qualifier]:
        quantity = read_quantity(self.scene.text(candidate.start, candidate.end))
        if quantity is None:
            return {}
        if predicate == "casualties" and quantity.least is not None:
            return {kind: quantity.least, **({"unit": quantity.unit} if quantity.unit else {})}
        bounds = {"min": quantity.least, "max": quantity.most, "unit": quantity.unit or None}
        return {key: value for key, value in bounds.items() if value is not None}

    def _said(self, row: int, links: Mapping[str, int]) -> Attribution:
        polarity = Polarity(POLARITIES[int(self.scores.polarity[row].argmax())])
        modality = MODALITIES[int(self.scores.modality[row].argmax())]
        voice = self.candidates[links["voice"]] if "voice" in links else None
        voices = () if voice is None or voice.spot is None else (self._voice(voice.spot),)
        return Attribution(voices, polarity, None if modality == "none" else modality)

    def _voice(self, spot: Spot) -> str:
        return self.scene.text(spot.start, spot.end)

    def _words(self, ends: Sequence[int], spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
        places = [(self.candidates[at].start, self.candidates[at].end) for at in ends if at != OUTSIDE]
        places += spans
        if not places:
            return 0, len(self.scene.passage.text)
        for some in (places, places[:2], places[:1]):  # the date and the rest are left out before the ends are
            start, end = min(a for a, _ in some), max(b for _, b in some)
            if end - start <= _LONGEST_QUOTE:
                break
        return start, end
