"""The whole walk, into folders."""

import json
from pathlib import Path

import pytest
from tests.support.horn_lectures import horn_lecture, tree

from dangke_audio.errors import ConfigError, DangkeError, SourceError, StorageError
from dangke_audio.exporting import Exported, Request, export
from dangke_audio.exporting.markers import BEGUN, FINISHED


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "output"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "U 盘"
    folder.mkdir()
    return folder


def exported(lectures: list[Path], stick: Path, *slots: str, into_empty: bool = True) -> Exported:
    return export(Request(tuple(lectures), stick, slots, into_empty=into_empty, program="dangke-audio test"))


def refusal(lectures: list[Path], stick: Path, *slots: str, into_empty: bool = True) -> DangkeError:
    """The error; nothing may have been changed."""
    before = tree(stick) if stick.is_dir() else {}
    with pytest.raises(DangkeError) as caught:
        exported(lectures, stick, *slots, into_empty=into_empty)
    assert (tree(stick) if stick.is_dir() else {}) == before
    assert caught.value.hint
    return caught.value


def test_every_slot_holds_everything_numbered_through(out: Path, stick: Path) -> None:
    lectures = [horn_lecture(out, "甲", title="防范诈骗"), horn_lecture(out, "乙", title="森林防火", parts=["通知"])]
    done = exported(lectures, stick, "早", "晚")
    names = ["0001_第一部分.mp3", "0002_第二部分.mp3", "0003_第三部分.mp3", "0004_通知.mp3"]
    assert sorted(tree(stick)) == [
        *(f"01_早/{name}" for name in names),
        *(f"02_晚/{name}" for name in names),
        FINISHED,
    ]
    for folder in ("01_早", "02_晚"):
        assert (stick / folder / names[1]).read_bytes() == (out / "甲/大喇叭/0002_第二部分.mp3").read_bytes()
        assert (stick / folder / names[3]).read_bytes() == (out / "乙/大喇叭/0001_通知.mp3").read_bytes()
    assert [(slot.folder, len(slot.tracks)) for slot in done.slots] == [("01_早", 4), ("02_晚", 4)]
    assert (done.removed, done.kept, done.was_interrupted) == (0, (), False)


def test_one_folder_without_slots(out: Path, stick: Path) -> None:
    exported([horn_lecture(out, parts=["", "尾声"])], stick)
    assert sorted(tree(stick)) == ["01/0001.mp3", "01/0002_尾声.mp3", FINISHED]


def test_the_marker_is_ascii_and_names_what_was_made(out: Path, stick: Path) -> None:
    exported([horn_lecture(out)], stick, "早")
    marker = (stick / FINISHED).read_bytes()
    assert marker.isascii()
    told = json.loads(marker)
    assert (told["state"], told["program"], told["folders"]) == ("complete", "dangke-audio test", ["01_早"])
    assert [file["name"] for file in told["files"]] == [name for name in tree(stick) if name != FINISHED]


def test_the_same_export_gives_the_same_bytes(out: Path, stick: Path) -> None:
    lecture = horn_lecture(out)
    first = exported([lecture], stick, "早", "晚")
    before, sheets = tree(stick), (first.sheet.read_bytes(), first.page.read_bytes())
    again = exported([lecture], stick, "早", "晚", into_empty=False)
    assert (tree(stick), again.removed) == (before, 6)
    assert (again.sheet.read_bytes(), again.page.read_bytes()) == sheets


def test_another_export_removes_what_the_last_one_made(out: Path, stick: Path) -> None:
    exported([horn_lecture(out, "甲"), horn_lecture(out, "乙")], stick, "早", "中", "晚")
    done = exported([out / "乙"], stick, "夜", into_empty=False)
    assert {name.partition("/")[0] for name in tree(stick)} == {"01_夜", FINISHED}
    assert [path.name for path in sorted(stick.iterdir())] == ["01_夜", FINISHED]
    assert done.removed == 18


