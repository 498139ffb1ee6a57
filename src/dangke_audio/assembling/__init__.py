"""Clips → one timeline in samples. The sound of a block is made by `assembling.joiner`."""

from dangke_audio.assembling.timeline import lay_out, lay_out_block, lay_out_chapter

__all__ = ["lay_out", "lay_out_block", "lay_out_chapter"]
