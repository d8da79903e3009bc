"""The command `review`: questions of the record put to a person, a key each, and their answers kept."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Annotated

import typer

from stemmata.errors import SettingsError
from stemmata.show.api import Book
from stemmata.show.cli.door import Json, MaybeName, Output, book_of, deliver, joined, say
from stemmata.show.queries.judged import DIFFERENT, SAME
from stemmata.show.reviewing import Question
from stemmata.show.terminal import one_line
from stemmata.show.wording import counted

WHO = "STEMMATA_WHO"
KEYS = "s same, d different, space skip, m more context, w note, u undo, q quit, ? help"
NO_MORE = "\nno more questions"
RULE = 96
HELP = """
  s        the two are the same
  d        they are different
  space n  skip: the question comes again in the next review
  m        more of the words of both sides
  w        write a note, the reason why, for the answer that follows
  u        take back the last answer and ask again
  q        quit; every answer is kept already
  ?        this help
"""


def review(
    ctx: typer.Context,
    name: MaybeName = None,
    listed: Annotated[bool, typer.Option("--list", help="Print the questions instead of asking them.")] = False,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="List at most so many questions.")] = None,
    answer: Annotated[
        tuple[str, str] | None,
        typer.Option("--answer", metavar="QUESTION VERDICT", help="Answer one question: same or different."),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take back your last answer; again for the one before.")] = False,
    log: Annotated[bool, typer.Option("--log", help="Print what was decided, and what became of it.")] = False,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, with --answer or --undo.")] = "",
    who: Annotated[str, typer.Option("--who", metavar="NAME", help=f"Who decides; else {WHO}, else your login.")] = "",
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Ask you what the record cannot decide: names that may be one actor, entries of other lists.

    The most valuable questions come first. Each answer is a line of judgements.jsonl as soon as it is given.
    """
    if sum((listed, answer is not None, undo, log)) > 1:
        raise typer.BadParameter("only one of --list, --answer, --undo and --log")
    about = joined(name) if name else None
    with book_of(ctx) as book:
        if answer is not None:
            deliver(book.answer(*answer, who=decider(who), why=why), as_json, output)
        elif undo:
            deliver(book.undo(who=decider(who), why=why), as_json, output)
        elif log:
            deliver(book.judged(), as_json, output)
        elif listed or as_json or output is not None:
            deliver(book.questions(about, limit=limit), as_json, output)
        else:
            Dialogue(book, decider(who), about).run()


def decider(who: str) -> str:
    """Whose judgements they are. Raises SettingsError where nobody is named."""
    named = who.strip() or os.environ.get(WHO, "").strip()
    try:
        return named or getpass.getuser()
    except (KeyError, OSError, ImportError) as error:
        raise SettingsError(f"nobody is named who decides: --who NAME, or {WHO}") from error


class Dialogue:
    """One question after the other, until none is left or the person has had enough."""

    def __init__(self, book: Book, who: str, about: str | None) -> None:
        self._book, self._who, self._about = book, who, about
        self._answers: list[tuple[str, str]] = []  # the question, and when it was answered
        self._skipped: set[str] = set()
        self._again = ""  # the question that an undo opened
        self._note = ""
        self._on_key: Mapping[str, Callable[[Question], bool]] = {
            "s": lambda question: self._answer(question, SAME),
            "d": lambda question: self._answer(question, DIFFERENT),
            " ": self._skip,
            "n": self._skip,
            "m": self._show_more,
            "w": lambda _: self._write_note(),
            "u": lambda _: self._undo(),
            "?": lambda _: self._help(),
        }

    def run(self) -> None:
        """Asks. The end of the input and Ctrl-C quit, too: what was answered is on the disk."""
        with suppress(EOFError, KeyboardInterrupt):
            while (question := self._next()) is not None or self._wants_back():
                while question is not None and not self._is_done(question):
                    pass
        sys.stdout.flush()
        done = counted(len(self._answers), "answer")
        say(f"{done}; run `stemmata build` to carry them out" if self._answers else "nothing was decided")

    def _next(self) -> Question | None:
        """The next question, shown under a line that says how far we are."""
        found = self._book.questions(self._about, limit=len(self._skipped) + 1)
        again, self._again = self._again, ""
        left = [question for question in found.questions if question.id not in self._skipped]
        question = self._book.question(again) if again else next(iter(left), None)
        if question is None:
            print(NO_MORE if self._answers or self._skipped else "\nnothing to decide")
            return None
        behind, total = len(self._answers) + len(self._skipped), found.open + len(self._answers)
        print("\n" + f"-- question {behind + 1} of {total} ".ljust(RULE, "-"))
        deliver(question, as_json=False, output=None)
        return question

    def _wants_back(self) -> bool:
        """After the last question: whether the last answer is taken back, which asks again."""
        if not self._answers:
            return False
        print("u undo, any other key ends")
        return key() == "u" and self._undo()

    def _is_done(self, question: Question) -> bool:
        """Takes one key; whether the question is behind us."""
        print(f"{KEYS}{' [note kept]' if self._note else ''}", flush=True)
        pressed = key()
        if pressed == "q":
            raise EOFError
        if pressed in self._on_key:
            return self._on_key[pressed](question)
        print(f"{one_line(pressed) or 'that'!r} is no key here")
        return False

    def _answer(self, question: Question, verdict: str) -> bool:
        made = self._book.answer(question.id, verdict, who=self._who, why=self._note)
        self._answers.append((question.id, made.when))
        self._note = ""
        deliver(made, as_json=False, output=None)
        return True

    def _skip(self, question: Question) -> bool:
        self._skipped.add(question.id)
        self._note = ""
        return True

    def _show_more(self, question: Question) -> bool:
        deliver(self._book.question(question.id, more=True), as_json=False, output=None)
        return False

    def _write_note(self) -> bool:
        print("why: ", end="", flush=True)
        self._note = line().strip()
        return False

    def _undo(self) -> bool:
        """Takes back the last answer of this dialogue; its question comes next."""
        if not self._answers:
            print("no answer yet in this review; `stemmata review --undo` takes back earlier ones")
            return False
        self._again, when = self._answers.pop()
        deliver(self._book.undo(who=self._who, when=when), as_json=False, output=None)
        return True

    def _help(self) -> bool:
        print(HELP)
        return False


def key() -> str:
    """One key at a terminal; elsewhere one line, so that a review can be written beforehand. Raises EOFError."""
    if sys.stdin.isatty():
        return typer.getchar()
    read = line()
    return read.strip() or read[:1]


def line() -> str:
    """One line without its end. Raises EOFError."""
    read = sys.stdin.readline()
    if not read:
        raise EOFError
    return read.rstrip("\r\n")
