"""What dangke.toml and the options of `build` do to the files, from the user's chair."""

import json
import wave
from pathlib import Path

import pytest
from mutagen.id3 import ID3
from PIL import Image
from tests.support.cli import Project
from tests.support.sound import speechlike


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path)


def write_music(path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(24_000)
        file.writeframes(speechlike(48_000).data)


def test_the_command_line_counts_before_the_file(project: Project) -> None:
    (project.folder / "dangke.toml").write_text(
        '[phone]\nbitrate = 96\nfile_name = "党课 {title}"\nlrc_encoding = "gb18030"\nm4b = false\ncover = false\n',
        encoding="utf-8",
    )
    assert project.build().code == 0
    names = {path.name for path in project.out.iterdir()}
    assert {"党课 测试讲稿.mp3", "党课 测试讲稿.lrc"} < names
    assert not {name for name in names if name.endswith((".m4b", ".jpg"))}
    assert (project.out / "党课 测试讲稿.lrc").read_bytes().decode("gb18030").startswith("[ti:测试讲稿]")
    assert project.build("--lrc-encoding", "utf-8").code == 0
    assert (project.out / "党课 测试讲稿.lrc").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_users_cover_is_in_every_mp3(project: Project) -> None:
    Image.new("RGB", (90, 60), "green").save(project.folder / "图.png")
    assert project.build("--cover", "图.png").code == 0
    assert (project.out / "封面.jpg").is_file()
    for path in (project.out / "测试讲稿.mp3", *(project.out / "章节").glob("*.mp3")):
        (found,) = ID3(path).getall("APIC")
        assert (found.mime, found.type) == ("image/jpeg", 3)


def test_music_is_counted_in_the_timeline(project: Project) -> None:
    project.build()
    before = json.loads((project.out / "manifest.json").read_text(encoding="utf-8"))
    write_music(project.folder / "曲.wav")
    again = project.build("--intro", "曲.wav", "--between", "曲.wav", "--outro", "曲.wav").last
    assert again["synthesized"] == 0
    after = json.loads((project.out / "manifest.json").read_text(encoding="utf-8"))
    chapters = len(after["chapters"])
    assert after["samples"] - before["samples"] > 48_000 * (chapters + 1)
    assert after["sentences"][0]["start_sample"] > 48_000
    assert after["chapters"][0]["start_sample"] == 0
    assert len(after["sentences"]) == len(before["sentences"])
    assert project.build("--intro", "曲.wav", "--between", "曲.wav", "--outro", "曲.wav").last["blocks_encoded"] == 0


@pytest.mark.parametrize(
    ("option", "told"), [("--intro", "不是能读的音频"), ("--between", "不是能读的音频"), ("--cover", "不是能读的图片")]
)
def test_a_file_of_another_kind_is_told_before_anything_is_spoken(project: Project, option: str, told: str) -> None:
    done = project.build(option, "讲稿.txt")
    assert done.code == 1
    assert told in done.err
    assert "讲稿.txt" in done.err
    assert not project.log.exists()


def test_faults_of_the_file_are_told(project: Project) -> None:
    (project.folder / "dangke.toml").write_text("[phone]\nbitrat = 64\n", encoding="utf-8")
    done = project.build()
    assert done.code == 1
    assert "是不是 phone.bitrate" in done.err


def test_the_edition_can_be_named(project: Project) -> None:
    assert project.build("--for", "phone").code == 0
    assert project.build("--for", "fax").code == 2
