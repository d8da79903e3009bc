"""The trained network as an int8 ONNX file, which runs without torch."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from stemmata.training.network import Network

INPUTS = ("ids", "shapes", "first", "last", "sentence")
OUTPUTS = ("pos", "arcs", "deps", "names", "mentions")
OPSET = 17


def export(network: Network, target: Path, *, quantized: bool = True) -> None:
    """Writes the network as ONNX: weights int8 (or float32, to compare), one reading a run."""
    with TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        _write(network, plain)
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


def _write(network: Network, target: Path) -> None:
    ids, words = torch.ones(1, 9, dtype=torch.int64), torch.tensor([[1, 2, 4, 6]])
    sample = (ids, torch.zeros_like(ids), words, words, torch.tensor([[0, 0, 1, 1]]))
    axes = {name: {1: "pieces"} for name in INPUTS[:2]} | {name: {1: "words"} for name in (*INPUTS[2:], *OUTPUTS)}
    axes["arcs"] = {1: "words", 2: "words"}
    network.eval()
    torch.onnx.export(
        network,
        sample,
        str(target),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
