import numpy as np
import pytest
from tests.support.sound import decoded, samples_of, speechlike

from dangke_audio.delivering.mp3_frames import is_info, main_data_begin, walk
from dangke_audio.model.audio import Pcm
from dangke_audio.transcoding.mp3 import encode_mp3


def whole_frames(samples: int) -> Pcm:
    """Speechlike with silence behind it, at 44.1 kHz."""
    sound = speechlike(samples, rate_hz=44_100)
    return Pcm(44_100, sound.data + bytes(2 * (2304 + -samples % 1152)))


@pytest.mark.parametrize("channels", [1, 2])
def test_no_frame_leans_on_another(channels: int) -> None:
    stream = encode_mp3(whole_frames(60_000), 96, 3, channels)
    frames = list(walk(stream))
    assert not is_info(stream, frames[0])
    assert {main_data_begin(stream, frame) for frame in frames} == {0}
    assert {frame.header.stream for frame in frames} == {(True, 44_100, 96, channels)}


def test_it_sounds_as_it_did() -> None:
    pcm = whole_frames(60_000)
    heard = decoded(encode_mp3(pcm, 96, 3, 1))[1105:][: pcm.samples]
    meant = samples_of(pcm).astype(float)[: len(heard)]
    assert np.corrcoef(heard, meant)[0, 1] > 0.99


def test_equal_in_equal_out() -> None:
    assert encode_mp3(whole_frames(20_000), 96, 3, 1) == encode_mp3(whole_frames(20_000), 96, 3, 1)
