"""Tags are read back twice: with mutagen, and by a parser of our own that sees what mutagen hides (order, flags)."""

import json
from dataclasses import dataclass, replace
from io import BytesIO

import pytest
from mutagen.id3 import ID3

from dangke_audio.delivering.dates import TagDate
from dangke_audio.delivering.tagger import ChapterMark, TagInfo, lecture_tag, section_tag

INFO = TagInfo("让党课更有“味道”", "党课之声", "让党课更有“味道”", 1, 1, TagDate("2024", "0105"))


@dataclass
class RawFrame:
    """A frame as it stands in the file."""

    name: str
    flags: int
    body: bytes

    @property
    def element_id(self) -> str:
        """Of a CHAP or CTOC frame."""
        return self.body[: self.body.index(0)].decode("ascii")

    @property
    def behind_id(self) -> bytes:
        """The body without the element id."""
        return self.body[self.body.index(0) + 1 :]


def split_frames(data: bytes) -> list[RawFrame]:
    frames, offset = [], 0
    while offset < len(data):
        size = int.from_bytes(data[offset + 4 : offset + 8])
        flags = int.from_bytes(data[offset + 8 : offset + 10])
        frames.append(
            RawFrame(data[offset : offset + 4].decode("ascii"), flags, data[offset + 10 : offset + 10 + size])
        )
        offset += 10 + size
    assert offset == len(data)
    return frames


def read_raw(tag: bytes) -> list[RawFrame]:
    """The frames of a 2.3 tag that has no extended header, no unsynchronisation and no padding."""
    assert tag[:6] == b"ID3\x03\x00\x00"
    size = sum((byte & 0x7F) << shift for byte, shift in zip(tag[6:10], (21, 14, 7, 0), strict=True))
    assert len(tag) == 10 + size
    return split_frames(tag[10:])


def children(frame: RawFrame) -> list[str]:
    flags_and_count, names = frame.behind_id[:2], frame.behind_id[2:].split(b"\0")
    assert names.pop() == b""
    assert flags_and_count[1] == len(names)
    return [name.decode("ascii") for name in names]


def read_mutagen(tag: bytes) -> ID3:
    return ID3(BytesIO(tag), translate=False)


def marks(count: int) -> tuple[ChapterMark, ...]:
    """Titles whose lengths go up and down, so that order by size is not order by time."""
    lengths = [(7 * number) % 11 + 1 for number in range(count)]
    return tuple(
        ChapterMark(f"{number}、" + "学" * length, number * 24_000, (number + 1) * 24_000)
        for number, length in enumerate(lengths)
    )


def test_text_frames() -> None:
    tags = read_mutagen(lecture_tag(INFO, marks(2)))
    assert tags.version == (2, 3, 0)
    assert {name: str(tags[name]) for name in ("TIT2", "TPE1", "TALB", "TRCK", "TYER", "TDAT")} == {
        "TIT2": INFO.title,
        "TPE1": "党课之声",
        "TALB": INFO.title,
        "TRCK": "1/1",
        "TYER": "2024",
        "TDAT": "0105",
    }


def test_the_sound_is_marked_as_synthesized() -> None:
    for tag in (lecture_tag(INFO, marks(2)), section_tag(INFO)):
        tags = read_mutagen(tag)
        (comment,) = tags.getall("COMM")
        assert (comment.lang, comment.desc, comment.text) == ("zho", "", ["本音频由人工智能合成"])
        label = json.loads(str(tags["TXXX:AIGC"]))
        assert label["Label"] == "1"
        assert label["ContentProducer"]


def test_strings_are_latin_1_or_utf_16_with_a_mark() -> None:
    for frame in read_raw(lecture_tag(INFO, marks(3))):
        if frame.name in {"TIT2", "TPE1", "TALB"}:
            assert frame.body[:3] == b"\x01\xff\xfe"
        elif frame.name.startswith("T"):
            assert frame.body[0] == 0
        elif frame.name == "CHAP":
            (title,) = split_frames(frame.behind_id[16:])
            assert title.body[:3] == b"\x01\xff\xfe"


