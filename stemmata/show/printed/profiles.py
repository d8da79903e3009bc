"""A publisher as a page: every figure with what was counted, and no grade."""

from __future__ import annotations

from collections.abc import Iterable

from stemmata.show.printed.facts import print_line
from stemmata.show.printed.page import SHORT, Page
from stemmata.show.profiles import Favour, Profile, With
from stemmata.show.wording import counted

LISTED = 6  # ids that are printed; --json has them all
NOT_A_GRADE = "counts of what stands in this record; none of them says how far a publisher is to be believed"


def print_profile(page: Page, answer: Profile) -> None:
    """What people know, what the reports say, and what they share with others."""
    page.title(answer.publisher, NOT_A_GRADE)
    _print_known(page, answer)
    support = f"{counted(len(answer.reports), 'report')}, {counted(answer.claims, 'claim')}, "
    page.line(f"{support}{counted(answer.facts, 'fact')}; {answer.in_own_voice} of them in its own voice", 1)
    for report in answer.reports:
        page.line(report, 2, "dim")
    _print_with(page, "Says the same independently", "fact", answer.agrees)
    _print_with(page, "Contradicts", "dispute", answer.contradicts)
    _print_with(page, "Copies", "report", answer.copies)
    _print_with(page, "Is copied by", "report", answer.copied_by)
    _print_favours(page, answer.favours)
    page.heading(f"Says alone: {counted(len(answer.alone), 'fact')}")
    for line in answer.alone:
        print_line(page, line, about=True)


def _print_known(page: Page, answer: Profile) -> None:
    known = answer.known
    if known is None:
        page.line("sources.yml says nothing of it", 1, "dim")
        return
    told = (
        ("side", known.side),
        ("owner", known.owner),
        ("relays", ", ".join(known.relays)),
        ("domains", ", ".join(known.domains)),
    )
    said = "; ".join(f"{key}: {value}" for key, value in told if value)
    page.line(f"{said or 'nothing but its name'} (sources.yml)", 1)


def _print_with(page: Page, title: str, noun: str, others: Iterable[With]) -> None:
    others = tuple(others)
    if not others:
        page.heading(f"{title}: nobody")
    else:
        page.heading(title)
    for other in others:
        side = f" (side: {other.side})" if other.side else ""
        page.styled(
            (f"{other.publisher}{side}: ", ""),
            (f"{counted(other.count, noun)} ", "bold"),
            (_listed(other.what, short=noun != "report"), "dim"),
            indent=1,
        )


def _print_favours(page: Page, favours: Iterable[Favour]) -> None:
    favours = tuple(favours)
    page.heading("Whom the facts that it alone states speak for and against")
    if not favours:
        page.line("none of them speaks for or against anybody", 1)
    for favour in favours:
        who = f"side {favour.name} ({', '.join(favour.entities)})" if favour.is_side else favour.name
        page.styled(
            (f"{who}: ", ""),
            (f"for {len(favour.for_)}, against {len(favour.against)} ", "bold"),
            (_listed((*favour.for_, *favour.against), short=True), "dim"),
            indent=1,
        )


def _listed(what: Iterable[str], short: bool) -> str:
    shown = [each[:SHORT] if short else each for each in what]
    more = f" and {len(shown) - LISTED} more" if len(shown) > LISTED else ""
    return (" " if short else "; ").join(shown[:LISTED]) + more
