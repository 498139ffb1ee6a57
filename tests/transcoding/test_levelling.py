"""Sounds made as loud as asked, whatever they were."""

import numpy as np
import pytest
from tests.support.sound import samples_of, speechlike

from dangke_audio.model.audio import Pcm
from dangke_audio.transcoding.levelling import at_loudness, loudness_lufs
from dangke_audio.transcoding.metering import measure


def pcm(samples: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> Pcm:
    """From units of full scale."""
    return Pcm(24_000, (32_767 * samples).astype("<i2").tobytes())


def test_a_recording_with_clicks_is_raised_without_clipping() -> None:
    random = np.random.default_rng(1)
    quiet = pcm(random.normal(0, 0.01, 72_000) * (1 + 10 * (random.random(72_000) > 0.999)))
    loud = at_loudness(quiet, -16.0, -2.0)
    assert loud.samples == quiet.samples
    assert measure(loud).lufs == pytest.approx(-16.0, abs=0.3)
    assert measure(loud).true_peak_dbtp < -1.4


@pytest.mark.parametrize("target_lufs", [-30.0, -16.0])
@pytest.mark.parametrize("samples", [6_000, 24_000, 96_000])
def test_any_length_comes_to_its_loudness(target_lufs: float, samples: int) -> None:
    assert loudness_lufs(at_loudness(speechlike(samples), target_lufs, -1.0)) == pytest.approx(target_lufs, abs=0.3)


def test_a_short_sound_is_heard_in_silence() -> None:
    word = speechlike(4_800)
    assert loudness_lufs(word) == pytest.approx(measure(Pcm(24_000, word.data + bytes(4 * 4_800))).lufs or 0, abs=3)


def test_silence_stays_silence() -> None:
    assert not samples_of(at_loudness(Pcm(24_000, bytes(48_000)), -16.0, -2.0)).any()
