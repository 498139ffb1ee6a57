"""Encodes blocks while the speaking goes on, for each edition that is wanted."""

from dataclasses import dataclass

from dangke_audio.assembling import lay_out_block
from dangke_audio.delivering.blocks import BlockSource
from dangke_audio.delivering.edition import Horn
from dangke_audio.horn_blocks import HornBlocks
from dangke_audio.model.audio import Block, Clip, Timeline
from dangke_audio.model.music import MusicClips
from dangke_audio.model.speech import Utterance
from dangke_audio.model.storage import Stores
from dangke_audio.preparing import BuildSettings
from dangke_audio.stores import block_source


@dataclass(slots=True)
class BlockEncoder:
    """Sees that blocks are in the store, and counts those that had to be encoded."""

    rate_hz: int
    """Of the engine."""
    blocks: BlockSource
    """Of the timeline."""
    has_phone: bool
    horn: HornBlocks | None
    count: int = 0

    @classmethod
    def of(cls, settings: BuildSettings, stores: Stores, rate_hz: int, music: MusicClips) -> "BlockEncoder":
        """For a build. Raises ConfigError for a chime that is no sound."""
        blocks = block_source(stores, rate_hz, settings.encoding, music)
        horn = HornBlocks.of(stores, rate_hz, settings.horn) if "horn" in settings.editions else None
        return cls(rate_hz, blocks, "phone" in settings.editions, horn)

    def encode(self, utterance: Utterance, clip: Clip) -> None:
        """What has just been spoken. Raises StorageError."""
        if self.has_phone:
            self._ensure(self.blocks, lay_out_block(utterance, clip, 0, self.rate_hz))
        if self.horn is not None:
            self._ensure(self.horn.source, self.horn.block(utterance, clip))

    def encode_all(self, timeline: Timeline, horn: Horn | None) -> None:
        """What is still missing. Raises StorageError."""
        for block in timeline.blocks if self.has_phone else ():
            self._ensure(self.blocks, block)
        if horn is not None:
            for block in horn.all_blocks:
                self._ensure(horn.blocks, block)

    def _ensure(self, source: BlockSource, block: Block) -> None:
        self.count += source.ensure(block)
