"""The stemma of copies as a picture: each report below the one that it was taken from."""

from __future__ import annotations

from stemmata.show.pictures.axis import INK
from stemmata.show.pictures.canvas import Address, Canvas, width_of
from stemmata.show.pictures.marks import ASIDE, QUIET, nowhere
from stemmata.show.printed.stemma import LOST, known_of, tie_of
from stemmata.show.stemmas import Copied, Stemma, Stemmas
from stemmata.show.wording import counted

MARGIN, TOP, ROW, STEP, DOT = 16, 76, 40, 30, 5
NAME, REPORT = 13, "report"
SURE, GUESS = "#1d5c3a", "#999999"


def draw_stemmas(answer: Stemmas) -> str:
    """Every tree below the other, as a file."""
    canvas, size = _sheet(answer, nowhere)
    return canvas.written(*size)


def stemmas_for_page(answer: Stemmas, address: Address) -> str:
    """The same to stand in a page, with links to the reports; `address` gets their names, as the answer has them."""
    canvas, size = _sheet(answer, address)
    return canvas.inline(*size, role="group")


def _sheet(answer: Stemmas, address: Address) -> tuple[Canvas, tuple[float, float]]:
    title = f"Stemma of {answer.report}" if answer.report else "Stemmas"
    told = "; ".join(_told(copied) for stemma in answer.stemmas for copied in stemma.reports)
    canvas = Canvas(title, f"{counted(len(answer.stemmas), 'tree')} of copies. {told}")
    canvas.text((MARGIN, 28), title, 17, fill=INK, font_weight="bold", class_="title")
    said = "solid line: something says so; dashed: a guess by the nearest text; open circle: an original that is lost"
    canvas.text((MARGIN, 46), said, ASIDE, fill=QUIET, class_="aside")
    y = float(TOP)
    for stemma in answer.stemmas:
        y = _draw(canvas, stemma, y, address) + ROW / 2
    if not answer.stemmas:
        canvas.text((MARGIN, y), "no copies", NAME, fill=INK, class_="label")
    return canvas, (_width(answer, said), y + MARGIN)


def _draw(canvas: Canvas, stemma: Stemma, y: float, address: Address) -> float:
    """One tree; where it ends."""
    rows: dict[str, float] = {}
    lost = None
    if stemma.lost:
        lost = y
        ring = {"fill": "#ffffff", "stroke": INK, "stroke_dasharray": "2 2", "class_": "sign coalition"}
        canvas.circle((MARGIN + DOT, y), DOT, **ring)
        where = (MARGIN + 2 * DOT + 6, y + 4)
        canvas.text(where, LOST, NAME, fill=INK, font_style="italic", class_="label")
        y += ROW
    for copied in stemma.reports:
        above = lost if copied.lost else rows.get(copied.parent)
        _draw_report(canvas, copied, y, above, address(REPORT, copied.report))
        rows[copied.report] = y
        y += ROW
    return y


def _draw_report(canvas: Canvas, copied: Copied, y: float, above: float | None, href: str) -> None:
    x = _x(copied)
    with canvas.link(href, f"{copied.report}: {copied.why}", class_="report"):
        if above is not None:
            colour = SURE if copied.sure else GUESS
            bend = f"M{x - STEP:.1f},{above + DOT:.1f} L{x - STEP:.1f},{y:.1f} L{x - DOT:.1f},{y:.1f}"
            dashes = "none" if copied.sure else "5 3"
            looks = {"stroke": colour, "stroke_width": 1.6, "stroke_dasharray": dashes}
            canvas.path(bend, class_="copy sure" if copied.sure else "copy guess", **looks)
        canvas.circle((x, y), DOT, fill=INK, class_="sign")
        canvas.text((x + DOT + 6, y + 4), _name(copied), NAME, fill=INK, class_="label")
        canvas.text((x + DOT + 6, y + 19), _tie(copied), ASIDE, fill=QUIET, class_="aside")


def _x(copied: Copied) -> float:
    return MARGIN + DOT + STEP * copied.depth


def _name(copied: Copied) -> str:
    known = known_of(copied)
    return f"{copied.report} ({known})" if known else copied.report


def _tie(copied: Copied) -> str:
    guess = "guess" if not copied.sure and (copied.parent or copied.lost) else ""
    return "; ".join(filter(None, (tie_of(copied), guess)))


def _told(copied: Copied) -> str:
    above = f" from {copied.parent}" if copied.parent else f" from {LOST}" if copied.lost else ", a root"
    return f"{copied.report}{above}{'' if copied.sure else ', a guess'}"


def _width(answer: Stemmas, said: str) -> float:
    reports = [copied for stemma in answer.stemmas for copied in stemma.reports]
    wide = (_x(c) + max(width_of(_name(c), NAME), width_of(_tie(c), ASIDE)) + 2 * MARGIN for c in reports)
    return max((640.0, width_of(said, ASIDE) + 2 * MARGIN, *wide))
