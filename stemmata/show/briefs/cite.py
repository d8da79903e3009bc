"""How to cite what a page shows: in words, as BibTeX and as CSL-JSON. No author is invented, no clock is read."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from stemmata.model import digest
from stemmata.show.answers import Source
from stemmata.show.briefs.brief import Edition, dates
from stemmata.show.briefs.notes import date_of, known
from stemmata.show.briefs.rendering import full_stop
from stemmata.show.briefs.titles import Heading, heading_of
from stemmata.show.briefs.words import fit
from stemmata.show.exports.rows import Row

ACCESSED = "Accessed: [date]."
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_SPECIAL = str.maketrans({c: f"\\{c}" for c in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}"})
_CARET = str.maketrans({"^": r"\textasciicircum{}"})


@dataclass(frozen=True, slots=True)
class Citation:
    """One thing cited in three forms. The day of access is the reader's to add."""

    text: str
    bibtex: str
    csl: str  # a JSON list of one item


@dataclass(frozen=True, slots=True)
class _Cited:
    """What every form says. `author`, `publisher` and `issued` are those of a report, "" elsewhere or where unknown."""

    key: str
    title: str
    inside: str
    state: str
    address: str
    author: str = ""
    publisher: str = ""
    issued: str = ""
    file: str = ""


def cite(answer: object, edition: Edition, address: str = "") -> Citation:
    """How to cite a page, a fact, a dispute or a report. `address`: where it stands, "" where nowhere."""
    heading = heading_of(answer)
    source = answer if isinstance(answer, Source) else None
    state = f"{_state(heading, edition)}; built with stemmata {edition.stemmata} from inputs {edition.inputs}"
    cited = _Cited(
        key=f"stemmata-{digest('cite', heading.title, heading.on, edition.known_by, edition.inputs, length=8)}",
        title=fit(heading.title),
        inside=fit(f"{edition.record} (record of reports)"),
        state=fit(state),
        address=fit(address),
        author=fit(known(source, "author")),
        publisher=fit(known(source, "publisher")),
        issued=fit(date_of(source)) if source is not None else "",
        file=fit(f"{source.report}, SHA-256 {source.sha256}") if source is not None else "",
    )
    return Citation(_text(cited), _bibtex(cited), json.dumps([_csl(cited)], ensure_ascii=False, indent=2))


def _state(heading: Heading, edition: Edition) -> str:
    """The dates that what is cited depends on, and its id; a report depends on none."""
    when = "" if heading.what == "report" else dates(heading.on, edition)
    return "; ".join(filter(None, (f"{heading.what} {heading.id}" if heading.id else "", when)))


def _text(cited: _Cited) -> str:
    said = (cited.author, cited.title, ", ".join(filter(None, (cited.publisher, cited.issued))), cited.file)
    inside = f"In: {cited.inside}, {cited.state}"
    return " ".join(
        (*(full_stop(words) for words in (*said, inside) if words), *filter(None, (cited.address,)), ACCESSED)
    )


def _bibtex(cited: _Cited) -> str:
    fields = {
        "author": f"{{{_tex(cited.author)}}}" if cited.author else "",
        "title": f"{{{_tex(cited.title)}}}",
        "publisher": _tex(cited.publisher),
        "date": cited.issued if _DAY.fullmatch(cited.issued) else "",
        "howpublished": _tex(cited.inside),
        "note": _tex("; ".join(filter(None, (cited.file, cited.state)))),
        "url": cited.address.replace("{", "%7B").replace("}", "%7D"),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{cited.key},\n{lines}}}\n"


def _tex(text: str) -> str:
    """Text in which nothing is a command or closes the field."""
    return text.translate(_SPECIAL).translate(_CARET)


def _csl(cited: _Cited) -> Row:
    item: Row = {"id": cited.key, "type": "report" if cited.file else "entry", "title": cited.title}
    if cited.author:
        item["author"] = [{"literal": cited.author}]
    if cited.issued:
        item["issued"] = _issued(cited.issued)
    texts = {"publisher": cited.publisher, "container-title": cited.inside, "source": cited.file}
    item |= {name: text for name, text in (texts | {"note": cited.state, "URL": cited.address}).items() if text}
    return item


def _issued(date: str) -> Row:
    found = _DAY.fullmatch(date)
    if found is None:
        return {"literal": date}
    return {"date-parts": [[int(part) for part in found.groups() if part is not None]]}
