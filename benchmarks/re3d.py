"""Mentions and relations on re3d.

Mentions: exact span and type, the ten main types, micro F1 over whole documents.

    python benchmarks/re3d.py PATH                    the shipped encoder
    python benchmarks/re3d.py PATH --cross-validate --public DIR --start FIRST_STAGE
    python benchmarks/re3d.py PATH --relations [--model DIR]

PATH is a folder with the sub-folders of re3d (documents.json, entities.json). Entities of confidence below 0.5 are left
out; of overlapping spans the longest stays. The shipped encoder was trained on the 74 documents of our development
part: on those its figures say how well it remembers, not how well it reads; the honest figure is that of
`--cross-validate`, where each fifth of the documents is read by a network that was taught on the other four, from first
stage weights that saw none (`python -m stemmata.training first`). That needs the extra `train`.

--relations: micro F1 of AlliesOf, FightingAgainst, BelongsTo, InChargeOf and IsSynonymOf over ordered pairs of given
mentions, by a logistic regression over what the network makes of the pairs, 5-fold by document. The encoder saw the
mentions of these documents in training, never their relations. Needs the package onnx (extra `train`).
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

from stemmata.extract.encoder import Encoder
from stemmata.training.evaluate import mention_figures, pooled
from stemmata.training.re3d import Marked, read_re3d
from stemmata.training.related import relation_figures

VOCABULARY = Path(__file__).parent.parent / "stemmata" / "extract" / "weights" / "tokenizer.json"


def main() -> None:
    given = arguments()
    documents = read_re3d(given.path)
    if not documents:
        raise SystemExit(f"{given.path}: no */documents.json below it")
    if given.relations:
        print(json.dumps({"documents": len(documents), **relation_figures(given.path, given.model)}))
        return
    note = (
        "retrained by fold"
        if given.cross_validate
        else "the shipped encoder, which was trained on re3d's development part"
    )
    print(f"{len(documents)} documents; {note}", flush=True)
    figures = cross_validated(given, documents) if given.cross_validate else mention_figures(Encoder.load(), documents)
    print(json.dumps({"documents": len(documents), "trained_on_these": not given.cross_validate, **figures}))


def cross_validated(given: argparse.Namespace, documents: list[Marked]) -> dict[str, float]:
    """Figures over all folds together."""
    from stemmata.training.recipe import SECOND, Sources, cross_validate

    public = Sources.below(given.public).read()
    plan = replace(SECOND, minutes=given.minutes)
    return pooled(cross_validate(given.start, public, documents, VOCABULARY, plan))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, help="folder with the sub-folders of re3d")
    parser.add_argument("--cross-validate", action="store_true", help="retrain by fold")
    parser.add_argument("--relations", action="store_true", help="score relations between given mentions instead")
    parser.add_argument("--model", type=Path, help="folder of a model for --relations; without it the shipped one")
    parser.add_argument("--public", type=Path, help="folder with ud_ewt, gum, wikigold, crossner")
    parser.add_argument("--start", type=Path, help="weights of the first stage")
    parser.add_argument("--minutes", type=float, help="end the training of each fold by then")
    given = parser.parse_args()
    if given.cross_validate and (given.public is None or given.start is None):
        parser.error("--cross-validate needs --public and --start")
    return given


if __name__ == "__main__":
    main()
