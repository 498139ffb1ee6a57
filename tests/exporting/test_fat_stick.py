"""The very steps of an export on a real FAT32 image: what a player that goes by directory entries would play."""

from pathlib import Path

import pytest
from tests.support.fat_stick import FatStick
from tests.support.horn_lectures import PARTS, horn_lecture

from dangke_audio.exporting.belongings import sort_out
from dangke_audio.exporting.markers import BEGUN, FINISHED, read_finished, record_of
from dangke_audio.exporting.naming import programme
from dangke_audio.exporting.operations import Operation
from dangke_audio.exporting.planner import plan
from dangke_audio.exporting.programme import Slot
from dangke_audio.exporting.sources import read_horn_lecture
from dangke_audio.exporting.standing import Entry, Standing


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FatStick:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return FatStick.formatted(tmp_path)


def standing(stick: FatStick) -> Standing:
    """What `look` would see of it."""
    root = stick.entries()
    entries = tuple(Entry(entry.name, "folder" if entry.is_folder else "file", entry.size) for entry in root)
    inside = {
        entry.name: tuple(Entry(file.name, "file", file.size) for file in stick.entries(entry.name))
        for entry in root
        if entry.is_folder
    }
    markers = (stick.read(name) if name in stick.names() else None for name in (FINISHED, BEGUN))
    return Standing(entries, inside, *markers)


def steps(stick: FatStick, slots: tuple[Slot, ...]) -> tuple[Operation, ...]:
    there = standing(stick)
    found = sort_out(there, record_of(slots), may_be_unmarked=True, place="E:")
    return plan(slots, found, there.begun or b"", "dangke-audio test")


def programme_of(tmp_path: Path, *slots: str, parts: tuple[str, ...] = PARTS) -> tuple[Slot, ...]:
    lectures = [read_horn_lecture(horn_lecture(tmp_path / "output", name, parts=parts)) for name in ("甲", "乙")]
    return programme(lectures, slots)


def assert_plays(stick: FatStick, slots: tuple[Slot, ...]) -> None:
    folders = [name for name in stick.names() if name not in {FINISHED, "说明.txt", "System Volume Information"}]
    assert folders == [slot.folder for slot in slots]
    for slot in slots:
        assert stick.names(slot.folder) == [track.name for track in slot.tracks]
        for track in slot.tracks:
            assert stick.read(f"{slot.folder}/{track.name}") == track.part.path.read_bytes()
    marker = read_finished(stick.read(FINISHED))
    assert marker == record_of(slots)
    stick.check()


def test_directory_order_is_playing_order(stick: FatStick, tmp_path: Path) -> None:
    slots = programme_of(tmp_path, "早", "晚")
    stick.perform(steps(stick, slots), tmp_path / "scratch")
    assert_plays(stick, slots)
    assert stick.names() == ["01_早", "02_晚", FINISHED]
    # The other reader agrees.
    listed = stick.tool("mdir", "-b", "::01_早").split()
    assert [line.rpartition("/")[2] for line in listed] == [track.name for track in slots[0].tracks]


def test_another_export_over_it(stick: FatStick, tmp_path: Path) -> None:
    """Longer and shorter names, more and fewer files: no entry of the old ones is taken out of turn."""
    stick.perform(steps(stick, programme_of(tmp_path, "早", "晚")), tmp_path / "scratch")
    stick.tool("mmd", "::System Volume Information")
    (tmp_path / "说明.txt").write_bytes(b"mine")
    stick.tool("mcopy", str(tmp_path / "说明.txt"), "::说明.txt")
    for parts, slots in (
        (("长" * 30, "短", "", "中等长的名字也要试一试"), ("清早六点半", "夜")),
        (("短",), ("早", "午", "晚", "夜")),
        (PARTS * 5, ("上午十点整开始播放",)),
        (PARTS, ()),
        (PARTS, ("早", "晚")),
    ):
        made = programme_of(tmp_path, *slots, parts=parts)
        stick.perform(steps(stick, made), tmp_path / "scratch")
        assert_plays(stick, made)
    assert stick.read("说明.txt") == b"mine"


def test_every_step_may_be_the_last(stick: FatStick, tmp_path: Path) -> None:
    """Unplugged between any two steps; then a whole export."""
    before = programme_of(tmp_path, "早", "晚", parts=("通知",))
    after = programme_of(tmp_path, "晚", "早", parts=("通知", "尾声"))
    stick.perform(steps(stick, before), tmp_path / "scratch")
    whole = stick.image.read_bytes()
    count = len(steps(stick, after))
    for done in range(count):
        stick.image.write_bytes(whole)
        stick.perform(steps(stick, after)[:done], tmp_path / "scratch")
        # All but an export that is done, or has done nothing, is known as unfinished.
        assert (BEGUN in stick.names()) is (0 < done < count)
        stick.perform(steps(stick, after), tmp_path / "scratch")
        assert_plays(stick, after)


def test_the_reader_sees_a_folder_that_was_not_fresh(stick: FatStick, tmp_path: Path) -> None:
    """The fault that all this is against: a file written anew in a folder that is not fresh is played out of turn."""
    slots = programme_of(tmp_path, "早", parts=("一", "二"))
    stick.perform(steps(stick, slots), tmp_path / "scratch")
    longer = "0001_这个名字比原来的长.mp3"
    stick.tool("mdel", f"::01_早/{slots[0].tracks[0].name}")
    stick.tool("mcopy", str(slots[0].tracks[0].part.path), f"::01_早/{longer}")
    assert stick.names("01_早")[-1] == longer


def test_a_folder_that_the_user_lives_in(stick: FatStick, tmp_path: Path) -> None:
    """It cannot be made anew. Where that leaves the order as it should be, well; else it is told and never passed over."""

    def programme_of_one(*parts: str) -> tuple[Slot, ...]:
        return programme([read_horn_lecture(horn_lecture(tmp_path / "output", "甲", parts=parts))], ("早",))

    stick.perform(steps(stick, programme_of_one("一")), tmp_path / "scratch")
    (tmp_path / "说明.txt").write_bytes(b"mine")
    stick.tool("mcopy", str(tmp_path / "说明.txt"), "::01_早/说明.txt")
    stick.perform(steps(stick, programme_of_one("二")), tmp_path / "scratch")
    assert stick.names("01_早") == ["0001_二.mp3", "说明.txt"]
    # The four entries of the first name find room behind 说明.txt only, the two of the second before it.
    with pytest.raises(AssertionError):
        stick.perform(steps(stick, programme_of_one("长" * 22, "尾")), tmp_path / "scratch")
    assert stick.names("01_早")[0] == "0002_尾.mp3"
    assert FINISHED not in stick.names()
