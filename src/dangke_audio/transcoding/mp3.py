"""MP3 without bit reservoir, by FFmpeg's libmp3lame: every frame stands alone, as the simplest players want it."""

from collections.abc import Iterator
from importlib.metadata import version

import av
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame

from dangke_audio.model.audio import Pcm, frame_samples


def mp3_encoder_name() -> str:
    """Name and version, for keys: PyAV's wheels hold LAME."""
    return f"av {version('av')} libmp3lame"


def encode_mp3(pcm: Pcm, bitrate_kbps: int, quality: int, channels: int) -> bytes:
    """Constant bit rate, frames only: no tag, no Info frame. With two channels both hold the same sound."""
    codec = av.CodecContext.create("libmp3lame", "w")
    assert isinstance(codec, AudioCodecContext)
    codec.sample_rate, codec.format, codec.layout = pcm.rate_hz, "s16p", "mono" if channels == 1 else "stereo"
    codec.bit_rate = 1000 * bitrate_kbps
    codec.options = {"reservoir": "0", "compression_level": str(quality)}
    packets = [packet for frame in _frames(pcm, channels) for packet in codec.encode(frame)]
    return b"".join(map(bytes, [*packets, *codec.encode(None)]))


def _frames(pcm: Pcm, channels: int) -> Iterator[AudioFrame]:
    size = frame_samples(pcm.rate_hz)
    for start in range(0, pcm.samples, size):
        data = pcm.data[2 * start : 2 * (start + size)]
        frame = AudioFrame(format="s16p", layout="mono" if channels == 1 else "stereo", samples=len(data) // 2)
        for plane in frame.planes:
            plane.update(data)
        frame.sample_rate, frame.pts = pcm.rate_hz, start
        yield frame
