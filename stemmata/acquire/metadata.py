"""What is known of a report from all who say so: a person, the container, the format, the lines, the words."""

from __future__ import annotations

from stemmata.acquire.language import language_of
from stemmata.acquire.lines import agency_in, line_metadata
from stemmata.acquire.payload import Found, Payload, Reading
from stemmata.model import METADATA_KEYS, Metadatum


def known_metadata(payload: Payload, reading: Reading) -> Found:
    """The metadata of a report in the order of METADATA_KEYS; a key that nobody answers for is left out."""
    said = {**line_metadata(reading.text), **reading.found, **payload.found}
    author = said.get("author")
    if author is not None and (agency := agency_in(author.value)) is not None:
        said.setdefault("relays", Metadatum(agency, f"author {author.value!r} ({author.evidence})"))
    if said.get("relays") is not None and _same(said["relays"], said.get("publisher")):
        del said["relays"]  # an agency's own report carries the agency's mark and repeats nobody
    language = _language(reading.text, said.get("language"))
    if language is not None:
        said["language"] = language
    said |= payload.sidecar
    return {key: said[key] for key in METADATA_KEYS if key in said}


def _same(one: Metadatum, other: Metadatum | None) -> bool:
    return other is not None and one.value.casefold() == other.value.casefold()


def _language(text: str, declared: Metadatum | None) -> Metadatum | None:
    """The declared language, unless the words are plainly of another: templates declare that of their author."""
    counted = language_of(text)
    if declared is None or counted is None or counted.value == declared.value:
        return declared or counted
    return Metadatum(counted.value, f"{counted.evidence}; {declared.evidence} says {declared.value}")
