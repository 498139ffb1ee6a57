"""`.chapters.json`: chapters as podcast apps read them (Podcasting 2.0, jsonChapters.md, version 1.2.0)."""

import json

from dangke_audio.model.audio import Timeline
from dangke_audio.model.credits import Credits


def chapters_json(credits: Credits, timeline: Timeline) -> bytes:
    """Ascending, in seconds; the same milliseconds as in the MP3's CHAP frames."""
    chapters = [
        {
            "startTime": timeline.milliseconds(chapter.start) / 1000,
            "endTime": timeline.milliseconds(chapter.stop) / 1000,
            "title": chapter.title,
        }
        for chapter in timeline.chapters
    ]
    content: dict[str, object] = {"version": "1.2.0", "title": credits.title}
    content["author"] = credits.speaker or credits.artist
    content["chapters"] = chapters
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
