"""Trimming takes the engine's silence and leaves the speech."""

from tests.support.sound_clips import RATE_HZ, hiss, joined, silence, tone

from dangke_audio.synthesizing.trimming import MARGIN_MS, trim

MARGIN = RATE_HZ * MARGIN_MS // 1000
WINDOW = RATE_HZ * 5 // 1000


def test_silence_at_both_ends_is_cut_to_the_margin() -> None:
    trimmed = trim(joined(silence(0.4), tone(1.0), silence(1.0)))
    assert abs(trimmed.samples - (RATE_HZ + 2 * MARGIN)) <= 2 * WINDOW
    assert trimmed.data[: 2 * (MARGIN - WINDOW)].strip(b"\0") == b""


def test_soft_hiss_counts_as_silence_but_a_quiet_voice_does_not() -> None:
    noisy = trim(joined(hiss(0.5, 0.0005), tone(1.0), hiss(0.5, 0.0005)))
    assert abs(noisy.samples - (RATE_HZ + 2 * MARGIN)) <= 2 * WINDOW
    quiet = trim(joined(silence(0.5), tone(1.0, level=0.01), silence(0.5)))
    assert quiet.samples >= RATE_HZ


def test_silence_inside_stays() -> None:
    assert trim(joined(tone(0.5), silence(0.7), tone(0.5))).samples == round(1.7 * RATE_HZ)


def test_speech_that_fills_the_clip_is_left_whole() -> None:
    whole = tone(0.8)
    assert trim(whole) == whole


def test_silence_alone_becomes_nothing() -> None:
    assert trim(silence(1.0)).samples == 0
    assert trim(silence(0)).samples == 0


def test_trimming_twice_changes_nothing_more() -> None:
    once = trim(joined(silence(0.4), tone(1.0), silence(1.0)))
    assert trim(once) == once
