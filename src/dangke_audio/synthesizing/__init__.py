"""Utterances → clips in the store."""

from dangke_audio.synthesizing.capacity import worker_count
from dangke_audio.synthesizing.store import DiskStore
from dangke_audio.synthesizing.synthesis import Request, Synthesis, clip_keys, synthesize

__all__ = ["DiskStore", "Request", "Synthesis", "clip_keys", "synthesize", "worker_count"]
