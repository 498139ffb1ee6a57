"""`.时间表.txt`: `00:00 标题`, which people paste into a message and hosts read as chapters."""

from dangke_audio.delivering.sidecars.clock import marks, one_line
from dangke_audio.model.audio import Timeline
from dangke_audio.model.credits import Credits


def timetable(credits: Credits, timeline: Timeline) -> bytes:
    """A line a chapter. With a byte order mark and CR LF, for old Windows' Notepad."""
    head = [credits.title, *(line for line in (credits.speaker, credits.date) if line), ""]
    lines = [f"{marks(timeline.milliseconds(chapter.start))} {chapter.title}" for chapter in timeline.chapters]
    text = "".join(f"{one_line(line)}\r\n" for line in (*head, *lines))
    return text.encode("utf-8-sig", "replace")