def test_what_the_user_put_there_is_kept_and_told(out: Path, stick: Path) -> None:
    exported([horn_lecture(out)], stick, "早")
    (stick / "说明.txt").write_bytes(b"mine")
    (stick / "01_早" / "联系人.txt").write_bytes(b"mine too")
    (stick / "音乐").mkdir()
    (stick / "音乐" / "歌.mp3").write_bytes(b"song")
    done = exported([out / "讲稿"], stick, "早", into_empty=False)
    assert done.kept == ("说明.txt", "音乐", "01_早/联系人.txt")
    assert tree(stick)["说明.txt"] == b"mine"
    assert tree(stick)["01_早/联系人.txt"] == b"mine too"
    assert tree(stick)["音乐/歌.mp3"] == b"song"
    done = exported([out / "讲稿"], stick, "夜", into_empty=False)
    assert sorted(name for name in tree(stick) if name.startswith("01_早")) == ["01_早/联系人.txt"]


def test_what_systems_put_there_counts_as_nothing(out: Path, stick: Path) -> None:
    for folder in ("System Volume Information", "$RECYCLE.BIN", ".Trashes", ".fseventsd", ".Trash-1000"):
        (stick / folder).mkdir()
        (stick / folder / "x").write_bytes(b"theirs")
    for name in (".DS_Store", "Thumbs.db", "._.Trashes", "desktop.ini"):
        (stick / name).write_bytes(b"theirs")
    theirs = tree(stick)
    exported([horn_lecture(out)], stick, "早")
    (stick / "01_早" / "._0001_第一部分.mp3").write_bytes(b"played with a crack")
    (stick / "01_早" / "Thumbs.db").write_bytes(b"pictures")
    done = exported([out / "讲稿"], stick, "早", into_empty=False)
    assert done.kept == ()
    assert theirs.items() <= tree(stick).items()
    assert len(list((stick / "01_早").iterdir())) == 3


def test_an_empty_target_needs_the_option(out: Path, stick: Path) -> None:
    error = refusal([horn_lecture(out)], stick, into_empty=False)
    assert "--into-empty" in str(error)


@pytest.mark.parametrize("into_empty", [False, True])
def test_a_target_that_we_did_not_make(out: Path, stick: Path, into_empty: bool) -> None:
    (stick / "照片.jpg").write_bytes(b"mine")
    error = refusal([horn_lecture(out)], stick, into_empty=into_empty)
    assert "照片.jpg" in error.message


@pytest.mark.parametrize("name", ["外来.mp3", "外来.MP3", "文件夹"])
def test_a_stranger_among_ours(out: Path, stick: Path, name: str) -> None:
    exported([horn_lecture(out)], stick, "早")
    if name == "文件夹":
        (stick / "01_早" / name).mkdir()
    else:
        (stick / "01_早" / name).write_bytes(b"mine")
    error = refusal([out / "讲稿"], stick, "早")
    assert f"01_早/{name}" in error.message


def test_a_name_that_we_need_is_the_users(out: Path, stick: Path) -> None:
    exported([horn_lecture(out)], stick, "早")
    (stick / "02_evening").mkdir()
    error = refusal([out / "讲稿"], stick, "早", "EVENING")
    assert "02_evening" in error.message


def test_links_lead_nowhere(out: Path, stick: Path, tmp_path: Path) -> None:
    exported([horn_lecture(out)], stick, "早")
    treasure = tmp_path / "宝贝"
    (stick / "01_早").rename(treasure)
    (stick / "01_早").symlink_to(treasure, target_is_directory=True)
    before = tree(treasure)
    assert "01_早" in refusal([out / "讲稿"], stick, "早").message
    assert tree(treasure) == before


def test_a_link_of_our_name_is_removed_and_not_followed(out: Path, stick: Path, tmp_path: Path) -> None:
    exported([horn_lecture(out)], stick, "早")
    treasure = tmp_path / "宝贝.mp3"
    treasure.write_bytes(b"mine")
    track = stick / "01_早" / "0002_第二部分.mp3"
    track.unlink()
    track.symlink_to(treasure)
    exported([out / "讲稿"], stick, "早")
    assert treasure.read_bytes() == b"mine"
    assert not track.is_symlink()


