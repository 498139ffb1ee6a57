import io
import wave
from pathlib import Path

import numpy as np
import pytest
from tests.support.sound import samples_of, speechlike

from dangke_audio.errors import ConfigError
from dangke_audio.model.audio import Pcm
from dangke_audio.model.phone import Music
from dangke_audio.music import UNDER_SPEECH_LUFS, load_music
from dangke_audio.transcoding.levelling import at_loudness, with_soft_ends
from dangke_audio.transcoding.metering import measure


def wav(path: Path, sound: Pcm) -> str:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(sound.rate_hz)
        out.writeframes(sound.data)
    path.write_bytes(file.getvalue())
    return str(path)


def quieter(sound: Pcm, factor: float) -> Pcm:
    return Pcm(sound.rate_hz, (samples_of(sound) * factor).astype("<i2").tobytes())


def test_no_music_is_nothing() -> None:
    assert load_music(Music(), 24_000).sounds == {}


@pytest.mark.parametrize("factor", [0.02, 0.3, 1.0])
def test_music_is_levelled_under_the_speech(tmp_path: Path, factor: float) -> None:
    file = wav(tmp_path / "a.wav", quieter(speechlike(10 * 44_100, rate_hz=44_100), factor))
    music = load_music(Music(intro=file), 24_000)
    assert music.intro
    sound = music.sounds[music.intro.key]
    assert sound.samples == music.intro.samples == pytest.approx(240_000, abs=2)
    assert measure(sound).lufs == pytest.approx(UNDER_SPEECH_LUFS, abs=0.7)  # the fades take a little


def test_both_ends_are_soft() -> None:
    samples = np.abs(samples_of(with_soft_ends(speechlike(24_000 * 6))).astype(int))
    assert samples[:240].max() < 0.1 * samples.max()
    assert samples[-240:].max() < 0.1 * samples.max()


def test_a_bell_too_short_to_have_a_loudness() -> None:
    sound = at_loudness(quieter(speechlike(6_000), 0.05), -22.0, -3.0)
    assert sound.samples == 6_000
    assert -22 < 20 * np.log10(np.abs(samples_of(sound)).max() / 32_768) < -8


def test_the_same_file_is_the_same_clip(tmp_path: Path) -> None:
    file = wav(tmp_path / "a.wav", speechlike(48_000))
    music = load_music(Music(intro=file, outro=file), 24_000)
    assert music.intro == music.outro
    assert len(music.sounds) == 1


def test_what_is_no_music(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_text("不是音频")
    silent = wav(tmp_path / "b.wav", Pcm(24_000, bytes(96_000)))
    long = wav(tmp_path / "c.wav", Pcm(8_000, b"\x00\x10" * 8_000 * 601))
    for file, told in (
        (tmp_path / "a.mp3", "不是能读的音频"),
        (silent, "没有声音"),
        (long, "超过 10 分钟"),
        ("x", "打不开"),
    ):
        with pytest.raises(ConfigError, match=told) as error:
            load_music(Music(outro=str(file)), 24_000)
        assert error.value.place == str(file)
        assert error.value.hint
