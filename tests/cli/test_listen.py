"""`dangke-audio listen` from a user's chair; a recognizer of tones stands in for Whisper."""

import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.cli import Done, Project
from tests.support.planted_faults import Tape
from tests.support.tone_recognizer import SPRING, ToneRecognizer, words_of

from dangke_audio.cli.boundary import guarded
from dangke_audio.cli.main import cli
from dangke_audio.listening import published_speech

FAULTY = "检查水渠与机井。"


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project.make(tmp_path_factory.mktemp("project"), SPRING)
    assert project.build().code == 0
    return project


@pytest.fixture
def project(clean: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    words = words_of(clean.out)
    monkeypatch.setattr("dangke_audio.listening.Whisper", lambda _folder: ToneRecognizer(words))
    return clean


@contextmanager
def planted(project: Project, plant: Callable[[Tape, int], list[bytes]]) -> Iterator[Project]:
    """One sentence of it has a fault."""
    mp3 = published_speech(project.out).mp3
    before = mp3.read_bytes()
    tape = Tape.of(published_speech(project.out))
    number = next(n for n, each in enumerate(tape.speech.sentences) if each.written == FAULTY)
    tape.write(mp3, plant(tape, number))
    yield project
    mp3.write_bytes(before)


@pytest.fixture
def spoilt(project: Project) -> Iterator[Project]:
    """One sentence of it is silent."""
    with planted(project, lambda tape, number: tape.silenced(number)) as spoilt:
        yield spoilt


@pytest.fixture
def noisy(project: Project) -> Iterator[Project]:
    """One sentence of it has noise through which it is understood."""
    with planted(project, lambda tape, number: tape.noisy(number, 0.2, 1.1, 5)) as noisy:
        yield noisy


def run(project: Project, *arguments: str) -> Done:
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with chdir(project.folder), redirect_stdout(out), redirect_stderr(err):
        code = guarded(cli, ["listen", *arguments, "--jobs", "1"])
    out.flush()
    written = out.buffer
    assert isinstance(written, io.BytesIO)
    return Done(code, written.getvalue().decode("utf-8"), err.getvalue())


def test_a_good_lecture_has_a_row_and_nothing_suspicious(project: Project) -> None:
    done = run(project)
    assert done.code == 0, done.err
    assert "可疑：" not in done.out
    assert done.out.splitlines()[-1].split() == ["10", "0.0%", "0.0%", "0", "0", "春耕"]


def test_a_sentence_that_differs_is_told_with_its_place_and_a_page_that_plays_it(spoilt: Project) -> None:
    done = run(spoilt, "output/讲稿")
    assert done.code == 0
    assert f"应读：{FAULTY}" in done.out
    assert "听到：（什么也没听到）" in done.out
    assert "第2章第3句" in done.out
    assert "改动过" in done.err
    page = (spoilt.folder / "output" / ".dangke" / "讲稿" / "report.html").read_text("utf-8")
    assert page.count("<button") == 1
    assert FAULTY in page
    assert 'src="../../%E8%AE%B2%E7%A8%BF/' in page


def test_noise_is_told_with_its_time_though_all_is_understood(noisy: Project) -> None:
    done = run(noisy, "output/讲稿")
    lines = done.out.splitlines()
    (told,) = (line for line in lines if "这一句里有杂音" in line)
    assert re.fullmatch(r"  声音：这一句里有杂音（00:\d\d 到 00:\d\d）", told)
    assert f"  应读：{FAULTY}" in lines
    assert "不同：" not in done.out
    assert lines[-1].split() == ["10", "0.0%", "0.0%", "0", "1", "春耕"]
    page = (noisy.folder / "output" / ".dangke" / "讲稿" / "report.html").read_text("utf-8")
    assert page.count("<button") == 1
    assert f'<p class="noise">{told.removeprefix("  声音：")}</p>' in page


def test_noise_for_programs(noisy: Project) -> None:
    heard = run(noisy, "--json").objects[-2]
    (suspicious,) = heard["suspicious"]
    assert suspicious["expected"] == FAULTY
    assert suspicious["sure_errors"] == 0
    assert suspicious["noise"]["start_ms"] == pytest.approx(suspicious["start_ms"] + 200, abs=250)
    assert suspicious["noise"]["end_ms"] == pytest.approx(suspicious["start_ms"] + 1300, abs=250)


def test_strict_makes_a_failure_of_it(spoilt: Project) -> None:
    assert run(spoilt, "--strict").code == 1


def test_strict_is_content_with_a_good_lecture(project: Project) -> None:
    assert run(project, "--strict").code == 0


def test_for_programs(spoilt: Project) -> None:
    done = run(spoilt, "--json")
    heard, last = done.objects[-2:]
    assert (heard["event"], heard["sentences"], len(heard["suspicious"])) == ("heard", 10, 1)
    suspicious = heard["suspicious"][0]
    assert (suspicious["chapter"], suspicious["sentence"], suspicious["expected"]) == (2, 3, FAULTY)
    assert suspicious["sure_errors"] == 7
    assert suspicious["noise"] is None
    assert last == {"event": "done", "lectures": 1, "failed": 0, "suspicious": 2}


def test_a_folder_without_a_lecture_is_told_and_the_others_are_heard(project: Project) -> None:
    done = run(project, "output/没有", "output/讲稿")
    assert done.code == 1
    assert "没有生成好的讲稿录音" in done.err
    assert "春耕" in done.out


def test_a_folder_of_lectures_is_heard_lecture_by_lecture_each_once(project: Project) -> None:
    done = run(project, "output", "output/讲稿", "--json")
    assert done.code == 0, done.err
    assert [Path(one["folder"]) for one in done.objects if one["event"] == "heard"] == [Path("output/讲稿")]
    (usual,) = (one for one in run(project, "--json").objects if one["event"] == "heard")
    assert (usual["folder"], usual["newly_heard"]) == ("output/讲稿", 0)


def test_a_folder_that_is_not_there_or_has_no_lecture(project: Project, tmp_path: Path) -> None:
    for name in ("没有", "."):
        done = run(replace(project, folder=tmp_path), name)
        assert (done.code, done.err.count("错误：")) == (1, 1), done.err
        assert "先运行 dangke-audio build" in done.err


def test_a_lecture_of_an_older_program_has_to_be_built_again(project: Project, tmp_path: Path) -> None:
    content = json.loads((project.out / "manifest.json").read_text("utf-8"))
    for sentence in content["sentences"]:
        del sentence["pinyin"]
    (tmp_path / "旧的").mkdir()
    (tmp_path / "旧的" / "manifest.json").write_text(json.dumps(content), "utf-8")
    done = run(replace(project, folder=tmp_path), "旧的")
    assert done.code == 1
    assert "声音不用重做" in done.err


def test_without_the_extra_the_remedy_is_told(clean: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import PackageNotFoundError

    def missing(package: str) -> str:
        raise PackageNotFoundError(package)

    monkeypatch.setattr("dangke_audio.listening.recognizer.version", missing)
    done = run(clean)
    assert done.code == 1
    assert 'pip install "dangke-audio[listen]"' in done.err


def test_a_folder_without_a_model_is_told(clean: Project) -> None:
    pytest.importorskip("faster_whisper", reason="the extra `listen` is not installed")
    done = run(clean, "--model", "nowhere")
    assert done.code == 1
    assert "没有语音识别模型" in done.err
