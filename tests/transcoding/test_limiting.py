import numpy as np
import pytest
from tests.support.sound import noise, samples_of, speechlike, tone

from dangke_audio.model.audio import Pcm
from dangke_audio.transcoding.levelling import peak
from dangke_audio.transcoding.limiting import limit
from dangke_audio.transcoding.metering import measure


def loud(seconds: float = 3) -> Pcm:
    """Speechlike, three times as loud as usual."""
    quiet = samples_of(speechlike(round(24_000 * seconds))).astype(int)
    return Pcm(24_000, np.clip(3 * quiet, -32_768, 32_767).astype("<i2").tobytes())


def soft(sound: Pcm) -> Pcm:
    """With less above 4 kHz, as speech has it, and as loud as before."""
    smooth = np.convolve(samples_of(sound).astype(float), (0.4, 0.6, 0.4), mode="same")
    return Pcm(sound.rate_hz, np.clip(smooth, -32_768, 32_767).astype("<i2").tobytes())


@pytest.mark.parametrize("ceiling_db", [-2.0, -5.4, -12.0, -30.0])
def test_no_true_peak_is_above_the_ceiling(ceiling_db: float) -> None:
    sound = soft(loud())
    assert measure(sound).true_peak_dbtp > -1
    highest = measure(limit(sound, ceiling_db)).true_peak_dbtp
    assert ceiling_db - 0.5 < highest < ceiling_db + 0.15


def test_white_noise_comes_a_little_above_the_ceiling() -> None:
    assert -2.5 < measure(limit(loud(), -2.0)).true_peak_dbtp < -1


def test_length_and_place_of_every_sample_stay() -> None:
    sound, held = loud(), limit(loud(), -6.0)
    assert held.samples == sound.samples
    before, after = samples_of(sound).astype(float), samples_of(held).astype(float)
    lags = {lag: float(np.dot(before[100:-100], after[100 + lag : len(after) - 100 + lag])) for lag in range(-20, 21)}
    assert max(lags, key=lambda lag: lags[lag]) == 0


def test_what_is_soft_enough_is_not_touched() -> None:
    sound = tone(24_000)
    assert limit(sound, -2.0) == sound
    assert limit(loud(), 0.5) == loud()


def test_the_same_twice() -> None:
    assert limit(noise(24_000), -9.0) == limit(noise(24_000), -9.0)


def test_silence_and_nothing() -> None:
    for data in (b"", bytes(48_000)):
        assert limit(Pcm(24_000, data), -20.0).data == data
    assert peak(Pcm(24_000, b"")) == 0
    assert peak(Pcm(24_000, b"\x00\x80\x01\x00")) == 32_768
