"""A clip's key changes with what the engine hears, and with nothing else."""

import pytest

from dangke_audio.synthesizing.keys import clip_key

SAME = {"heard": "xau↓.", "fingerprint": "kokoro 1", "voice": "zm_yunjian", "speed": 1.0, "rate_hz": 24_000}


def key(**changed: object) -> str:
    return clip_key(**{**SAME, **changed})  # type: ignore[arg-type]


def test_equal_speech_has_one_key() -> None:
    assert key() == key()
    assert len(key()) == 64
    assert set(key()) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    "changed",
    [{"heard": "xau↓,"}, {"fingerprint": "kokoro 2"}, {"voice": "zf_xiaobei"}, {"speed": 0.9}, {"rate_hz": 22_050}],
)
def test_everything_that_decides_the_samples_is_in_the_key(changed: dict[str, object]) -> None:
    assert key(**changed) != key()


def test_fields_do_not_run_into_each_other() -> None:
    assert key(fingerprint="a", voice="bc") != key(fingerprint="ab", voice="c")
