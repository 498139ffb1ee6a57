"""Rewritten convolutions give the same integers, whatever the kernel, the step and the length."""

import numpy as np
import onnxruntime as ort
import pytest
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from dangke_audio.engines.kokoro.graph import convolutions, rewritten

CHANNELS, OUTPUTS = 6, 4


def convolution(number: int, kernel: int, dilation: int = 1, stride: int = 1, pad: int | None = None) -> NodeProto:
    pad = (kernel - 1) * dilation // 2 if pad is None else pad
    return helper.make_node(
        "ConvInteger", ["quantized", f"w{kernel}", "zero", "wz"], [f"y{number}"],
        kernel_shape=[kernel], dilations=[dilation], strides=[stride], pads=[pad, pad], group=1, auto_pad="NOTSET",
    )  # fmt: skip


def model(*nodes: NodeProto) -> bytes:
    """`x` (1 × 6 × n, float32), quantized, through each of the convolutions."""
    random = np.random.default_rng(4)
    kernels = {entry.ints[0] for node in nodes for entry in node.attribute if entry.name == "kernel_shape"}
    weights = [random.integers(0, 256, (OUTPUTS, CHANNELS, kernel), dtype=np.uint8) for kernel in kernels]
    constants = [numpy_helper.from_array(each, f"w{each.shape[2]}") for each in weights]
    constants.append(numpy_helper.from_array(np.array(117, dtype=np.uint8), "wz"))
    quantize = helper.make_node("DynamicQuantizeLinear", ["x"], ["quantized", "scale", "zero"])
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, CHANNELS, "n"])
    made = [helper.make_tensor_value_info(node.output[0], TensorProto.INT32, None) for node in nodes]
    # The convolutions' outputs are the model's; they are taken on by a node each, so that they can be superseded.
    ends = [helper.make_node("Abs", [node.output[0]], [f"{node.output[0]}_out"]) for node in nodes]
    for each in made:
        each.name += "_out"
    graph = helper.make_graph([quantize, *nodes, *ends], "small", [x], made, constants)
    opset = [helper.make_opsetid("", 20)]
    return bytes(helper.make_model(graph, opset_imports=opset, ir_version=9).SerializeToString())


def run(made: bytes, steps: int) -> list[NDArray[np.int32]]:
    values = np.random.default_rng(steps).normal(0.3, 1.0, (1, CHANNELS, steps)).astype(np.float32)
    outputs: list[NDArray[np.int32]] = ort.InferenceSession(made, providers=["CPUExecutionProvider"]).run(
        None, {"x": values}
    )
    return outputs


def assert_same(first: bytes, second: bytes, steps: int) -> None:
    for one, other in zip(run(first, steps), run(second, steps), strict=True):
        assert one.shape == other.shape
        assert (one == other).all()


@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize(("kernel", "dilation"), [(3, 1), (7, 3), (11, 5), (11, 1)])
def test_the_integers_are_the_same_at_every_length(signed: bool, kernel: int, dilation: int) -> None:
    plain = model(convolution(0, kernel, dilation))
    made = rewritten(plain, signed=signed)
    assert "Concat" in {node.op_type for node in ModelProto.FromString(made).graph.node}
    window = max(convolutions.WINDOW_BYTES // (CHANNELS * kernel), 64)
    for steps in (1, 2, 50, window - 1, window, window + 1, 2 * window, 2 * window + 5):
        assert_same(plain, made, steps)


@pytest.mark.parametrize("channel_bytes", [1, 2_000])
def test_windows_are_never_shorter_than_the_reach(channel_bytes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convolutions, "WINDOW_BYTES", channel_bytes)
    monkeypatch.setattr(convolutions, "SHORTEST_WINDOW", 1)
    plain = model(convolution(0, 11, 5), convolution(1, 3))
    for steps in (1, 49, 50, 51, 100, 333):
        assert_same(plain, rewritten(plain, signed=True), steps)


@pytest.mark.parametrize("signed", [False, True])
def test_other_shapes_are_not_cut_into_windows(signed: bool) -> None:
    plain = model(convolution(0, 1), convolution(1, 3, stride=2), convolution(2, 3, pad=0))
    made = rewritten(plain, signed=signed)
    assert "Transpose" not in {node.op_type for node in ModelProto.FromString(made).graph.node}
    assert_same(plain, made, 77)


def test_an_input_that_several_take_is_quantized_once() -> None:
    plain = model(convolution(0, 3), convolution(1, 7), convolution(2, 1))
    made = rewritten(plain, signed=True)
    assert [node.op_type for node in ModelProto.FromString(made).graph.node].count("QuantizeLinear") == 1
    assert_same(plain, made, 300)
