"""Published lectures without sound in them: a manifest and the files that it names."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dangke_audio.model.history import PastBuild

SENTENCES = ("防范诈骗", "一、什么是诈骗", "同志们好。", "今天讲防诈骗。", "二、怎样防范", "不要转账。")
KINDS: Mapping[str, str] = {
    "lecture": "{title}.mp3",
    "section": "章节/01-开场.mp3",
    "m4b": "{title}.m4b",
    "playlist": "章节/{title}.m3u8",
    "lrc": "{title}.lrc",
    "vtt": "{title}.vtt",
    "srt": "{title}.srt",
    "chapters": "{title}.chapters.json",
    "timetable": "{title}.时间表.txt",
    "page": "收听.html",
    "cover": "封面.jpg",
}


def lecture(
    out: Path,
    folder: str = "防诈骗",
    *,
    title: str = "防范诈骗",
    speaker: str | None = "李明",
    date: str | None = "2024年5月1日",
    sentences: Sequence[str] = SENTENCES,
    kinds: Sequence[str] = tuple(KINDS),
    changes: Mapping[str, Any] | None = None,
) -> Path:
    """Publish a lecture of a second for each sentence in `out/folder`; `changes` replaces entries of its manifest."""
    home = out / folder
    named = {KINDS[kind].format(title=plain(title)): kind for kind in kinds}
    for name, kind in named.items():
        put(home / name, f"{kind} of {title}".encode())
    content = {
        "schema": 2,
        "program": "dangke-audio 0.1.0",
        "title": title,
        "speaker": speaker,
        "date": date,
        "rate_hz": 24000,
        "duration_ms": 1000 * len(sentences),
        "chapters": [{"title": "开场", "start_ms": 0}, {"title": "一、什么是诈骗", "start_ms": 1000}],
        "sentences": [{"written": text, "start_sample": 24000 * n} for n, text in enumerate(sentences)],
        "files": [{"name": name, "kind": kind, "size": 1, "sha256": ""} for name, kind in named.items()],
    }
    put(home / "manifest.json", json.dumps(content | dict(changes or {})).encode())
    return home


def plain(title: str) -> str:
    """A title as far as it can be a file's name."""
    return "".join("_" if character in '\\/:*?"<>|\0\x08' else character for character in title)


def put(path: Path, content: bytes) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def built(out: Path, folder: str, *times: str, error: str | None = None) -> None:
    """Remember builds in the lecture's state folder."""
    builds = [PastBuild(time, "tone", 1.0, 1 if error is None else 0, 1000, None, error) for time in times]
    lines = [json.dumps(asdict(build)) + "\n" for build in builds]
    put(out / ".dangke" / folder / "history.jsonl", "".join(lines).encode())
