"""The text files, read by parsers that nobody here wrote."""

import json
import re

import pytest
import srt as srt_parser
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from dangke_audio.delivering.sidecars import Entry, playlist, sidecars
from dangke_audio.delivering.sidecars.clock import hours, marks, minutes
from dangke_audio.delivering.sidecars.lrc import lrc
from dangke_audio.delivering.sidecars.srt import srt
from dangke_audio.delivering.sidecars.vtt import vtt
from dangke_audio.model.audio import ChapterSpan, Cue, Timeline
from dangke_audio.model.credits import Credits

CREDITS = Credits("让党课更有味道", "张三", "2024年5月1日", "人工智能合成语音（云健）")
RATE_HZ = 24_000
WRITTEN = ["同志们：大家好！", "<i>甲</i> & 乙 --> {\\an8}丙", "[00:00.00]像标签的话。", "最后一句。"]


def timeline(texts: list[str], role: str | None = None) -> Timeline:
    """A sentence every ten seconds, six seconds long, from 0.05 s on; a chapter for every two of them."""
    cues = tuple(
        Cue(240_000 * n + 1_200, 240_000 * n + 145_200, text, n, n + 1, role=role) for n, text in enumerate(texts)
    )
    spans = tuple(
        ChapterSpan(f"第{n // 2 + 1}章", 1, n, n + 2, 240_000 * n, 240_000 * (n + 2)) for n in range(0, len(texts), 2)
    )
    return Timeline(RATE_HZ, (), spans, cues)


def test_vtt_is_read_back_word_for_word() -> None:
    captions = webvtt.from_string(vtt(CREDITS, timeline(WRITTEN)).decode()).captions
    assert [caption.start for caption in captions] == [
        "00:00:00.050",
        "00:00:10.050",
        "00:00:20.050",
        "00:00:30.050",
    ]
    assert captions[0].end == "00:00:06.050"
    assert captions[0].text == WRITTEN[0]
    assert captions[1].raw_text == "&lt;i&gt;甲&lt;/i&gt; &amp; 乙 --&gt; {\\an8}丙"


def test_vtt_names_who_speaks() -> None:
    caption = webvtt.from_string(vtt(CREDITS, timeline(["好。"], role="主持人")).decode()).captions[0]
    assert (caption.voice, caption.text) == ("主持人", "好。")


def test_srt_is_read_back_and_gives_no_orders() -> None:
    found = list(srt_parser.parse(srt(CREDITS, timeline(WRITTEN)).decode()))
    assert [one.index for one in found] == [1, 2, 3, 4]
    assert found[3].start.total_seconds() == 30.05
    assert found[3].end.total_seconds() == 36.05
    assert found[0].content == WRITTEN[0]
    assert not re.search("[<>{}]", found[1].content)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=5))
def test_no_text_breaks_srt_or_vtt(texts: list[str]) -> None:
    texts = [f"字{text}" for text in texts]
    assert len(list(srt_parser.parse(srt(CREDITS, timeline(texts)).decode()))) == len(texts)
    assert len(webvtt.from_string(vtt(CREDITS, timeline(texts)).decode()).captions) == len(texts)


def test_lrc_says_what_it_is_encoded_in() -> None:
    utf8, gb = (lrc(CREDITS, timeline(WRITTEN), encoding) for encoding in ("utf-8", "gb18030"))
    assert utf8.startswith(b"\xef\xbb\xbf[ti:")
    assert utf8.decode("utf-8-sig") == gb.decode("gb18030")
    lines = gb.decode("gb18030").split("\r\n")
    assert lines[:4] == ["[ti:让党课更有味道]", "[ar:张三]", "[al:让党课更有味道]", "[by:dangke-audio]"]
    assert lines[5] == "[00:00.05]同志们：大家好！"
    assert lines[7] == "[00:20.05]［00:00.00］像标签的话。"
    assert lines[-1] == ""


def test_chapters_are_seconds_in_order() -> None:
    (found,) = [one for one in sidecars(CREDITS, timeline(WRITTEN), "utf-8") if one.kind == "chapters"]
    content = json.loads(found.content)
    assert content["version"] == "1.2.0"
    assert [(one["startTime"], one["endTime"], one["title"]) for one in content["chapters"]] == [
        (0.0, 20.0, "第1章"),
        (20.0, 40.0, "第2章"),
    ]


def test_the_timetable_can_be_pasted() -> None:
    (found,) = [one for one in sidecars(CREDITS, timeline(WRITTEN), "utf-8") if one.kind == "timetable"]
    lines = found.content.decode("utf-8-sig").split("\r\n")
    assert lines == ["让党课更有味道", "张三", "2024年5月1日", "", "00:00 第1章", "00:20 第2章", ""]


def test_the_playlist_names_files_of_its_own_folder() -> None:
    text = playlist("题目", [Entry("一、早\n", 1_600, "01-一、早.mp3"), Entry("二", 400, "02-二.mp3")]).decode()
    assert text == "#EXTM3U\n#PLAYLIST:题目\n#EXTINF:2,一、早\n01-一、早.mp3\n#EXTINF:0,二\n02-二.mp3\n"


@pytest.mark.parametrize(
    ("milliseconds", "long", "lyric", "mark"),
    [
        (0, "00:00:00.000", "00:00.00", "00:00"),
        (59_999, "00:00:59.999", "00:59.99", "00:59"),
        (3_723_456, "01:02:03.456", "62:03.45", "1:02:03"),
        (36_000_000, "10:00:00.000", "600:00.00", "10:00:00"),
    ],
)
def test_clocks(milliseconds: int, long: str, lyric: str, mark: str) -> None:
    assert (hours(milliseconds, "."), minutes(milliseconds), marks(milliseconds)) == (long, lyric, mark)
