"""The map as lines: what stood and happened where, and which places are on no map and why."""

from __future__ import annotations

from stemmata.show.placed import Mapped, Mark, Presence, Told, Unplaced
from stemmata.show.printed.facts import print_line
from stemmata.show.printed.page import Page
from stemmata.show.wording import HOLDS, counted


def print_mapped(page: Page, answer: Mapped) -> None:
    """Places with a position, places without, facts of none."""
    size = f"{counted(len(answer.marks), 'place')} on it, {len(answer.unplaced)} not"
    page.title("map", f"{size}; {_day(answer)}" if answer.on else size)
    for mark in answer.marks:
        _print_mark(page, mark)
    if answer.unplaced:
        page.heading("Not on the map")
    for unplaced in answer.unplaced:
        _print_unplaced(page, unplaced)
    page.blank()
    for left in answer.left_out:
        page.line(f"{counted(left.facts, 'fact')} left out: {left.why}", 1, "dim")
    page.line(answer.attribution, 1, "dim")


def _day(answer: Mapped) -> str:
    return f"on {answer.on}" if answer.given else f"on {answer.on}, the last day that anything is evidenced on"


def _print_mark(page: Page, mark: Mark) -> None:
    spot = mark.spot
    page.blank()
    page.styled(
        (mark.told.place.name, "bold"),
        (f"  {spot.lat:.2f}, {spot.lon:.2f}", "cyan"),
        (f"  {spot.name}, {spot.country}: {spot.why}{'; a province is called so too' if spot.wider else ''}", "dim"),
        indent=1,
    )
    _print_told(page, mark.told)


def _print_unplaced(page: Page, unplaced: Unplaced) -> None:
    page.blank()
    said = f"  {unplaced.absence.value}{f': {unplaced.why}' if unplaced.why else ''}"
    page.styled((unplaced.told.place.name, "bold"), (said, "dim"), indent=1)
    _print_told(page, unplaced.told)


def _print_told(page: Page, told: Told) -> None:
    for presence in told.groups:
        _print_presence(page, presence)
    for line in told.events:
        print_line(page, line, indent=2, about=True, date_first=True)


def _print_presence(page: Page, presence: Presence) -> None:
    disputed = "; disputed" if presence.disputed else ""
    page.styled((presence.who.name, ""), (f"  {HOLDS[presence.holds]}{disputed}", "green"), indent=2)
    for line in presence.lines:
        print_line(page, line, indent=3)
