"""`.vtt`: WebVTT (W3C), which browsers and podcast apps read."""

from dangke_audio.delivering.sidecars.clock import hours, one_line
from dangke_audio.model.audio import Timeline
from dangke_audio.model.credits import Credits

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""The format's own; without a `>` no text can hold the arrow `-->`."""


def vtt(credits: Credits, timeline: Timeline) -> bytes:
    """One cue a sentence, from the first sample of its speech to the last. UTF-8."""
    blocks = [f"WEBVTT\n\nNOTE\n{one_line(credits.title).translate(ESCAPES)}"]
    for number, cue in enumerate(timeline.cues, start=1):
        start, end = (hours(timeline.milliseconds(samples), ".") for samples in (cue.start, cue.end))
        who = f"<v {_name(cue.role)}>" if cue.role else ""
        blocks.append(f"{number}\n{start} --> {end}\n{who}{one_line(cue.text).translate(ESCAPES)}")
    return ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")


def _name(role: str) -> str:
    return one_line(role).translate(ESCAPES)
