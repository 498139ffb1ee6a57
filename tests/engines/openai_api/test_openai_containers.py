"""Sound that is not whole is noticed by its own account, in every container."""

import numpy as np
import pytest
from tests.support.speech_api_answers import encoded, tones, wav_head

from dangke_audio.engines.openai_api.account import DamagedError
from dangke_audio.engines.openai_api.containers import account_of

RATE_HZ = 24_000
PCM = tones(7, 0.2, RATE_HZ, 0.3)
SECONDS = 1.4
KINDS = ("wav", "mp3", "flac", "opus")


def seconds_of(data: bytes) -> float:
    account = account_of(data)
    assert account is not None
    assert account.seconds is not None
    return account.seconds


@pytest.mark.parametrize("kind", KINDS)
def test_whole_sound_says_how_long_it_is(kind: str) -> None:
    assert seconds_of(encoded(PCM, RATE_HZ, 1, kind)) == pytest.approx(SECONDS, abs=0.12)


@pytest.mark.parametrize("kind", ["wav", "mp3", "opus"])
def test_every_cut_is_noticed(kind: str) -> None:
    """FLAC's frames have no length; there the decoded sound is compared with what the head says."""
    whole = encoded(PCM, RATE_HZ, 1, kind)
    for size in {*range(4, len(whole), max(1, len(whole) // 300)), len(whole) - 1, len(whole) - 2}:
        try:
            account = account_of(whole[:size])
        except DamagedError:
            continue
        assert account is None, size
        assert size < 12


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF, 0xFFFFFFFF - 36, 0x7FFFFFFF, 0x7FFFF000])
def test_a_streamed_wav_is_as_long_as_what_came(size: int) -> None:
    data = wav_head(RATE_HZ, 1, size) + PCM
    assert seconds_of(data) == SECONDS
    account = account_of(data)
    assert account is not None
    assert not account.has_end
    with pytest.raises(DamagedError, match="采样"):
        account_of(data[:-1])


def test_a_wav_may_have_tags_and_strange_chunks() -> None:
    whole = encoded(PCM, RATE_HZ, 2, "wav")
    listed = b"LIST" + (4).to_bytes(4, "little") + b"INFO"
    assert seconds_of(whole + listed) == SECONDS
    assert seconds_of(whole[:12] + listed + whole[12:]) == SECONDS
    assert seconds_of(whole + b"\0\0") == SECONDS


def test_sound_that_a_wav_s_head_does_not_count_is_not_lost_silently() -> None:
    whole = encoded(PCM, RATE_HZ, 1, "wav")
    for behind in (whole, PCM, b"LIST\xff\xff\xff\x7f"):
        with pytest.raises(DamagedError, match="mp3"):
            account_of(whole + behind)


def test_several_mp3s_in_a_row_are_one_sound() -> None:
    whole = encoded(PCM, RATE_HZ, 1, "mp3")
    tag = b"ID3\x03\x00\x00\x00\x00\x00\x0a" + bytes(10)
    once = seconds_of(whole)
    assert seconds_of(tag + whole + tag + whole) == pytest.approx(2 * once)
    assert seconds_of(whole + b"TAG" + bytes(125)) == pytest.approx(once)
    assert seconds_of(whole + bytes(100)) == pytest.approx(once)


def test_an_mp3_with_fewer_frames_than_announced_is_cut() -> None:
    """The frame that announces them (Xing) is whole, all others are, but some are missing."""
    whole = encoded(PCM, RATE_HZ, 1, "mp3")
    size = 192  # 64 kbit/s at 24 kHz
    assert len(whole) % size == 0
    frames = len(whole) // size
    head = whole[:4] + bytes(9) + b"Info" + (1).to_bytes(4) + frames.to_bytes(4)
    announcing = head.ljust(size, b"\0") + whole
    assert seconds_of(announcing) == pytest.approx(seconds_of(whole))
    with pytest.raises(DamagedError, match="帧"):
        account_of(announcing[:-size])


def test_two_oggs_in_a_row_are_one_sound() -> None:
    whole = encoded(PCM, RATE_HZ, 1, "opus")
    assert seconds_of(whole + whole) == pytest.approx(2 * seconds_of(whole))


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 100, b"<html></html>", b'{"error": 1}', "声音".encode(), b"RIFF....AVI "]
)
def test_what_is_no_sound_has_no_account(data: bytes) -> None:
    assert account_of(data) is None


def test_noise_behind_any_head_does_no_harm() -> None:
    """Whatever comes: an account, none, or a DamagedError."""
    random = np.random.default_rng(7)
    heads = [encoded(PCM, RATE_HZ, 1, kind)[:48] for kind in KINDS] + [b"ID3", b"OggS", b"fLaC", b"RIFF1234WAVE"]
    for number in range(400):
        noise = random.integers(0, 256, int(random.integers(0, 400)), dtype=np.uint8).tobytes()
        cut = heads[number % len(heads)][: int(random.integers(3, 49))]
        try:
            account = account_of(cut + noise)
        except DamagedError:
            continue
        assert account is None or account.slack_s >= 0
