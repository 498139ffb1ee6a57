"""Many scripts in one go: which ones, spoken as one queue, each published as it is ready, and what became of all."""

from dangke_audio.batching.building import Rehearse, Telling, build_batch
from dangke_audio.batching.gathering import gather
from dangke_audio.batching.record import BatchRecord, read_record

__all__ = ["BatchRecord", "Rehearse", "Telling", "build_batch", "gather", "read_record"]
