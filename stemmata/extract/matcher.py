"""Frames met in a passage: a trigger word whose slots can be filled makes a draft for every pair of fillers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from stemmata.extract.attribution import Attribution, attribution
from stemmata.extract.drafts import Draft, End, spot_end
from stemmata.extract.frames import Frame, frames_by_trigger, ways
from stemmata.extract.paths import fits, walk
from stemmata.extract.slots import Filler, fill
from stemmata.extract.spots import Scene
from stemmata.extract.timing import Timeline
from stemmata.model import MentionKind, MentionType, Polarity, Qualifier, Role
from stemmata.ontology import ontology
from stemmata.ontology.predicates import ValueKind

ABOUT = ways("about")
LONGEST_QUOTE = 320  # code points; beyond, the quote is the predicate and its object
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adjective"}
_FALLBACK = {"verb": ("adjective", "noun"), "adjective": ("verb",), "noun": ("verb",)}


def match(scene: Scene, timeline: Timeline) -> list[Draft]:
    """Every statement that a frame reads in a passage."""
    drafts: list[Draft] = []
    for index in range(len(scene.analysis.tokens)):
        for frame in _called(scene, index):
            drafts.extend(_apply(scene, timeline, frame, index))
    return drafts


def _called(scene: Scene, index: int) -> list[Frame]:
    token = scene.tree.token(index)
    pos = _POS.get(token.pos)
    if pos is None:
        return []
    table = frames_by_trigger()
    found: list[Frame] = []
    spot = scene.covering.get(index)
    if spot is not None and spot.kind is MentionKind.NAME:
        kind = "*person" if spot.type is MentionType.PERSON else "*group"
        return list(table.get(("noun", kind), ())) if scene.by_head.get(index) == spot else []
    for form in dict.fromkeys((token.lemma.casefold(), token.text.casefold())):
        found.extend(table.get((pos, form), ()))
        if not found:
            for other in _FALLBACK[pos]:
                found.extend(table.get((other, form), ()))
    return [f for f in dict.fromkeys(found) if _allowed(scene, index, f)]


def _allowed(scene: Scene, index: int, frame: Frame) -> bool:
    tree = scene.tree
    if frame.particle is not None:
        particles = {
            tree.token(p).text.casefold() for p in tree.with_dep(index, "compound:prt", "advmod", "case", "obl")
        }
        if frame.particle not in particles:
            return False
    for way, lemmas in frame.require:
        if not any(_is_one(scene, end, lemmas) for end in walk(scene, index, way.path)):
            return False
    return not any(_is_one(scene, end, lemmas) for way, lemmas in frame.forbid for end in walk(scene, index, way.path))


def _is_one(scene: Scene, index: int, lemmas: frozenset[str]) -> bool:
    token = scene.tree.token(index)
    return "*" in lemmas or token.lemma.casefold() in lemmas or token.text.casefold() in lemmas


def _apply(scene: Scene, timeline: Timeline, frame: Frame, index: int) -> Iterator[Draft]:
    subjects = fill(scene, index, frame.subject) or _elided(scene, frame, index)
    if not subjects:
        return
    rule = ontology().predicates[frame.predicate]
    event, dated = rule.aspect == "event", rule.value is ValueKind.DATE
    when = timeline.when(scene, index, event=event, edge=frame.time)
    if frame.dated and not when.edtf:
        return
    objects = fill(scene, index, frame.object) if frame.object else [_itself(scene, index)]
    if frame.swap:
        subjects, objects = objects, subjects
    said = _carried_out(scene, index, _said(scene, frame, index))
    qualifiers, spans = _qualifiers(scene, frame, index)
    for subject, other in product(subjects, objects):
        if _spans_meet(subject, other) and other.spot is not None and scene.about not in (subject.spot, other.spot):
            continue
        start, end = _words(scene, index, subject, [(other.start, other.end), *spans])
        yield Draft(
            predicate=frame.predicate,
            subject=_end(scene, subject),
            object=_end(scene, other, when.edtf if dated and not frame.object else None),
            start=start,
            end=end,
            method=f"pattern:{frame.name}",
            confidence=frame.confidence * subject.factor * other.factor,
            qualifiers={**frame.constants, **qualifiers, **_counted(frame, other)},
            when=when,
            said=said,
        )


def _words(scene: Scene, index: int, subject: Filler, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """The words that make the statement. A subject far before, or with matter pasted in between, has its own place."""
    token = scene.tree.token(index)
    spans = [(token.start, token.end), *spans]
    near = min(s for s, _ in spans), max(e for _, e in spans)
    whole = min(near[0], subject.start), max(near[1], subject.end)
    first, last = scene.passage.span(*whole)
    return whole if last - first <= LONGEST_QUOTE else near


def _elided(scene: Scene, frame: Frame, index: int) -> list[Filler]:
    """A finite clause that lost its subject ("As of 2019, was estimated to have ...") speaks of the page's."""
    root = next((i for i in (index, *scene.tree.ancestors(index)) if scene.tree.dep(i) == "root"), None)
    if (
        scene.about is None
        or root is None
        or frame.pos != "verb"
        or not scene.tree.is_verbal(root)
        or scene.tree.surface_subjects(index)
    ):
        return []
    if root != index and scene.tree.token(index).head != root:
        return []
    if not scene.tree.with_dep(root, "aux:pass", "aux", "cop") or not fits(scene.about.type, frame.subject[0].types):
        return []
    return fill(scene, index, ABOUT)


