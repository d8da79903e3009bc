"""What is known of a report from all who say so: a person, the container, the format, the lines, the words."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from stemmata.acquire.language import fits, language_of
from stemmata.acquire.lines import agency_in, line_metadata
from stemmata.acquire.payload import Found, Payload, Reading
from stemmata.model import METADATA_KEYS, Metadatum

_SHOWN_AS = re.compile(r"^(?:(?:www\d?|m|mobile|amp|web|edition|old|en|ar|ru)\.)+")


def known_metadata(payload: Payload, reading: Reading) -> Found:
    """The metadata of a report in the order of METADATA_KEYS; a key that nobody answers for is left out."""
    opening = next((run.end for run in reading.runs if run.tag == "page"), None)
    said = {**line_metadata(reading.text, opening), **reading.found, **payload.found}
    source = _source(payload.found, reading.found, said)
    if source is not None:
        said.setdefault("relays", source)
    if said.get("relays") is not None and _same(said["relays"], said.get("publisher")):
        del said["relays"]  # an agency's own report carries the agency's mark and repeats nobody
    language = _language(reading.text, said.get("language"))
    if language is not None:
        said["language"] = language
    said |= payload.sidecar
    return {key: said[key] for key in METADATA_KEYS if key in said}


def _source(container: Found, page: Found, said: Found) -> Metadatum | None:
    """Whose text it is, from a page that calls another site's page its original, or an agency as its author."""
    fetched, original = container.get("url"), page.get("url")
    here, there = _site(fetched), _site(original)
    if fetched is not None and original is not None and here and there and here != there:
        return Metadatum(there, f"{original.evidence} {original.value}, fetched from {fetched.value}")
    author = said.get("author")
    agency = None if author is None else agency_in(author.value)
    return (
        None if author is None or agency is None else Metadatum(agency, f"author {author.value!r} ({author.evidence})")
    )


def _site(url: Metadatum | None) -> str:
    """The host of an address without what only says how a site is shown ("m.plain.example"), "" where it has none."""
    try:
        host = "" if url is None else urlsplit(url.value).hostname or ""
    except ValueError:
        return ""
    return _SHOWN_AS.sub("", host)


def _same(one: Metadatum, other: Metadatum | None) -> bool:
    return other is not None and one.value.casefold() == other.value.casefold()


def _language(text: str, declared: Metadatum | None) -> Metadatum | None:
    """The declared language, unless the words are plainly of another: templates declare that of their author."""
    counted = language_of(text)
    if declared is None or counted is None or counted.value == declared.value or fits(declared.value, counted.value):
        return declared or counted
    return Metadatum(counted.value, f"{counted.evidence}; {declared.evidence} says {declared.value}")
