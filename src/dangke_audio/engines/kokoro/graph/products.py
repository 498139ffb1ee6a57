"""A small model that shows whether a processor multiplies unsigned by signed bytes without overflow.

Without the instructions for neural networks (VNNI), x86 processors add two such products in 16 bits: 255 × 127 × 2 does
not fit, and is cut off silently.
"""

import numpy as np
from onnx import TensorProto, helper, numpy_helper

CHANNELS, TAPS, STEPS = 64, 3, 96


def product_test() -> bytes:
    """`x`, int8 (1 × 64 × 96) → `y`, int32 (1 × 16 × 94): for each output the sum over 3 steps of all channels, times 255."""
    weights = numpy_helper.from_array(np.full((16, CHANNELS, TAPS), 255, dtype=np.uint8), "w")
    x = helper.make_tensor_value_info("x", TensorProto.INT8, [1, CHANNELS, STEPS])
    y = helper.make_tensor_value_info("y", TensorProto.INT32, None)
    graph = helper.make_graph([helper.make_node("ConvInteger", ["x", "w"], ["y"])], "products", [x], [y], [weights])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    return bytes(model.SerializeToString())
