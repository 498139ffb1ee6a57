"""Kokoro-82M, the embedded offline engine."""
