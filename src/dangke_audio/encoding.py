"""Encodes blocks while the speaking goes on, for each edition that is wanted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from dangke_audio.assembling import lay_out_block
from dangke_audio.delivering.blocks import BlockSource
from dangke_audio.delivering.edition import Horn
from dangke_audio.horn_blocks import HornBlocks
from dangke_audio.model.audio import Block, Clip, Timeline
from dangke_audio.model.music import MusicClips
from dangke_audio.model.report import Progress
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
    has_m4b: bool
    horn: HornBlocks | None
    count: int = 0
    """MP3 blocks."""

    @classmethod
    def of(cls, settings: BuildSettings, stores: Stores, rate_hz: int, music: MusicClips) -> "BlockEncoder":
        """For a build. Raises ConfigError for a chime that is no sound."""
        blocks = block_source(stores, rate_hz, settings.encoding, music)
        horn = HornBlocks.of(stores, rate_hz, settings.horn) if "horn" in settings.editions else None
        has_phone = "phone" in settings.editions
        return cls(rate_hz, blocks, has_phone, has_phone and settings.phone.m4b, horn)

    def encode(self, utterance: Utterance, clip: Clip) -> None:
        """What has just been spoken. Raises StorageError."""
        if self.has_phone:
            self._ensure(self.blocks, lay_out_block(utterance, clip, 0, self.rate_hz))
        if self.horn is not None:
            self._ensure(self.horn.source, self.horn.block(utterance, clip))

    def encode_all(self, timeline: Timeline, horn: Horn | None, report: Callable[[Progress], None]) -> None:
        """What is still missing, the M4B's too; `report` may raise, to stop. Raises StorageError."""
        work = list(self._missing(timeline, horn))
        whole_s = sum(item.length_s for item in work)
        made_s = 0.0
        for number, item in enumerate(work):
            report(Progress(number, len(work), made_s / whole_s, "encoding"))
            item.encode()
            made_s += item.length_s
        if work:
            report(Progress(len(work), len(work), 1.0, "encoding"))

    def _missing(self, timeline: Timeline, horn: Horn | None) -> "Iterator[_Item]":
        blocks = [(self.blocks, block) for block in timeline.blocks if self.has_phone]
        blocks += [(horn.blocks, block) for block in horn.all_blocks] if horn else []
        by_key = {source.key(block): (source, block) for source, block in blocks if not source.has(block)}
        for source, block in by_key.values():
            yield _Item(block.samples / source.rate_hz, partial(self._ensure, source, block))
        if self.has_m4b:
            from dangke_audio.delivering.m4b import encoded, missing_pieces  # a tenth of a second to load

            for piece in missing_pieces(timeline, self.blocks.store):
                length_s = sum(block.samples for block in piece) / timeline.rate_hz
                yield _Item(length_s, partial(encoded, piece, self.blocks))

    def _ensure(self, source: BlockSource, block: Block) -> None:
        self.count += source.ensure(block)


@dataclass(frozen=True, slots=True)
class _Item:
    """Something to encode."""

    length_s: float
    """Of its sound."""
    encode: Callable[[], object]
