"""The user's music around the speech: read, levelled under it, faded; clips like any others from there on."""

import hashlib
from pathlib import Path

from dangke_audio.errors import ConfigError, SynthesisError
from dangke_audio.model.audio import Clip, Pcm
from dangke_audio.model.music import NO_MUSIC, MusicClips
from dangke_audio.model.phone import Music

UNDER_SPEECH_LUFS = -22.0
"""6 LU under the speech, so that nobody reaches for the volume when it begins."""
CEILING_DBTP = -3.0
LONGEST_S = 600
LARGEST_BYTES = 200_000_000

_HINT = "请用 MP3、WAV、M4A、FLAC、OGG 等格式的音频"


def load_music(music: Music, rate_hz: int) -> MusicClips:
    """Read what the user named, at the rate of the timeline. Raises ConfigError for what is no sound."""
    if not music.files:
        return NO_MUSIC
    sounds: dict[str, Pcm] = {}

    def clip(file: str | None) -> Clip | None:
        if file is None:
            return None
        sound = load_sound(Path(file), rate_hz, UNDER_SPEECH_LUFS, CEILING_DBTP)
        key = hashlib.sha256(b"music" + sound.data).hexdigest()
        sounds[key] = sound
        return Clip(key, sound.samples)

    return MusicClips(clip(music.intro), clip(music.outro), clip(music.between), sounds)


def load_sound(path: Path, rate_hz: int, lufs: float, ceiling_dbtp: float) -> Pcm:
    """A sound file of the user's, at this loudness, with soft ends. Raises ConfigError."""
    from dangke_audio.transcoding.levelling import at_loudness, peak, with_soft_ends

    sound = _decoded(path, rate_hz)
    if not peak(sound):
        raise ConfigError("音乐文件里没有声音", place=str(path), hint="请换一个文件")
    if sound.samples > LONGEST_S * rate_hz:
        raise ConfigError(f"音乐超过 {LONGEST_S // 60} 分钟", place=str(path), hint="请先剪短")
    return with_soft_ends(at_loudness(sound, lufs, ceiling_dbtp))


def _decoded(path: Path, rate_hz: int) -> Pcm:
    from dangke_audio.transcoding import decode  # a tenth of a second to load

    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise ConfigError("音乐文件太大", place=str(path), hint="请先剪短，或换成 MP3")
        return decode(path.read_bytes(), rate_hz)
    except OSError as error:
        raise ConfigError("音乐文件打不开", place=str(path), hint="请检查文件名和所在的文件夹") from error
    except SynthesisError as error:
        raise ConfigError("这个文件不是能读的音频", place=str(path), hint=_HINT) from error
