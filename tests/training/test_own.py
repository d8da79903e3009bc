"""A record's own model: the heads come back as they were written, learn, and stand where a build looks for them."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")

from stemmata.corpus.reading import read_file  # noqa: E402
from stemmata.extract import Reader  # noqa: E402
from stemmata.settings import MODELS, Settings, init  # noqa: E402 (only where torch is there)
from stemmata.training.claim_heads import ClaimHeads  # noqa: E402
from stemmata.training.export import export_claims  # noqa: E402
from stemmata.training.own import Plan, Taught, keep, read_heads, teach  # noqa: E402


@pytest.fixture
def model(tmp_path: Path) -> Path:
    torch.manual_seed(3)
    heads = ClaimHeads()
    torch.nn.init.normal_(heads.references.weight)
    folder = tmp_path / "model"
    folder.mkdir()
    torch.save(heads.state_dict(), folder / "heads.pt")
    export_claims(heads, folder / "claims.onnx")
    for name in ("encoder.onnx", "tokenizer.json", "deciding.json"):
        (folder / name).write_bytes(name.encode())
    return folder


def test_heads_are_read_back_weight_for_weight(model: Path) -> None:
    written, found = torch.load(model / "heads.pt"), read_heads(model / "claims.onnx").state_dict()
    assert written.keys() == found.keys()
    assert all(torch.equal(written[name], found[name]) for name in written)


def test_a_file_of_another_make_is_refused(model: Path) -> None:
    graph = onnx.load(str(model / "claims.onnx"))
    weight = next(one for one in graph.graph.initializer if one.name == "spot.bias")
    graph.graph.initializer.remove(weight)
    onnx.save(graph, str(model / "claims.onnx"))
    with pytest.raises(ValueError, match=r"no spot\.bias of the form \(192,\)"):
        read_heads(model / "claims.onnx")


def test_a_build_finds_the_model_of_its_record(model: Path, tmp_path: Path) -> None:
    record = tmp_path / "record"
    init(record)
    assert Settings.read(record).model is None
    keep(model, record / MODELS)
    assert Settings.read(record).model == record / MODELS
    assert (record / MODELS / "deciding.json").read_bytes() == b"deciding.json"
    assert sorted(path.name for path in (record / MODELS).iterdir()) == [
        "claims.onnx",
        "deciding.json",
        "encoder.onnx",
        "tokenizer.json",
    ]


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        ({"claim_f1": 0.5, "judged_right": 0.5}, {"claim_f1": 0.6, "judged_right": 0.5}, ()),
        ({"claim_f1": 0.5, "judged_right": 0.5}, {"claim_f1": 0.49, "judged_right": 0.7}, ("claim_f1",)),
        ({"claim_f1": 0.5, "judged_right": 0.5}, {"claim_f1": 0.6, "judged_right": 0.4}, ("judged_right",)),
        ({"claim_f1": 0.5}, {"claim_f1": 0.5}, ()),
    ],
)
def test_a_model_is_worse_where_either_figure_fell(
    before: dict[str, float], after: dict[str, float], worse: tuple[str, ...]
) -> None:
    assert Taught(9, 1, 3, 1, before, after).worse == worse


MARKED = """\
conflict: Ostrel (invented)
style: wire
published: 2003-05-02
publisher: Ostrel Gazette

[p1 Tor Vael] left [g1 Reed League] in [t1=2001 2001].
> p1 left g1 when=t1
[g1 Reed League] fought [g2 Saltmarsh Guard] at [l1 Kesh].
> g1 opposed_to g2
"""


def test_teaching_moves_the_heads_alone_and_tells_what_came_of_it(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(MARKED, "utf-8")
    report = read_file(tmp_path / "one.txt")
    plan = Plan(epochs=2, judges=(report,))
    taught = teach([report], [], tmp_path / "made", plan)
    assert (taught.reports, taught.held_reports, taught.judged) == (1, 1, 0)
    assert {"claim_f1", "mention_f1"} <= taught.before.keys() & taught.after.keys()
    old, new = (read_heads(folder / "claims.onnx").state_dict() for folder in (plan.start, tmp_path / "made"))
    assert any(not torch.equal(old[name], new[name]) for name in old)
    assert (tmp_path / "made" / "encoder.onnx").read_bytes() == (plan.start / "encoder.onnx").read_bytes()
    assert Reader.load(tmp_path / "made").weights == Reader.load().weights
