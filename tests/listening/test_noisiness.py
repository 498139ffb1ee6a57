"""Noise over speech, found without a recognizer."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.support.tone_recognizer import SYLLABLE_S

from dangke_audio.engines.registry import load_engine
from dangke_audio.listening.noisiness import FILLED, NOISY_DB, noise_in, windows
from dangke_audio.model.audio import Pcm
from dangke_audio.synthesizing.trimming import trim
from dangke_audio.transcoding import resample

RATE_HZ = 16_000
SENTENCE = "jin1 nian2 chun1 tian1 yu3 shui3 shao3 wo3 men5 yao4 zhua1 jin3 shi2 jian1 ba3 shui3 qu2 xiu1 hao3"
START_S, CLAUSE_S = 1.0, 1.5

Samples = NDArray[np.float64]


@pytest.fixture(scope="module", params=["cmn", "cmn+f2"])
def speech(request: pytest.FixtureRequest) -> Samples:
    """About 4 s of a real voice."""
    spoken = load_engine("espeak").speak(SENTENCE, request.param, 1.0)
    return np.frombuffer(resample(trim(spoken), RATE_HZ).data, "<i2").astype(np.float64)


def sound(samples: Samples) -> Pcm:
    return Pcm(RATE_HZ, samples.clip(-32768, 32767).astype("<i2").tobytes())


def white(length: int) -> Samples:
    return np.random.default_rng(1).normal(size=length)


def pink(length: int) -> Samples:
    spectrum = np.fft.rfft(white(length))
    noise = np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 5)), length)
    return np.asarray(noise / noise.std())


def rumble(length: int) -> Samples:
    """Only below 800 Hz."""
    noise = np.fft.irfft(np.fft.rfft(white(length)) * (np.fft.rfftfreq(length, 1 / RATE_HZ) < 800), length)
    return np.asarray(noise / noise.std())


def hum(length: int) -> Samples:
    """Of the mains, with its harmonics."""
    times = np.arange(length) / RATE_HZ
    waves = np.sum([np.sin(2 * np.pi * 50 * n * times + n) / n for n in range(1, 20)], axis=0)
    return np.asarray(waves / waves.std())


def noisy(speech: Samples, noise: Samples, level_db: float) -> Samples:
    """Noise so much louder than the speech over a clause."""
    start = round(START_S * RATE_HZ)
    span = slice(start, start + len(noise))
    spoilt = speech.copy()
    spoilt[span] += noise * np.sqrt(np.mean(speech[span] ** 2)) * 10 ** (level_db / 20)
    return spoilt


def highest_db(samples: Samples) -> float:
    return max(window.floor_db for window in windows(sound(samples)))


def test_clean_speech_has_none(speech: Samples) -> None:
    assert len(speech) > 3 * RATE_HZ
    assert noise_in(sound(speech)) is None
    assert highest_db(speech) < NOISY_DB - 3, "by a margin"
    assert max(window.filled for window in windows(sound(speech))) < 0.6 * FILLED


@pytest.mark.parametrize("level_db", [-5, 0, 5, 10])
@pytest.mark.parametrize("kind", [white, pink])
def test_noise_over_a_clause_is_found_where_it_is(
    speech: Samples, kind: Callable[[int], Samples], level_db: float
) -> None:
    noise = noise_in(sound(noisy(speech, kind(round(CLAUSE_S * RATE_HZ)), level_db)))
    assert noise is not None
    assert noise.start_s == pytest.approx(START_S, abs=0.4)
    assert noise.end_s == pytest.approx(START_S + CLAUSE_S, abs=0.4)


@pytest.mark.parametrize("level_db", [5, 10])
@pytest.mark.parametrize("kind", [rumble, hum])
def test_noise_of_a_few_frequencies_is_found(speech: Samples, kind: Callable[[int], Samples], level_db: float) -> None:
    noise = noise_in(sound(noisy(speech, kind(round(CLAUSE_S * RATE_HZ)), level_db)))
    assert noise is not None
    assert noise.start_s == pytest.approx(START_S, abs=0.4)


def test_noise_over_all_of_a_sentence_is_found_without_a_clean_part_to_compare_with(speech: Samples) -> None:
    noise = white(len(speech)) * speech.std()
    found = noise_in(sound(speech + noise))
    assert found is not None
    assert found.start_s < 0.2
    assert found.end_s == pytest.approx(len(speech) / RATE_HZ, abs=0.2)


def test_what_is_hardly_heard_is_none(speech: Samples) -> None:
    """The hiss of a room, 40 dB below the speech."""
    assert noise_in(sound(speech + white(len(speech)) * speech.std() / 100)) is None


def test_the_level_of_the_whole_does_not_matter(speech: Samples) -> None:
    spoilt = noisy(speech, white(RATE_HZ * 3 // 2), 0)
    assert highest_db(0.05 * spoilt) == pytest.approx(highest_db(0.5 * spoilt), abs=0.2)


def test_pauses_around_a_short_sentence_do_not_hide_its_noise(speech: Samples) -> None:
    word = speech[: round(0.7 * RATE_HZ)]
    pause = np.zeros(round(0.15 * RATE_HZ))
    assert noise_in(sound(np.concatenate([pause, word, pause]))) is None
    spoilt = word + white(len(word)) * word.std()
    found = noise_in(sound(np.concatenate([pause, spoilt, pause])))
    assert found is not None
    assert found.start_s == pytest.approx(0.15, abs=0.05)
    assert found.end_s <= 1.0


def test_tones_without_pauses_are_no_noise() -> None:
    """Each stays for one syllable, and is nowhere but at its pitch."""
    times = np.arange(round(SYLLABLE_S * RATE_HZ)) / RATE_HZ
    tones = [8000 * np.sin(2 * np.pi * hz * times) for hz in (220, 610, 340, 870, 450, 300, 720, 510, 260, 940)]
    assert noise_in(sound(np.concatenate(tones))) is None


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros(100), np.zeros(RATE_HZ), white(RATE_HZ)])
def test_silence_has_none(samples: Samples) -> None:
    """Nor has what is hardly more than dither."""
    assert noise_in(sound(samples)) is None


def test_noise_alone_is_noise() -> None:
    noise = noise_in(sound(1000 * white(2 * RATE_HZ)))
    assert noise is not None
    assert noise.end_s - noise.start_s == pytest.approx(2.0, abs=0.1)
