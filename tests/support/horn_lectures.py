"""Published lectures with a horn edition: real MP3s, and a manifest that names them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tests.support.sound import speechlike

from dangke_audio.delivering.encoder import Encoding, encode_block
from dangke_audio.delivering.manifest import SCHEMA

RATE_HZ = 44_100
FRAME_SAMPLES = 1152
TAG = b"ID3\x03\x00\x00\x00\x00\x00\x20" + bytes(32)
"""An ID3v2.3 tag with nothing but padding in it."""
PARTS = ("第一部分", "第二部分", "第三部分")


def horn_lecture(
    out: Path,
    folder: str = "讲稿",
    *,
    title: str = "防范诈骗",
    parts: Sequence[str] = PARTS,
    changes: Mapping[str, Any] | None = None,
) -> Path:
    """Publish a lecture in `out/folder`; `changes` replaces entries of its manifest. Its folder."""
    home = out / folder
    names = {f"大喇叭/{number:04}_{part}.mp3": "part" for number, part in enumerate(parts, start=1)}
    named = {f"{title}.mp3": "lecture", "章节/01-开场.mp3": "section", **names}
    files = []
    for number, (name, kind) in enumerate(named.items()):
        content = part_mp3(20 + number, len(title) + number)
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        sha256 = hashlib.sha256(content).hexdigest()
        files.append({"name": name, "kind": kind, "sha256": sha256, "size": len(content)})
    told = {
        "schema": SCHEMA,
        "program": "dangke-audio 0.1.0",
        "title": title,
        "source": {"name": "讲稿.txt", "sha256": "0" * 64},
        "files": files,
    }
    (home / "manifest.json").write_text(json.dumps(told | dict(changes or {}), ensure_ascii=False), encoding="utf-8")
    return home


@cache
def part_mp3(frames: int, seed: int) -> bytes:
    """So many frames of speech-like sound behind a tag."""
    sound = speechlike(FRAME_SAMPLES * frames, seed=seed, rate_hz=RATE_HZ)
    return TAG + encode_block(sound, Encoding())


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its name."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
