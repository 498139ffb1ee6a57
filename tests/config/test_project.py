from pathlib import Path

import pytest

from dangke_audio.config.phone import name_fault
from dangke_audio.config.project import ProjectOptions, load_project_options
from dangke_audio.errors import ConfigError
from dangke_audio.model.phone import Music, PhoneOptions


def written(folder: Path, text: str) -> Path:
    (folder / "dangke.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_all_is_as_usual(tmp_path: Path) -> None:
    assert load_project_options(tmp_path) == load_project_options(written(tmp_path, "")) == ProjectOptions()


def test_every_key(tmp_path: Path) -> None:
    text = """[phone]
bitrate = 96
file_name = "{date} {title}"
lrc_encoding = "gb18030"
m4b = false
page = false
cover = "封面.png"
intro = "国歌.mp3"
between = "铃.wav"
"""
    assert load_project_options(written(tmp_path, text)).phone == PhoneOptions(
        bitrate_kbps=96,
        file_name="{date} {title}",
        lrc_encoding="gb18030",
        m4b=False,
        page=False,
        cover=True,
        cover_file=str(tmp_path / "封面.png"),
        music=Music(intro=str(tmp_path / "国歌.mp3"), between=str(tmp_path / "铃.wav")),
    )
    assert not load_project_options(written(tmp_path, "[phone]\ncover = false")).phone.cover


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = '[phone]\nbitrat = 64\nbitrate = 65\nm4b = "ja"\nfile_name = "{name}"\nlrc_encoding = "big5"\nintro = 3\n'
    with pytest.raises(ConfigError) as error:
        load_project_options(written(tmp_path, text))
    told = error.value.message
    assert "是不是 phone.bitrate？" in told
    for field in ("phone.bitrate 应是 32", "phone.m4b", "phone.file_name", "phone.lrc_encoding", "phone.intro"):
        assert field in told
    assert error.value.place == str(tmp_path / "dangke.toml")


@pytest.mark.parametrize(("text", "told"), [("[phone", "写法有误"), ("phone = 1", "一节"), ("[fone]", "phone")])
def test_what_is_no_configuration(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        load_project_options(written(tmp_path, text))


@pytest.mark.parametrize("pattern", ["{title", "title}", "{}", "{titel}", "  "])
def test_patterns_that_name_nothing(pattern: str) -> None:
    assert name_fault(pattern)
    assert not name_fault("{title}-{speaker}")
