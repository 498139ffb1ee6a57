"""`.lrc`: the text that scrolls along in music players.

The format has no standard and names no encoding: `[mm:ss.xx]line` and `[ti: ar: al: by:]` (research on players: those
of the Windows era take GBK, others UTF-8, and a byte order mark is the only way a file can say what it is).
"""

from dangke_audio.delivering.sidecars.clock import minutes, one_line
from dangke_audio.model.audio import Timeline
from dangke_audio.model.credits import Credits
from dangke_audio.model.phone import LrcEncoding

BRACKETS = str.maketrans("[]", "［］")
"""A line that begins with `[` would pass for a tag."""


def lrc(credits: Credits, timeline: Timeline, encoding: LrcEncoding) -> bytes:
    """One line a sentence, at the time its speech starts; UTF-8 with a byte order mark, or GB18030 without."""
    tags = [("ti", credits.title), ("ar", credits.speaker or credits.artist), ("al", credits.title)]
    length = minutes(timeline.milliseconds(timeline.samples)).partition(".")[0]
    lines = [f"[{name}:{_plain(value)}]" for name, value in (*tags, ("by", "dangke-audio"), ("length", length))]
    lines += [f"[{minutes(timeline.milliseconds(cue.start))}]{_plain(cue.text)}" for cue in timeline.cues]
    text = "".join(f"{line}\r\n" for line in lines)
    return text.encode("utf-8-sig", "replace") if encoding == "utf-8" else text.encode("gb18030", "replace")


def _plain(text: str) -> str:
    return one_line(text).translate(BRACKETS)
