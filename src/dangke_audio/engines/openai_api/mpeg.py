"""MP3: every byte must belong to a whole frame or to a tag (ISO/IEC 11172-3 and 13818-3 §2.4.2.3)."""

from dataclasses import dataclass

from dangke_audio.engines.openai_api.account import Account, DamagedError

_KBIT_1 = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBIT_2 = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES_HZ = (44_100, 48_000, 32_000)
_OLD_TAG_BYTES = 128
_SLACK_FRAMES = 5


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of layer III."""

    size: int
    samples: int
    rate_hz: int
    info_at: int
    """Offset in the frame at which an encoder says how many frames follow (Xing, Info): behind the side information."""


def is_mp3(data: bytes) -> bool:
    """By the first bytes."""
    return data[:3] == b"ID3" or frame_at(data, 0) is not None


def mp3_account(data: bytes) -> Account:
    """Raises DamagedError where a frame is cut off or missing. Several files in a row are one sound."""
    at, frames, announced, seconds, frame_s = 0, 0, 0, 0.0, 0.0
    end = len(data.rstrip(b"\0"))  # what fills up; the head of a frame is never zero
    while at < end:
        if tag := _tag_size(data, at):
            at += tag
            continue
        frame = frame_at(data, at)
        if frame is None or at + frame.size > len(data):
            raise DamagedError(f"MP3 在第 {frames + 1} 帧断了")
        info = data[at + frame.info_at : at + frame.info_at + 12]
        if info[:4] in {b"Xing", b"Info"} and info[7] & 1:
            announced += int.from_bytes(info[8:12])
        else:
            frames += 1
            frame_s = frame.samples / frame.rate_hz
            seconds += frame_s
        at += frame.size
    if frames < max(1, announced):
        raise DamagedError(f"MP3 应有 {announced or '若干'} 帧，只来了 {frames} 帧")
    return Account(seconds, _SLACK_FRAMES * frame_s)


def frame_at(data: bytes, start: int) -> Frame | None:
    """The frame whose header (`AAAAAAAA AAABBCCD EEEEFFGH IIJJKLMM`) stands there; None for none."""
    header = int.from_bytes(data[start : start + 4])
    version, layer, bitrate, rate = header >> 19 & 3, header >> 17 & 3, header >> 12 & 15, header >> 10 & 3
    if header >> 21 != 0x7FF or version == 1 or layer != 1 or bitrate in {0, 15} or rate == 3:
        return None
    is_first = version == 3
    is_mono = header >> 6 & 3 == 3
    rate_hz = _RATES_HZ[rate] // {3: 1, 2: 2, 0: 4}[version]
    kbit = (_KBIT_1 if is_first else _KBIT_2)[bitrate - 1]
    size = (144 if is_first else 72) * kbit * 1000 // rate_hz + (header >> 9 & 1)
    side = (17 if is_mono else 32) if is_first else (9 if is_mono else 17)
    return Frame(size, 1152 if is_first else 576, rate_hz, 4 + side)


def _tag_size(data: bytes, at: int) -> int:
    """Of the tag that stands there (ID3v2, seven bits a byte, or ID3v1); 0 for none."""
    head = data[at : at + 10]
    if head[:3] == b"TAG":
        return _OLD_TAG_BYTES
    if head[:3] != b"ID3" or len(head) < 10:
        return 0
    size = sum((byte & 0x7F) << 7 * place for place, byte in enumerate(reversed(head[6:10])))
    return 10 + size + (10 if head[5] & 0x10 else 0)
