"""A graph under revision stays a whole one."""

import numpy as np
import onnxruntime as ort
from onnx import ModelProto, TensorProto, helper

from dangke_audio.engines.kokoro.graph.draft import Draft


def model() -> bytes:
    """`y` = |−x| + 1, with an unused branch beside it."""
    nodes = [
        helper.make_node("Neg", ["x"], ["negative"], name="neg"),
        helper.make_node("Abs", ["negative"], ["positive"], name="abs"),
        helper.make_node("Sqrt", ["positive"], ["unused"], name="sqrt"),
        helper.make_node("Add", ["positive", "one"], ["y"], name="add"),
    ]
    one = helper.make_tensor("one", TensorProto.FLOAT, [1], [1.0])
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n"])
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n"])
    graph = helper.make_graph(nodes, "small", [x], [y], [one])
    opset = [helper.make_opsetid("", 20)]
    return bytes(helper.make_model(graph, opset_imports=opset, ir_version=9).SerializeToString())


def run(made: bytes, values: list[float]) -> list[float]:
    (y,) = ort.InferenceSession(made, providers=["CPUExecutionProvider"]).run(
        None, {"x": np.array(values, dtype=np.float32)}
    )
    return [float(each) for each in y]


def test_a_draft_without_changes_is_the_model_without_what_nobody_needs() -> None:
    made = Draft.of(model()).finished()
    assert [node.op_type for node in ModelProto.FromString(made).graph.node] == ["Neg", "Abs", "Add"]
    assert run(made, [-2.0, 3.0]) == [3.0, 4.0]


def test_a_new_value_takes_an_old_ones_place_before_and_behind_others() -> None:
    draft = Draft.of(model())
    old = draft.nodes("Abs")[0].output[0]
    draft.supersede(old, draft.add("Mul", [old, draft.keep(np.array([10.0], dtype=np.float32))]))
    made = draft.finished()
    assert [node.op_type for node in ModelProto.FromString(made).graph.node] == ["Neg", "Abs", "Mul", "Add"]
    assert run(made, [-2.0]) == [21.0]


def test_what_is_superseded_goes_with_its_constants() -> None:
    draft = Draft.of(model())
    draft.supersede("negative", "x")
    draft.supersede("one", draft.keep(np.array([5.0], dtype=np.float32)))
    graph = ModelProto.FromString(draft.finished()).graph
    assert [node.op_type for node in graph.node] == ["Abs", "Add"]
    assert [tensor.name for tensor in graph.initializer] == ["rewritten_constant_0"]


def test_it_knows_who_makes_and_who_takes() -> None:
    draft = Draft.of(model())
    maker = draft.maker("positive", "Abs")
    assert maker is not None
    assert maker.name == "abs"
    assert draft.maker("positive", "Neg") is None
    assert draft.maker("x", "Neg") is None
    assert [node.name for node in draft.users("positive", "Add")] == ["add"]
    one = draft.constant("one")
    assert one is not None
    assert one.tolist() == [1.0]
    assert draft.constant("x") is None


def test_the_same_constant_is_kept_once() -> None:
    draft = Draft.of(model())
    assert draft.integers(1, 2) == draft.integers(1, 2)
    assert len({draft.integers(0), draft.integers(0, 0), draft.keep(np.array([0], dtype=np.int32))}) == 3


def test_the_same_model_gives_the_same_bytes() -> None:
    assert Draft.of(model()).finished() == Draft.of(model()).finished()
