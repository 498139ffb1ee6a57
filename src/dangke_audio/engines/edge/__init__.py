"""Microsoft Edge's read-aloud voices through edge-tts: natural, online, and not to be relied upon alone."""

from dangke_audio.engines.edge.engine import EdgeEngine

__all__ = ["EdgeEngine"]
