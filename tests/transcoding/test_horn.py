import numpy as np
import pytest
from tests.support.sound import noise, samples_of, speechlike, tone

from dangke_audio.model.audio import Pcm
from dangke_audio.transcoding.horn import horn_sound
from dangke_audio.transcoding.metering import measure


def horn(speech: Pcm, speed: float = 0.85, gain_db: float = 0.0, target_lufs: float = -13.0) -> Pcm:
    samples = round(speech.samples * 44_100 / speech.rate_hz / speed)
    return horn_sound(speech, samples, speed, gain_db, target_lufs)


def level_db(sound: Pcm, low_hz: float, high_hz: float) -> float:
    """Of a band, against full scale."""
    samples = samples_of(sound).astype(float) / 32_768
    power = np.abs(np.fft.rfft(samples * np.hanning(len(samples)))) ** 2
    at_hz = np.fft.rfftfreq(len(samples), 1 / sound.rate_hz)
    return float(10 * np.log10(power[(at_hz >= low_hz) & (at_hz < high_hz)].sum() / len(samples) ** 2))


def test_it_is_as_long_as_was_laid_out() -> None:
    for samples in (1, 700, 24_000, 100_001):
        made = horn(speechlike(samples))
        assert (made.rate_hz, made.samples) == (44_100, round(samples * 44_100 / 24_000 / 0.85))


def test_it_is_slower_and_not_deeper() -> None:
    made = samples_of(horn(tone(48_000, hz=1000))).astype(float)
    spectrum = np.abs(np.fft.rfft(made * np.hanning(len(made))))
    assert np.fft.rfftfreq(len(made), 1 / 44_100)[spectrum.argmax()] == pytest.approx(1000, abs=5)


def test_nothing_is_lost_at_the_end() -> None:
    """A click in the last 20 ms of the clip is in the last 40 ms of what is made."""
    clip = np.zeros(48_000)
    clip[-400:-300] = 12_000 * np.sin(np.arange(100))
    made = np.abs(samples_of(horn(Pcm(24_000, clip.astype("<i2").tobytes()))).astype(float))
    assert made[-1764:].max() > 1000


def test_only_the_band_of_a_horn_is_left() -> None:
    before, after = noise(96_000), horn(noise(96_000), speed=1.0)
    change = {
        band: level_db(after, *band) - level_db(before, *band)
        for band in ((60, 120), (800, 2000), (2500, 3500), (9000, 11_000))
    }
    assert change[60, 120] < change[800, 2000] - 20
    assert change[9000, 11_000] < change[800, 2000] - 5
    assert change[2500, 3500] > change[800, 2000] + 2


@pytest.mark.parametrize("gain_db", [-6.0, 0.0, 12.0])
def test_true_peaks_stay_below_the_ceiling(gain_db: float) -> None:
    assert measure(horn(speechlike(96_000), gain_db=gain_db)).true_peak_dbtp <= -1.9


def test_another_target_is_as_much_louder() -> None:
    quiet = speechlike(96_000)
    louder, usual = (measure(horn(quiet, gain_db=-12, target_lufs=target)).lufs or 0 for target in (-13.0, -16.0))
    assert louder - usual == pytest.approx(3, abs=0.5)


def test_equal_in_equal_out() -> None:
    assert horn(speechlike(30_000)) == horn(speechlike(30_000))
