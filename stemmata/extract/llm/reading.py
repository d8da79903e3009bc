"""The claims of a report by the answers of a large model, in the place of the small reader's claims from prose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from stemmata.extract.drafts import best_of
from stemmata.extract.llm.checking import Checker, Manner
from stemmata.extract.llm.ends import Mentions
from stemmata.extract.llm.moments import Moments
from stemmata.extract.llm.prompt import ASKED, Question, questions
from stemmata.extract.llm.proposals import Refusal, Refused, proposals
from stemmata.extract.time import TimeExpression, read_times
from stemmata.extract.timing import first_clock, under_headings
from stemmata.model import Claim, Extraction, Passage, Report, Role, Segment, passages

ACCEPTED = "accepted"
LEFT_OUT = "qualifiers left out, their words not in the passage"


@dataclass(frozen=True, slots=True)
class Witness:
    """A large model by its name, what it answered so far (by the keys of questions), and how far it is trusted."""

    model: str
    confidence: float
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Heard:
    """A report read with a witness: the extraction, what became of each proposal, and what is not yet answered."""

    extraction: Extraction
    counts: Mapping[str, int]
    unanswered: tuple[Question, ...]
    used: tuple[str, ...]  # keys of the answers that it was made from


def hear(report: Report, segments: Sequence[Segment], small: Extraction, witness: Witness) -> Heard:
    """The small reader's extraction with its claims from prose replaced by what the witness proposes and can show.

    Its mentions stay, and so do its claims from infobox rows. It depends on its arguments alone.
    """
    asked = questions(report, segments, witness.model)
    answered = [question for question in asked if question.key in witness.answers]
    listener = _Listener(report, segments, small, witness)
    for question in answered:
        listener.listen(question, witness.answers[question.key])
    prose = [p.parts for p in passages(report, segments) if p.role in ASKED]
    kept = [claim for claim in small.claims if not any(_within(claim, parts) for parts in prose)]
    return Heard(
        replace(small, mentions=listener.mentions.in_order(), claims=listener.claims_with(kept)),
        dict(sorted(listener.counts.items())),
        tuple(question for question in asked if question.key not in witness.answers),
        tuple(question.key for question in answered),
    )


def _within(claim: Claim, parts: Sequence[tuple[int, int]]) -> bool:
    return any(start <= claim.start < end for start, end in parts)


class _Listener:
    """Takes in the answers about one report, one after the other."""

    def __init__(self, report: Report, segments: Sequence[Segment], small: Extraction, witness: Witness) -> None:
        self.mentions = Mentions(report, small.mentions)
        self.manner = Manner(f"llm:{witness.model}", witness.confidence)
        self.times = dict(_times(report, segments))
        self.claims: list[Claim] = []
        self.counts: Counter[str] = Counter()

    def listen(self, question: Question, answer: str) -> None:
        checker = Checker(question.sheet, self.mentions, Moments(question.sheet, self.times[question.sheet.passage]))
        for proposal in proposals(answer):
            try:
                if isinstance(proposal, Refusal):
                    raise Refused(proposal)
                accepted = checker.check(proposal, self.manner)
            except Refused as refused:
                self.counts[refused.why.value] += 1
            else:
                self.counts += Counter({ACCEPTED: 1, LEFT_OUT: accepted.left_out})
                self.mentions.add(accepted.mentions)
                self.claims.append(accepted.claim)

    def claims_with(self, others: Sequence[Claim]) -> tuple[Claim, ...]:
        """These and other claims, each statement once."""
        meant = {id: self.mentions.stands_for(mention) for id, mention in self.mentions.known.items()}
        return best_of([*self.claims, *others], meant)


def _times(report: Report, segments: Sequence[Segment]) -> Iterator[tuple[Passage, tuple[TimeExpression, ...]]]:
    """The expressions of time of every passage, the clock of the story running from the first to the last."""
    clock = first_clock(report)
    for passage in passages(report, segments):
        found = read_times(passage.text, under_headings(clock, passage))
        yield passage, found
        if passage.role in (Role.BODY, Role.LIST):
            clock = clock.after(found)
