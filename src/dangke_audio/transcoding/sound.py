"""Sound in any container → samples; one sample rate → another."""

import io
from collections.abc import Iterator
from fractions import Fraction

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

from dangke_audio.errors import SynthesisError
from dangke_audio.model.audio import Pcm

CONTAINERS = (
    *("wav", "w64", "aiff", "caf", "au", "mp3", "aac", "flac", "ogg", "mov", "mp4", "m4a", "3gp", "matroska", "webm"),
    *("asf", "amr", "ape", "wv", "tta", "ac3", "avi", "mpeg", "mpegts", "flv"),
)
"""FFmpeg's names of those that hold their sound themselves. A list of files (ffconcat) would read others of this machine."""


def decode(data: bytes, rate_hz: int, longest_s: float | None = None) -> Pcm:
    """Sound in any container (MP3, WAV, FLAC, Ogg, AAC …) as mono at `rate_hz`.

    Of what is longer than `longest_s` a little more than that is given: an hour of silence may be a few bytes.
    Raises SynthesisError of kind `passing` for what is no sound, holds none, or is damaged on the way.
    """
    try:
        options = {"format_whitelist": ",".join(CONTAINERS)}
        with av.open(io.BytesIO(data), mode="r", options=options) as container:
            if not container.streams.audio:
                raise SynthesisError("收到的数据里没有声音", kind="passing")
            frames = container.decode(container.streams.audio[0])
            return _joined(frames if longest_s is None else _first(frames, longest_s), rate_hz)
    except (av.FFmpegError, ValueError, OverflowError) as error:
        raise SynthesisError("收到的数据不是完好的声音", kind="passing") from error


def resample(pcm: Pcm, rate_hz: int) -> Pcm:
    """The same sound at another rate; equal input gives equal output."""
    if pcm.rate_hz == rate_hz or not pcm.data:
        return Pcm(rate_hz, pcm.data)
    return _joined(iter([frame_of(pcm)]), rate_hz)


def frame_of(pcm: Pcm) -> AudioFrame:
    """The whole sound as one frame."""
    frame = AudioFrame(format="s16", layout="mono", samples=pcm.samples)
    frame.planes[0].update(pcm.data)
    frame.sample_rate = pcm.rate_hz
    frame.pts, frame.time_base = 0, Fraction(1, pcm.rate_hz)  # fades go by the time
    return frame


def bytes_of(frame: AudioFrame) -> bytes:
    """The samples of a frame of 16-bit mono."""
    return bytes(frame.planes[0])[: 2 * frame.samples]


def _first(frames: Iterator[AudioFrame], longest_s: float) -> Iterator[AudioFrame]:
    """Frames until they are longer than that."""
    seconds = 0.0
    for frame in frames:
        yield frame
        seconds += frame.samples / frame.sample_rate
        if seconds > longest_s:
            return


def _joined(frames: Iterator[AudioFrame], rate_hz: int) -> Pcm:
    resampler = AudioResampler(format="s16", layout="mono", rate=rate_hz)
    pieces = [bytes_of(piece) for frame in frames for piece in resampler.resample(frame)]
    pieces += [bytes_of(piece) for piece in resampler.resample(None)]
    return Pcm(rate_hz, b"".join(pieces))
