"""A page of styled lines with numbered footnotes. Whatever comes from a report is made harmless on the way in."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from stemmata.show.answers import Quote
from stemmata.show.terminal import one_line, shortened
from stemmata.show.wording import dated, is_event

SHORT = 8  # characters of an id that are printed


class Page:
    """Lines in order; `note` gives a quote its number, the same each time, and `end` prints the notes."""

    def __init__(self) -> None:
        self.lines: list[Text] = []
        self._heading: Text | None = None
        self._notes: dict[str, tuple[int, Quote]] = {}

    def title(self, text: str, aside: str = "") -> None:
        self.lines.append(Text.assemble((one_line(text), "bold"), (f"  {one_line(aside)}" if aside else "", "dim")))

    def heading(self, text: str) -> None:
        self.blank()
        self._heading = Text(one_line(text), "bold cyan")
        self.lines.append(self._heading)

    def line(self, text: str, indent: int = 0, style: str = "") -> None:
        self.lines.append(Text("  " * indent + one_line(text), style))

    def styled(self, *parts: tuple[str, str], indent: int = 0) -> None:
        """A line of several styles; the parts are put one after the other as they are."""
        made = Text("  " * indent)
        for text, style in parts:
            made.append(_inline(text), style)
        self.lines.append(made)

    def blank(self) -> None:
        if self.lines and self.lines[-1].plain and self.lines[-1] is not self._heading:
            self.lines.append(Text(""))

    def note(self, quotes: Iterable[Quote]) -> str:
        """The footnote marks of some quotes, as in "[1][4]"."""
        numbers = [self._notes.setdefault(quote.claim, (len(self._notes) + 1, quote))[0] for quote in quotes]
        return "".join(f"[{number}]" for number in numbers)

    def end(self) -> None:
        """Prints what the footnotes open on."""
        if self._notes:
            self.heading("What the reports say")
        for number, quote in self._notes.values():
            self.styled((f"[{number}] ", "dim"), (cited(quote), ""), (f"  {aside(quote)}", "dim"))

    def plain(self) -> str:
        """The page as text without styles."""
        return "".join(f"{line.plain.rstrip()}\n" for line in self.lines)


def _inline(text: str) -> str:
    """One line, its outer blanks kept."""
    inner = one_line(text)
    return " " * (len(text) - len(text.lstrip(" "))) + inner + (" " if inner and text.endswith(" ") else "")


def cited(quote: Quote) -> str:
    """Where a quote stands and what it says."""
    return f"{quote.report}:{quote.start}-{quote.end} “{shortened(quote.reading or quote.quote)}”"


def aside(quote: Quote) -> str:
    """Who says it, how firmly, and the claim to ask for."""
    voices = f"according to {', as told by '.join(quote.voices[::-1])}" if quote.voices else ""
    firmness = "" if quote.polarity.value == "asserted" else quote.polarity.value
    time = dated(quote.when, is_event(quote.predicate)) if quote.when.known else ""
    return "; ".join(filter(None, (voices, firmness, quote.modality, time, f"claim {quote.claim[:SHORT]}")))
