"""What OpenRefine asks: batches of names, and of properties of entities."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from fastapi import HTTPException
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

LONGEST, BATCH, WIDEST = 200, 50, 1_000  # characters of a name; names, and entities, at once
T = TypeVar("T")
Short = Annotated[str, Field(max_length=LONGEST)]


class Other(BaseModel):
    """A value that is an entity itself, found before."""

    model_config = ConfigDict(extra="ignore")
    id: Short
    name: Short = ""


Given = Short | float | bool | Other


class Known(BaseModel):
    """What else is known of what a name means: of any of the values."""

    model_config = ConfigDict(extra="ignore")
    pid: Short
    v: Given | Annotated[list[Given], Field(max_length=BATCH)]

    def values(self) -> frozenset[str]:
        given = self.v if isinstance(self.v, list) else [self.v]
        return frozenset(one.id if isinstance(one, Other) else str(one) for one in given)


class Query(BaseModel):
    """A name, and what narrows what it may mean."""

    model_config = ConfigDict(extra="ignore")
    query: Short = ""
    type: Short | Annotated[list[Short], Field(max_length=BATCH)] = ""
    limit: Annotated[int, Field(ge=1)] = 10
    properties: Annotated[list[Known], Field(max_length=BATCH)] = []
    type_strict: Literal["any", "should", "all"] = "should"

    @property
    def types(self) -> tuple[str, ...]:
        given = self.type if isinstance(self.type, list) else [self.type]
        return tuple(one for one in given if one)


class Wanted(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: Short


class Extension(BaseModel):
    """Which properties of which entities are asked for."""

    model_config = ConfigDict(extra="ignore")
    ids: Annotated[list[Short], Field(max_length=WIDEST)]
    properties: Annotated[list[Wanted], Field(max_length=BATCH)]


BATCHES = TypeAdapter(Annotated[dict[Short, Query], Field(max_length=BATCH)])
EXTENSIONS = TypeAdapter(Extension)


def read(kind: TypeAdapter[T], text: str, name: str) -> T:
    """What was sent in a field. Raises HTTPException (422), saying what is wrong where."""
    try:
        return kind.validate_json(text)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        told = "; ".join(f"{'.'.join(map(str, (name, *each['loc'])))}: {each['msg']}" for each in found[:3])
        raise HTTPException(422, told) from error