def test_an_unknown_date_leaves_no_frames() -> None:
    names = {frame.name for frame in read_raw(section_tag(TagInfo("题", "声", "辑", 2, 9)))}
    assert not names & {"TYER", "TDAT", "TDRC"}
    year_only = {frame.name for frame in read_raw(section_tag(TagInfo("题", "声", "辑", 2, 9, TagDate("2024", None))))}
    assert year_only & {"TYER", "TDAT", "TDRC"} == {"TYER"}


def test_sections_have_no_chapters() -> None:
    frames = read_raw(section_tag(TagInfo("一、早", "声", "辑", 2, 9)))
    assert [frame.name for frame in frames] == ["TIT2", "TPE1", "TALB", "TRCK", "COMM", "TXXX"]
    assert str(read_mutagen(section_tag(TagInfo("一、早", "声", "辑", 2, 9)))["TRCK"]) == "2/9"


@pytest.mark.parametrize("count", [1, 2, 12, 255])
def test_one_ordered_top_level_table_and_chapters_in_time_order(count: int) -> None:
    wanted = marks(count)
    tag = lecture_tag(INFO, wanted)
    frames = read_raw(tag)
    assert all(frame.flags == 0 for frame in frames)
    assert [frame.name for frame in frames[:8]] == ["TIT2", "TPE1", "TALB", "TRCK", "TYER", "TDAT", "COMM", "TXXX"]
    assert [frame.name for frame in frames[8:]] == ["CTOC"] + ["CHAP"] * count
    assert frames[8].behind_id[0] == 0b11
    chapters = frames[9:]
    ids = [frame.element_id for frame in chapters]
    assert children(frames[8]) == ids == sorted(set(ids))
    for frame, mark in zip(chapters, wanted, strict=True):
        numbers = [int.from_bytes(frame.behind_id[start : start + 4]) for start in (0, 4, 8, 12)]
        assert numbers == [mark.start_ms, mark.end_ms, 0xFFFFFFFF, 0xFFFFFFFF]
        (title,) = split_frames(frame.behind_id[16:])
        assert (title.name, title.flags) == ("TIT2", 0)
        assert title.body[1:].decode("utf-16").rstrip("\0") == mark.title
    tags = read_mutagen(tag)
    (table,) = tags.getall("CTOC")
    assert (int(table.flags), table.child_element_ids) == (3, ids)
    assert [str(tags[f"CHAP:{name}"].sub_frames["TIT2"]) for name in ids] == [mark.title for mark in wanted]


def test_chapters_given_out_of_order_are_put_in_order() -> None:
    assert lecture_tag(INFO, tuple(reversed(marks(12)))) == lecture_tag(INFO, marks(12))


@pytest.mark.parametrize(("count", "tables"), [(256, 2), (300, 2), (511, 3)])
def test_more_than_255_chapters_are_nested(count: int, tables: int) -> None:
    frames = read_raw(lecture_tag(INFO, marks(count)))
    top, *nested = [frame for frame in frames if frame.name == "CTOC"]
    chapters = [frame.element_id for frame in frames if frame.name == "CHAP"]
    assert top.behind_id[0] == 0b11
    assert [table.behind_id[0] for table in nested] == [0b01] * tables
    assert children(top) == [table.element_id for table in nested]
    assert [name for table in nested for name in children(table)] == chapters == sorted(set(chapters))
    assert len(chapters) == count
    order = [frame.name for frame in frames[8:]]
    assert order == ["CTOC"] * (1 + tables) + ["CHAP"] * count


def test_no_chapters_no_table() -> None:
    assert not {frame.name for frame in read_raw(lecture_tag(INFO, ()))} & {"CTOC", "CHAP"}


def test_the_same_input_gives_the_same_bytes() -> None:
    assert lecture_tag(INFO, marks(40)) == lecture_tag(INFO, marks(40))


def test_the_whole_text_is_there_for_players_that_show_lyrics() -> None:
    tags = ID3(BytesIO(section_tag(replace(INFO, text="第一段。\n第二段：𠮷。"))))
    (lyrics,) = tags.getall("USLT")
    assert (lyrics.lang, lyrics.encoding, lyrics.text) == ("zho", 1, "第一段。\n第二段：𠮷。")
    assert not ID3(BytesIO(section_tag(INFO))).getall("USLT")
