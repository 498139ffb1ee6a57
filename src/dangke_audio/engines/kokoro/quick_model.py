"""The joined model in the form that this machine runs fastest: rewritten once, kept beside it.

The rewritten model has the same weights (92 MB again) and gives the same samples; graph/ says what is done. Where it
cannot be made (no onnx, no room) the joined model serves as it is, and only the speed differs.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from dangke_audio.durable import storage_error, write_durably
from dangke_audio.engines.kokoro.loading import import_session
from dangke_audio.engines.kokoro.machine import remembered
from dangke_audio.engines.kokoro.model_file import MODEL_SHA256, file_sha256, joined_model
from dangke_audio.errors import StorageError

REWRITING = 1
"""Raised when graph/ makes another model of the same one."""
PLAIN = "plain"
SIGNED, UNSIGNED = "signed", "unsigned"


@dataclass(frozen=True, slots=True)
class QuickModel:
    """A model file to load."""

    path: Path
    graph: str
    """Which form it has: `plain`, `signed-1`, `unsigned-1`. Part of every clip's key."""


def quick_model(folder: Path) -> QuickModel:
    """The model under `folder`, joined and rewritten there where that has not been done; processes may call it at once.

    Raises EngineError for a bad part of the model, StorageError where the joined model cannot be written.
    """
    try:
        products = remembered(folder, "products", (), f"{SIGNED}|{UNSIGNED}", _products)
        graph = f"{products}-{REWRITING}"
        target = folder / f"kokoro-v1.0-int8-{MODEL_SHA256[:12]}-{graph}.onnx"
        if not _is_whole(target):
            _rewrite_once(joined_model(folder), target, signed=products == SIGNED)
    except (ImportError, StorageError):  # onnx is not installed, or there is no room for the rewritten one
        return QuickModel(joined_model(folder), PLAIN)
    return QuickModel(target, graph)


def _products() -> str:
    """Which products of bytes this processor may be asked for. Raises ImportError without onnx."""
    from dangke_audio.engines.kokoro.graph.products import product_test

    return SIGNED if import_session().signed_products_are_exact(product_test()) else UNSIGNED


def _rewrite_once(joined: Path, target: Path, *, signed: bool) -> None:
    """Under a lock, unless another process did so meanwhile. Raises StorageError, ImportError."""
    from dangke_audio.engines.kokoro.graph import rewritten

    try:
        with FileLock(target.with_suffix(".lock")):
            if _is_whole(target):
                return
            model = rewritten(joined.read_bytes(), signed=signed)
            write_durably(target, [model])
            # Last: a model without its digest counts for nothing.
            write_durably(_digest_file(target), [hashlib.sha256(model).hexdigest().encode("ascii")])
    except OSError as error:
        raise storage_error(target.parent, error) from error


def _digest_file(target: Path) -> Path:
    return target.with_suffix(".sha256")


def _is_whole(target: Path) -> bool:
    digest = _digest_file(target)
    if not target.is_file() or not digest.is_file():
        return False
    return digest.read_text(encoding="ascii", errors="replace") == file_sha256(target)
