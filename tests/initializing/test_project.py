"""`init`: a folder's own configuration, which the program reads and which changes nothing until it is edited."""

import re
from pathlib import Path

import pytest
from tests.support.cli import Project

from dangke_audio.config import load_lexicon, load_project_options
from dangke_audio.config.horn import HORN_FIELDS
from dangke_audio.config.phone import PHONE_FIELDS
from dangke_audio.config.profiles import load_profile
from dangke_audio.config.project import CONFIG, ProjectOptions
from dangke_audio.errors import ConfigError, SourceError
from dangke_audio.initializing import lay_out_project
from dangke_audio.initializing.project import OWN_VOICE
from dangke_audio.model.phone import Music

OPTION = re.compile(r"(?m)^# (\w+) = ")


def test_as_it_is_laid_out_it_changes_nothing(tmp_path: Path) -> None:
    laid = lay_out_project(tmp_path / "党课", "zf_xiaobei", tmp_path)
    project = tmp_path / "党课"
    assert [one.name for one in laid if one.is_new and (project / one.name).is_file()] == [one.name for one in laid]
    assert load_project_options(project) == ProjectOptions()
    assert load_lexicon(project).digest == load_lexicon(tmp_path).digest
    own, shipped = load_profile(OWN_VOICE, project), load_profile("zf_xiaobei", tmp_path)
    assert (own.engine, own.voice, own.pauses, own.gain_db) == (
        shipped.engine,
        shipped.voice,
        shipped.pauses,
        shipped.gain_db,
    )
    assert own.title != shipped.title


def test_every_option_is_there_with_its_usual_value(tmp_path: Path) -> None:
    lay_out_project(tmp_path, "zm_yunjian", tmp_path)
    config = tmp_path / CONFIG
    text = config.read_text(encoding="utf-8")
    _, phone, horn = text.split("\n[")
    assert set(OPTION.findall(phone)) == set(PHONE_FIELDS)
    assert set(OPTION.findall(horn)) == set(HORN_FIELDS)
    config.write_text(OPTION.sub(r"\1 = ", text), encoding="utf-8")
    options, usual = load_project_options(tmp_path), ProjectOptions()
    music = Music(*(str(tmp_path / name) for name in ("片头.mp3", "片尾.mp3", "间奏.mp3")))
    assert options.phone.music == music
    assert {**vars_of(options.phone), "music": None} == {**vars_of(usual.phone), "music": None}
    assert {**vars_of(options.horn), "repeats": None} == {**vars_of(usual.horn), "repeats": None}


def vars_of(options: object) -> dict[str, object]:
    return {name: getattr(options, name) for name in options.__slots__}  # type: ignore[attr-defined]


def test_what_is_there_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / CONFIG).write_text("[phone]\nbitrate = 96\n", encoding="utf-8")
    first = {one.name: one.is_new for one in lay_out_project(tmp_path, "zm_yunjian", tmp_path)}
    assert first.pop(CONFIG) is False
    assert all(first.values())
    again = lay_out_project(tmp_path, "zf_xiaobei", tmp_path)
    assert not any(one.is_new for one in again)
    assert load_project_options(tmp_path).phone.bitrate_kbps == 96
    assert load_profile(OWN_VOICE, tmp_path).voice == "zm_yunjian"


def test_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="没有名为 nobody 的声音"):
        lay_out_project(tmp_path / "党课", "nobody", tmp_path)
    assert not (tmp_path / "党课").exists()
    (tmp_path / "讲稿.txt").write_text("大家好。\n", encoding="utf-8")
    with pytest.raises(SourceError, match="不是文件夹"):
        lay_out_project(tmp_path / "讲稿.txt", "zm_yunjian", tmp_path)


def test_from_init_to_a_lecture_that_says_what_it_is(tmp_path: Path) -> None:
    project = Project.make(tmp_path)
    done = project.run("init", "--voice", "tone")
    assert done.code == 0, done.err
    assert "voices/我的声音.toml" in done.out
    own = tmp_path / "voices" / "我的声音.toml"
    marked = own.read_text(encoding="utf-8").replace("[pauses]", 'label = "本音频由人工智能合成。"\n\n[pauses]')
    own.write_text(marked, encoding="utf-8")
    built = project.build("--for", "horn", "--for", "phone", voice=OWN_VOICE)
    assert built.code == 0, built.err
    assert any(line.startswith("ben3 yin1 pin2 ") for line in project.spoken())
    lrc = next(project.out.glob("*.lrc")).read_text(encoding="utf-8-sig")
    texts = [line.partition("]")[2] for line in lrc.splitlines() if re.match(r"\[\d", line)]
    assert texts[:2] == ["本音频由人工智能合成。", "测试讲稿"]
    assert "已经有了，没有动" in project.run("init").out
