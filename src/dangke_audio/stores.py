"""The user's stores: opened, and read as the sound of blocks."""

from dangke_audio.assembling.joiner import join_block
from dangke_audio.delivering.blocks import BlockSource
from dangke_audio.delivering.encoder import Encoding
from dangke_audio.errors import LostClipError
from dangke_audio.folders import cache_folder
from dangke_audio.model.audio import Clip, Pcm
from dangke_audio.model.storage import Stores
from dangke_audio.synthesizing import DiskStore


def open_stores() -> Stores:
    """Clips and blocks, cleared of what killed builds left half-written."""
    clips, blocks = (DiskStore(cache_folder() / name) for name in ("clips", "blocks"))
    clips.sweep()
    blocks.sweep()
    return Stores(clips, blocks)


def block_source(stores: Stores, rate_hz: int, encoding: Encoding | None = None) -> BlockSource:
    """Encoded blocks from the store, or made of its clips."""

    def read_pcm(clip: Clip) -> Pcm:
        entry = stores.clips.read(clip.key)
        if entry is None or len(entry) != 2 * clip.samples:
            raise LostClipError("缓存里的声音片段在生成途中被删除或损坏", hint="请重新运行，只会补做缺少的部分")
        return Pcm(rate_hz, entry)

    return BlockSource(stores.blocks, read_pcm, join_block, encoding or Encoding())
