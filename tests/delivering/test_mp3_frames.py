import lameenc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.sound import decoded, noise, speechlike

from dangke_audio.delivering.encoder import Encoding, encode_block
from dangke_audio.delivering.mp3_frames import (
    Mp3Error,
    count_samples,
    is_info,
    keep_frames,
    main_data_begin,
    read_header,
    tag_length,
    walk,
)


def lame(rate_hz: int, kbps: int, channels: int, *, vbr: bool = False, seconds: float = 1.0) -> bytes:
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(channels)
    encoder.set_in_sample_rate(rate_hz)
    encoder.set_out_sample_rate(rate_hz)
    encoder.set_bit_rate(kbps)
    if vbr:
        encoder.set_vbr(lameenc.VBR_MTRH)
    return bytes(encoder.encode(noise(int(rate_hz * seconds) * channels).data)) + bytes(encoder.flush())


@pytest.mark.parametrize(
    ("head", "mpeg1", "rate_hz", "kbps", "channels", "length", "samples"),
    [
        ("fff384c4", False, 24_000, 64, 1, 192, 576),
        ("fffb90c4", True, 44_100, 128, 1, 417, 1152),
        ("fffb9204", True, 44_100, 128, 2, 418, 1152),
        ("fffbe264", True, 44_100, 320, 2, 1045, 1152),
        ("fffa94c4", True, 48_000, 128, 1, 384, 1152),
        ("fff368c4", False, 16_000, 48, 1, 216, 576),
        ("ffe318c4", False, 8000, 8, 1, 72, 576),
    ],
)
def test_headers(head: str, mpeg1: bool, rate_hz: int, kbps: int, channels: int, length: int, samples: int) -> None:
    header = read_header(bytes.fromhex(head))
    assert header.stream == (mpeg1, rate_hz, kbps, channels)
    assert (header.length, header.samples) == (length, samples)
    assert header.has_crc == (head[3] == "a")


@pytest.mark.parametrize(
    "head",
    ["", "fff3", "00000000", "fff304c4", "fff3f4c4", "fff38cc4", "ffeb84c4", "fff584c4", "fff784c4", "fed384c4"],
    ids=["none", "short", "zeros", "free rate", "bad rate", "bad hz", "reserved", "layer II", "layer I", "no sync"],
)
def test_what_is_no_header(head: str) -> None:
    with pytest.raises(Mp3Error):
        read_header(bytes.fromhex(head))


@pytest.mark.parametrize(
    ("rate_hz", "kbps", "channels"),
    [
        (24_000, 64, 1),
        (24_000, 64, 2),
        (44_100, 64, 1),
        (44_100, 128, 2),
        (48_000, 96, 1),
        (16_000, 32, 1),
        (8000, 16, 1),
    ],
)
def test_walking_gives_the_decoders_count(rate_hz: int, kbps: int, channels: int) -> None:
    data = lame(rate_hz, kbps, channels)
    frames = list(walk(data))
    assert frames[-1].end == len(data)
    assert {frame.header.stream for frame in frames} == {(rate_hz >= 32_000, rate_hz, kbps, channels)}
    assert count_samples(data) * channels == len(decoded(data))


def test_frames_that_are_all_alike_are_counted_as_walking_counts_them() -> None:
    """And what is almost such a stream is not taken for one."""
    data = encode_block(speechlike(57_600), Encoding())
    assert count_samples(data) == 57_600 == sum(frame.header.samples for frame in walk(data))
    half_rate = encode_block(speechlike(57_600), Encoding(bitrate_kbps=32))
    assert count_samples(data + half_rate) == 2 * 57_600
    for damaged in (data[:-1], data[:192] + b"\0" + data[193:], data[1:]):
        with pytest.raises(Mp3Error):
            count_samples(damaged)


def test_the_bit_reservoir_is_seen() -> None:
    data = lame(24_000, 64, 1)
    pointers = [main_data_begin(data, frame) for frame in walk(data)]
    assert pointers[0] == 0
    assert 0 < max(pointers) <= 255
    mpeg1 = lame(44_100, 64, 1)
    assert 255 < max(main_data_begin(mpeg1, frame) for frame in walk(mpeg1)) <= 511


def test_a_tag_in_front_is_skipped() -> None:
    data = lame(24_000, 64, 1)
    tag = b"ID3\x03\x00\x00" + bytes((0, 0, 1, 2)) + bytes(130)
    assert tag_length(tag) == 140
    assert tag_length(data) == 0
    assert count_samples(tag + data) == count_samples(data)
    assert keep_frames(tag + data, 3) == data[: 3 * 192]


def test_keeping_frames() -> None:
    data = lame(44_100, 64, 1)
    frames = list(walk(data))
    assert keep_frames(data, 0) == b""
    assert keep_frames(data, 7) == data[: frames[6].end]
    assert keep_frames(data, len(frames)) == data
    with pytest.raises(Mp3Error, match="are wanted"):
        keep_frames(data, len(frames) + 1)


def info_frame(mark: bytes, offset: int, head: str = "fff384c4") -> bytes:
    header = read_header(bytes.fromhex(head))
    frame = bytearray(header.length)
    frame[:4] = bytes.fromhex(head)
    frame[offset : offset + len(mark)] = mark
    return bytes(frame)


@pytest.mark.parametrize(
    ("mark", "offset", "head"),
    [
        (b"Info", 13, "fff384c4"),
        (b"Xing", 13, "fff384c4"),
        (b"VBRI", 36, "fff384c4"),
        (b"Xing", 36, "fffb9004"),
        (b"Info", 21, "fffb90c4"),
    ],
)
def test_info_frames_are_known_and_hold_no_sound(mark: bytes, offset: int, head: str) -> None:
    info = info_frame(mark, offset, head)
    assert is_info(info, next(walk(info)))
    assert count_samples(info) == 0


def test_sound_is_no_info_frame() -> None:
    data = lame(24_000, 64, 1)
    assert not any(is_info(data, frame) for frame in walk(data))


@pytest.mark.parametrize("junk", [b"TAG" + bytes(125), b"\x00", b"RIFF", bytes.fromhex("fff384c4")])
def test_garbage_behind_the_frames_is_an_error(junk: bytes) -> None:
    with pytest.raises(Mp3Error, match="at byte"):
        list(walk(lame(24_000, 64, 1, seconds=0.1) + junk))


@given(st.binary(max_size=300) | st.binary(max_size=300).map(b"ID3\x03\x00\x00\x00\x00".__add__))
def test_any_bytes_are_walked_to_their_end_or_are_an_error(data: bytes) -> None:
    try:
        frames = list(walk(data))
    except Mp3Error:
        return
    assert (frames[-1].end if frames else tag_length(data)) == len(data)


def test_the_error_is_a_value_error() -> None:
    assert issubclass(Mp3Error, ValueError)
