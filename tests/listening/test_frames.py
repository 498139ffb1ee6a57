from pathlib import Path

import pytest
from tests.support.sound import speechlike

from dangke_audio.delivering.encoder import Encoding, encode_block
from dangke_audio.errors import SourceError
from dangke_audio.listening.frames import open_frames

FRAME_BYTES = 192
"""64 kbit/s at 24 kHz."""


@pytest.fixture
def mp3(tmp_path: Path) -> Path:
    path = tmp_path / "a.mp3"
    path.write_bytes(encode_block(speechlike(576 * 100), Encoding()))
    return path


def test_speech_is_taken_with_the_silence_that_was_encoded_with_it(mp3: Path) -> None:
    data = mp3.read_bytes()
    with open_frames(mp3) as frames:
        assert frames.samples == 57_600
        assert frames.around(576 * 10 + 1200, 576 * 20) == data[10 * FRAME_BYTES : 24 * FRAME_BYTES]


@pytest.mark.parametrize("start", [-5_000_000, -2000, 57_600, 5_000_000])
def test_nothing_is_taken_past_the_ends(mp3: Path, start: int) -> None:
    with open_frames(mp3) as frames:
        assert frames.around(start, start + 100) in {
            b"",
            mp3.read_bytes()[:FRAME_BYTES],
            mp3.read_bytes()[97 * FRAME_BYTES :],
        }


@pytest.mark.parametrize("damage", [lambda data: data[:-7], lambda data: b"", lambda data: b"no sound" + data])
def test_a_damaged_file_is_told(mp3: Path, damage: object) -> None:
    assert callable(damage)
    mp3.write_bytes(damage(mp3.read_bytes()))
    with pytest.raises(SourceError, match="不完整"), open_frames(mp3):
        pass


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="无法打开"), open_frames(tmp_path / "none.mp3"):
        pass
