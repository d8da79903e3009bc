"""What comes from the files beside a record, as others see it: judgements, and files that gave no report."""

from __future__ import annotations

from dataclasses import replace

from stemmata.model import Judgement, Unread
from stemmata.show.withheld.hiding import Hiding
from stemmata.show.withheld.matcher import BLOT


def unread_without(hiding: Hiding, unread: Unread) -> Unread:
    path = hiding.name(unread.path)
    member = None
    if unread.member is not None:
        member = hiding.name(f"{unread.path}!{unread.member}").removeprefix(f"{path}!")
    reason = hiding.words(unread.reason)
    same = (path, member, reason) == (unread.path, unread.member, unread.reason)
    return Unread(path, member, reason, unread.sha256 if same else None)


def judgement_without(hiding: Hiding, judgement: Judgement) -> Judgement:
    """A judgement without words; one on somebody withheld tells by whom and when, and of what kind, no more."""
    persons = hiding.reach.hidden
    on = [f"{a.report}\n{a.quote}\n{a.context}\n{' '.join(a.arguments)}" for a in judgement.anchors]
    told = "\n".join((*on, *judgement.value.values()))
    if judgement.what != "withhold" and hiding.words(told, persons) == told:
        return replace(judgement, who=hiding.words(judgement.who), why=hiding.words(judgement.why, persons))
    anchors = tuple(
        replace(a, report=hiding.name(a.report), quote=BLOT, context="", arguments=()) for a in judgement.anchors
    )
    value = dict.fromkeys(judgement.value, BLOT)
    return replace(judgement, who=hiding.words(judgement.who), why=BLOT, anchors=anchors, value=value)
