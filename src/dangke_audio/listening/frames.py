"""The frames of a published MP3, by the samples of its timeline: what is heard is known by its bytes before it is decoded.

Blocks are encoded alone and joined at frames (docs/architecture.md), so the same sentence has the same frames wherever
it stands, and other frames mean another sound.
"""

import hashlib
import mmap
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dangke_audio.delivering.mp3_frames import Mp3Error, walk
from dangke_audio.errors import SourceError

BEFORE_SAMPLES = 1200
"""A block has at least so much silence before its speech (assembling/timeline.py)."""
BEHIND_SAMPLES = 2000
"""And is encoded with so much behind it (delivering/blocks.py); less where a longer pause was not asked for."""


@dataclass(frozen=True, slots=True)
class Frames:
    """An MP3 file, mapped and not read."""

    data: memoryview
    offsets: "array[int]"
    """Where each frame begins, and where the last one ends."""
    frame_samples: int

    @property
    def samples(self) -> int:
        """Length of the whole."""
        return self.frame_samples * (len(self.offsets) - 1)

    def around(self, start: int, end: int) -> bytes:
        """Of the speech from sample `start` to `end`, with the silence that was encoded with it; nothing past the file."""
        first = max(0, start - BEFORE_SAMPLES) // self.frame_samples
        last = -(-(end + BEHIND_SAMPLES) // self.frame_samples)
        most = len(self.offsets) - 1
        return bytes(self.data[self.offsets[min(first, most)] : self.offsets[min(max(first, last), most)]])

    def sha256(self) -> str:
        """Of the whole file."""
        return hashlib.sha256(self.data).hexdigest()


@contextmanager
def open_frames(path: Path) -> Iterator[Frames]:
    """Raises SourceError where the file is not there, or is no MP3 of whole frames of one length."""
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            data = memoryview(mapped)
            try:
                yield _frames(data)
            finally:
                data.release()
    except OSError as error:
        raise SourceError("无法打开这个 MP3", place=str(path), hint="请重新运行 dangke-audio build") from error
    except (Mp3Error, ValueError) as error:
        hint = "它不是本程序写的样子了，请重新运行 dangke-audio build"
        raise SourceError("这个 MP3 不完整，或被别的程序改过", place=str(path), hint=hint) from error


def _frames(data: memoryview) -> Frames:
    offsets = array("Q")
    end, samples = 0, set[int]()
    for frame in walk(data):
        offsets.append(frame.offset)
        samples.add(frame.header.samples)
        end = frame.end
    if len(samples) != 1:
        raise Mp3Error("no frames, or frames of several lengths")
    offsets.append(end)
    return Frames(data, offsets, samples.pop())
