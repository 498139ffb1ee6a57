"""Phonemes in, samples out: the model run by onnxruntime with one thread, so that the same input gives the same output."""

from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as ort_state

from dangke_audio.engines.kokoro.voice_packs import STYLE_ROWS
from dangke_audio.errors import EngineError, SynthesisError
from dangke_audio.model.audio import Pcm

RATE_HZ = 24_000
LONGEST_TOKENS = 509
"""The model takes 510 tokens with the pads' share; the voice packs have rows for 0 to 509."""
PROVIDER = "CPUExecutionProvider"
# onnxruntime's errors have no common class but Exception: InvalidProtobuf, InvalidGraph, Fail, RuntimeException …
RUNTIME_ERRORS: tuple[type[Exception], ...] = tuple(
    kind for kind in vars(ort_state).values() if isinstance(kind, type) and issubclass(kind, Exception)
)


@cache
def vocabulary() -> dict[str, int]:
    """Phoneme → token, the 114 entries of Kokoro-82M's config.json (hexgrad/Kokoro-82M, Apache-2.0)."""
    table = files(__package__).joinpath("vocabulary.tsv").read_text(encoding="utf-8")
    rows = (row.split("\t") for row in table.split("\n") if row)
    return {phoneme: int(token) for token, phoneme in rows}


class Session:
    """A loaded model."""

    def __init__(self, model: Path) -> None:
        """Load the model file; 0.6 s and 180 MB. Raises EngineError where onnxruntime refuses it."""
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._run = ort.InferenceSession(str(model), options, providers=[PROVIDER])
        except RUNTIME_ERRORS as error:
            raise EngineError(f"语音模型无法载入：{error}", place=str(model), hint="请删除这个文件后重试") from error

    def speak(self, phonemes: str, pack: NDArray[np.float32], speed: float) -> Pcm:
        """Speak up to 509 phonemes with one voice (510 × 256). Raises SynthesisError for more or for unknown ones."""
        table = vocabulary()
        unknown = sorted({phoneme for phoneme in phonemes if phoneme not in table})
        if unknown:
            raise SynthesisError(f"音素表里没有：{'、'.join(unknown)}")
        if not 0 < len(phonemes) <= LONGEST_TOKENS:
            raise SynthesisError(f"一次只能读 1 到 {LONGEST_TOKENS} 个音素，这一句有 {len(phonemes)} 个")
        tokens = [table[phoneme] for phoneme in phonemes]
        feed = {
            "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
            "style": pack[min(len(tokens), STYLE_ROWS - 1)][np.newaxis, :],
            "speed": np.array([speed], dtype=np.float32),
        }
        try:
            (samples,) = self._run.run(None, feed)
        except RUNTIME_ERRORS as error:
            raise SynthesisError(f"语音模型出错：{error}") from error
        return to_pcm(samples)


def signed_products_are_exact(test: bytes) -> bool:
    """Run the model of graph/products.py on the largest numbers; False where this processor cuts sums of products off."""
    run = ort.InferenceSession(test, providers=[PROVIDER])
    (given,) = run.get_inputs()
    values = np.full(given.shape, 127, dtype=np.int8)
    values[:, given.shape[1] // 2 :] = -128  # beyond both ends of the range
    (sums,) = run.run(None, {given.name: values})
    steps = values.astype(np.int64).sum(axis=1) * 255
    return bool((sums == steps[:, np.newaxis, :-2] + steps[:, np.newaxis, 1:-1] + steps[:, np.newaxis, 2:]).all())


def to_pcm(samples: NDArray[np.float32]) -> Pcm:
    """Samples in −1 … 1 as 16-bit sound; what is louder is held at the limit."""
    whole = np.round(np.clip(samples.ravel(), -1.0, 1.0) * 32767.0).astype("<i2")
    return Pcm(RATE_HZ, whole.tobytes())
