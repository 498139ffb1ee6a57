"""PCM → MP3 frames by LAME: true constant bitrate, every block on its own, so that blocks can be joined.

LAME comes twice: lameenc is three times as fast, PyAV's can do without a bit reservoir and is taken only for that.
"""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

import lameenc

from dangke_audio.delivering.mp3_frames import Frame, Mp3Error, is_info, keep_frames, main_data_begin, walk
from dangke_audio.model.audio import Pcm, frame_samples

MAKEUP_DB = 0.45
"""LAME takes 0.95 of what it is given, at every rate and bit rate (measured; lameenc has no word for `scale`): with so
much gain in front of it the MP3 is as loud as its PCM, and as the M4B. Blocks are limited far enough below full scale."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How an edition is encoded; as it stands, the phone's."""

    bitrate_kbps: int = 64
    quality: int = 3
    """LAME's: 2 is best by name, 7 fastest. Measured on 14 clips of a lecture: 3, which is what LAME itself takes unless
    told otherwise, costs half of 2 and loses nothing (22.0 against 19.9 dB of signal over noise, 4.3 against 4.6 dB of
    spectral distance)."""
    channels: int = 1
    """With two, both hold the same; only without reservoir."""
    reservoir: bool = True
    """Whether a frame may lean on bytes of those before it, which some players of loudspeakers cannot follow."""


@cache
def encoder_name(encoding: Encoding) -> str:
    """Name and version, which are part of every block's key: another LAME gives other bytes."""
    if encoding.reservoir:
        return f"lameenc {version('lameenc')}"
    from dangke_audio.transcoding.mp3 import mp3_encoder_name  # a tenth of a second to load

    return mp3_encoder_name()


def encode_block(pcm: Pcm, encoding: Encoding) -> bytes:
    """Encode a block of a whole number of frames into exactly that many frames.

    LAME gives one or two frames more, which hold the last 1105 samples (its own delay and the decoder's). Where a
    block ends in silence they hold nothing and are dropped: decoded length then equals the length of the PCM
    (measured: joined blocks decode to the same samples as blocks alone). Raises RuntimeError where LAME does not
    keep to what joining needs: this is a bug or a new LAME, nothing that a user can mend.
    """
    from dangke_audio.transcoding.levelling import amplified  # a tenth of a second to load

    stream = _stream(amplified(pcm, MAKEUP_DB), encoding)
    try:
        return _cut(stream, pcm, encoding)
    except Mp3Error as error:
        raise RuntimeError(f"{encoder_name(encoding)} wrote an unusable stream: {error}") from error


def _stream(pcm: Pcm, encoding: Encoding) -> bytes:
    """All that the encoder gives."""
    if not encoding.reservoir:
        from dangke_audio.transcoding.mp3 import encode_mp3

        return encode_mp3(pcm, encoding.bitrate_kbps, encoding.quality, encoding.channels)
    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(1)
    lame.set_in_sample_rate(pcm.rate_hz)
    lame.set_out_sample_rate(pcm.rate_hz)
    lame.set_bit_rate(encoding.bitrate_kbps)
    lame.set_quality(encoding.quality)
    return bytes(lame.encode(pcm.data)) + bytes(lame.flush())


@cache
def silent_frame(rate_hz: int, encoding: Encoding) -> bytes:
    """A frame of digital silence, any number of which can stand behind a block.

    The first frame that LAME writes leans on none before it; the later ones do, also where there is only silence.
    """
    silence = encode_block(Pcm(rate_hz, bytes(2 * frame_samples(rate_hz))), encoding)
    return keep_frames(silence, 1)


def _cut(stream: bytes, pcm: Pcm, encoding: Encoding) -> bytes:
    """The frames to keep, after looking at every one of them."""
    first = next(walk(stream), None)
    if first is None:
        raise Mp3Error("no frames")
    count, rest = divmod(pcm.samples, first.header.samples)
    if rest:
        raise Mp3Error(f"a block of {pcm.samples} samples is no whole number of frames")
    _check_first(stream, first)
    frames = keep_frames(stream, count)
    wanted = (pcm.rate_hz >= 32_000, pcm.rate_hz, encoding.bitrate_kbps, encoding.channels)
    for frame in walk(frames):
        if frame.header.stream != wanted:
            raise Mp3Error(f"at byte {frame.offset}: {frame.header.stream} instead of {wanted}")
    return frames


def _check_first(stream: bytes, frame: Frame) -> None:
    if is_info(stream, frame):
        raise Mp3Error("the first frame is an Info frame")
    if main_data_begin(stream, frame) != 0:
        raise Mp3Error("the first frame needs bytes of the frame before it")
