"""A chain of FFmpeg's filters over a sound."""

from collections.abc import Iterator, Sequence

import av
from av.audio.frame import AudioFrame
from av.filter import Graph

from dangke_audio.model.audio import Pcm
from dangke_audio.transcoding.sound import bytes_of, frame_of

Step = tuple[str, str]
"""A filter's name and its options, as FFmpeg writes them: `("volume", "-3dB")`."""


def filtered(pcm: Pcm, steps: Sequence[Step], rate_hz: int | None = None) -> Pcm:
    """The sound behind the chain, 16-bit mono at its own rate or another; as long as the filters make it.

    Equal in, equal out.
    """
    rate_hz = rate_hz or pcm.rate_hz
    whole = [*steps, ("aresample", str(rate_hz)), ("aformat", "sample_fmts=s16:channel_layouts=mono")]
    return Pcm(rate_hz, b"".join(map(bytes_of, frames(pcm, whole))))


def of_length(pcm: Pcm, samples: int) -> Pcm:
    """Cut or filled up with silence: filters give some samples more or less than they take."""
    return Pcm(pcm.rate_hz, pcm.data[: 2 * samples].ljust(2 * samples, bytes(1)))


def frames(pcm: Pcm, steps: Sequence[Step]) -> Iterator[AudioFrame]:
    """What comes out of the chain, frame by frame."""
    graph = Graph()
    last = graph.add_abuffer(sample_rate=pcm.rate_hz, format="s16", layout="mono")
    for name, options in (*steps, ("abuffersink", "")):
        step = graph.add(name, options)
        last.link_to(step)
        last = step
    graph.configure()
    graph.push(frame_of(pcm))
    graph.push(None)
    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, EOFError):
            return
        assert isinstance(frame, AudioFrame)
        yield frame
