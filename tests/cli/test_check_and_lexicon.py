"""check --readings, check --sheet, the sidecar and author's marks through the command line, lexicon test."""

import json
import re
from pathlib import Path
from types import ModuleType

import pytest
from tests.support.cli import LECTURE, Project

import dangke_audio.parsing
from dangke_audio.checking.omissions import REASONS


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path)


def write_lexicon(project: Project, rows: str) -> None:
    folder = project.folder / "voices" / "lexicons"
    folder.mkdir(exist_ok=True)
    (folder / "本地.tsv").write_text(rows, encoding="utf-8")


def test_check_estimates_the_length_of_each_section(project: Project) -> None:
    lines = project.run("check", "讲稿.txt").out.splitlines()
    (row,) = [line for line in lines if "一、第一件事" in line]
    assert re.search(r"约 \d+ 秒$", row)
    assert any(re.fullmatch(r"总长：约 \d+ 秒", line) for line in lines)


def test_check_goes_on_behind_a_script_that_cannot_be_read(project: Project) -> None:
    done = project.run("check", "没有.txt", "讲稿.txt")
    assert done.code == 1
    assert "没有.txt" in done.err
    assert "一、第一件事" in done.out


def test_check_lists_uncertain_readings_only_when_asked(project: Project) -> None:
    project.script.write_text(LECTURE.replace("要认真学习。", "他叫仇长重，要认真学习。"), encoding="utf-8")
    plain = project.run("check", "讲稿.txt").out
    listed = project.run("check", "讲稿.txt", "--readings").out
    (count,) = re.findall(r"拿不准的读音：(\d+) 处", plain)
    assert int(count) > 0
    assert "也可能读" not in plain
    assert listed.count("也可能读") == int(count)
    assert "      他叫仇长重，要认真学习。" in listed.splitlines()


def test_the_sheet_has_everything_that_must_be_looked_at(project: Project) -> None:
    text = LECTURE.replace(
        "要认真学习。", "2024年要学3次（掌声）。\n如若转载，请注明出处：https://www.example.cn/1.html"
    )
    project.script.write_text(text + "三、没有正文的标题\n", encoding="utf-8")
    done = project.run("check", "讲稿.txt", "--sheet")
    assert done.code == 0
    for words in (
        "审听单",
        "题目：测试讲稿",
        "□ 一、第一件事",
        "2024 → 二零二四",
        "（掌声）（现场提示）",
        "版权声明",
        "没有正文",
        "审听人：",
        "同意播放",
    ):
        assert words in done.out, words
    assert not (project.folder / "output").exists()


def test_a_sidecar_changes_the_outline_and_what_is_built(project: Project) -> None:
    sidecar = (
        'speaker = "李四"\n[[lines]]\ntext = "二、第二件事"\nis = "body"\n[[lines]]\ntext = "没有这行"\nis = "silent"\n'
    )
    project.folder.joinpath("讲稿.txt.toml").write_text(sidecar, encoding="utf-8")
    checked = project.run("check", "讲稿.txt").out
    assert "主讲：李四" in checked
    assert "没有这行" in checked
    built = project.build()
    assert built.code == 0, built.err
    names = sorted(path.name for path in (project.out / "章节").glob("*.mp3"))
    assert len(names) == 2
    assert "第二件事" not in "".join(names)


def test_a_faulty_sidecar_is_told_with_its_name(project: Project) -> None:
    project.folder.joinpath("讲稿.txt.toml").write_text("titel = 'x'", encoding="utf-8")
    done = project.run("check", "讲稿.txt")
    assert done.code == 1
    assert "讲稿.txt.toml" in done.err


def test_an_author_s_pause_is_heard(project: Project) -> None:
    usual = project.build().last["audio_ms"]
    project.script.write_text(LECTURE.replace("大家好。", "大家好。[停顿 5秒]"), encoding="utf-8")
    longer = project.build().last["audio_ms"]
    assert 4_000 < longer - usual < 5_000


def test_a_pinned_reading_is_what_the_engine_gets(project: Project) -> None:
    project.script.write_text("在[读作 zhòng qìng]重庆[/读作]和重庆。\n", encoding="utf-8")
    (script,) = project.run("script", "讲稿.txt", "--json").objects
    (sentence,) = script["sections"][0]["sentences"]
    assert sentence["written"] == "在重庆和重庆。"
    assert sentence["pinyin"][1:3] == ["zhong4", "qing4"]
    assert sentence["pinyin"][4:6] == ["chong2", "qing4"]


def test_a_lexicon_decides_everywhere_and_remakes_only_what_it_touches(project: Project) -> None:
    before = project.build().last
    write_lexicon(project, "落实\tluò shǐ\t试\n")
    after = project.build().last
    assert (before["synthesized"], after["synthesized"]) == (before["clips"], 1)


def test_lexicon_test_shows_the_reading_its_source_and_the_places(project: Project) -> None:
    write_lexicon(project, "301医院\t三零幺医院\t本地叫法\n")
    project.script.write_text("我在301医院工作。\n那家301医院很好，301医院的路也好。\n", encoding="utf-8")
    done = project.run("lexicon", "test", "301医院", "讲稿.txt")
    assert done.code == 0, done.err
    assert "读作：三零幺医院　sān líng yāo yī yuàn" in done.out
    assert "本地.tsv:1" in done.out
    assert "本地叫法" in done.out
    assert "出现 3 次" in done.out
    assert "讲稿.txt:2" in done.out


def test_faulty_rows_stop_the_command_and_name_their_lines(project: Project) -> None:
    write_lexicon(project, "单县\tshàn\n好\n")
    done = project.run("build", "讲稿.txt", "--voice", "tone")
    assert done.code == 1
    assert "本地.tsv:1" in done.err
    assert "本地.tsv:2" in done.err


def test_every_reason_has_words() -> None:
    parser = sources(dangke_audio.parsing)
    used = set(re.findall(r'omitted\(\s*"([a-z-]+)"', parser))
    used |= set(re.findall(r'"([a-z]+(?:-[a-z]+)*)",\s*(?:rf?"|re\.compile)', parser))
    assert {"title-repeated", "date", "copyright", "official-number", "speaker-label"} <= used
    assert used <= set(REASONS), used - set(REASONS)


def test_the_manifest_names_sidecar_and_lexicon(project: Project) -> None:
    assert project.build().code == 0
    before = json.loads((project.out / "manifest.json").read_bytes())["source"]
    write_lexicon(project, "落实\tluò shí\n")
    project.folder.joinpath("讲稿.txt.toml").write_text('speaker = "李四"\n', encoding="utf-8")
    assert project.build().code == 0
    after = json.loads((project.out / "manifest.json").read_bytes())["source"]
    assert (before["sidecar_sha256"], before["lexicon_sha256"]) == (None, None)
    assert len(after["sidecar_sha256"]) == len(after["lexicon_sha256"]) == 64


def sources(package: ModuleType) -> str:
    """The text of a package's modules."""
    return "".join(path.read_text("utf-8") for path in Path(str(package.__file__)).parent.rglob("*.py"))
