"""Entries held against the entities of a record: which may be which, how safely, and why.

The record is what is indexed, since it is the smaller; entries stream by, and of each entity only the best few are
kept. A proposal is "same" only where it is safe: a full name of its own, near enough by the names alone, the same words
or something beside the name that tells, nothing against it, and no rival. What else is near enough is "maybe", for a
person to decide.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from stemmata.lists.entry import Entry
from stemmata.lists.evidence import Evidence, beside
from stemmata.lists.subjects import Subject
from stemmata.names.compare import Comparison, GroupName, compare, group, person
from stemmata.names.compare import Person as PersonName
from stemmata.names.index import BUCKET, asked_of, keys_of

SAME, MAYBE = "same", "maybe"
CROWD = 5  # so many that fit alike tell nothing: none of them is worth a question
NEAR = 1.5  # log-odds; entries that are no farther behind the best are its rivals
_PAIRS = 60  # pairs of names that are compared for one entry and one entity
_ASKED = 0.0  # log-odds; below, an entry is not worth a question
_SURE = 0.9  # score of the names alone; below, nothing is safe
_MUCH = 2.0  # log-odds; what must stand beside the name of a person that is spelled otherwise: more than a country
_SPELLED = 2.0  # log-odds; what a name spelled alike is ahead of one that only sounds alike
_SECOND = Evidence(1.5, "")
_REASONS = 2  # of the comparison of two names

Ready = GroupName | PersonName


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry proposed for an entity. `name` is the entry's name that fits best, `own` the entity's."""

    subject: str
    id: str
    name: str
    own: str
    verdict: str
    score: float
    why: tuple[str, ...]
    rank: float  # the score in log-odds, and what one spelling is worth among rivals


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two names compared: one of the record, one of the list."""

    own: Ready
    other: Ready
    weak: bool
    compared: Comparison


class Matcher:
    """Give it every entry of one list with `see`, then ask for the `proposals`."""

    def __init__(self, known: Iterable[Subject]) -> None:
        self._known = {subject.id: subject for subject in known}
        self._keys: dict[str, list[tuple[str, Ready]]] = {}
        self._letters = False  # whether the record has names that are nothing but acronyms
        self._kept: dict[str, dict[str, Proposal]] = {}
        for subject in self._known.values():
            for name in subject.names:
                self._add(subject.id, _ready(name, subject.is_person))

    def _add(self, subject: str, name: Ready) -> None:
        self._letters |= isinstance(name, GroupName) and bool(name.letters)
        for key in asked_of(name):
            self._keys.setdefault(key, []).append((subject, name))

    def see(self, entry: Entry) -> None:
        """Takes an entry in, if it may be one of the entities."""
        if entry.kind == "other":
            return
        for subject, pairs in self._met(entry).items():
            if (proposal := self._judged(self._known[subject], entry, pairs)) is not None:
                self._keep(proposal)

    def _met(self, entry: Entry) -> dict[str, list[tuple[Ready, Ready, bool]]]:
        """The entities that share a telling key with a name of the entry, and the names that share it."""
        met: dict[str, dict[tuple[Ready, Ready], bool]] = {}
        for text in (*entry.names, *entry.weak):
            for name in _readings(text, entry.kind):
                for key in self._looked_for(name):
                    bucket = self._keys.get(key, ())
                    for subject, own in bucket if len(bucket) <= BUCKET else ():
                        met.setdefault(subject, {}).setdefault((own, name), text not in entry.names)
        return {subject: [(*pair, weak) for pair, weak in found.items()][:_PAIRS] for subject, found in met.items()}

    def _looked_for(self, name: Ready) -> Sequence[str]:
        """The acronyms of a name in full are worth looking for only where the record has acronyms."""
        return asked_of(name) if self._letters else keys_of(name)

    def _judged(self, subject: Subject, entry: Entry, pairs: Iterable[tuple[Ready, Ready, bool]]) -> Proposal | None:
        found = [_Pair(own, other, weak, compare(own, other)) for own, other, weak in pairs]
        best = max(found, key=_nearness)
        evidence = (*_second(best, found), *beside(subject, entry))
        total = _log_odds(best.compared.score) + sum(each.weight for each in evidence)
        if best.compared.verdict not in (SAME, MAYBE) or total < _ASKED or not _worth_asking(best, evidence):
            return None
        return Proposal(
            subject=subject.id,
            id=entry.id,
            name=best.other.name.text,
            own=best.own.name.text,
            verdict=SAME if _is_safe(best, evidence) else MAYBE,
            score=1 / (1 + math.exp(-total)),
            why=(_in_words(best), *(each.why for each in evidence)),
            rank=total + _SPELLED * _spelled_alike(best),
        )

    def _keep(self, proposal: Proposal) -> None:
        """Keeps the best few for each entity; of an entry that the list has twice, the better."""
        kept = self._kept.setdefault(proposal.subject, {})
        before = kept.get(proposal.id)
        if before is None or _order(proposal) < _order(before):
            kept[proposal.id] = proposal
        if len(kept) > CROWD:
            del kept[max(kept.values(), key=_order).id]

    def proposals(self) -> tuple[Proposal, ...]:
        """What is proposed, by entity, the best first; rivals are all "maybe"."""
        chosen = [each for kept in self._kept.values() for each in _best(list(kept.values()))]
        homes: dict[str, list[Proposal]] = {}
        for each in chosen:
            homes.setdefault(each.id, []).append(each)
        settled = (each for several in homes.values() for each in self._one_home(several))
        return tuple(sorted(settled, key=lambda p: (self._known[p.subject].name, p.subject, *_order(p))))

    def crowded(self) -> tuple[Subject, ...]:
        """The entities for which so many entries fit alike that none of them is proposed."""
        found = (subject for subject, kept in self._kept.items() if len(_rivals(list(kept.values()))) >= CROWD)
        return tuple(sorted((self._known[subject] for subject in found), key=lambda s: (s.name, s.id)))

    def _one_home(self, several: Sequence[Proposal]) -> Iterator[Proposal]:
        """An entry stands for one entity; where two claim it nearly alike, a person must decide.

        So they must between a person and a group, whose scores are not of one kind.
        """
        kinds = {self._known[each.subject].is_person for each in several}
        rivals = _rivals(several) if len(kinds) == 1 else sorted(several, key=_order)
        if len(rivals) == 1:
            yield rivals[0]
        elif len(rivals) < CROWD:
            names = " and ".join(sorted({f"'{self._known[each.subject].name}'" for each in rivals}))
            yield from (_doubted(each, f"the entry fits {len(rivals)} in the record alike: {names}") for each in rivals)


def _best(kept: Sequence[Proposal]) -> Iterator[Proposal]:
    """Of the entries for one entity the best, and those that are nearly as good."""
    rivals = _rivals(kept)
    if len(rivals) == 1:
        yield rivals[0]
    for each in rivals if 1 < len(rivals) < CROWD else ():
        others = ", ".join(other.id for other in rivals if other.id != each.id)
        yield _doubted(each, f"fits nearly as well as {others}")


def _rivals(several: Sequence[Proposal]) -> list[Proposal]:
    ordered = sorted(several, key=_order)
    return [each for each in ordered if ordered[0].rank - each.rank <= NEAR]


def _doubted(proposal: Proposal, why: str) -> Proposal:
    return replace(proposal, verdict=MAYBE, why=(*proposal.why, why))


def _order(proposal: Proposal) -> tuple[float, str]:
    return -proposal.rank, proposal.id


def _log_odds(score: float) -> float:
    bounded = min(max(score, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))


def _ready(text: str, is_person: bool) -> Ready:
    return person(text) if is_person else group(text)


def _readings(text: str, kind: str) -> Iterator[Ready]:
    """A name as what its entry is; as both where the list does not say."""
    if kind in ("", "person"):
        yield person(text)
    if kind != "person":
        yield group(text)


def _full(name: Ready) -> bool:
    """Whether a name is one in full: no acronym, no surname, not what any army could have."""
    if isinstance(name, PersonName):
        return len(name.words) > 1
    return not name.letters and not name.name.generic


def _safe_names(pair: _Pair) -> bool:
    sure = pair.compared.verdict == SAME and pair.compared.score >= _SURE
    return sure and not pair.weak and _full(pair.own) and _full(pair.other)


def _is_safe(pair: _Pair, evidence: Sequence[Evidence]) -> bool:
    """Whether an entry is the entity, as far as one entry alone shows: nothing is against it, and enough for it."""
    if not _safe_names(pair) or any(each.weight < 0 for each in evidence):
        return False
    if isinstance(pair.own, PersonName) and not _spelled_alike(pair):
        return sum(each.weight for each in evidence if each.tells) >= _MUCH
    return _told(evidence) or (_spelled_alike(pair) and _tells_alone(pair))


def _worth_asking(pair: _Pair, evidence: Sequence[Evidence]) -> bool:
    """Whether people should be asked: not for a surname, nor where something speaks against a name that differs, or
    against a person, for many bear one name."""
    against = any(each.weight < 0 for each in evidence)
    alone = _distinct(pair) and not (against and isinstance(pair.own, PersonName))
    return (_told(evidence) or alone) and (_spelled_alike(pair) or not against)


def _told(evidence: Sequence[Evidence]) -> bool:
    return any(each.tells and each.weight > 0 for each in evidence)


def _spelled_alike(pair: _Pair) -> bool:
    """Whether both names have the same words, in whatever order."""
    if isinstance(pair.own, PersonName):
        return pair.own.name.key == pair.other.name.key
    other = pair.other
    return isinstance(other, GroupName) and pair.own.words == other.words and pair.own.numbers == other.numbers


def _tells_alone(pair: _Pair) -> bool:
    """Whether the names are enough by themselves: many persons have one name, many bodies one of a single word."""
    if isinstance(pair.own, PersonName):
        return False
    return all(isinstance(name, GroupName) and len(name.order) > 1 for name in (pair.own, pair.other))


def _distinct(pair: _Pair) -> bool:
    """Whether a name is worth a question by itself: a surname, or what any army could have, never is."""
    if isinstance(pair.own, PersonName):
        return _full(pair.own) and _full(pair.other)
    return not any(isinstance(name, GroupName) and not name.letters and name.name.generic
                   for name in (pair.own, pair.other))  # fmt: skip


def _second(best: _Pair, found: Iterable[_Pair]) -> Iterator[Evidence]:
    """Another name of the entry that is another name of the entity."""
    for pair in found:
        others = (pair.own, best.own), (pair.other, best.other)
        if pair.compared.verdict == SAME and all(_two_names(one, other) for one, other in others):
            own, other = pair.own.name.text, pair.other.name.text
            yield replace(_SECOND, why=f"also '{own}'" if own == other else f"also '{own}' and '{other}'")
            return


def _two_names(one: Ready, other: Ready) -> bool:
    """Whether two names of one bearer are two, and not spellings of one."""
    return one.name.key != other.name.key and compare(one, other).verdict != SAME


def _nearness(pair: _Pair) -> tuple[bool, bool, bool, float]:
    """Names in full before others, the same words before other spellings and translations, then by score.

    Of equals the first is taken, which is the main name.
    """
    same = pair.own.name.text == pair.other.name.text
    return _safe_names(pair), _spelled_alike(pair), same, 0.0 if same else pair.compared.score


def _in_words(pair: _Pair) -> str:
    own, other = pair.own.name.text, pair.other.name.text
    if own == other:
        return f"'{own}' is its name in both"
    if pair.own.name.key == pair.other.name.key:
        return f"'{own}' and '{other}' are spellings of one name"
    return f"'{own}' and '{other}': {', '.join(pair.compared.reasons[:_REASONS])}"
