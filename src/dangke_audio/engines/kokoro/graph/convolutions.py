"""Integer convolutions, window by window and with signed input: the same integers, several times as fast.

onnxruntime calculates ConvInteger by writing every kernel's view of the whole input into a matrix (for a second of
audio: 128 channels × 11 taps × 4,800 steps) and multiplying that. The matrix does not fit into the processor's cache;
cut into windows it does. And its products of unsigned by unsigned numbers do not use the instructions for neural
networks (VNNI), those of signed by unsigned do; where there are none, those products overflow, so that must be asked
for only where `signed_products_are_exact` (session.py).
"""

from typing import Any

import numpy as np
from onnx import NodeProto, helper

from dangke_audio.engines.kokoro.graph.draft import Constant, Draft

WINDOW_BYTES = 500_000
"""Of the matrix for one window; second-level caches have 256 kB to 2 MB. Twice or half as much costs 5 %."""
SHORTEST_WINDOW = 64
"""Steps."""
END = 2**40
ALL_INPUTS = 4
"""Of ConvInteger: values, weights, the zero of each."""


def rewrite_convolutions(draft: Draft, *, signed: bool) -> int:
    """All ConvInteger nodes whose input was quantized on the way; how many there were."""
    count = 0
    for node in draft.nodes("ConvInteger"):
        quantized = draft.maker(node.input[0], "DynamicQuantizeLinear")
        weights = draft.constant(node.input[1])
        if quantized is None or weights is None or len(node.input) < ALL_INPUTS:
            continue
        taken = _signed(draft, quantized) if signed else (node.input[0], node.input[2])
        draft.supersede(node.output[0], _product(draft, node, taken, weights))
        count += 1
    return count


def _signed(draft: Draft, quantized: NodeProto) -> tuple[str, str]:
    """The input in −128 … 127 instead of 0 … 255, and its zero."""
    values, scale, zero = quantized.input[0], quantized.output[1], quantized.output[2]
    made = [node for node in draft.users(scale, "QuantizeLinear") if node.input[0] == values]
    if made:  # another convolution has the same input
        return made[0].output[0], made[0].input[2]
    wide = draft.add("Cast", [zero], to=helper.np_dtype_to_tensor_dtype(np.dtype(np.int32)))
    moved = draft.add("Sub", [wide, draft.keep(np.array(128, dtype=np.int32))])
    zero = draft.add("Cast", [moved], to=helper.np_dtype_to_tensor_dtype(np.dtype(np.int8)))
    return draft.add("QuantizeLinear", [values, scale, zero]), zero


def _product(draft: Draft, node: NodeProto, taken: tuple[str, str], weights: Constant) -> str:
    """The convolution of what is taken: (values, their zero)."""
    attributes = {entry.name: helper.get_attribute_value(entry) for entry in node.attribute}
    reach = (weights.shape[2] - 1) * attributes["dilations"][0]
    if not reach or not _keeps_length(attributes, reach):
        return draft.add("ConvInteger", [taken[0], node.input[1], taken[1], node.input[3]], **attributes)
    window = max(WINDOW_BYTES // (weights.shape[1] * weights.shape[2]), SHORTEST_WINDOW, reach)
    cut = _windows(draft, taken, weights.shape[1], window, reach)
    attributes["pads"] = [0, 0]
    product = draft.add("ConvInteger", [cut, node.input[1], taken[1], node.input[3]], **attributes)
    return _joined(draft, product, taken[0], weights.shape[0])


def _keeps_length(attributes: dict[str, Any], reach: int) -> bool:
    """Whether as much comes out as goes in, and every output takes all channels."""
    return bool(attributes["strides"] == [1] and attributes["group"] == 1 and attributes["pads"] == [reach // 2] * 2)


def _length(draft: Draft, value: str) -> str:
    return draft.add("Shape", [value], start=2, end=3)


def _windows(draft: Draft, taken: tuple[str, str], channels: int, window: int, reach: int) -> str:
    """From 1 × channels × length to windows × channels × (window + reach): each with what its neighbours' ends need."""
    values, zero = taken
    # The windows, and one more of which the last one's right end is taken.
    steps = draft.add("Sub", [_length(draft, values), draft.integers(1)])
    whole = draft.add("Div", [steps, draft.integers(window)])
    padded = draft.add("Mul", [draft.add("Add", [whole, draft.integers(2)]), draft.integers(window)])
    right = draft.add("Sub", [padded, draft.add("Add", [_length(draft, values), draft.integers(reach // 2)])])
    pads = draft.add("Concat", [draft.integers(0, 0, reach // 2, 0, 0), right], axis=0)
    long = draft.add("Pad", [values, pads, zero])
    pieces = draft.add("Reshape", [long, draft.integers(channels, -1, window)])
    own = draft.add("Slice", [pieces, draft.integers(0), draft.integers(-1), draft.integers(1)])
    ends = draft.add("Slice", [pieces, draft.integers(1, 0), draft.integers(END, reach), draft.integers(1, 2)])
    return draft.add("Transpose", [draft.add("Concat", [own, ends], axis=2)], perm=[1, 0, 2])


def _joined(draft: Draft, product: str, like: str, channels: int) -> str:
    """From windows × channels × window to 1 × channels × the length that `like` has."""
    rows = draft.add("Transpose", [product], perm=[1, 0, 2])
    row = draft.add("Reshape", [rows, draft.integers(1, channels, -1)])
    return draft.add("Slice", [row, draft.integers(0), _length(draft, like), draft.integers(2)])
