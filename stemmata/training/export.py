"""The trained network as an int8 ONNX file, which runs without torch."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from stemmata.training.claim_heads import ClaimHeads
from stemmata.training.network import WIDTH, Network

INPUTS = ("ids", "shapes", "first", "last", "sentence")
OUTPUTS = ("pos", "arcs", "deps", "names", "mentions", "marks", "manners", "values", "words")
CLAIM_INPUTS = ("words", "sentence", "first", "last", "types", "manners", "pairs", "distance", "within")
CLAIM_OUTPUTS = ("claims", "polarity", "modality", "links", "pointing", "pointed", "alone", "references")
_CLAIM_AXES = {
    "words": {0: "W"},
    "sentence": {0: "W"},
    **{name: {0: "N"} for name in ("first", "last", "types", "manners", "pointing", "pointed", "alone")},
    **{name: {0: "P"} for name in ("pairs", "distance", "within", "claims", "polarity", "modality")},
    "links": {0: "P", 1: "N"},
}
OPSET = 17


def export(syntax: Network, target: Path, *, claims: Network | None = None, quantized: bool = True) -> None:
    """Writes the networks as one ONNX file: weights int8 (or float32, to compare), one reading a run.

    `syntax` gives words their syntax and names, `claims` (by default the same) what claims are read from.
    """
    with TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        _write(_Whole(syntax, syntax if claims is None else claims), plain)
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        if quantized:
            _quantize(ready, target)
        else:
            target.write_bytes(ready.read_bytes())


def _quantize(source: Path, target: Path) -> None:
    """Seven bits of eight: without VNNI x86 adds products in 16 bits, which full eight can overflow.

    The heads stay in float: they are a fortieth of the work.
    """
    heads = [
        node.name
        for node in onnx.load(str(source)).graph.node
        if "/layers." not in node.name and node.op_type == "MatMul"
    ]
    quantize_dynamic(
        str(source),
        str(target),
        op_types_to_quantize=["MatMul", "Gather"],
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        nodes_to_exclude=heads,
    )


def _write(network: _Whole, target: Path) -> None:
    ids, words = torch.ones(1, 9, dtype=torch.int64), torch.tensor([[1, 2, 4, 6]])
    sample = (ids, torch.zeros_like(ids), words, words, torch.tensor([[0, 0, 1, 1]]))
    axes = {name: {1: "pieces"} for name in INPUTS[:2]} | {name: {1: "words"} for name in (*INPUTS[2:], *OUTPUTS)}
    axes["arcs"] = {1: "words", 2: "words"}
    _to_onnx(network, sample, target, (INPUTS, OUTPUTS), axes)


class _Whole(nn.Module):
    """Both networks over one vocabulary, with every output that the reader takes."""

    def __init__(self, syntax: Network, claims: Network) -> None:
        super().__init__()
        if not torch.equal(syntax.pieces.weight, claims.pieces.weight):
            raise ValueError("the two networks do not share their vocabulary: one was trained with other word pieces")
        self.syntax, self.claims = syntax, claims
        self.claims.pieces = self.syntax.pieces

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor, sentence: Tensor) -> tuple[Tensor, ...]:
        words, own = (each.words(each.encode(ids, shapes, None), first, last) for each in (self.syntax, self.claims))
        return (*self.syntax.older(words, sentence), *self.claims.marked(own), own)


def export_claims(heads: ClaimHeads, target: Path) -> None:
    """Writes the heads for claims as ONNX in float32: they are a few percent of the work, and small."""
    numbers = torch.zeros(3, dtype=torch.int64)
    sample = (
        torch.randn(4, WIDTH),
        torch.zeros(4, dtype=torch.int64),
        torch.randn(3, WIDTH),
        torch.randn(3, WIDTH),
        numbers,
        numbers,
        torch.tensor([[0, 1], [1, 2]]),
        numbers[:2],
        numbers[:2],
    )
    _to_onnx(heads, sample, target, (CLAIM_INPUTS, CLAIM_OUTPUTS), _CLAIM_AXES)


def _to_onnx(
    module: nn.Module,
    sample: tuple[Tensor, ...],
    target: Path,
    names: tuple[tuple[str, ...], tuple[str, ...]],
    axes: dict[str, dict[int, str]],
) -> None:
    """Writes a module as ONNX; `names` are those of its inputs and outputs, `axes` the sizes that may vary."""
    torch.onnx.export(
        module.eval(),
        sample,
        str(target),
        input_names=list(names[0]),
        output_names=list(names[1]),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
