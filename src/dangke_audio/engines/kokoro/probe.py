"""What this machine makes of the model: other processors and other onnxruntime versions give other samples.

A short probe is spoken and hashed, and the hash becomes part of every clip's key. It costs about 2 s, so the result is
kept, under what decides it: processor flags, onnxruntime's version and the model.
"""

import hashlib
import platform
import re
from importlib.metadata import version
from pathlib import Path

from dangke_audio.durable import write_durably
from dangke_audio.engines.kokoro.loading import load_session
from dangke_audio.engines.kokoro.model_file import MODEL_SHA256, joined_model
from dangke_audio.engines.kokoro.voice_packs import VOICES, load_pack
from dangke_audio.errors import StorageError

PROBE_PHONEMES = "xau↓."  # 好。
SESSION_SCHEMA = 1
"""Raised when session.py asks the model in another way: options, threads, style row, conversion to 16 bits."""
CPUINFO = Path("/proc/cpuinfo")


def probe_digest(cache: Path) -> str:
    """The first sixteen hexadecimal digits of the probe's SHA-256, from `cache` or made now.

    Raises EngineError where the model cannot be had.
    """
    kept = cache / f"probe-{_machine_digest()}.txt"
    if kept.is_file():
        text = kept.read_text(encoding="ascii", errors="replace")
        if re.fullmatch("[0-9a-f]{16}", text):
            return text
    digest = run_probe(joined_model(cache))
    try:
        write_durably(kept, [digest.encode("ascii")])
    except StorageError:
        return digest  # a cache that cannot be written makes the next start slower, nothing else
    return digest


def run_probe(model: Path) -> str:
    """Speak the probe and hash its samples."""
    pcm = load_session(model).speak(PROBE_PHONEMES, load_pack(VOICES[0].name), 1.0)
    return hashlib.sha256(pcm.data).hexdigest()[:16]


def _machine_digest() -> str:
    parts = (_processor(), version("onnxruntime"), MODEL_SHA256, PROBE_PHONEMES, str(SESSION_SCHEMA))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _processor() -> str:
    """Model and instruction sets of the processor: what chooses between onnxruntime's kernels."""
    described = f"{platform.system()} {platform.machine()} {platform.processor()}"
    if not CPUINFO.is_file():
        return described
    lines = CPUINFO.read_text(encoding="utf-8", errors="replace").splitlines()
    telling = {line for line in lines if line.startswith(("model name", "flags", "Features", "CPU part"))}
    return "\n".join([described, *sorted(telling)])
