from collections.abc import Callable

import numpy as np
import pytest
from tests.support.sound import decoded, noise, samples_of, speechlike

from dangke_audio.assembling.joiner import join_block
from dangke_audio.delivering import encoder
from dangke_audio.delivering.encoder import Encoding, encode_block, encoder_name
from dangke_audio.delivering.mp3_frames import is_info, main_data_begin, walk
from dangke_audio.model.audio import Block, Clip, Pcm

DELAY = 1105  # of encoder and decoder, in every player that finds no Info frame
CLEAN_TAIL = 2000


def block(sound: Pcm, tail: int, gain_db: float = 0.0) -> Pcm:
    """The sound as a block with at least `tail` samples of silence behind it."""
    frame = 1152 if sound.rate_hz >= 32_000 else 576
    tail += -(1200 + sound.samples + tail) % frame
    return join_block(sound, Block(Clip("clip", sound.samples), 0, 1200, tail, gain_db))


@pytest.mark.parametrize(("rate_hz", "kbps"), [(24_000, 64), (24_000, 48), (16_000, 48), (44_100, 64)])
def test_a_block_becomes_exactly_its_frames(rate_hz: int, kbps: int) -> None:
    pcm = block(speechlike(20_000, rate_hz=rate_hz), 2000)
    data = encode_block(pcm, Encoding(kbps))
    frames = list(walk(data))
    assert len(frames) * frames[0].header.samples == pcm.samples
    assert {frame.header.stream for frame in frames} == {(rate_hz >= 32_000, rate_hz, kbps, 1)}
    assert main_data_begin(data, frames[0]) == 0
    assert not is_info(data, frames[0])
    assert len(decoded(data)) == pcm.samples


def test_the_default_is_192_bytes_a_frame() -> None:
    pcm = block(speechlike(20_000), 2000)
    assert len(encode_block(pcm, Encoding())) == pcm.samples // 576 * 192


def apart_from_alone(blocks: list[Pcm]) -> float:
    """The largest difference between the blocks decoded as one stream and each decoded alone, in 16-bit steps."""
    encoded = [encode_block(pcm, Encoding()) for pcm in blocks]
    joined = decoded(b"".join(encoded))
    assert len(joined) == sum(pcm.samples for pcm in blocks)
    alone = np.concatenate([decoded(data) for data in encoded])
    return float(np.abs(np.round(joined) - np.round(alone)).max())


@pytest.mark.parametrize("make", [noise, speechlike])
def test_joined_blocks_decode_as_they_do_alone(make: Callable[..., Pcm]) -> None:
    """Even where loud noise ends at once, given 2000 samples (83 ms) of silence behind it: a pause of 134 ms."""
    assert apart_from_alone([block(make(9000 + 211 * seed, seed=seed), CLEAN_TAIL) for seed in range(1, 7)]) == 0


def test_the_shortest_silence_joins_without_a_click() -> None:
    """With only 50 ms behind a sound that swells off as speech does, what is left of it is below -54 dBFS."""
    assert apart_from_alone([block(speechlike(24_000, seed=seed), 1200) for seed in range(1, 7)]) < 2 ** (15 - 9)


def test_splitting_into_blocks_costs_no_quality() -> None:
    blocks = [block(speechlike(24_000, seed=seed), 2400) for seed in range(1, 7)]
    original = np.concatenate([samples_of(pcm) for pcm in blocks]).astype(float)
    joined = decoded(b"".join(encode_block(pcm, Encoding()) for pcm in blocks))
    whole = decoded(encode_block(Pcm(24_000, b"".join(pcm.data for pcm in blocks)), Encoding()))
    error_joined = np.sqrt(np.mean((joined[DELAY:] - original[:-DELAY]) ** 2))
    error_whole = np.sqrt(np.mean((whole[DELAY:] - original[:-DELAY]) ** 2))
    assert error_joined < error_whole * 1.05
    assert error_joined < np.sqrt(np.mean(original**2)) / 5


def test_the_same_sound_gives_the_same_bytes() -> None:
    pcm = block(speechlike(20_000), 2000)
    assert encode_block(pcm, Encoding()) == encode_block(pcm, Encoding())


def test_the_encoder_says_its_version() -> None:
    name, _, version = encoder_name(Encoding()).partition(" ")
    assert name == "lameenc"
    assert version[0].isdigit()


def test_a_block_off_the_grid_is_a_bug() -> None:
    with pytest.raises(RuntimeError, match="no whole number of frames"):
        encode_block(Pcm(24_000, bytes(2 * 577)), Encoding())


def test_a_bitrate_that_lame_does_not_keep_is_a_bug() -> None:
    with pytest.raises(RuntimeError, match="instead of"):
        encode_block(block(speechlike(20_000), 2000), Encoding(65))


def test_a_lame_that_breaks_its_promise_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    pcm = block(speechlike(20_000), 2000)
    with monkeypatch.context() as patch:
        patch.setattr(encoder, "main_data_begin", lambda *_: 7)
        with pytest.raises(RuntimeError, match="needs bytes of the frame before it"):
            encode_block(pcm, Encoding())
    with monkeypatch.context() as patch:
        patch.setattr(encoder, "is_info", lambda *_: True)
        with pytest.raises(RuntimeError, match="Info frame"):
            encode_block(pcm, Encoding())
