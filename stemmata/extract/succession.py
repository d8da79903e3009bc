"""Posts that pass from one person to the next: "He was replaced by X" gives X the post that was just told of him."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stemmata.extract.attribution import attribution
from stemmata.extract.drafts import Draft, End, spot_end
from stemmata.extract.frames import ways
from stemmata.extract.slots import Filler, fill
from stemmata.extract.spots import Scene, Spot
from stemmata.extract.timing import Timeline
from stemmata.model import MentionKind
from stemmata.when import Period

_VERBS = frozenset({"replace", "succeed"})
_NEW, _OLD = ways("subj Person"), ways("obj Person")


def drafts(scene: Scene, timeline: Timeline, told: Sequence[tuple[Scene, Draft]]) -> list[Draft]:
    """The posts that a passage hands on; `told` are the drafts of the report so far, this passage's included."""
    made = []
    for index, token in enumerate(scene.analysis.tokens):
        if token.lemma.casefold() in _VERBS and scene.tree.is_verbal(index):
            made.extend(_handed_on(scene, timeline, told, index))
    return made


def _handed_on(scene: Scene, timeline: Timeline, told: Sequence[tuple[Scene, Draft]], index: int) -> list[Draft]:
    new, old = fill(scene, index, _NEW), fill(scene, index, _OLD)
    if len(new) != 1 or len(old) != 1 or new[0].spot is None or old[0].spot is None:
        return []
    post = _last_post(_meant(scene, old[0].spot), told)
    if post is None:
        return []
    where, draft = post
    when = timeline.when(scene, index, event=False, edge="start")
    if draft.when.finish and (not when.known or "~" in when.begin):  # the one goes when the other comes
        when = Period.span(begin=draft.when.finish, words=draft.when.words)
    return [_draft(scene, new[0], (where, draft), index, when)]


def _meant(scene: Scene, spot: Spot) -> str:
    return spot.refers or scene.mention_id(spot)


def _last_post(person: str, told: Sequence[tuple[Scene, Draft]]) -> tuple[Scene, Draft] | None:
    for scene, draft in reversed(told):
        holder = draft.subject.spot
        if draft.predicate == "holds_post" and holder is not None and _meant(scene, holder) == person:
            return scene, draft
    return None


def _draft(scene: Scene, new: Filler, post: tuple[Scene, Draft], index: int, when: Period) -> Draft:
    where, draft = post
    group = draft.object
    if group.spot is not None:
        meant = where.mention_id(group.spot)
        group = End(group.text, mention=meant)
    assert new.spot is not None
    token = scene.tree.token(index)
    return replace(
        draft,
        subject=spot_end(scene, new.spot),
        object=group,
        start=min(new.start, token.start),
        end=max(new.end, token.end),
        method="pattern:succession",
        confidence=0.75 if new.spot.kind is MentionKind.NAME else 0.6,
        when=when,
        said=attribution(scene, index),
    )
