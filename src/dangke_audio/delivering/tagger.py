"""ID3v2.3 tags with chapters, rendered by mutagen and put in order here. Only this file and m4b_tags.py know mutagen.

mutagen sorts frames by size, so that chapters would stand in the order of the lengths of their titles; some players
list them as they stand. Order here: text, COMM, TXXX and USLT, CTOC, CHAP by start, APIC. Version 2.3 with Latin-1 or UTF-16,
no extended header, no unsynchronisation, no padding, no ID3v1: each of the others has broken some player
(id3v2-chapters-1.0, C. Newell 2005; dskrad/mp3chaps#5, AntennaPod#5321, radio-t-site#211).
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from mutagen.id3 import (
    APIC,
    CHAP,
    COMM,
    CTOC,
    ID3,
    TALB,
    TDAT,
    TIT2,
    TPE1,
    TRCK,
    TXXX,
    TYER,
    USLT,
    CTOCFlags,
    Encoding,
    Frame,
    PictureType,
)

from dangke_audio.delivering.dates import TagDate

SYNTHESIZED = "本音频由人工智能合成"
# The fields of GB 45438-2025 for metadata; Label 1: is synthesized. The rest is for services that give out numbers.
AIGC = {
    "Label": "1",
    "ContentProducer": "dangke-audio",
    "ProduceID": "",
    "ReservedCode1": "",
    "ContentPropagator": "",
    "PropagateID": "",
    "ReservedCode2": "",
}
# The number of children is one byte of a CTOC frame.
MOST_CHILDREN = 255
FRAME_HEADER_BYTES = 10
TAG_HEADER_BYTES = 10


@dataclass(frozen=True, slots=True)
class TagInfo:
    """What one file says about itself."""

    title: str
    artist: str
    album: str
    track: int
    """1-based."""
    tracks: int
    date: TagDate | None = None
    text: str = ""
    """All that is said, for USLT: players show it as lyrics."""
    picture: bytes | None = None
    """The cover, a JPEG."""


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """A chapter in the file."""

    title: str
    start_ms: int
    end_ms: int


def lecture_tag(info: TagInfo, chapters: tuple[ChapterMark, ...]) -> bytes:
    """The tag of the whole lecture: with a table of contents, chapters in time order."""
    marks = sorted(chapters, key=lambda mark: mark.start_ms)
    digits = max(3, len(str(len(marks))))
    ids = [f"chp{number:0{digits}}" for number in range(1, len(marks) + 1)]
    return _render([*_texts(info), *_contents(ids), *map(_chapter, ids, marks), *_picture(info)])


def section_tag(info: TagInfo) -> bytes:
    """The tag of one section's file: the same without chapters."""
    return _render([*_texts(info), *_picture(info)])


def part_tag(title: str, track: int, tracks: int) -> bytes:
    """The tag of a file for loudspeakers: the two frames that no player stumbles over."""
    place = TRCK(encoding=Encoding.LATIN1, text=f"{track}/{tracks}")
    return _render([TIT2(encoding=Encoding.UTF16, text=title), place])


def _texts(info: TagInfo) -> list[Frame]:
    frames = [
        TIT2(encoding=Encoding.UTF16, text=info.title),
        TPE1(encoding=Encoding.UTF16, text=info.artist),
        TALB(encoding=Encoding.UTF16, text=info.album),
        TRCK(encoding=Encoding.LATIN1, text=f"{info.track}/{info.tracks}"),
    ]
    if info.date is not None:
        frames.append(TYER(encoding=Encoding.LATIN1, text=info.date.year))
        if info.date.day_month is not None:
            frames.append(TDAT(encoding=Encoding.LATIN1, text=info.date.day_month))
    frames.append(COMM(encoding=Encoding.UTF16, lang="zho", desc="", text=SYNTHESIZED))
    frames.append(TXXX(encoding=Encoding.LATIN1, desc="AIGC", text=json.dumps(AIGC)))
    if info.text:
        frames.append(USLT(encoding=Encoding.UTF16, lang="zho", desc="", text=info.text))
    return frames


def _picture(info: TagInfo) -> list[Frame]:
    """Last, because it is the largest: some players read only the head of a tag."""
    if info.picture is None:
        return []
    front = PictureType.COVER_FRONT
    return [APIC(encoding=Encoding.LATIN1, mime="image/jpeg", type=front, desc="", data=info.picture)]


def _contents(ids: Sequence[str]) -> list[Frame]:
    """One top-level ordered CTOC; above 255 chapters it holds further ones (`toc001` …), each of at most 255."""
    nested: list[Frame] = []
    children = list(ids)
    while len(children) > MOST_CHILDREN:
        parts = [children[start : start + MOST_CHILDREN] for start in range(0, len(children), MOST_CHILDREN)]
        first = len(nested) + 1
        children = [f"toc{number:03}" for number in range(first, first + len(parts))]
        nested += [
            CTOC(element_id=name, flags=CTOCFlags.ORDERED, child_element_ids=part, sub_frames=[])
            for name, part in zip(children, parts, strict=True)
        ]
    if not children:
        return []
    flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    return [CTOC(element_id="toc", flags=flags, child_element_ids=children, sub_frames=[]), *nested]


def _chapter(element_id: str, mark: ChapterMark) -> Frame:
    """Byte offsets stay 0xFFFFFFFF: go by the time."""
    title = TIT2(encoding=Encoding.UTF16, text=mark.title)
    return CHAP(element_id=element_id, start_time=mark.start_ms, end_time=mark.end_ms, sub_frames=[title])


def _render(frames: Sequence[Frame]) -> bytes:
    """The whole tag, its frames in the order given."""
    tags = ID3()
    for frame in frames:
        tags.add(frame)
    file = BytesIO()
    tags.save(file, v1=0, v2_version=3, padding=lambda _: 0)
    data = file.getvalue()
    rendered = dict(_split(data))
    return data[:TAG_HEADER_BYTES] + b"".join(rendered[_identity(frame)] for frame in frames)


def _split(tag: bytes) -> Iterator[tuple[str, bytes]]:
    """The frames of a 2.3 tag, whose sizes are plain 32-bit numbers, each with its identity."""
    offset = TAG_HEADER_BYTES
    while offset < len(tag):
        end = offset + FRAME_HEADER_BYTES + int.from_bytes(tag[offset + 4 : offset + 8])
        name = tag[offset : offset + 4].decode("ascii")
        body = tag[offset + FRAME_HEADER_BYTES : end]
        element_id = body.partition(b"\0")[0].decode("latin-1") if name in {"CHAP", "CTOC"} else ""
        yield f"{name}:{element_id}", tag[offset:end]
        offset = end


def _identity(frame: Frame) -> str:
    return f"{frame.FrameID}:{getattr(frame, 'element_id', '')}"
