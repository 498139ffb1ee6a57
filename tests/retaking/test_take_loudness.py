"""Loudness against FFmpeg's own meter, and recordings made as loud as asked."""

import av
import numpy as np
import pytest
from av.filter import Graph

from dangke_audio.retaking.levelling import CEILING, levelled, limited
from dangke_audio.retaking.loudness import Samples, loudness_lufs


def by_ffmpeg(sound: Samples, rate_hz: int) -> float:
    """Integrated loudness as the filter ebur128 measures it."""
    graph = Graph()
    source = graph.add_abuffer(sample_rate=rate_hz, format="s16", layout="mono")
    meter, sink = graph.add("ebur128", "metadata=1"), graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray((sound * 32767).astype(np.int16)[None], format="s16", layout="mono")
    frame.sample_rate = rate_hz
    graph.push(frame)
    graph.push(None)
    lufs = float("nan")
    while True:
        try:
            lufs = float(graph.pull().metadata["lavfi.r128.I"])
        except (av.error.BlockingIOError, av.error.EOFError):
            return lufs


def sounds(rate_hz: int) -> dict[str, Samples]:
    times = np.arange(5 * rate_hz) / rate_hz
    random = np.random.default_rng(3)
    swell = np.sin(2 * np.pi * 0.4 * times) > 0
    return {
        "low": 0.2 * np.sin(2 * np.pi * 100 * times),
        "high": 0.1 * np.sin(2 * np.pi * 5000 * times),
        "noise": random.normal(0, 0.05, len(times)),
        "with pauses": 0.2 * np.sin(2 * np.pi * 300 * times) * swell,
    }


@pytest.mark.parametrize("rate_hz", [22_050, 24_000, 44_100])
def test_loudness_is_that_of_the_standard(rate_hz: int) -> None:
    for name, sound in sounds(rate_hz).items():
        assert loudness_lufs([sound], rate_hz) == pytest.approx(by_ffmpeg(sound, rate_hz), abs=0.1), name


def test_silence_has_no_loudness_and_short_sounds_have_one() -> None:
    assert loudness_lufs([], 24_000) == float("-inf")
    assert loudness_lufs([np.zeros(24_000)], 24_000) == float("-inf")
    tone = sounds(24_000)["low"]
    assert loudness_lufs([tone[:4_800]], 24_000) == pytest.approx(loudness_lufs([tone], 24_000), abs=0.3)


def test_a_recording_with_clicks_is_raised_without_clipping() -> None:
    random = np.random.default_rng(1)
    quiet = random.normal(0, 0.01, 72_000) * (1 + 10 * (random.random(72_000) > 0.999))
    loud = levelled(quiet, 24_000, -16.0)
    assert loudness_lufs([loud], 24_000) == pytest.approx(-16.0, abs=0.2)
    assert float(np.abs(loud).max()) <= CEILING + 1e-9


def test_what_is_below_the_ceiling_is_not_touched() -> None:
    tone = sounds(24_000)["low"]
    assert limited(tone, 24_000) is tone
    assert loudness_lufs([levelled(tone, 24_000, -30.0)], 24_000) == pytest.approx(-30.0, abs=0.1)
