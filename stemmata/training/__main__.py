"""The command that makes and scores the shipped encoder."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from tokenizers import Tokenizer

from stemmata.corpus.reading import read_folder
from stemmata.extract.encoder import Encoder
from stemmata.extract.reader import Reader, Use
from stemmata.training import columns, conllu, recipe
from stemmata.training.deciding import fitted, samples
from stemmata.training.evaluate import name_figures, sentence_figures, syntax_figures, words_per_second
from stemmata.training.export import export, export_claims
from stemmata.training.re3d import read_re3d

app = typer.Typer(
    help="Make and score the encoder (torch heeds OMP_NUM_THREADS).", no_args_is_help=True, add_completion=False
)

Public = Annotated[Path, typer.Argument(help="Folder with ud_ewt, gum, wikigold and crossner as published.")]
Base = Annotated[Path, typer.Option(help="Folder with model.safetensors and tokenizer.json of all-MiniLM-L6-v2.")]
Start = Annotated[Path, typer.Option(help="Weights of the first stage.")]
Re3d = Annotated[Path, typer.Option(help="Folder with the sub-folders of re3d.")]
Corpus = Annotated[Path, typer.Option(help="Folder of marked reports to learn from.")]
Minutes = Annotated[float | None, typer.Option(help="End by then, however little is done.")]
Target = Annotated[Path, typer.Option("-o", "--output", help="What to write.")]


@app.command("first")
def first(public: Public, base: Base, output: Target, minutes: Minutes = None) -> None:
    """All heads on the public sets, from the base weights."""
    tokenizer = vocabulary(base / "tokenizer.json")
    documents = recipe.Sources.below(public).read()
    plan = replace(recipe.FIRST, minutes=minutes)
    recipe.save(recipe.first_stage(base / "model.safetensors", documents, tokenizer, plan), output)


@app.command("second")
def second(public: Public, base: Base, start: Start, re3d: Re3d, output: Target) -> None:
    """Mentions from re3d, from the weights of the first stage."""
    tokenizer = vocabulary(base / "tokenizer.json")
    documents = recipe.Sources.below(public).read()
    recipe.save(recipe.second_stage(start, documents, read_re3d(re3d), tokenizer), output)


@app.command("third")
def third(
    public: Public,
    base: Base,
    start: Start,
    re3d: Re3d,
    corpus: Corpus,
    output: Target,
    minutes: Minutes = None,
    epochs: float = recipe.THIRD.epochs,
) -> None:
    """Claims from the marked corpus, from the weights of the second stage or of a third one that is to go on."""
    tokenizer = vocabulary(base / "tokenizer.json")
    documents = recipe.Sources.below(public).read()
    plan = replace(recipe.THIRD, minutes=minutes, epochs=epochs, keep=output)
    reports = read_folder(corpus)
    recipe.save_both(recipe.third_stage(start, documents, read_re3d(re3d), reports, tokenizer, plan), output)


@app.command("export")
def write(
    start: Start,
    base: Base,
    claims: Annotated[Path, typer.Option(help="Weights of the third stage.")],
    output: Target,
    whole: bool = False,
) -> None:
    """Writes encoder.onnx, claims.onnx and tokenizer.json into a folder: int8, or with --whole float32.

    --start gives syntax and names (second stage), --claims what claims are read from.
    """
    output.mkdir(parents=True, exist_ok=True)
    network, heads = recipe.begin(claims)
    export(recipe.load(start), output / "encoder.onnx", claims=network.eval(), quantized=not whole)
    export_claims(heads, output / "claims.onnx")
    vocabulary(base / "tokenizer.json").save(str(output / "tokenizer.json"), pretty=False)


@app.command("deciding")
def weigh(
    corpus: Corpus,
    weights: Annotated[Path, typer.Option(help="Folder with the network; deciding.json is written there.")],
) -> None:
    """How patterns and the network are weighed against each other, from marked reports that neither was made for."""
    reports = read_folder(corpus)
    if not (weights / "deciding.json").exists():
        (weights / "deciding.json").write_text("{}\n", encoding="utf-8")
    made = samples(Reader.load(weights, Use(alone_from=0.0)), reports)
    table = fitted(made)
    (weights / "deciding.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(f"{len(made)} claims of {len(reports)} reports, {sum(right for _, right in made)} right")


@app.command("evaluate")
def evaluate(
    public: Public, weights: Annotated[Path | None, typer.Option(help="Folder with encoder.onnx.")] = None
) -> None:
    """Figures of the encoder on the development parts of the treebanks and on UNER, which training never sees."""
    encoder = Encoder.load(weights)
    ewt = conllu.read_ewt(public / "ud_ewt" / "en_ewt-ud-dev.conllu")
    gum = conllu.read_gum(public / "gum" / "gum_open-dev.conllu")
    uner = columns.read_uner(public / "uner_ewt" / "en_ewt-ud-dev.iob2")
    texts = [" ".join(" ".join(sentence.words) for sentence in document) for document in gum]
    figures = {f"ewt_{name}": figure for name, figure in syntax_figures(encoder, ewt).items()}
    figures |= {f"gum_{name}": figure for name, figure in syntax_figures(encoder, gum).items()}
    figures |= {f"gum_{name}": figure for name, figure in sentence_figures(gum).items()}
    figures |= {f"ewt_{name}": figure for name, figure in sentence_figures(ewt).items()}
    figures |= {f"uner_{k}": v for k, v in name_figures(encoder, uner, ("Person", "Organization", "Place")).items()}
    figures |= {
        f"gum_{k}": v for k, v in name_figures(encoder, gum, ("Person", "Organization", "Place", "Time")).items()
    }
    print(json.dumps(figures | {"words_per_second": words_per_second(encoder, texts)}))


def vocabulary(path: Path) -> Tokenizer:
    """The base model's vocabulary, free of the length that its makers set."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


if __name__ == "__main__":
    app()
