"""What programs send to decide: the body of a judgement, one shape for each thing that can be decided."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from stemmata.model import METADATA_KEYS, MentionType, Polarity

LONG, SHORT = 4_000, 200
Id = Annotated[str, Field(min_length=1, max_length=SHORT)]
Words = Annotated[str, Field(max_length=SHORT)]
Edtf = Annotated[str, Field(max_length=60, description="EDTF; empty: not stated.")]


class Body(BaseModel):
    """A key that is not known is refused: it may be a decision that is written wrongly."""

    model_config = ConfigDict(extra="forbid")
    why: Annotated[str, Field(max_length=LONG, description="The reason, for those who read the log.")] = ""


class Statement(BaseModel):
    """What a claim should say. In a correction only what is wrong; in an addition at least the first three."""

    model_config = ConfigDict(extra="forbid")
    predicate: Words | None = None
    subject: Words | None = None
    object: Words | None = None
    subject_type: MentionType | None = None
    object_type: MentionType | None = None
    at: Edtf | None = None
    begin: Edtf | None = None
    finish: Edtf | None = None
    polarity: Polarity | None = None
    modality: Words | None = None
    voice: Words | None = None
    qualifiers: Annotated[dict[Words, Words], Field(max_length=20, description='Such as {"role": "commander"}.')] = {}

    def values(self) -> dict[str, str]:
        """As a line of judgements.jsonl has it."""
        said = self.model_dump(mode="json", exclude={"qualifiers"}, exclude_none=True)
        return {**said, **{f"qualifier.{name}": value for name, value in self.qualifiers.items()}}


class OnClaim(Body):
    """That a claim is read rightly or wrongly, or a note on it. For reviewers."""

    what: Literal["accept", "reject", "note"]
    claim: Id


class Correction(Body):
    """What a claim should say. For editors."""

    what: Literal["correct"]
    claim: Id
    says: Statement


class Addition(Body):
    """A claim that somebody sees in a report: at offsets, or where words stand for the nth time. For editors."""

    what: Literal["add"]
    report: Id
    start: Annotated[int, Field(ge=0)] | None = None
    end: Annotated[int, Field(ge=0)] | None = None
    words: Annotated[str, Field(max_length=LONG)] = ""
    nth: Annotated[int, Field(ge=1, le=1000)] = 1
    says: Statement


class Identity(Body):
    """That two entities are one, or are two. For reviewers."""

    what: Literal["same", "different"]
    one: Id
    other: Id


class Spelled(BaseModel):
    """A spelling of an entity: in one report, or wherever it stands."""

    model_config = ConfigDict(extra="forbid")
    words: Annotated[str, Field(min_length=1, max_length=LONG)]
    report: Annotated[str, Field(max_length=SHORT, description="The id of a report; empty: all of them.")] = ""


class Parting(Body):
    """That an entity is two: which spellings are the one, which the other; the rest goes by the rules. For reviewers.

    The places of a side are held together by judgements "same"; the last judgement, "different", is the answer.
    """

    what: Literal["part"]
    entity: Id
    one: Annotated[list[Spelled], Field(min_length=1, max_length=100)]
    other: Annotated[list[Spelled], Field(min_length=1, max_length=100)]
    why: Annotated[str, Field(min_length=1, max_length=LONG, description="The reason, for those who read the log.")]


class Knowledge(Body):
    """What is known of a report; an empty value makes it unknown. For editors."""

    what: Literal["metadata"]
    report: Id
    key: Annotated[str, Field(json_schema_extra={"enum": list(METADATA_KEYS)}, max_length=SHORT)]
    value: Annotated[str, Field(max_length=LONG)]


class Withholding(Body):
    """That a person is not to be shown. For editors."""

    what: Literal["withhold"]
    entity: Id


class Undoing(Body):
    """Takes back a judgement that stands: your own, or as an editor that of anybody."""

    what: Literal["undo"]
    who: Words
    when: Words
    undone: Annotated[str, Field(max_length=40, description="What was decided: `what` of that judgement.")]


Decision = Annotated[
    OnClaim | Correction | Addition | Identity | Parting | Knowledge | Withholding | Undoing,
    Field(discriminator="what"),
]
