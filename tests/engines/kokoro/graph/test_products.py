"""The test of the processor finds what overflows."""

import numpy as np
import onnxruntime as ort
import pytest
from numpy.typing import NDArray

from dangke_audio.engines.kokoro.graph.products import product_test
from dangke_audio.engines.kokoro.session import signed_products_are_exact

REAL = ort.InferenceSession


class Overflowing:
    """A processor without VNNI: two products are added in 16 bits."""

    def __init__(self, *arguments: object, **_: object) -> None:
        self._run = REAL(*arguments, providers=["CPUExecutionProvider"])

    def get_inputs(self) -> object:
        return self._run.get_inputs()

    def run(self, _: None, feed: dict[str, NDArray[np.int8]]) -> list[NDArray[np.int32]]:
        (values,) = feed.values()
        pairs = np.clip(values.astype(np.int32).reshape(1, 32, 2, -1).sum(axis=2) * 255, -32768, 32767).sum(axis=1)
        sums = pairs[:, :-2] + pairs[:, 1:-1] + pairs[:, 2:]
        return [np.repeat(sums[:, np.newaxis], 16, axis=1).astype(np.int32)]


def test_the_sums_are_what_arithmetic_says() -> None:
    run = ort.InferenceSession(product_test(), providers=["CPUExecutionProvider"])
    (sums,) = run.run(None, {"x": np.ones((1, 64, 96), dtype=np.int8)})
    assert sums.shape == (1, 16, 94)
    assert (sums == 3 * 64 * 255).all()


def test_a_processor_that_overflows_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ort, "InferenceSession", Overflowing)
    assert not signed_products_are_exact(product_test())


def test_one_whose_sums_are_right_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    class Exact(Overflowing):
        def run(self, _: None, feed: dict[str, NDArray[np.int8]]) -> list[NDArray[np.int32]]:
            (values,) = feed.values()
            whole = values.astype(np.int32).sum(axis=1) * 255
            sums = whole[:, :-2] + whole[:, 1:-1] + whole[:, 2:]
            return [np.repeat(sums[:, np.newaxis], 16, axis=1).astype(np.int32)]

    monkeypatch.setattr(ort, "InferenceSession", Exact)
    assert signed_products_are_exact(product_test())
