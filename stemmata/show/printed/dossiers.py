"""A dossier, and the names of an entity, as pages."""

from __future__ import annotations

from collections.abc import Iterable

from stemmata.show.answers import Dossier, NameLine, Names, Reason
from stemmata.show.printed.facts import print_dispute, print_grouped
from stemmata.show.printed.page import Page
from stemmata.show.wording import counted, dated, kind_of
from stemmata.when import Holds


def print_dossier(page: Page, answer: Dossier) -> None:
    dates = (f"as of {answer.on}" if answer.on else "", f"known by {answer.known_by}" if answer.known_by else "")
    page.title(answer.entity.name, "; ".join((kind_of(answer.type), *filter(None, dates))))
    support = f"{counted(answer.reports, 'report')} in {counted(answer.lineages, 'lineage')}"
    page.line(f"{support}; id {answer.entity.entity}", style="dim")
    if answer.ids:
        elsewhere = "; ".join(f"{list_} {id_}" for list_, id_ in sorted(answer.ids.items()))
        page.line(f"in other lists: {elsewhere}", style="dim")
    if answer.names:
        page.heading("Names")
        _print_names(page, answer.names, answer.on)
    for section in answer.sections:
        page.heading(section.title)
        print_grouped(page, section.lines, answer.on)
    if answer.disputes:
        page.heading("Disputes")
    for dispute in answer.disputes:
        print_dispute(page, dispute)


_IN_USE: dict[Holds | None, str] = {Holds.YES: ", in use", Holds.MAYBE: ", may have been in use"}


def _print_names(page: Page, names: Iterable[NameLine], on: str) -> None:
    for name in names:
        unsure = _IN_USE.get(name.holds, "")
        time = f"-- {dated(name.when, event=False)}{unsure} " if name.when.known or on else ""
        known = ["" if name.kind == "main" else name.kind.replace("_", " "), name.script.replace("Latn", "")]
        kind = ", ".join(filter(None, known))
        page.styled(
            (f"{name.text} ", "bold" if name.holds is Holds.YES else ""),
            (f"({kind}) " if kind else "", "dim"),
            (time, "green"),
            (page.note(name.quotes), "dim"),
            indent=1,
        )


def print_names(page: Page, answer: Names) -> None:
    page.title(f"names of {answer.entity.name}", f"{kind_of(answer.type)}{f'; on {answer.on}' if answer.on else ''}")
    _print_names(page, answer.names, answer.on)
    page.heading("Spellings, and why each is a name of it")
    for form in answer.forms:
        places = ", ".join(form.places[:3]) + (f" and {len(form.places) - 3} more" if len(form.places) > 3 else "")
        page.styled((f"{form.text} ", "bold"), (places, "dim"), indent=1)
        print_reasons(page, form.joined[:5], indent=2)
    if answer.kept_apart:
        page.heading("Kept apart, or left open")
        print_reasons(page, answer.kept_apart, indent=1)


def print_reasons(page: Page, reasons: Iterable[Reason], indent: int) -> None:
    """Joins and separations, a line each."""
    for reason in reasons:
        page.line(f"{reason.verdict}: {reason.one} = {reason.other}: {reason.why} ({reason.rule})", indent)
