"""A document as HTML: the article that a page shows, and a file of its own that needs nothing beside it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from stemmata.show.briefs import rendering
from stemmata.show.briefs.brief import Brief
from stemmata.show.briefs.titles import Address
from stemmata.show.briefs.words import fit, turns

WEB = Path(__file__).parent.parent / "web"
STYLES = (Path(__file__).with_name("file.css"), *(WEB / "static" / name for name in ("brief.css", "print.css")))


def article_of(brief: Brief, address: Address) -> Markup:
    """The document as an element to be put into a page. `address` says where a fact or a dispute is shown."""
    return Markup(_environment().get_template("article.html").render(_told(brief, address)))


def html_of(brief: Brief, address: Address | None = None) -> str:
    """The document as a file of its own: no script, nothing fetched. Without `address` nothing links to the record."""
    article = article_of(brief, address or _nowhere)
    style = Markup("\n".join((*_styles(), running(brief))))
    page = _environment().get_template("document.html")
    return page.render(brief=brief, article=article, style=style, fit=fit) + "\n"


def running(brief: Brief) -> str:
    """The style of the margins of printed pages: title, dates, page numbers."""
    title, dates = _css_string(brief.title), _css_string(brief.dates)
    font = "font: 8.5pt/1.2 system-ui, sans-serif; color: #333;"
    return (
        f"@page {{ @top-left {{ content: {title}; {font} }} @top-right {{ content: {dates}; {font} }} "
        f'@bottom-right {{ content: counter(page) " / " counter(pages); {font} }} }}'
    )


def _css_string(text: str) -> str:
    """A string of CSS in which nothing can end the string, or the element that the style stands in."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in fit(text)[:90]) + '"'


class Marks:
    """The places that refer to each note, counted while the article is written: the notes stand below them."""

    def __init__(self) -> None:
        self._made: dict[int, list[str]] = {}

    def new(self, number: int) -> str:
        """The id of one more place that refers to a note."""
        made = self._made.setdefault(number, [])
        made.append(f"ref-{number}-{len(made) + 1}")
        return made[-1]

    def of(self, number: int) -> list[str]:
        return self._made.get(number, [])


def _nowhere(_kind: str, _id: str) -> str:
    return ""


def _told(brief: Brief, address: Address) -> dict[str, object]:
    return {
        "brief": brief,
        "address": address,
        "said": written,
        "rendering": rendering,
        "marks": Marks(),
    }


def written(text: str) -> Markup:
    """Text for a page: escaped, and what runs from right to left kept apart from what stands around it."""
    pieces = (
        Markup('<bdi dir="rtl">{}</bdi>').format(piece) if to_left else escape(piece)
        for piece, to_left in turns(fit(text))
    )
    return Markup("").join(pieces)


def _styles() -> list[str]:
    return [path.read_text("utf-8") for path in STYLES]


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(WEB / "templates" / "brief")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
