"""What this machine makes of the model: other processors and other onnxruntime versions give other samples.

A short probe is spoken and hashed, and the hash becomes part of every clip's key. It costs about 2 s, so the result is
kept, under what decides it: processor, onnxruntime's version and the model.
"""

import hashlib
from pathlib import Path

from dangke_audio.engines.kokoro.loading import load_session
from dangke_audio.engines.kokoro.machine import remembered
from dangke_audio.engines.kokoro.model_file import MODEL_SHA256
from dangke_audio.engines.kokoro.quick_model import QuickModel
from dangke_audio.engines.kokoro.voice_packs import VOICES, load_pack

PROBE_PHONEMES = "xau↓."  # 好。
SESSION_SCHEMA = 1
"""Raised when session.py asks the model in another way: options, threads, style row, conversion to 16 bits."""


def probe_digest(cache: Path, model: QuickModel) -> str:
    """The first sixteen hexadecimal digits of the probe's SHA-256, from `cache` or made now.

    Raises EngineError where the model cannot be had.
    """
    about = (MODEL_SHA256, model.graph, PROBE_PHONEMES, str(SESSION_SCHEMA))
    return remembered(cache, "probe", about, "[0-9a-f]{16}", lambda: run_probe(model.path))


def run_probe(model: Path) -> str:
    """Speak the probe and hash its samples."""
    pcm = load_session(model).speak(PROBE_PHONEMES, load_pack(VOICES[0].name), 1.0)
    return hashlib.sha256(pcm.data).hexdigest()[:16]
