"""No clip with a hole enters the store."""

import numpy as np
import pytest
from tests.support.babble import babble, letters
from tests.support.sound_clips import RATE_HZ, hiss, joined, silence, tone

from dangke_audio.engines.contract import Heard, Pace
from dangke_audio.model.audio import Pcm
from dangke_audio.synthesizing.checks import fault

PACE = Pace(usual=5.0, slowest=1.2, fastest=9.0, is_measured=True)
TEXT = tuple(range(16))


def heard(sounds: int) -> Heard:
    return Heard(letters(range(sounds)), sounds, ())


def beeps(sounds: int, each_s: float = 0.2) -> Pcm:
    """What stands in for speech in many tests."""
    return joined(*(tone(each_s, pitch_hz=200.0 + 137 * number % 700) for number in range(sounds)))


def found(clip: Pcm, sounds: int, speed: float = 1.0) -> str | None:
    return fault(clip, RATE_HZ, heard(sounds), speed, PACE)


@pytest.mark.parametrize("sounds", [1, 2, 3, 5, 8, 12, 20, 60])
@pytest.mark.parametrize("speed", [0.5, 0.7, 1.0, 1.3, 2.0])
def test_good_clips_have_no_fault(sounds: int, speed: float) -> None:
    """Also at other speeds, and tones instead of speech too."""
    assert found(babble(tuple(range(sounds)), tempo=speed), sounds, speed) is None
    assert found(beeps(sounds, 0.2 / speed), sounds, speed) is None


@pytest.mark.parametrize("sounds", [1, 2, 3])
def test_very_short_speech_may_be_slow(sounds: int) -> None:
    assert found(beeps(sounds, 0.2 + 0.3 / sounds), sounds) is None


@pytest.mark.parametrize(
    ("clip", "told"),
    [
        (silence(3.2), "没有声音"),
        (tone(3.2, level=0.001), "没有声音"),
        (Pcm(RATE_HZ, b""), "没有声音"),
        (babble(TEXT[:9]), "没有读完"),
        (babble((*TEXT, *range(100, 111))), "读重了"),
        (babble(TEXT * 2), "读重了"),
        (joined(babble(TEXT[:8]), silence(1.5), babble(TEXT[8:])), "没有声音"),
        (Pcm(22_050, babble(TEXT).data), "采样率"),
        (Pcm(RATE_HZ, b"\xff\x7f" * 76_800), "过载"),
        (Pcm(RATE_HZ, b"\x00\x80" * 76_800), "过载"),
        (joined(babble(TEXT[:10]), hiss(1.4, 0.1)), "停住不动"),
        (tone(3.2), "停住不动"),
        (hiss(3.2, 0.2), "停住不动"),
        (joined(babble(TEXT), Pcm(RATE_HZ, babble(TEXT).data[-2 * 19_200 :])), "两遍"),
    ],
)
def test_each_fault_is_named(clip: Pcm, told: str) -> None:
    told_of = found(clip, len(TEXT))
    assert told_of is not None
    assert told in told_of


def test_a_sound_off_zero_is_faulty() -> None:
    samples = np.frombuffer(babble(TEXT).data, "<i2") // 2 + 2000
    assert "偏离零点" in (found(Pcm(RATE_HZ, samples.astype("<i2").tobytes()), len(TEXT)) or "")


def test_speech_that_breaks_off_is_faulty() -> None:
    """Four fifths are long enough, but mostly end at full level; a cut that falls between words cannot be seen."""
    clip = babble(TEXT)
    cuts = [Pcm(RATE_HZ, clip.data[: -2 * round((0.2 + 0.03 * step) * RATE_HZ)]) for step in range(15)]
    told = [found(cut, len(TEXT)) for cut in cuts]
    assert sum(one is not None and "突然断了" in one for one in told) >= 9
    assert set(told) <= {None, "在句中突然断了"}


@pytest.mark.parametrize("speed", [0.5, 1.0, 2.0])
def test_speed_moves_the_bounds(speed: float) -> None:
    """What is long enough at one speed is half of a sentence at half of it, and too long at twice."""
    clip = babble(TEXT, tempo=speed)
    assert found(clip, len(TEXT), speed) is None
    assert "没有读完" in (found(clip, len(TEXT), speed / 2) or "")
    assert "读重了" in (found(clip, len(TEXT), speed * 2) or "")


def test_slow_speech_may_pause_longer() -> None:
    assert "没有声音" in (found(joined(babble(TEXT[:8]), silence(1.45), babble(TEXT[8:])), 20) or "")
    slow = joined(babble(TEXT[:8], tempo=0.7), silence(1.6), babble(TEXT[8:], tempo=0.7))
    assert found(slow, 20, 0.7) is None


@pytest.mark.parametrize("slowest", [1.2, 4.5])
def test_the_voice_bounds_hold_too(slowest: float) -> None:
    told_of = fault(
        beeps(16, 0.27), RATE_HZ, heard(16), 1.0, Pace(usual=5.0, slowest=slowest, fastest=9.0, is_measured=True)
    )
    assert (told_of is None) == (slowest == 1.2)


def test_a_voice_that_was_not_measured_is_held_to_wide_bounds() -> None:
    """A server's voice may be half as quick again as the guess; half of a sentence is told only where the pace is known."""
    quick = babble(TEXT, tempo=1.6)
    guessed = Pace(usual=5.0, slowest=1.4, fastest=9.0)
    heard = Heard(letters(TEXT), len(TEXT), ())
    assert fault(quick, RATE_HZ, heard, 1.0, guessed) is None
    assert "没有读完" in str(fault(quick, RATE_HZ, heard, 1.0, PACE))


@pytest.mark.parametrize("sounds", [1, 2, 3, 5])
def test_nobody_speaks_in_a_tenth_of_a_second(sounds: int) -> None:
    hurried = fault(beeps(1, 0.05 * sounds), RATE_HZ, Heard("ba" * sounds, sounds, ()), 1.0, PACE)
    assert "没有读完" in str(hurried)
