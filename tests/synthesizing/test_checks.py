"""No clip with a hole enters the store."""

import pytest
from tests.support.sound_clips import RATE_HZ, joined, silence, tone

from dangke_audio.engines.contract import Limits
from dangke_audio.model.audio import Pcm
from dangke_audio.synthesizing.checks import fault

LIMITS = Limits(spoken_characters=60, syllables_per_second_min=1.2, syllables_per_second_max=9.0)


def test_plausible_speech_has_no_fault() -> None:
    assert fault(tone(2.0), RATE_HZ, 9, LIMITS) is None


@pytest.mark.parametrize("syllables", [1, 2, 3])
def test_very_short_speech_may_be_slow(syllables: int) -> None:
    assert fault(tone(0.3 + 0.25 * syllables), RATE_HZ, syllables, LIMITS) is None


@pytest.mark.parametrize(
    ("clip", "told"),
    [
        (silence(2.0), "没有声音"),
        (tone(2.0, level=0.001), "没有声音"),
        (Pcm(RATE_HZ, b""), "没有声音"),
        (tone(0.5), "没有读完"),
        (tone(30.0), "读重了"),
        (joined(tone(1.0), silence(3.0), tone(1.0)), "没有声音"),
        (Pcm(22_050, tone(2.0).data), "采样率"),
        (Pcm(RATE_HZ, b"\xff\x7f" * 48_000), "过载"),
    ],
)
def test_each_fault_is_named(clip: Pcm, told: str) -> None:
    found = fault(clip, RATE_HZ, 10, LIMITS)
    assert found is not None
    assert told in found


@pytest.mark.parametrize("speed", [0.5, 1.0, 2.0])
def test_speed_moves_the_bounds(speed: float) -> None:
    """Ten syllables at double speed may be as short as five; the caller divides the syllables by the speed."""
    assert fault(tone(2.2 / speed), RATE_HZ, 10 / speed, LIMITS) is None