def test_a_forged_marker_removes_nothing(out: Path, stick: Path, tmp_path: Path) -> None:
    names = [
        "../外面.mp3",
        "文档/0001.mp3",
        "01_早/../../外面.mp3",
        "/外面.mp3",
        "01_早/合同.docx",
        "01_早\\x/0001.mp3",
    ]
    told = {"made_by": "dangke-audio", "folders": ["01_早", "..", "文档"], "files": [{"name": name} for name in names]}
    (stick / FINISHED).write_text(json.dumps(told), encoding="ascii")
    (tmp_path / "外面.mp3").write_bytes(b"mine")
    for name in ("文档/0001.mp3", "01_早/合同.docx"):
        (stick / name).parent.mkdir()
        (stick / name).write_bytes(b"mine")
    done = exported([horn_lecture(out)], stick, "夜")
    assert (tmp_path / "外面.mp3").read_bytes() == b"mine"
    assert tree(stick)["文档/0001.mp3"] == tree(stick)["01_早/合同.docx"] == b"mine"
    assert done.removed == 0


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b"[]", b'{"made_by": "other", "folders": [], "files": []}']
)
def test_a_damaged_marker(out: Path, stick: Path, content: bytes) -> None:
    (stick / FINISHED).write_bytes(content)
    assert FINISHED in refusal([horn_lecture(out)], stick).message


def test_somebody_elses_file_of_the_begun_markers_name(out: Path, stick: Path) -> None:
    (stick / BEGUN).write_bytes(b"letters")
    assert BEGUN in refusal([horn_lecture(out)], stick).message


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 512, b'{"made_by": "dang', b'{"made_by": "dangke-audio", "state": "wri']
)
def test_an_export_that_had_just_begun(out: Path, stick: Path, content: bytes) -> None:
    (stick / BEGUN).write_bytes(content)
    done = exported([horn_lecture(out)], stick, "早", into_empty=False)
    assert done.was_interrupted
    assert [path.name for path in sorted(stick.iterdir())] == ["01_早", FINISHED]


def test_targets_that_are_none(out: Path, tmp_path: Path) -> None:
    lecture = horn_lecture(out)
    (tmp_path / "文件").write_bytes(b"")
    for target, said in ((tmp_path / "没有", "没有这个目标"), (tmp_path / "文件", "是一个文件")):
        assert said in refusal([lecture], target).message
    for target in (lecture, lecture / "大喇叭", out, tmp_path):
        assert isinstance(refusal([lecture], target), ConfigError)


def test_more_than_players_read(out: Path, stick: Path) -> None:
    lecture = horn_lecture(out, parts=[f"{number}段" for number in range(50)])
    error = refusal([lecture, lecture], stick)
    assert "100" in error.message


def test_no_room(out: Path, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    usage = shutil.disk_usage(stick)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=30_000))
    error = refusal([horn_lecture(out)], stick, "早", "晚")
    assert isinstance(error, StorageError)
    assert "空间不够" in error.message


def test_the_sheet_of_another(out: Path, stick: Path) -> None:
    lecture = horn_lecture(out)
    (out / "播放单.txt").write_text("我的播放单", encoding="utf-8")
    assert "同名文件" in refusal([lecture], stick).message
    assert (out / "播放单.txt").read_text(encoding="utf-8") == "我的播放单"


def test_a_lecture_that_was_built_again_meanwhile(out: Path, stick: Path) -> None:
    lecture = horn_lecture(out)
    changed = lecture / "大喇叭" / "0003_第三部分.mp3"

    def rebuild(step: object) -> None:
        if getattr(step, "name", "").endswith("0002_第二部分.mp3"):
            changed.write_bytes(b"another")

    with pytest.raises(SourceError, match="没有完成"):
        export(Request((lecture,), stick, ("早",), into_empty=True), rebuild)
    assert not (stick / FINISHED).exists()
    exported([horn_lecture(out)], stick, "早", into_empty=False)
    assert len(tree(stick)) == 4
