"""Kokoro-82M v1.0 (int8 ONNX), the embedded offline engine and the default one."""

from dangke_audio.engines.kokoro.engine import KokoroEngine

__all__ = ["KokoroEngine"]
