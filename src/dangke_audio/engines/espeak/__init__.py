"""espeak-ng, a robot's voice that speaks a whole lecture in seconds: for hearing readings, pauses and pacing."""

from dangke_audio.engines.espeak.engine import EspeakEngine

__all__ = ["EspeakEngine"]
