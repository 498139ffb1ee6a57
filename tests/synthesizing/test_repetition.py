"""A clip that says its end twice is found out; a text that does so is not."""

import numpy as np
import pytest
from tests.support.babble import babble, letters
from tests.support.sound_clips import RATE_HZ, hiss, joined, silence, tone

from dangke_audio.engines.contract import Heard
from dangke_audio.model.audio import Pcm
from dangke_audio.synthesizing.repetition import Expected, band_levels, is_repeated, is_speech, is_stuck

SENTENCE = tuple(range(16))
PARALLEL = (3, 4, 90, 91, 92, 3, 4, 93, 94, 95, 3, 4, 96, 97, 98)
"""`人人参与都、人人尽责都、人人享有都`."""


def samples_of(pcm: Pcm) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    return np.frombuffer(pcm.data, "<i2").astype(np.float32)


def repeated(clip: Pcm, text: tuple[int, ...], sounds_per_second: float = 5.0) -> bool:
    samples = samples_of(clip)
    expected = Expected(Heard(letters(text), len(text), ()), sounds_per_second)
    return is_repeated(samples, RATE_HZ, band_levels(samples, RATE_HZ), expected)


def tail(clip: Pcm, seconds: float) -> Pcm:
    return Pcm(clip.rate_hz, clip.data[-2 * round(seconds * clip.rate_hz) :])


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("tempo", [0.7, 1.0, 1.3])
def test_what_is_said_once_is_not_repeated(seed: int, tempo: float) -> None:
    text = tuple(range(20 * seed, 20 * seed + 20))
    assert not repeated(babble(text, tempo=tempo), text, 5.0 * tempo)


@pytest.mark.parametrize("syllables", [2, 3, 4, 6, 8])
@pytest.mark.parametrize("pause_s", [0.0, 0.137, 0.3])
def test_a_tail_that_is_copied(syllables: int, pause_s: float) -> None:
    clip = babble(SENTENCE)
    assert repeated(joined(clip, silence(pause_s), tail(clip, 0.2 * syllables + 0.03)), SENTENCE)


@pytest.mark.parametrize(("syllables", "least"), [(4, 5), (6, 9), (8, 10)])
@pytest.mark.parametrize("tempo", [0.85, 1.0, 1.2])
def test_a_tail_that_is_said_again_in_another_way(syllables: int, least: int, tempo: float) -> None:
    """Not every one can be told; of twelve so many."""
    told = 0
    for seed in range(0, 240, 20):
        text = tuple(range(seed, seed + 16))
        again = babble(text[-syllables:], tempo=tempo, pitch=0.93)
        told += repeated(joined(babble(text), silence(0.2), again), text)
    assert told >= least


@pytest.mark.parametrize("text", [SENTENCE[:6] * 2, SENTENCE[:4] * 3, PARALLEL, (*SENTENCE, *SENTENCE[-5:])])
@pytest.mark.parametrize("usual", [4.5, 5.0, 5.75])
def test_a_text_that_repeats_itself(text: tuple[int, ...], usual: float) -> None:
    """Even if the voice is slower than its calibration says."""
    assert not repeated(babble(text), text, usual)


def test_words_of_the_text_may_come_back_as_the_same_sound() -> None:
    """Some engines say the same word in the very same way."""
    word = babble((1, 2, 3), faded=False)
    text = (*range(30, 40), 1, 2, 3, 1, 2, 3)
    clip = joined(babble(tuple(range(30, 40)), faded=False), word, word, silence(0.03))
    assert not repeated(clip, text)
    assert repeated(clip, text[:-3])


@pytest.mark.parametrize("sound", [hiss(1.5, 0.1), tone(1.5), joined(*[tail(babble((5,), faded=False), 0.05)] * 30)])
def test_a_sound_that_does_not_end_is_stuck(sound: Pcm) -> None:
    assert is_stuck(band_levels(samples_of(joined(babble(SENTENCE), sound)), RATE_HZ), 1.0)


@pytest.mark.parametrize("tempo", [0.5, 0.7, 1.0, 1.5])
def test_speech_is_not_stuck(tempo: float) -> None:
    """Nor is what hisses in its pauses, nor a short drawn-out sound."""
    levels = band_levels(samples_of(babble(SENTENCE, tempo=tempo)), RATE_HZ)
    assert is_speech(levels)
    assert not is_stuck(levels, tempo)
    paused = joined(babble(SENTENCE), hiss(1.2, 0.002), babble(SENTENCE), tone(0.5))
    assert not is_stuck(band_levels(samples_of(paused), RATE_HZ), 1.0)


def test_tones_are_no_speech() -> None:
    """They all resemble each other, so nothing can be said about them."""
    assert not is_speech(
        band_levels(samples_of(joined(*(tone(0.2, pitch_hz=200.0 + 31 * n) for n in range(20)))), RATE_HZ)
    )


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 22_050, 24_000, 48_000])
def test_levels_of_any_rate(rate_hz: int) -> None:
    """Fifty frames a second; a tone stands in its band; nothing is infinite in silence."""
    times = np.arange(rate_hz) / rate_hz
    levels = band_levels((8000 * np.sin(2 * np.pi * 880 * times)).astype(np.float32), rate_hz)
    assert levels.shape == (50, 12)
    assert set(levels.argmax(axis=1)) == {3}
    assert np.all(np.isfinite(band_levels(np.zeros(rate_hz, np.float32), rate_hz)))
    assert band_levels(np.zeros(10, np.float32), rate_hz).shape == (0, 12)
