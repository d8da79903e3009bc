"""The commands that say how well claims are read, and that teach a record's own reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from stemmata.corpus.marked import MarkedReport
from stemmata.corpus.reading import MarkingError, read_folder
from stemmata.errors import SettingsError
from stemmata.extract import Reader
from stemmata.record.lines import read_judgements
from stemmata.settings import MODELS, SETTINGS, Settings
from stemmata.show.cli.door import Json, deliver_plain, place_of, say
from stemmata.show.wording import counted
from stemmata.training.judged import verdicts
from stemmata.training.measure import Measured, measure, predicate_rows, style_rows

_SHOWN = {
    "mention_f1": "mentions, F1",
    "claim_precision": "claims, precision",
    "claim_recall": "claims, recall",
    "claim_f1": "claims, F1",
    "time": "of right claims, time right",
    "polarity": "of right claims, polarity right",
    "voice": "of right claims, voice right",
    "reference_descriptions": "descriptions led to what they mean",
    "reference_pronouns": "pronouns led to what they mean",
    "lures_fallen_into": "lures fallen into",
    "ece": "confidence off by (ECE)",
    "auroc": "right above wrong (AUROC)",
    "judged_right": "of people's judgements, met",
}


def evaluate(
    ctx: typer.Context,
    corpus: Annotated[Path, typer.Argument(metavar="PATH", help="Folder of marked reports (see corpus/README.md).")],
    model: Annotated[
        Path | None, typer.Option("--model", metavar="DIR", help="A model's folder, instead of the record's own.")
    ] = None,
    min_confidence: Annotated[
        float | None, typer.Option("--min-confidence", min=0, max=1, metavar="SHARE", help="Leave out claims below it.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Score the reader on marked reports, by predicate and by style."""
    settings = _settings(place_of(ctx).folder)
    reader = Reader.load(model or settings.model)
    least = settings.min_confidence if min_confidence is None else min_confidence
    measured = measure(reader, _marked(corpus), least)
    if as_json:
        deliver_plain({"min_confidence": least, **measured.figures(), **_tables(measured)})
        return
    for line in _page(measured):
        print(line)


def train(
    ctx: typer.Context,
    corpus: Annotated[Path, typer.Argument(metavar="PATH", help="Folder of marked reports to learn from.")],
    judges: Annotated[
        Path | None, typer.Option("--judge-by", metavar="DIR", help="Marked reports to judge by; else a fifth of PATH.")
    ] = None,
    epochs: Annotated[float, typer.Option("--epochs", min=0.1, help="How often the corpus is gone through.")] = 3,
    force: Annotated[bool, typer.Option("--force", help="Keep the model even where it reads worse.")] = False,
    as_json: Json = False,
) -> None:
    """Teach this record's own reader: a corpus, and the claims that people accepted, rejected, corrected and added."""
    own = _training()
    settings = Settings.read(place_of(ctx).folder)
    reports = _marked(corpus)
    plan = own.Plan(epochs=epochs, judges=() if judges is None else tuple(_marked(judges)))
    judged = verdicts(settings, read_judgements(settings.folder), Reader.load(settings.model))
    if lost := sum(one.lost for one in judged):
        say(f"{counted(lost, 'judgement')} fit no claim that is read today, and teach nothing")
    with TemporaryDirectory() as made:
        taught = own.teach(reports, judged, Path(made), plan, say)
        if not taught.worse or force:
            own.keep(Path(made), settings.folder / MODELS)
    if as_json:
        deliver_plain({"kept": not taught.worse or force, "taught": taught})
    else:
        for line in _compared(taught.before, taught.after):
            print(line)
    if taught.worse and not force:
        names = ", ".join(_SHOWN[name] for name in taught.worse)
        raise SettingsError(f"the new model is worse ({names}), so it was not kept; --force keeps it all the same")
    say(f"learnt from {counted(taught.reports, 'report')} and {counted(taught.judged, 'judged claim')}; model kept in")
    say(f"{settings.folder / MODELS}; the next build reads every report anew with it")


def _training() -> Any:
    """The module that trains, which needs more than the rest: hence by name, when it is asked for."""
    try:
        return import_module("stemmata.training.own")
    except ModuleNotFoundError as error:
        raise SettingsError(f"no module {error.name}; training needs: pip install 'stemmata[train]'") from error


def _settings(folder: Path) -> Settings:
    """The record's settings; outside a record those of a new one."""
    return Settings.read(folder) if (folder / SETTINGS).is_file() else Settings(folder)


def _marked(path: Path) -> Sequence[MarkedReport]:
    reports = read_folder(path)
    if not reports:
        raise MarkingError(f"{path}: no marked report in it; looked for .txt files as corpus/README.md has them")
    say(f"{counted(len(reports), 'marked report')} in {path}")
    return reports


def _tables(measured: Measured) -> dict[str, list[dict[str, object]]]:
    names = ("name", "marked", "read", "precision", "recall")
    rows = {"predicates": predicate_rows(measured.tally), "styles": style_rows(measured)}
    return {key: [dict(zip(names, row, strict=True)) for row in some] for key, some in rows.items()}


def _page(measured: Measured) -> Iterator[str]:
    figures = measured.figures()
    yield from (f"{words:38}{figures[name]:8.3f}" for name, words in _SHOWN.items() if name in figures)
    yield f"{'words a second':38}{figures['words_per_second']:8.0f}"
    for title, rows in (("predicate", predicate_rows(measured.tally)), ("style", style_rows(measured))):
        yield ""
        yield f"{title:20}{'marked':>8}{'read':>8}{'precision':>11}{'recall':>8}"
        yield from (f"{name:20}{marked:8}{read:8}{p:11.2f}{r:8.2f}" for name, marked, read, p, r in rows)


def _compared(before: Mapping[str, float], after: Mapping[str, float]) -> Iterator[str]:
    yield f"{'on what was held out':38}{'before':>8}{'after':>8}"
    shared = (name for name in _SHOWN if name in before and name in after)
    yield from (f"{_SHOWN[name]:38}{before[name]:8.3f}{after[name]:8.3f}" for name in shared)
