"""`dangke-audio watch` from a user's chair: a process that is left running while the script is edited."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.cli import LECTURE, Project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
LONG_S = 60.0


class Watching:
    """A running `watch --json`."""

    def __init__(self, project: Project, *arguments: str, **variables: str) -> None:
        self.process = subprocess.Popen(
            project.command("watch", *arguments, "--voice", "tone", "--json"),
            cwd=project.folder,
            env=project.environment(**variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        self._objects: queue.Queue[dict[str, Any]] = queue.Queue()
        self._complaints: list[bytes] = []
        self._readers = [threading.Thread(target=read) for read in (self._read_objects, self._read_complaints)]
        for reader in self._readers:
            reader.start()

    def _read_objects(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._objects.put(json.loads(line))

    def _read_complaints(self) -> None:
        assert self.process.stderr is not None
        self._complaints.extend(self.process.stderr)

    def next(self, event: str) -> dict[str, Any]:
        """The next object of that kind; progress is passed over."""
        while (told := self._objects.get(timeout=LONG_S))["event"] in {"progress", "encoding"}:
            continue
        assert told["event"] == event, told
        return told

    def says_nothing(self, seconds: float = 1.0) -> bool:
        """Whether nothing more is built."""
        try:
            self._objects.get(timeout=seconds)
        except queue.Empty:
            return True
        return False

    def interrupt(self) -> tuple[int, str]:
        """Ctrl-C in its terminal; exit code and all that it said on stderr."""
        os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(timeout=LONG_S)
        self.close()
        return self.process.returncode, b"".join(self._complaints).decode()

    def close(self) -> None:
        """End it, whatever it does, and read what it still said."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=LONG_S)
        for reader in self._readers:
            reader.join(LONG_S)
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path)


@pytest.fixture
def watch(project: Project) -> Iterator[Callable[..., Watching]]:
    running: list[Watching] = []

    def begin(*arguments: str, **variables: str) -> Watching:
        running.append(Watching(project, *arguments, **variables))
        assert running[-1].next("watching")["files"] == [name for name in arguments if not name.startswith("-")]
        return running[-1]

    yield begin
    for one in running:
        one.close()


@pytest.mark.parametrize("options", [[], ["--poll"]])
def test_save_by_save(project: Project, watch: Callable[..., Watching], options: list[str]) -> None:
    watching = watch("讲稿.txt", *options)
    assert watching.next("lecture")["synthesized"] > 1
    project.script.write_text(LECTURE.replace("要认真学习。", "要认真领会。"), encoding="utf-8")
    assert watching.next("lecture")["synthesized"] == 1
    temporary = project.script.with_name("~WRD0001.tmp")
    temporary.write_text(LECTURE.replace("要认真学习。", "要认真体会。"), encoding="utf-8")
    temporary.replace(project.script)
    assert watching.next("lecture")["synthesized"] == 1
    assert watching.says_nothing()
    code, told = watching.interrupt()
    assert code == 0
    assert "正在监视 讲稿.txt" in told
    assert "再见" in told
    assert "错误" not in told


def test_errors_are_told_and_watching_goes_on(project: Project, watch: Callable[..., Watching]) -> None:
    watching = watch("讲稿.txt")
    watching.next("lecture")
    before = project.published()
    project.script.write_text(LECTURE.replace("要落实", "要落实ก"), encoding="utf-8")
    assert "讲稿.txt" in json.dumps(watching.next("error"), ensure_ascii=False)
    profile = project.folder / "voices" / "tone.toml"
    good = profile.read_text(encoding="utf-8")
    profile.write_text("title = ", encoding="utf-8")
    assert watching.next("error")["code"] == "config"
    profile.write_text(good, encoding="utf-8")
    assert watching.next("error")["code"] == "findings"
    assert project.published() == before
    project.script.write_text(LECTURE.replace("要落实", "要坚持"), encoding="utf-8")
    assert watching.next("lecture")["synthesized"] == 1
    assert project.published() != before


def test_a_build_that_fails_is_tried_again_with_the_next_save(project: Project, watch: Callable[..., Watching]) -> None:
    watching = watch("讲稿.txt", RECORDING_FAULT="jian1 chi2=silent")
    watching.next("lecture")
    project.script.write_text(LECTURE.replace("要落实", "要坚持"), encoding="utf-8")
    assert watching.next("error")["code"] == "synthesis"
    project.script.write_text(LECTURE.replace("要落实", "要维护"), encoding="utf-8")
    watching.next("lecture")


def test_a_save_during_a_build_is_built_afterwards(project: Project, watch: Callable[..., Watching]) -> None:
    watching = watch("讲稿.txt", RECORDING_DELAY="0.5")
    while not project.spoken():
        threading.Event().wait(0.05)
    project.script.write_text(LECTURE.replace("要认真学习。", "要认真领会。"), encoding="utf-8")
    assert watching.next("lecture")["synthesized"] > 1
    assert watching.next("lecture")["synthesized"] == 1
    assert watching.says_nothing()


def test_sidecar_and_lexicon_count_and_several_scripts(project: Project, watch: Callable[..., Watching]) -> None:
    (project.folder / "通知.txt").write_text("村务通知\n明天停水。\n", encoding="utf-8")
    watching = watch("讲稿.txt", "通知.txt")
    assert [watching.next("lecture")["title"] for _ in range(2)] == ["测试讲稿", "村务通知"]
    (project.folder / "讲稿.txt.toml").write_text('title = "另一个题目"\n', encoding="utf-8")
    assert watching.next("lecture")["title"] == "另一个题目"
    lexicons = project.folder / "voices" / "lexicons"
    lexicons.mkdir()
    (lexicons / "地名.tsv").write_text("停水\ttíng shuǐ\n", encoding="utf-8")
    assert {watching.next("lecture")["title"] for _ in range(2)} == {"另一个题目", "村务通知"}, "in any order"
    assert watching.says_nothing()


def test_a_build_in_another_window_is_waited_for(project: Project, watch: Callable[..., Watching]) -> None:
    with subprocess.Popen(
        project.command("build", "讲稿.txt", "--voice", "tone"),
        cwd=project.folder,
        env=project.environment(RECORDING_DELAY="0.7"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as other:
        while not project.spoken():
            threading.Event().wait(0.05)
        watching = watch("讲稿.txt")
        assert watching.next("lecture")["synthesized"] == 0
        assert other.wait() == 0
    assert watching.interrupt()[1].count("正在由另一个程序生成，等它完成") == 1


def test_interrupted_in_a_build_it_ends_as_a_build(project: Project, watch: Callable[..., Watching]) -> None:
    watching = watch("讲稿.txt", RECORDING_DELAY="2")
    while not project.spoken():
        threading.Event().wait(0.05)
    code, told = watching.interrupt()
    assert code == 130
    assert "已中断。做好的部分已保存" in told
    assert "Traceback" not in told


@pytest.mark.parametrize("arguments", [["讲搞.txt"], ["讲稿.txt", "--voice", "nobody"]])
def test_what_is_wrong_from_the_start_ends_it(project: Project, arguments: list[str]) -> None:
    done = project.run("watch", *arguments)
    assert done.code == 1
    assert done.err.startswith("错误：")
    assert not (project.folder / "output").exists()
