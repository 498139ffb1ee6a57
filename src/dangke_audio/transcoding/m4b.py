"""AAC packets → an M4B with chapters, by FFmpeg's muxer: no clock in it, equal input gives equal bytes."""

import errno
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from pathlib import Path

import av

from dangke_audio.model.audio import AAC_FRAME_SAMPLES
from dangke_audio.transcoding.aac import adts_packets, lead_in

PROBED_PACKETS = 8
"""So many are enough for FFmpeg to know a stream, which then is the model of the file's own."""


@dataclass(frozen=True, slots=True)
class M4bChapter:
    """A chapter of the file."""

    title: str
    start_ms: int
    end_ms: int


def write_m4b(
    path: Path, pieces: Iterable[bytes], chapters: Sequence[M4bChapter], rate_hz: int, bitrate_kbps: int
) -> None:
    """Write pieces of ADTS packets at `rate_hz` behind one another; the index stands in front (faststart).

    What a decoder gives is as long as the pieces are: the encoder's delay is cut off by an edit list. One piece is in
    memory at a time. Raises OSError.
    """
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    try:
        first = lead_in(rate_hz, bitrate_kbps)
        with (
            av.open(io.BytesIO(PROBED_PACKETS * first), format="aac") as template,
            av.open(str(path), "w", format="ipod", options=options) as container,
        ):
            stream = container.add_stream_from_template(template.streams.audio[0])
            container.set_chapters(_told(chapters))
            time_base = Fraction(1, rate_hz)
            starts = -AAC_FRAME_SAMPLES
            for piece in chain([first], pieces):
                for data in adts_packets(piece):
                    packet = av.Packet(data)
                    packet.stream, packet.time_base = stream, time_base
                    packet.pts = packet.dts = starts
                    packet.duration = AAC_FRAME_SAMPLES
                    container.mux(packet)
                    starts += AAC_FRAME_SAMPLES
    except av.FFmpegError as error:
        raise OSError(error.errno or errno.EIO, error.strerror) from error


def _told(chapters: Sequence[M4bChapter]) -> list[dict[str, object]]:
    """As PyAV takes them."""
    return [
        {
            "id": number,
            "start": chapter.start_ms,
            "end": chapter.end_ms,
            "time_base": Fraction(1, 1000),
            "metadata": {"title": chapter.title},
        }
        for number, chapter in enumerate(chapters)
    ]
