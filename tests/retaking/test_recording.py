"""A person's recording as a take: any format, cut to the speech, as loud as asked."""

import io

import av
import lameenc
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.support.sound import samples_of

from dangke_audio.engines.contract import Pace
from dangke_audio.errors import SourceError
from dangke_audio.model.audio import Pcm
from dangke_audio.model.report import Location
from dangke_audio.retaking.recording import odd_pace, recorded_take
from dangke_audio.transcoding.levelling import loudness_lufs

RATE_HZ = 24_000


def speech(seconds: float, rate_hz: int) -> NDArray[np.float64]:
    """Four syllables a second."""
    times = np.arange(round(seconds * rate_hz)) / rate_hz
    return 0.1 * np.abs(np.sin(np.pi * 4 * times)) * np.sin(2 * np.pi * 300 * times)


def in_room(sound: NDArray[np.float64], rate_hz: int, *, noise: float = 0.0) -> NDArray[np.float64]:
    """Half a second before, a whole one behind, and a room's noise over all."""
    whole = np.concatenate([np.zeros(rate_hz // 2), sound, np.zeros(rate_hz)])
    return whole + np.random.default_rng(5).normal(0, noise, len(whole))


def stereo(sound: NDArray[np.float64]) -> NDArray[np.int16]:
    return np.repeat((sound * 32767).astype(np.int16), 2)


def wave_file(sound: NDArray[np.float64], rate_hz: int, codec: str = "pcm_s16le") -> bytes:
    """A stereo WAV file."""
    target = io.BytesIO()
    with av.open(target, "w", format="wav") as file:
        stream = file.add_stream(codec, rate=rate_hz, layout="stereo")
        assert isinstance(stream, av.AudioStream)
        frame = av.AudioFrame.from_ndarray(stereo(sound)[None], format="s16", layout="stereo")
        frame.sample_rate = rate_hz
        for packet in (*stream.encode(frame), *stream.encode(None)):
            file.mux(packet)
    return target.getvalue()


def mp3_file(sound: NDArray[np.float64], rate_hz: int) -> bytes:
    """A stereo MP3 file."""
    encoder = lameenc.Encoder()
    encoder.set_channels(2)
    encoder.set_in_sample_rate(rate_hz)
    encoder.set_bit_rate(128)
    return bytes(encoder.encode(stereo(sound).tobytes())) + bytes(encoder.flush())


@pytest.mark.parametrize("kind", ["pcm_s16le", "pcm_s24le", "mp3"])
@pytest.mark.parametrize("noise", [0.0, 0.003])
def test_a_stereo_file_becomes_a_trimmed_take(kind: str, noise: float) -> None:
    sound = in_room(speech(2.0, 44_100), 44_100, noise=noise)
    data = mp3_file(sound, 44_100) if kind == "mp3" else wave_file(sound, 44_100, kind)
    take = recorded_take(data, RATE_HZ, -20.0, "录音")
    assert take.rate_hz == RATE_HZ
    assert 1.95 < take.samples / RATE_HZ < 2.2, "neither the silence nor the speech's ends"
    assert loudness_lufs(take) == pytest.approx(-20.0, abs=0.3)
    assert recorded_take(data, RATE_HZ, -20.0, "录音") == take


def test_a_click_of_the_mouse_is_no_speech() -> None:
    sound = in_room(speech(2.0, RATE_HZ), RATE_HZ)
    sound[1_000:1_200] = 0.5
    take = recorded_take(wave_file(sound, RATE_HZ), RATE_HZ, -20.0, "录音")
    assert take.samples / RATE_HZ < 2.2


def test_an_offset_of_the_sound_card_is_taken_out() -> None:
    sound = in_room(speech(2.0, RATE_HZ), RATE_HZ) + 0.05
    take = recorded_take(wave_file(sound, RATE_HZ), RATE_HZ, -20.0, "录音")
    assert abs(float(samples_of(take).mean())) / 32_768 < 0.002
    assert take.samples / RATE_HZ < 2.2


@pytest.mark.parametrize("noise", [0.0, 0.0003])
def test_silence_is_refused(noise: float) -> None:
    data = wave_file(in_room(np.zeros(RATE_HZ), RATE_HZ, noise=noise), RATE_HZ)
    with pytest.raises(SourceError, match="没有声音"):
        recorded_take(data, RATE_HZ, -20.0, "录音.wav")


@pytest.mark.parametrize("data", [b"", b"no sound at all", wave_file(np.zeros(1), RATE_HZ)[:44]])
def test_what_is_no_sound_is_refused_with_its_name(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        recorded_take(data, RATE_HZ, -20.0, "录音.wav")
    assert caught.value.place == "录音.wav"


@pytest.mark.parametrize(("seconds", "is_odd"), [(0.5, True), (2.0, False), (9.0, True)])
def test_an_odd_pace_is_told(seconds: float, is_odd: bool) -> None:
    take = Pcm(RATE_HZ, bytes(2 * round(seconds * RATE_HZ)))
    findings = odd_pace(take, 10, Pace(), Location("讲稿.txt", 3))
    assert [finding.code for finding in findings] == ["recording-pace"] * is_odd
    assert all(finding.severity == "warning" for finding in findings)
