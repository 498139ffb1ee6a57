from math import inf, log10

import numpy as np
import pytest
from tests.support.sound import speechlike

from dangke_audio.model.audio import Pcm
from dangke_audio.transcoding.metering import measure, momentary


def sine(hz: float, dbfs: float, seconds: float = 5, rate_hz: int = 48_000) -> Pcm:
    wave = 32_768 * 10 ** (dbfs / 20) * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate_hz)) / rate_hz)
    return Pcm(rate_hz, wave.astype("<i2").tobytes())


@pytest.mark.parametrize("dbfs", [-23.0, -33.0])
def test_the_tone_of_ebu_tech_3341(dbfs: float) -> None:
    """Case 1 and 2: 1 kHz in both channels at -23 dBFS measures -23 LUFS; our one channel counts as both."""
    assert measure(sine(1000, dbfs)).lufs == pytest.approx(dbfs, abs=0.1)


def test_true_peak() -> None:
    assert measure(sine(1000, -6.0)).true_peak_dbtp == pytest.approx(-6.0, abs=0.1)
    between = Pcm(48_000, (23_170 * np.sign(np.sin(np.pi * (np.arange(48_000) + 0.5) / 2))).astype("<i2").tobytes())
    assert measure(between).true_peak_dbtp > -1.5, "a quarter of the rate peaks between the samples"


def test_what_is_too_short_or_silent_has_no_loudness() -> None:
    assert measure(Pcm(24_000, bytes(96_000))).lufs is None
    assert measure(Pcm(24_000, bytes(96_000))).true_peak_dbtp == -inf
    assert measure(sine(1000, -20, 0.3)).lufs is None
    assert momentary(Pcm(24_000, bytes(96_000))) == ()


def test_momentary_values_give_the_whole_by_gating() -> None:
    sound = speechlike(24_000 * 20)
    energies = [10 ** (value / 10) for value in momentary(sound)]
    gate = sum(energies) / len(energies) / 10
    loud = [energy for energy in energies if energy > gate]
    assert 10 * log10(sum(loud) / len(loud)) == pytest.approx(measure(sound).lufs or 0, abs=0.1)
