"""Encoded blocks in the store: what was encoded once is never encoded again."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from dangke_audio.delivering.encoder import Encoding, encode_block, encoder_name
from dangke_audio.model.audio import Block, Clip, Pcm
from dangke_audio.model.storage import Store

# Raise it when joining or encoding would give other bytes for the same inputs (fades, cutting, LAME's options).
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class BlockSource:
    """Where encoded blocks come from: the store, else clip, joiner and encoder."""

    store: Store
    read_pcm: Callable[[Clip], Pcm]
    """The clip's sound; raises where it is not there."""
    join: Callable[[Pcm, Block], Pcm]
    """`assembling.joiner.join_block`, handed in because stages do not know each other."""
    encoding: Encoding = field(default_factory=Encoding)

    def key(self, block: Block) -> str:
        """The block's name in the store."""
        return block_key(block, self.encoding)

    def ensure(self, block: Block) -> bool:
        """See that the block's frames are in the store; whether they had to be made. Raises StorageError."""
        if self.store.read(self.key(block)) is not None:
            return False
        self._encode(block)
        return True

    def frames(self, block: Block) -> bytes:
        """The block's frames; encoded again where the store has lost them meanwhile. Raises StorageError."""
        stored = self.store.read(self.key(block))
        return self._encode(block) if stored is None else stored

    def _encode(self, block: Block) -> bytes:
        sound = self.join(self.read_pcm(block.clip), block)
        frames = encode_block(sound, self.encoding)
        self.store.write(self.key(block), frames)
        return frames


def block_key(block: Block, encoding: Encoding) -> str:
    """SHA-256 over all that decides the block's bytes (DESIGN §4); not its place in the lecture."""
    parts = {
        "block": SCHEMA,
        "clip": block.clip.key,
        "samples": [block.lead, block.clip.samples, block.tail],
        "gain_db": block.gain_db + 0.0,  # so that 0, 0.0 and -0.0 are one
        "encoder": encoder_name(),
        "encoding": asdict(encoding),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
