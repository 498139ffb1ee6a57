import os
import subprocess
import sys

import numpy as np
import pytest
from tests.support.sound import samples_of, tone

from dangke_audio.assembling.joiner import join_block
from dangke_audio.model.audio import Block, Clip, Pcm

FADE = 120  # 5 ms at 24 kHz


def block_of(samples: int, gain_db: float = 0.0) -> Block:
    return Block(Clip("clip", samples), 0, 1200, 1300, gain_db)


@pytest.mark.parametrize("samples", [1, 2, 239, 240, 10_001, 24_013])
def test_lengths_are_exact_for_any_clip(samples: int) -> None:
    joined = join_block(tone(samples), block_of(samples))
    assert joined.rate_hz == 24_000
    assert joined.samples == 1200 + samples + 1300


def test_silence_around_is_digital() -> None:
    joined = samples_of(join_block(tone(5000), block_of(5000, 6.0)))
    assert not joined[:1200].any()
    assert not joined[-1300:].any()


def test_only_the_fades_change_the_clip() -> None:
    clip = tone(5000)
    speech = samples_of(join_block(clip, block_of(5000)))[1200:6200]
    original = samples_of(clip)
    assert np.array_equal(speech[FADE:-FADE], original[FADE:-FADE])
    ramp = np.arange(FADE) / FADE
    assert np.abs(speech[:FADE] - original[:FADE] * ramp).max() <= 1
    assert np.abs(speech[-FADE:] - original[-FADE:] * ramp[::-1]).max() <= 1
    assert speech[0] == speech[-1] == 0


def test_gain_is_in_decibels() -> None:
    louder = samples_of(join_block(tone(5000), block_of(5000, 6.0206)))[1200 + FADE : 6200 - FADE]
    original = samples_of(tone(5000))[FADE:-FADE].astype(int)
    assert np.abs(louder - 2 * original).max() <= 1


def test_gain_saturates_instead_of_wrapping() -> None:
    clip = tone(5000)
    loud = samples_of(join_block(clip, block_of(5000, 20.0)))[1200:6200].astype(int)
    assert loud.max() == 32_767
    assert loud.min() == -32_768
    assert (np.sign(loud[FADE:-FADE]) == np.sign(samples_of(clip)[FADE:-FADE])).all()


def test_the_clip_must_be_the_blocks() -> None:
    with pytest.raises(ValueError, match="laid out for 5001"):
        join_block(tone(5000), block_of(5001))


def test_other_rates_keep_their_counts() -> None:
    joined = join_block(Pcm(22_050, tone(7001).data), block_of(7001))
    assert (joined.rate_hz, joined.samples) == (22_050, 7001 + 2500)


def test_works_and_says_nothing_where_there_is_no_ffmpeg() -> None:
    code = (
        "from dangke_audio.assembling.joiner import join_block\n"
        "from dangke_audio.model.audio import Block, Clip, Pcm\n"
        "print(join_block(Pcm(24000, bytes(2000)), Block(Clip('c', 1000), 0, 1200, 1256, 3.0)).samples)"
    )
    environment = {**os.environ, "PATH": "", "PYTHONWARNINGS": "error::RuntimeWarning"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "3456", "")
