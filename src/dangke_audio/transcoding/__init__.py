"""Encoded sound → samples and back, one sample rate → another, and filters. PyAV (FFmpeg) lives here and nowhere else."""

from dangke_audio.transcoding.sound import decode, resample

__all__ = ["decode", "resample"]
