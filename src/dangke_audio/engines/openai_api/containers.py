"""Whether encoded sound is whole, by its container's own account.

Decoders make the best of what is cut off, so it must be noticed before.
"""

from dangke_audio.engines.openai_api.account import Account, DamagedError
from dangke_audio.engines.openai_api.mpeg import is_mp3, mp3_account
from dangke_audio.engines.openai_api.ogg import is_ogg, ogg_account
from dangke_audio.engines.openai_api.riff import is_wav, wav_account

_FLAC_HEAD = 42
_FLAC_SLACK_S = 0.02


def account_of(data: bytes) -> Account | None:
    """None for what is no sound of a known kind, whatever it calls itself. Raises DamagedError."""
    if is_wav(data):
        return wav_account(data)
    if is_ogg(data):
        return ogg_account(data)
    if data[:4] == b"fLaC":
        return _flac_account(data)
    return mp3_account(data) if is_mp3(data) else None


def _flac_account(data: bytes) -> Account:
    """RFC 9639 §8.2: rate in 20 bits, channels in 3, depth in 5, samples in 36."""
    described = int.from_bytes(data[18:26])
    rate_hz, samples = described >> 44, described & (1 << 36) - 1
    if len(data) < _FLAC_HEAD or not rate_hz:
        raise DamagedError("FLAC 的文件头断了")
    return Account(samples / rate_hz if samples else None, _FLAC_SLACK_S, has_end=samples > 0)
