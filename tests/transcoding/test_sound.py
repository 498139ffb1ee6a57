"""Decoding and resampling against sound whose frequency and length are known."""

import io
import wave
from pathlib import Path

import lameenc
import numpy as np
import pytest
from tests.support.sound import samples_of, tone

from dangke_audio.errors import SynthesisError
from dangke_audio.model.audio import Pcm
from dangke_audio.transcoding import decode, resample


def as_wav(pcm: Pcm, channels: int = 1) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(channels)
        writer.setsampwidth(2)
        writer.setframerate(pcm.rate_hz)
        writer.writeframes(np.repeat(samples_of(pcm), channels).tobytes())
    return file.getvalue()


def as_mp3(pcm: Pcm) -> bytes:
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(48)
    encoder.set_in_sample_rate(pcm.rate_hz)
    encoder.set_channels(1)
    encoder.silence()
    return bytes(encoder.encode(pcm.data) + encoder.flush())


def loudest_hz(pcm: Pcm) -> float:
    spectrum = np.abs(np.fft.rfft(samples_of(pcm).astype(float)))
    return float(np.argmax(spectrum)) * pcm.rate_hz / pcm.samples


def test_a_wav_at_our_rate_is_taken_as_it_is() -> None:
    sound = tone(24_000)
    assert decode(as_wav(sound), 24_000) == sound


@pytest.mark.parametrize(("rate_hz", "channels"), [(22_050, 1), (44_100, 2), (48_000, 1), (16_000, 2)])
def test_other_rates_and_channels_become_ours(rate_hz: int, channels: int) -> None:
    sound = Pcm(rate_hz, tone(2 * rate_hz).data)
    decoded = decode(as_wav(sound, channels), 24_000)
    assert decoded.rate_hz == 24_000
    assert abs(decoded.samples - 48_000) <= 64
    assert loudest_hz(decoded) == pytest.approx(loudest_hz(sound), abs=1.0)


def test_mp3() -> None:
    decoded = decode(as_mp3(tone(48_000)), 24_000)
    assert 48_000 <= decoded.samples <= 48_000 + 4 * 576
    assert loudest_hz(decoded) == pytest.approx(loudest_hz(tone(48_000)), abs=1.0)


def test_resampling_keeps_length_and_pitch_and_is_the_same_every_time() -> None:
    sound = Pcm(22_050, tone(44_100).data)
    first = resample(sound, 24_000)
    assert abs(first.samples - 48_000) <= 2
    assert loudest_hz(first) == pytest.approx(loudest_hz(sound), abs=1.0)
    assert resample(sound, 24_000) == first
    assert resample(first, 24_000) is not None
    assert resample(Pcm(22_050, b""), 24_000) == Pcm(24_000, b"")


@pytest.mark.parametrize("data", [b"", b"x" * 1000, b'{"error": "no"}', b"<html>503</html>", as_wav(tone(100))[:30]])
def test_what_is_no_sound_is_a_passing_failure(data: bytes) -> None:
    with pytest.raises(SynthesisError) as failed:
        decode(data, 24_000)
    assert failed.value.kind == "passing"


def test_a_list_that_names_other_files_is_no_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FFmpeg would read those, whatever of this machine they are."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other.wav").write_bytes(as_wav(tone(24_000)))
    with pytest.raises(SynthesisError):
        decode(b"ffconcat version 1.0\nfile other.wav\n", 24_000)


def test_what_is_too_long_is_not_decoded_to_its_end() -> None:
    silence = as_mp3(Pcm(24_000, bytes(2 * 24_000 * 30)))
    assert 2 <= decode(silence, 24_000, 2.0).samples / 24_000 < 3
    assert decode(silence, 24_000, 60.0) == decode(silence, 24_000)
