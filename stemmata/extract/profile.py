"""What stands before a group's name or kind: "Turkish-backed", "Sunni Islamist", "one of the first X groups"."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from stemmata.extract.attribution import Attribution, attribution
from stemmata.extract.compounds import COMPOUNDS, compound_pattern
from stemmata.extract.drafts import Draft, End, spot_end
from stemmata.extract.lexicon import lexicon, plain_form, read_yaml
from stemmata.extract.paths import fits, identified
from stemmata.extract.spots import Scene, Spot
from stemmata.extract.timing import Timeline
from stemmata.model import MentionKind, MentionType, Polarity, Qualifier, Role

_OF = re.compile(r"\s+of(?:\s+the)?\s+")
_IN = re.compile(r",?\s+in(?:\s+the)?\s+")
_GROUP = ("Group", "Organization")


@cache
def _ideologies() -> tuple[frozenset[str], dict[str, str]]:
    loaded = read_yaml("lexicon/ideologies.yml")
    words = loaded["words"]
    assert isinstance(words, dict)
    return frozenset(str(loaded["qualifiers"]).split()), {plain_form(k): str(v) for k, v in words.items()}


def _taken_for_granted(scene: Scene, index: int) -> Attribution:
    """How an attribute is said. It stands whatever is planned of its bearer: "hopes to join the X-backed Y"."""
    said = attribution(scene, index)
    polarity = Polarity.ASSERTED if said.polarity is Polarity.DENIED else said.polarity
    return Attribution(said.voices, polarity)


def drafts(scene: Scene, timeline: Timeline) -> list[Draft]:
    """The claims that attributes make."""
    return [*_compounds(scene), *_beliefs(scene), *_one_of(scene), *_of_whole(scene, timeline)]


def _groups_at(scene: Scene, head: int) -> list[Spot]:
    """The groups that a noun phrase stands for: itself, or what it is said of ("X is a Turkish-backed group")."""
    spot = scene.by_head.get(head) or scene.covering.get(head)
    if spot is not None and fits(spot.type, _GROUP) and (spot.kind is MentionKind.NAME or spot.refers is not None):
        return [spot]
    said_of = []
    for index in identified(scene, head):
        other = scene.by_head.get(index)
        if other is not None and fits(other.type, _GROUP):
            said_of.append(other)
    return said_of[:1]


def _compounds(scene: Scene) -> list[Draft]:
    """ "Turkish-backed X", "FSA-affiliated faction Y"."""
    made = []
    for match in compound_pattern().finditer(scene.passage.text):
        found = COMPOUNDS[match.group("does").casefold()]
        backer = _backer(scene, *match.span("name"))
        described = _described(scene, match.end())
        if backer is not None and described is not None:
            group, index = described
            words = (min(group.start, backer.start), max(group.end, match.end("does")))
            made.append(_draft(scene, found, (group, backer), index, words))
    return made


def _backer(scene: Scene, start: int, end: int) -> Spot | None:
    if lexicon().state(scene.text(start, end)) is not None:
        return Spot(start, end, MentionType.STATE, MentionKind.NAME, 0.85)
    for spot in scene.spots:
        named = spot.kind is MentionKind.NAME and fits(spot.type, ("Actor",))
        if named and start <= spot.start and spot.end == end:
            return spot
    return None


def _described(scene: Scene, start: int) -> tuple[Spot, int] | None:
    """The group that a compound describes, with its head token: the name that follows, or what a description means."""
    after = [s for s in scene.spots if s.end > start and s.start < start + 40 and fits(s.type, _GROUP)]
    for spot in sorted(after, key=lambda s: s.start):
        index = scene.tree.head_of(spot.start, spot.end)
        plain = all(c.isalpha() or c in " ,-" for c in scene.text(start, max(start, spot.start)))
        if index is not None and plain and (spot.kind is MentionKind.NAME or spot.refers is not None):
            return (spot, index) if spot.start >= start - 1 or spot.kind is not MentionKind.NAME else None
    return None


def _draft(
    scene: Scene, found: tuple[str, dict[str, Qualifier]], ends: tuple[Spot, Spot], index: int, words: tuple[int, int]
) -> Draft:
    predicate, qualifiers = found
    group, backer = spot_end(scene, ends[0]), spot_end(scene, ends[1])
    said = _taken_for_granted(scene, index)
    return Draft(predicate, group, backer, *words, "pattern:compound", 0.85, qualifiers, said=said)


def _beliefs(scene: Scene) -> list[Draft]:
    """ "a Sunni Islamist rebel group" said of X."""
    before, table = _ideologies()
    made = []
    tokens = scene.analysis.tokens
    for index, token in enumerate(tokens):
        ideology = table.get(plain_form(token.text))
        covering = scene.covering.get(index)
        if ideology is None or (covering is not None and covering.kind is MentionKind.NAME):
            continue
        head = token.head if token.dep.split(":")[0] in ("amod", "compound", "nmod") else index
        if scene.tree.tokens[head].pos not in ("NOUN", "PROPN", "ADJ"):
            continue
        start = token.start
        if index and plain_form(tokens[index - 1].text) in before:
            start, ideology = tokens[index - 1].start, f"{tokens[index - 1].text} {ideology}"
        for group in _groups_at(scene, head):
            if group.start <= start < group.end and group.kind is MentionKind.NAME:
                continue
            end = max(tokens[head].end, group.end)
            said = _taken_for_granted(scene, head)
            made.append(
                Draft(
                    "ideology",
                    spot_end(scene, group),
                    End(ideology),
                    min(start, group.start),
                    end,
                    "pattern:belief",
                    0.8,
                    said=said,
                )
            )
    return made


def _one_of(scene: Scene) -> list[Draft]:
    """ "X was one of the first Free Army groups", "an FSA group": a group's name before a plain word for groups."""
    made = []
    tokens = scene.analysis.tokens
    for index, token in enumerate(tokens):
        if token.pos != "NOUN" or lexicon().head_of_description(token.text) not in (MentionType.ARMED_GROUP,):
            continue
        owners = [scene.by_head.get(c) for c in scene.tree.with_dep(index, "compound", "nmod", "amod") if c < index]
        whole = next(
            (o for o in owners if o is not None and o.kind is MentionKind.NAME and fits(o.type, ("Group",))), None
        )
        if whole is None:
            continue
        noun = index
        if (
            scene.tree.dep(noun) == "nmod"
            and scene.tree.preposition(noun) == "of"
            and scene.tree.token(scene.tree.token(noun).head).text.casefold() in ("one", "some", "part")
        ):
            noun = scene.tree.token(noun).head
        for other in identified(scene, noun):
            member = scene.by_head.get(other)
            if member is not None and member != whole and fits(member.type, ("Group",)):
                start, end = min(member.start, whole.start), max(member.end, token.end)
                made.append(
                    Draft(
                        "part_of",
                        spot_end(scene, member),
                        spot_end(scene, whole),
                        start,
                        end,
                        "pattern:one-of",
                        0.8,
                        said=_taken_for_granted(scene, noun),
                    )
                )
    return made


