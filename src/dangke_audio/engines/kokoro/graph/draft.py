"""An ONNX graph under revision: look up who makes and who uses a value, add nodes, put a new value in an old one's place."""

from collections import defaultdict
from collections.abc import Sequence
from graphlib import TopologicalSorter
from typing import Self

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, helper, numpy_helper

Constant = NDArray[np.generic]


class Draft:
    """A model and the changes made to it so far. Nothing is removed until `finished`, which drops what nobody uses."""

    def __init__(self, model: ModelProto) -> None:
        self._model = model
        self._nodes = list(model.graph.node)
        self._makers = {value: node for node in self._nodes for value in node.output}
        self._users: dict[str, list[NodeProto]] = defaultdict(list)
        for node in self._nodes:
            self._note_uses(node)
        self._constants = {tensor.name: tensor for tensor in model.graph.initializer}
        self._shared: dict[tuple[str, tuple[int, ...], bytes], str] = {}

    @classmethod
    def of(cls, model: bytes) -> Self:
        """A draft of a serialized model."""
        return cls(ModelProto.FromString(model))

    def nodes(self, kind: str) -> list[NodeProto]:
        """All nodes of one operator, in the order of the graph."""
        return [node for node in self._nodes if node.op_type == kind]

    def maker(self, value: str, kind: str) -> NodeProto | None:
        """The node that makes a value, if it is of that operator."""
        node = self._makers.get(value)
        return node if node is not None and node.op_type == kind else None

    def users(self, value: str, kind: str) -> list[NodeProto]:
        """The nodes of that operator which take a value."""
        return [node for node in self._users[value] if node.op_type == kind]

    def constant(self, value: str) -> Constant | None:
        """What a value always is; None if it is calculated."""
        tensor = self._constants.get(value)
        return None if tensor is None else numpy_helper.to_array(tensor)

    def keep(self, array: Constant) -> str:
        """A constant of the graph; the same array is kept once."""
        key = (array.dtype.str, array.shape, array.tobytes())
        if key not in self._shared:
            name = f"rewritten_constant_{len(self._shared)}"
            self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
            self._shared[key] = name
        return self._shared[key]

    def integers(self, *numbers: int) -> str:
        """A list of int64, as shapes, axes, beginnings and ends are given."""
        return self.keep(np.array(numbers, dtype=np.int64))

    def add(self, kind: str, inputs: Sequence[str], outputs: int = 1, **attributes: object) -> str:
        """Add a node; the name of its first output (the others have the same name and `.1`, `.2` …)."""
        name = f"rewritten_{len(self._nodes)}"
        names = [name, *(f"{name}.{number}" for number in range(1, outputs))]
        node = helper.make_node(kind, list(inputs), names, name=name, **attributes)
        self._nodes.append(node)
        self._makers.update(dict.fromkeys(names, node))
        self._note_uses(node)
        return name

    def supersede(self, old: str, new: str) -> None:
        """Whoever takes `old` takes `new` from now on. Outputs of the model keep their names: they cannot be `old`."""
        moved = [node for node in self._users.pop(old, []) if new not in node.output]
        for node in moved:
            inputs = [new if value == old else value for value in node.input]
            del node.input[:]
            node.input.extend(inputs)
        self._users[new].extend(moved)

    def finished(self) -> bytes:
        """The model, serialized: nodes in working order, without what no output needs."""
        nodes = self._needed()
        used = {value for node in nodes for value in node.input}
        graph = self._model.graph
        del graph.node[:]
        graph.node.extend(nodes)
        del graph.initializer[:]
        graph.initializer.extend(tensor for name, tensor in self._constants.items() if name in used)
        del graph.value_info[:]
        return bytes(self._model.SerializeToString(deterministic=True))

    def _needed(self) -> list[NodeProto]:
        by_name: dict[str, NodeProto] = {}
        before: dict[str, set[str]] = {}
        waiting = [value.name for value in self._model.graph.output]
        while waiting:
            node = self._makers.get(waiting.pop())
            if node is None or node.output[0] in by_name:
                continue
            by_name[node.output[0]] = node
            makers = (self._makers[value] for value in node.input if value in self._makers)
            before[node.output[0]] = {maker.output[0] for maker in makers}
            waiting.extend(node.input)
        return [by_name[name] for name in TopologicalSorter(before).static_order()]

    def _note_uses(self, node: NodeProto) -> None:
        for value in set(node.input):
            if value:
                self._users[value].append(node)