def _carried_out(scene: Scene, index: int, said: Attribution) -> Attribution:
    """ "tried to join X but did not do so": what was planned is denied."""
    if said.modality != "planned":
        return said
    tree = scene.tree
    for place in tree.ancestors(index):
        for other in tree.with_dep(place, "conj"):
            negated = any(tree.token(c).text.casefold() in ("not", "n't", "n’t", "never") for c in tree.children[other])
            if other > index and negated and tree.token(other).lemma.casefold() in ("do", "succeed", "manage"):
                return Attribution(said.voices, Polarity.DENIED)
    return said


def _said(scene: Scene, frame: Frame, index: int) -> Attribution:
    said = attribution(scene, index)
    if frame.denied:
        opposite = Polarity.ASSERTED if said.polarity is Polarity.DENIED else Polarity.DENIED
        said = replace(said, polarity=opposite)
    if frame.modality is not None:
        said = replace(said, modality=frame.modality)
    if scene.passage.role is Role.TITLE and said.polarity is Polarity.ASSERTED and _reports_in_title(scene):
        said = replace(said, polarity=Polarity.REPORTED)
    return said


def _reports_in_title(scene: Scene) -> bool:
    return scene.passage.text.strip().casefold().endswith(("reports", "report", "sources", "source", "claims"))


def _itself(scene: Scene, index: int) -> Filler:
    """A frame without an object slot says only that it happened: its value is the date, or the word that says so."""
    token = scene.tree.token(index)
    return Filler(token.start, token.end, index)


def _spans_meet(one: Filler, other: Filler) -> bool:
    return one.start < other.end and other.start < one.end


def _end(scene: Scene, filler: Filler, value: str | None = None) -> End:
    if filler.spot is not None:
        about = scene.about if filler.spot is scene.about else None
        return spot_end(scene, filler.spot) if about is None else End(about.text, mention=about.mention)
    return End(value or scene.text(filler.start, filler.end))


def _counted(frame: Frame, filler: Filler) -> dict[str, Qualifier]:
    quantity = filler.quantity
    if quantity is None:
        return {}
    found: dict[str, Qualifier] = {}
    if quantity.least is not None:
        found["min"] = quantity.least
    if quantity.most is not None:
        found["max"] = quantity.most
    if quantity.unit:
        found["unit"] = quantity.unit
    return found


def _qualifiers(scene: Scene, frame: Frame, index: int) -> tuple[dict[str, Qualifier], list[tuple[int, int]]]:
    values: dict[str, Qualifier] = {}
    spans: list[tuple[int, int]] = []
    for key, slot in frame.qualifiers.items():
        found = fill(scene, index, slot)
        if not found:
            continue
        numbers = [f.quantity.least if f.quantity.least is not None else f.quantity.words for f in found if f.quantity]
        texts = [scene.text(f.start, f.end) for f in found]
        values[key] = numbers[0] if numbers else (texts[0] if len(texts) == 1 else tuple(texts))
        spans.extend((f.start, f.end) for f in found)
    return values, spans
