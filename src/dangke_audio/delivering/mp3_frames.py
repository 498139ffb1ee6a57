"""MPEG audio layer III frames: reading headers, counting samples, cutting at frame boundaries. Pure.

Sources: ISO/IEC 11172-3 §2.4.1 (MPEG-1), ISO/IEC 13818-3 (MPEG-2), and the 2.5 extension as LAME writes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

Buffer = bytes | bytearray | memoryview

HEADER_BYTES = 4
ID3_HEADER_BYTES = 10

# By version bits: 3 is MPEG-1, 2 is MPEG-2, 0 is MPEG-2.5 (1 is reserved).
RATES_HZ = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
BITRATES_MPEG1_KBPS = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
BITRATES_MPEG2_KBPS = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
LAYER_III = 1
MONO = 3


class Mp3Error(ValueError):
    """The bytes are no sequence of whole layer III frames."""


@dataclass(frozen=True, slots=True)
class FrameHeader:
    """What four bytes say about a frame."""

    mpeg1: bool
    rate_hz: int
    bitrate_kbps: int
    channels: int
    has_crc: bool
    padded: bool
    length: int
    """Bytes, with the header."""

    @property
    def samples(self) -> int:
        """Samples of each channel."""
        return 1152 if self.mpeg1 else 576

    @property
    def side_info_start(self) -> int:
        """Offset of the side information in the frame."""
        return HEADER_BYTES + (2 if self.has_crc else 0)

    @property
    def side_info_length(self) -> int:
        """Bytes of side information."""
        if self.mpeg1:
            return 17 if self.channels == 1 else 32
        return 9 if self.channels == 1 else 17

    @property
    def stream(self) -> tuple[bool, int, int, int]:
        """What all frames of a constant-bitrate stream have in common."""
        return self.mpeg1, self.rate_hz, self.bitrate_kbps, self.channels


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame and where it starts."""

    offset: int
    header: FrameHeader

    @property
    def end(self) -> int:
        """Where the next frame starts."""
        return self.offset + self.header.length


def walk(data: Buffer) -> Iterator[Frame]:
    """All frames of a stream or file, in order; an ID3v2 tag in front is skipped.

    Raises Mp3Error at the first byte that does not belong to a whole frame.
    """
    offset = tag_length(data)
    if offset > len(data):
        raise Mp3Error("the tag in front is cut off")
    while offset < len(data):
        try:
            header = read_header(bytes(data[offset : offset + HEADER_BYTES]))
        except Mp3Error as error:
            raise Mp3Error(f"at byte {offset}: {error}") from None
        if offset + header.length > len(data):
            raise Mp3Error(f"at byte {offset}: the frame is cut off")
        yield Frame(offset, header)
        offset += header.length


@lru_cache(maxsize=256)
def read_header(head: bytes) -> FrameHeader:
    """Decode the four header bytes `AAAAAAAA AAABBCCD EEEEFFGH IIJJKLMM`. Raises Mp3Error."""
    word = int.from_bytes(head)
    version, layer = word >> 19 & 3, word >> 17 & 3
    bitrate, rate = word >> 12 & 15, word >> 10 & 3
    if len(head) < HEADER_BYTES or word >> 21 != 0x7FF or layer != LAYER_III or version not in RATES_HZ:
        raise Mp3Error("no layer III frame header")
    if bitrate in {0, 15} or rate == 3:
        raise Mp3Error("a frame header of free or reserved bitrate or rate")
    mpeg1, padded = version == 3, bool(word >> 9 & 1)
    rate_hz = RATES_HZ[version][rate]
    kbps = (BITRATES_MPEG1_KBPS if mpeg1 else BITRATES_MPEG2_KBPS)[bitrate - 1]
    return FrameHeader(
        mpeg1=mpeg1,
        rate_hz=rate_hz,
        bitrate_kbps=kbps,
        channels=1 if word >> 6 & 3 == MONO else 2,
        has_crc=not word >> 16 & 1,
        padded=padded,
        # E.g. MPEG-2, 64 kbit/s, 24 kHz: 72 * 64000 / 24000 = 192 bytes for 576 samples.
        length=(144_000 if mpeg1 else 72_000) * kbps // rate_hz + padded,
    )


def tag_length(data: Buffer) -> int:
    """Length of the ID3v2 tag in front, 0 where there is none; its size field holds seven bits in each byte."""
    if bytes(data[:3]) != b"ID3" or len(data) < ID3_HEADER_BYTES:
        return 0
    size = 0
    for byte in bytes(data[6:10]):
        size = size << 7 | byte & 0x7F
    has_footer = bool(data[5] & 0x10)
    return ID3_HEADER_BYTES * (1 + has_footer) + size


def keep_frames(data: Buffer, count: int) -> bytes:
    """The first `count` frames, without a tag. Raises Mp3Error where there are fewer."""
    first = end = tag_length(data)
    kept = 0
    for frame in walk(data):
        if kept == count:
            break
        kept, end = kept + 1, frame.end
    if kept < count:
        raise Mp3Error(f"{kept} frames, {count} are wanted")
    return bytes(data[first:end])


def main_data_begin(data: Buffer, frame: Frame) -> int:
    """How many bytes before this frame its sound begins (the bit reservoir); 0: it stands on its own."""
    start = frame.offset + frame.header.side_info_start
    if frame.header.mpeg1:
        return data[start] << 1 | data[start + 1] >> 7
    return data[start]


def is_info(data: Buffer, frame: Frame) -> bool:
    """Whether the frame holds no sound but an Info, Xing or VBRI table, as encoders put at the head of a file."""
    header = frame.header
    xing = frame.offset + header.side_info_start + header.side_info_length
    vbri = frame.offset + HEADER_BYTES + 32
    return bytes(data[xing : xing + 4]) in {b"Xing", b"Info"} or bytes(data[vbri : vbri + 4]) == b"VBRI"


def count_samples(data: Buffer) -> int:
    """Samples of each channel that a decoder gives; an Info frame has none. Raises Mp3Error."""
    total = _alike(data)
    if total:
        return total
    for index, frame in enumerate(walk(data)):
        if index == 0 and is_info(data, frame):
            continue
        total += frame.header.samples
    return total


def _alike(data: Buffer) -> int:
    """Samples of a stream without tag and Info frame whose frames all have the same header; 0 for any other.

    Most streams of constant bitrate are so, and need not be walked frame by frame.
    """
    head = bytes(data[:HEADER_BYTES])
    try:
        header = read_header(head)
    except Mp3Error:
        return 0
    count, rest = divmod(len(data), header.length)
    if rest or is_info(data, Frame(0, header)):
        return 0
    columns = (bytes(data[place :: header.length]) for place in range(HEADER_BYTES))
    return count * header.samples if all(column == head[i : i + 1] * count for i, column in enumerate(columns)) else 0
