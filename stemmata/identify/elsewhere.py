"""Ids in other people's lists: proposals (links.jsonl) and what people decided on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from stemmata.identify.judged import place
from stemmata.identify.readings import Readings
from stemmata.model import Judgement, Link


def ids_elsewhere(
    links: Sequence[Link], judgements: Sequence[Judgement], readings: Readings, entity_of: Mapping[str, str]
) -> tuple[dict[str, dict[str, str]], tuple[Judgement, ...]]:
    """For each entity its id in each list, and the judgements on links whose words are not found any more.

    A safe proposal counts until a person says otherwise, or until a later line on the same entity and entry says less;
    of a person's contradictory answers the latest holds. Where two entries of one list are proposed as safe for one
    entity, or one entry for two entities, neither counts.
    """
    answers, lost = _answers(judgements, readings, entity_of)
    verdicts: dict[tuple[str, str, str], str] = {}
    for link in links:
        reading = place(link.anchor, readings)
        if reading is not None:
            verdicts[entity_of[reading.mention.id], link.list, link.id] = link.verdict
    safe = [key for key, verdict in verdicts.items() if verdict == "same" and key not in answers]
    found: dict[str, dict[str, str]] = {}
    for entity, list_, id in _unrivalled(safe):
        found.setdefault(entity, {})[list_] = id
    for (entity, list_, id), verdict in answers.items():
        if verdict == "same":
            found.setdefault(entity, {})[list_] = id
        elif found.get(entity, {}).get(list_) == id:
            del found[entity][list_]
    return found, lost


def _answers(
    judgements: Sequence[Judgement], readings: Readings, entity_of: Mapping[str, str]
) -> tuple[dict[tuple[str, str, str], str], tuple[Judgement, ...]]:
    answers: dict[tuple[str, str, str], str] = {}
    lost = []
    for judgement in sorted((j for j in judgements if j.what == "link"), key=lambda j: j.when):
        reading = place(judgement.anchors[0], readings)
        if reading is None:
            lost.append(judgement)
            continue
        key = (entity_of[reading.mention.id], judgement.value["list"], judgement.value["id"])
        answers.pop(key, None)
        answers[key] = judgement.value["verdict"]
    return answers, tuple(lost)


def _unrivalled(proposals: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    entries = Counter((entity, list_) for entity, list_, _ in proposals)
    homes = Counter((list_, id) for _, list_, id in proposals)
    return [p for p in proposals if entries[p[:2]] == 1 == homes[p[1:]]]
