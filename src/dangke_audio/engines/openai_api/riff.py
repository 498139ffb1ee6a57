"""WAV: the head says how much sound there is, or that nobody knew when it was written (Microsoft RIFF WAVE)."""

from dangke_audio.engines.openai_api.account import Account, DamagedError

ENDLESS = 0x7FFF_0000
"""Sizes from here on stand for "not known yet": servers that stream write 0xFFFFFFFF, 0x7FFFFFFF, or a little less."""
_PCM = frozenset({1, 3, 0xFFFE})
_FILE_HEAD = 12
_CHUNK_HEAD = 8
_SLACK_S = 0.02


def is_wav(data: bytes) -> bool:
    """By the first bytes."""
    return data[:4] == b"RIFF" and data[8:12] == b"WAVE"


def wav_account(data: bytes) -> Account:
    """Raises DamagedError for what is cut off, and for what a decoder would leave out."""
    at, bytes_a_second, align = _FILE_HEAD, 0, 1
    while at + _CHUNK_HEAD <= len(data):
        name, size, start = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little"), at + _CHUNK_HEAD
        if name == b"fmt " and int.from_bytes(data[start : start + 2], "little") in _PCM:
            bytes_a_second = int.from_bytes(data[start + 8 : start + 12], "little")
            align = int.from_bytes(data[start + 12 : start + 14], "little") or 1
        if name == b"data":
            sound = _sound_bytes(data, start, size, align)
            seconds = sound / bytes_a_second if bytes_a_second else None
            return Account(seconds, _SLACK_S, has_end=sound == size)
        at = start + size + size % 2
    raise DamagedError("WAV 里没有声音数据，或文件头断了")


def _sound_bytes(data: bytes, start: int, size: int, align: int) -> int:
    """How many bytes of sound stand behind the head, which says `size`."""
    rest = len(data) - start
    if size >= ENDLESS or (size == 0 and rest):
        if rest % align:
            raise DamagedError("WAV 在一个采样中间断了")
        return rest
    if size > rest:
        raise DamagedError(f"WAV 应有 {size} 字节声音，只来了 {rest} 字节")
    _check_tail(data[start + size + size % 2 :])
    return size


def _check_tail(tail: bytes) -> None:
    """Behind the sound there may be tags. A second file, or sound that the head does not count, would not be heard."""
    while tail.strip(b"\0"):
        name, size = tail[:4], int.from_bytes(tail[4:8], "little")
        is_tag = len(tail) >= _CHUNK_HEAD and name != b"RIFF" and name.isascii() and name.strip().isalnum()
        if not is_tag or size > len(tail) - _CHUNK_HEAD:
            raise DamagedError('WAV 的文件头与内容不符，几段声音可能接在了一起；可改用 response_format = "mp3"')
        tail = tail[_CHUNK_HEAD + size + size % 2 :]