def _of_whole(scene: Scene, timeline: Timeline) -> list[Draft]:
    """ "the X Brigade of the Y Division", "Captain A of the B", "the X Plain in Y": side by side."""
    made = []
    names = [s for s in scene.spots if s.kind is MentionKind.NAME]
    for part, whole in pairwise(names):
        between = scene.text(part.end, whole.start)
        predicate = "" if scene.passage.role is Role.GLOSS else _side_by_side(part, whole, between)
        if predicate:
            index = next(iter(scene.tokens_in(part.start, part.end)), 0)
            ends = spot_end(scene, part), spot_end(scene, whole)
            said = _taken_for_granted(scene, index)
            edge = "none" if predicate == "located_in" else "at"
            when = timeline.when(scene, index, event=False, edge=edge)
            made.append(
                Draft(predicate, *ends, part.start, whole.end, "pattern:side-by-side", 0.8, when=when, said=said)
            )
    return made


def _side_by_side(part: Spot, whole: Spot, between: str) -> str:
    if _OF.fullmatch(between) and fits(part.type, ("Group",)) and fits(whole.type, ("Group",)):
        return "part_of"
    if _OF.fullmatch(between) and part.type is MentionType.PERSON and fits(whole.type, ("Group",)):
        return "member_of"
    places = part.type is MentionType.PLACE and whole.type in (MentionType.PLACE, MentionType.STATE)
    return "located_in" if places and _IN.fullmatch(between) else ""
