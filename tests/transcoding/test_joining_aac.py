"""Pieces that are encoded alone and joined: as long as their PCM, without lag, and read by programs nobody here wrote."""

import json
import shutil
import subprocess
from pathlib import Path

import av
import numpy as np
import pytest
from mutagen.mp4 import MP4
from tests.support.sound import samples_of, speechlike

from dangke_audio.model.audio import Pcm, aac_rate_hz, joint_samples
from dangke_audio.transcoding.aac import adts_packets, encode_aac
from dangke_audio.transcoding.m4b import M4bChapter, write_m4b

RATE_HZ = 24_000
LEAD = 1200


def piece(seed: int, joints: int, rate_hz: int = RATE_HZ) -> Pcm:
    """Noise that sounds like speech between silences, as long as so many joints."""
    samples = joints * joint_samples(rate_hz)
    speech = speechlike(samples - 2 * LEAD - 500, seed=seed, rate_hz=rate_hz)
    return Pcm(rate_hz, bytes(2 * LEAD) + speech.data + bytes(2 * (samples - LEAD - speech.samples)))


def decoded(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    with av.open(str(path)) as container:
        return np.concatenate([frame.to_ndarray().ravel() for frame in container.decode(audio=0)])


@pytest.fixture(scope="module")
def pieces() -> list[Pcm]:
    return [piece(1, 10), piece(2, 3), piece(3, 25)]


@pytest.fixture(scope="module")
def book(pieces: list[Pcm], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("m4b") / "书.m4b"
    write(path, pieces)
    return path


def marks(pieces: list[Pcm]) -> list[M4bChapter]:
    ends = np.cumsum([one.samples for one in pieces])
    return [
        M4bChapter(f"第{n}章 <甲>", int((end - one.samples) // 24), int(end // 24))
        for n, (one, end) in enumerate(zip(pieces, ends, strict=True), 1)
    ]


def write(path: Path, pieces: list[Pcm]) -> None:
    write_m4b(path, [encode_aac(one, 64) for one in pieces], marks(pieces), aac_rate_hz(RATE_HZ), 64)


def test_decoded_length_is_that_of_the_pieces_and_nothing_lags(book: Path, pieces: list[Pcm]) -> None:
    found = decoded(book)
    wanted = np.concatenate([samples_of(one) for one in pieces]).astype(np.float64) / 32_768
    assert len(found) * 3 == len(wanted) * 4
    start = 0
    for one in pieces:
        middle = slice(start + LEAD, start + LEAD + 6000)
        heard = found[middle.start * 4 // 3 : middle.stop * 4 // 3]
        best = max(range(-200, 201), key=lambda lag: float(shifted(heard, wanted, middle, lag)))
        assert best == 0
        start += one.samples


def shifted(heard: "np.ndarray[tuple[int, ...], np.dtype[np.float32]]", wanted: object, at: slice, lag: int) -> float:
    assert isinstance(wanted, np.ndarray)
    places = np.arange(len(heard)) * 3 / 4 + at.start + lag / 4
    return float(np.dot(heard, np.interp(places, np.arange(len(wanted)), wanted)))


def test_joined_is_what_each_piece_alone_decodes_to(book: Path, pieces: list[Pcm], tmp_path: Path) -> None:
    write(tmp_path / "one.m4b", [pieces[1]])
    alone, whole = decoded(tmp_path / "one.m4b"), decoded(book)
    start = pieces[0].samples * 4 // 3
    assert np.array_equal(whole[start : start + len(alone)], alone)


def test_the_same_twice(book: Path, pieces: list[Pcm], tmp_path: Path) -> None:
    write(tmp_path / "again.m4b", pieces)
    assert (tmp_path / "again.m4b").read_bytes() == book.read_bytes()


def test_chapters_and_order_of_the_boxes(book: Path, pieces: list[Pcm]) -> None:
    chapters = MP4(book).chapters
    assert [(one.title, round(1000 * one.start)) for one in chapters] == [
        (one.title, one.start_ms) for one in marks(pieces)
    ]
    data = book.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat"), "the index stands in front"


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="ffprobe is not installed")
def test_ffprobe_sees_the_same(book: Path, pieces: list[Pcm]) -> None:
    command = ["ffprobe", "-v", "error", "-show_chapters", "-show_streams", "-of", "json", str(book)]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert [(one["start"], one["end"], one["tags"]["title"]) for one in told["chapters"]] == [
        (one.start_ms, one.end_ms, one.title) for one in marks(pieces)
    ]
    audio = told["streams"][0]
    assert (audio["codec_name"], audio["profile"], audio["sample_rate"], audio["channels"]) == (
        "aac",
        "LC",
        "32000",
        1,
    )
    assert float(audio["duration"]) == pytest.approx(sum(one.samples for one in pieces) / RATE_HZ, abs=1e-4)


def test_a_piece_of_no_whole_frames_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="whole number"):
        encode_aac(Pcm(RATE_HZ, bytes(2 * 1000)), 64)


@pytest.mark.parametrize("rate_hz", [16_000, 22_050, 44_100, 48_000])
def test_other_rates(rate_hz: int) -> None:
    sound = piece(4, 3, rate_hz)
    packets = list(adts_packets(encode_aac(sound, 64)))
    assert len(packets) * 1024 * rate_hz == sound.samples * aac_rate_hz(rate_hz)


def test_cut_streams_are_told() -> None:
    stream = encode_aac(piece(1, 3), 64)
    with pytest.raises(ValueError, match="cut off"):
        list(adts_packets(stream[:-1]))
    with pytest.raises(ValueError, match="no ADTS header"):
        list(adts_packets(stream[1:]))
