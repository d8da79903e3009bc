"""The whole picture: title and legend, the days above, the families, and at the end the groups that nothing ties."""

from __future__ import annotations

from stemmata.show.asof import Window
from stemmata.show.families import Families
from stemmata.show.pictures.canvas import Address, Canvas, fitted
from stemmata.show.pictures.family.bands import Bands
from stemmata.show.pictures.family.fields import Fields
from stemmata.show.pictures.family.flows import Flows
from stemmata.show.pictures.family.legend import draw_legend
from stemmata.show.pictures.family.look import GRID, INK, ON, PAPER, QUIET
from stemmata.show.pictures.family.plan import HEADING, MARGIN, Plan, Section
from stemmata.show.printed.lineage import lifetime
from stemmata.show.wording import counted, kind_of

TOP, HEAD = 122.0, 26.0
ALONE, COLUMN, LINE = 90, 250.0, 20.0  # so many groups that nothing ties are named, in columns
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Sheet:
    """One picture while it is drawn."""

    def __init__(self, answer: Families, address: Address) -> None:
        self.answer, self.address = answer, address
        whom = answer.ancestry.entity
        self.title = f"Family of {whom.name}" if whom else "Families of all groups"
        self.plan = Plan(answer, TOP + HEAD)
        self.canvas = Canvas(self.title, self._about())

    def _about(self) -> str:
        ancestry = self.answer.ancestry
        told = f"{counted(len(ancestry.nodes), 'group')}, {counted(len(ancestry.ties), 'tie')}"
        more = f", {counted(len(self.answer.loose), 'group')} that nothing ties" if self.answer.loose else ""
        return f"{told}{more}; time from left to right"

    def drawn(self) -> str:
        canvas, plan = self.canvas, self.plan
        bands, fields = Bands(canvas, plan.axis, self.answer, self.address), Fields(canvas, plan, self.address)
        for section in plan.sections:
            fields.draw(section)
        self._draw_days()
        Flows(canvas, plan, self.address).draw()
        for place in plan.places.values():
            bands.draw(place)
        for place in plan.places.values():
            bands.draw_marks(place)
        fields.draw_marks()
        for section in plan.sections:
            self._draw_heading(section)
        bottom = self._draw_loose(plan.bottom + 34)
        self._draw_title()
        self._draw_head()
        return canvas.inline(plan.width, bottom + MARGIN, role="group").replace("<svg ", '<svg class="family" ', 1)

    def _draw_title(self) -> None:
        aside = f", as of {self.answer.ancestry.on}" if self.answer.ancestry.on else ""
        self.canvas.text((MARGIN, 38), f"{self.title}{aside}", 21, class_="title", fill=INK, font_weight="600")
        self.canvas.text((MARGIN, 58), self._about(), 12, class_="quiet", fill=QUIET)
        draw_legend(self.canvas, self.plan, (MARGIN, 84))

    def _draw_days(self) -> None:
        plan = self.plan
        if plan.axis is None:
            return
        if self.answer.ancestry.on:
            window = Window.of(self.answer.ancestry.on)
            left, right = plan.axis.x(window.first), plan.axis.after(window.last)
            size = max(right - left, 1.5), plan.bottom - plan.top
            self.canvas.rect((left, TOP + HEAD), size, ON, class_="on", fill_opacity=0.45)
        for x, _ in plan.axis.ticks():
            self.canvas.line((x, TOP + HEAD), (x, plan.bottom), GRID, class_="grid", stroke_width=1)

    def _draw_head(self) -> None:
        """The days, last of all and together: a script may keep them in sight."""
        plan = self.plan
        with self.canvas.group("days, from left to right", class_="family-head"):
            self.canvas.rect((0, TOP), (plan.width, HEAD), PAPER, class_="ground")
            ends = (MARGIN, TOP + HEAD), (plan.width - MARGIN, TOP + HEAD)
            self.canvas.line(*ends, QUIET, class_="rule", stroke_width=0.8)
            if plan.slots:
                self.canvas.text((MARGIN, TOP + 17), "no date", 11.5, class_="quiet", fill=QUIET)
            for x, words in plan.axis.ticks() if plan.axis else ():
                self._draw_day(x, words)

    def _draw_day(self, x: float, words: str) -> None:
        """A year; between years a month by its name."""
        year, _, month = words.partition("-")
        named = MONTHS[int(month) - 1] if month and month != "01" else year
        kind, fill = ("quiet", QUIET) if named != year else ("day", INK)
        self.canvas.text((x, TOP + 17), named, 11.5, class_=kind, fill=fill, text_anchor="middle")

    def _draw_heading(self, section: Section) -> None:
        if section.heading:
            at = (MARGIN, section.top + HEADING - 20)
            self.canvas.text(at, section.heading, 13.5, class_="heading", fill=INK, font_weight="600")

    def _draw_loose(self, y: float) -> float:
        """Groups that nothing ties: names in columns, the rest as a number."""
        loose = self.answer.loose
        if not loose:
            return self.plan.bottom
        shown = loose[:ALONE]
        words = f"{counted(len(loose), 'group')} that nothing ties to another"
        aside = f", of which {len(shown)} are named" if len(shown) < len(loose) else ""
        self.canvas.text((MARGIN, y), words + aside, 13.5, class_="heading", fill=INK, font_weight="600")
        columns = int((self.plan.width - 2 * MARGIN) // COLUMN)
        lines = -(-len(shown) // columns)
        for at, each in enumerate(shown):
            x, line = MARGIN + COLUMN * (at // lines), y + 8 + LINE * (at % lines + 1)
            title = f"{each.entity.name} ({kind_of(each.type)}): {lifetime(each.life)}"
            with self.canvas.link(self.address("entity", each.entity.entity or ""), title, class_="kin"):
                self.canvas.text((x, line), fitted(each.entity.name, COLUMN - 20, 11.5), 11.5, class_="alone", fill=INK)
        return y + 8 + LINE * lines
