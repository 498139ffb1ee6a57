"""Names on the stick."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangke_audio.errors import ConfigError
from dangke_audio.exporting.naming import (
    LONGEST_NAME,
    fat_fault,
    is_our_track,
    part_label,
    programme,
    slot_names,
    track_name,
    units,
)
from dangke_audio.exporting.programme import HornLecture, Part


@pytest.mark.parametrize("written", ["早,晚", "早，晚", "早、晚", " 早 , 晚 "])
def test_slots(written: str) -> None:
    assert slot_names(written) == ("早", "晚")


@pytest.mark.parametrize(
    "written", ["", "早,", "早,早", "A,a", "早/晚", "早?", ".早", "一二三四五六七八九十一", "NUL", "早\n晚"]
)
def test_slots_that_cannot_be_folders(written: str) -> None:
    with pytest.raises(ConfigError, match="时段") as caught:
        slot_names(written)
    assert caught.value.hint


def test_more_slots_than_players_read() -> None:
    with pytest.raises(ConfigError, match="100 个时段"):
        slot_names(",".join(map(str, range(100))))


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("0001_第一部分.mp3", "第一部分"),
        ("0012.mp3", ""),
        ("12 - 通知.MP3", "通知"),
        ("第一部分.mp3", "第一部分"),
        ("0001_2024年通知.mp3", "2024年通知"),
    ],
)
def test_labels(name: str, label: str) -> None:
    assert part_label(name) == label


def test_tracks_are_numbered_first_and_short() -> None:
    assert track_name(3, "第一部分") == "0003_第一部分.mp3"
    assert track_name(3, "") == "0003.mp3"
    assert track_name(99, "长" * 50) == f"0099_{'长' * 22}.mp3"
    assert track_name(1, "𠮷" * 50) == f"0001_{'𠮷' * 11}.mp3"
    assert track_name(1, 'a/b:c*?"<>|') == "0001_a b c.mp3"


@given(st.text(), st.integers(1, 9801))
def test_any_label_gives_a_name_that_fat_takes(label: str, number: int) -> None:
    name = track_name(number, label)
    assert units(name) <= LONGEST_NAME
    assert fat_fault(name) is None
    assert name.startswith(f"{number:04}")
    assert is_our_track("01_早", name)


@pytest.mark.parametrize("name", ["a<b", "CON.mp3", "点.", "空 ", "", "x" * 256, "\ud800", "a\x01"])
def test_names_that_fat_does_not_take(name: str) -> None:
    assert fat_fault(name)


def test_names_in_a_folder_differ_whatever_the_lectures_are_called() -> None:
    part = Part(Path("0001_同名.mp3"), "0" * 64, 1, 1000)
    (slot,) = programme([HornLecture("甲", (part, part)), HornLecture("乙", (part,))], [])
    assert [track.name for track in slot.tracks] == ["0001_同名.mp3", "0002_同名.mp3", "0003_同名.mp3"]
    assert [track.title for track in slot.tracks] == ["甲 同名", "甲 同名", "乙 同名"]
    assert (slot.folder, slot.milliseconds) == ("01", 3000)
