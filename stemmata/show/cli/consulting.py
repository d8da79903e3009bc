"""Before a large model is asked: which one, what goes where, and whether the person agrees. After: what it came to."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from types import ModuleType
from urllib.parse import urlsplit

import typer

from stemmata.errors import ConsultError, SettingsError
from stemmata.extract.llm.prompt import Question, prompt
from stemmata.extract.llm.reading import ACCEPTED, LEFT_OUT
from stemmata.model import Answer
from stemmata.pipeline import Summary
from stemmata.readings import Progress
from stemmata.record.answers import ANSWERS_FILE, keeping
from stemmata.settings import LARGE, READERS, SMALL, Settings
from stemmata.show.cli.door import say
from stemmata.show.cli.progress import bars
from stemmata.show.consulting.asking import Bill, Patience, consult
from stemmata.show.wording import counted

KEYS = ("STEMMATA_LLM_KEY", "OPENAI_API_KEY")  # the first that is set


def chosen(settings: Settings, reader: str | None, model: str | None, base_url: str | None) -> Settings:
    """The settings with what the command line says instead. Raises SettingsError for what makes no sense together."""
    reader = reader or settings.reader
    if reader not in READERS:
        raise SettingsError(f"--reader {reader}; known are {', '.join(READERS)}")
    if reader == SMALL and (model or base_url):
        raise SettingsError("--model and --base-url are for --reader llm")
    llm = replace(settings.llm, model=model or settings.llm.model, base_url=base_url or settings.llm.base_url)
    if reader == LARGE and not llm.model:
        raise SettingsError("no large model is named: --model NAME, or model under [llm] in stemmata.toml")
    return replace(settings, reader=reader, llm=llm)


def consult_about(questions: Sequence[Question], settings: Settings, *, yes: bool) -> None:
    """Asks the large model of the settings, once the person has agreed; its answers are kept in the record.

    Raises ConsultError, with nothing sent where there is no consent.
    """
    url, key_name = _sound_url(settings.llm.base_url), next((name for name in KEYS if os.environ.get(name)), "")
    http = _http()
    say(what_goes_where(questions, settings, key_name))
    if not yes and not _agreed():
        raise ConsultError("nothing was sent; --yes agrees to it beforehand")
    llm = settings.llm
    patience = Patience(at_once=llm.at_once, per_minute=llm.per_minute, max_tokens=llm.max_tokens)
    with (
        http.HttpAsker(llm.model, url, os.environ.get(key_name), llm.timeout) as asker,
        keeping(settings.folder) as keep,
        bars() as progress,
    ):
        bill = consult(questions, asker, _told(keep, progress, len(questions)), llm.model, patience)
    for line in of_bill(bill, settings):
        say(line)


def what_goes_where(questions: Sequence[Question], settings: Settings, key_name: str) -> str:
    """What is about to be sent, in one line."""
    llm = settings.llm
    reports = len({question.report for question in questions})
    characters = sum(len(question.user) for question in questions)
    every = f"each with a text of ours of {len(prompt().system):,} characters"
    key = f", with the key in {key_name}" if key_name else ", without a key"
    clear = " (unencrypted)" if llm.base_url.startswith("http:") else ""
    return (
        f"to be sent: {counted(len(questions), 'passage')} of {counted(reports, 'report')}, about {characters:,} "
        f"characters, {every}, to {llm.base_url}{clear} for model {llm.model}{key}; "
        f"its answers will be kept in {ANSWERS_FILE}"
    )


def _told(keep: Callable[[Answer], None], progress: Progress, total: int) -> Callable[[Answer], None]:
    """Keeps an answer, and tells how many there are."""
    number = count(1)

    def keep_and_tell(answer: Answer) -> None:
        keep(answer)
        progress("ask", next(number), total)

    return keep_and_tell


def _agreed() -> bool:
    return sys.stdin.isatty() and typer.confirm("Send them?", err=True)


def _http() -> ModuleType:
    """The module that sends, which needs the extra; it is read here, so that nothing else ever needs it."""
    try:
        from stemmata.show.consulting import http
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] != "httpx":
            raise
        raise ConsultError("asking a large model needs httpx: pip install 'stemmata[llm]'") from error
    return http


def _sound_url(base_url: str) -> str:
    """The URL, if it can be one. A key does not belong in it: it would be shown and kept in histories."""
    try:
        parts = urlsplit(base_url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise SettingsError(f"--base-url {base_url!r}; looked for one such as http://localhost:8080/v1")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise SettingsError(f"--base-url of {parts.hostname}: user, query or fragment; a key goes into {KEYS[0]}")
    return base_url


def of_bill(bill: Bill, settings: Settings) -> Iterator[str]:
    """What asking came to."""
    llm = settings.llm
    cost = bill.cost(llm.price_in, llm.price_out)
    priced = f", cost {cost:.4f}" if llm.price_in or llm.price_out else ""
    yield (
        f"{llm.model}: {bill.answered} of {counted(bill.asked, 'passage')} answered by "
        f"{counted(bill.requests, 'request')}; {bill.tokens_in:,} tokens in, {bill.tokens_out:,} out{priced}"
    )
    yield from (f"not answered: {failure}" for failure in sorted(bill.failures))
    if bill.stopped:
        yield f"stopped: {bill.stopped}"


def of_proposals(made: Summary) -> Iterator[str]:
    """What became of a large model's proposals."""
    if made.proposals:
        counts = dict(made.proposals)
        accepted, left_out = counts.pop(ACCEPTED, 0), counts.pop(LEFT_OUT, 0)
        why = f" ({'; '.join(f'{count} {why}' for why, count in counts.items())})" if counts else ""
        yield f"proposals: {accepted} accepted, {sum(counts.values())} refused{why}"
        if left_out:
            yield f"{LEFT_OUT}: {left_out}"
    if made.unanswered:
        yield f"{counted(made.unanswered, 'passage')} not answered yet, so without claims; build again to ask"
