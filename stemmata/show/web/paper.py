"""What pages are printed on: the templates, and the words that they put answers into."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import stemmata
from stemmata.show.answers import Line, NameWithReasons
from stemmata.show.printed.facts import statement_parts, time_of, whole_statement
from stemmata.show.printed.lineage import tied, when_of
from stemmata.show.wording import HOLDS, counted, dated, doubt, is_event, kind_of, qualified
from stemmata.when import Holds

HERE = Path(__file__).parent
STATIC = HERE / "static"
WAYS = (
    ("/search?in=names&kind=Groups", "Groups"),
    ("/tree", "Family tree"),
    ("/network", "Network"),
    ("/timeline", "Timeline"),
    ("/map", "Map"),
    ("/reports", "Reports"),
    ("/disputes", "Disputes"),
    ("/review", "Review"),
    ("/compare", "Compare"),
)
SCRIPTS = {  # of ISO 15924, those in which reports are most likely to write names
    "Arab": "Arabic",
    "Armn": "Armenian",
    "Beng": "Bengali",
    "Cyrl": "Cyrillic",
    "Deva": "Devanagari",
    "Ethi": "Ethiopic",
    "Geor": "Georgian",
    "Grek": "Greek",
    "Hang": "Hangul",
    "Hani": "Chinese",
    "Hebr": "Hebrew",
    "Hira": "Japanese",
    "Kana": "Japanese",
    "Khmr": "Khmer",
    "Mymr": "Burmese",
    "Syrc": "Syriac",
    "Taml": "Tamil",
    "Thai": "Thai",
}
STANDING = {
    "holds": "Then",
    "begun": "Begun or evidenced before; no end is stated",
    "may": "May hold then, or not",
}


class Asking(Protocol):
    """What a page needs to know of the request that it answers."""

    @property
    def on(self) -> str | None: ...

    @property
    def known_by(self) -> str: ...

    @property
    def key(self) -> str: ...

    @property
    def kept_query(self) -> list[tuple[str, str]]: ...

    def link(self, path: str, **query: object) -> str: ...

    def here(self, path: str) -> bool: ...


class Paper:
    """The templates of a site. Everything put into them is escaped, unless it was drawn here."""

    def __init__(self, title: str, kind: type[Environment] = Environment, instead: tuple[Path, ...] = ()) -> None:
        """`instead`: folders with templates that stand in for those of the same name."""
        self._env = kind(
            loader=FileSystemLoader([*instead, HERE / "templates"]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.globals.update(
            ways=WAYS,
            record=title,
            published=None,
            static=static,
            standing=standing,
            groups=groups,
            parts=statement_parts,
            counted=counted,
        )
        self._env.filters.update(
            time=time_of,
            dated=dated,
            kind=kind_of,
            qualified=qualified,
            doubt=doubt,
            whole=whole_statement,
            happens=is_event,
            tied=tied,
            tie_time=when_of,
            script=script,
            drawn=Markup,
            number=number,
            slug=slug,
        )

        self._env.tests.update(points_back=points_back)

    def page(self, visit: Asking, template: str, context: Mapping[str, Any]) -> str:
        """The page of a template. Raises jinja2's TemplateError: a fault of ours."""
        return self._env.get_template(template).render(
            visit=visit,
            link=visit.link,
            here=visit.here,
            kept_query=visit.kept_query,
            version=stemmata.__version__,
            **context,
        )


@cache
def static(name: str) -> str:
    """The address of a file of ours, which changes when the file does, so that browsers may keep it for ever."""
    return f"/static/{name}?v={sha256((STATIC / name).read_bytes()).hexdigest()[:10]}"


def number(value: int) -> str:
    """1234567 as "1,234,567"."""
    return f"{value:,}"


def slug(title: str) -> str:
    """A title as it stands in addresses: "allies-and-enemies"."""
    return "-".join(title.lower().split())


def script(code: str) -> str:
    """A script by its name, where it is not that of this page: "Arabic"."""
    return "" if code in ("", "Latn") else SCRIPTS.get(code, code)


def points_back(form: NameWithReasons) -> bool:
    """Whether a spelling is no name but words that point back to one: "its", "the group"."""
    return bool(form.joined) and all(r.rule == "refers" and r.other.startswith(f"{form.text} (") for r in form.joined)


def standing(line: Line) -> str:
    """What a date that was asked for makes of a line; "" where none was."""
    if line.holds is None:
        return ""
    if line.holds is Holds.MAYBE:
        return STANDING["begun"] if line.begun else STANDING["may"]
    return STANDING["holds"] if line.holds is Holds.YES else HOLDS[Holds.NO]


def groups(lines: tuple[Line, ...]) -> list[tuple[str, list[Line]]]:
    """Lines by how they stand to the date, those that held first."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(standing(line), []).append(line)
    order = ["", *STANDING.values(), HOLDS[Holds.NO]]
    return [(words, found[words]) for words in order if words in found]
