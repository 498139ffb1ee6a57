"""`.srt`: SubRip, which everything reads that shows subtitles."""

from dangke_audio.delivering.sidecars.clock import hours, one_line
from dangke_audio.model.audio import Timeline
from dangke_audio.model.credits import Credits

LOOKALIKES = str.maketrans("<>{}", "＜＞｛｝")
"""There is no escape, and players take `<i>` and `{\\an8}` for orders; the wide forms are only text."""


def srt(credits: Credits, timeline: Timeline) -> bytes:
    """One cue a sentence, numbered from 1. UTF-8. The format has no place for a title, so `credits` are not in it."""
    del credits
    blocks = []
    for number, cue in enumerate(timeline.cues, start=1):
        start, end = (hours(timeline.milliseconds(samples), ",") for samples in (cue.start, cue.end))
        who = f"{cue.role}：" if cue.role else ""
        blocks.append(f"{number}\n{start} --> {end}\n{one_line(who + cue.text).translate(LOOKALIKES)}\n")
    return "\n".join(blocks).encode("utf-8", "replace")
