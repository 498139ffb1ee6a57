"""The model's graph, rewritten so that onnxruntime gets through it faster. The weights stay as they are."""

from dangke_audio.engines.kokoro.graph.convolutions import rewrite_convolutions
from dangke_audio.engines.kokoro.graph.draft import Draft


def rewritten(model: bytes, *, signed: bool) -> bytes:
    """The same model in another form; its samples are the same ones, bit for bit.

    `signed` only where `signed_products_are_exact` (session.py).
    """
    draft = Draft.of(model)
    rewrite_convolutions(draft, signed=signed)
    return draft.finished()
