"""The crew: every job is answered, whatever happens to a worker, and stopping is immediate."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from tests.support.plugins.recording_engine import RecordingEngine

from dangke_audio.engines.contract import Heard, Limits, Patience
from dangke_audio.errors import EngineError, StoppedError
from dangke_audio.model.speech import Speaker
from dangke_audio.synthesizing.crew import Listed
from dangke_audio.synthesizing.trimming import trim
from dangke_audio.synthesizing.worker import Answer, Job
from dangke_audio.synthesizing.workers import run_jobs, schedule


def job(index: int, text: str) -> Job:
    return Job(index, Heard(text, len(text.split()), ()), Speaker("tone"))


def jobs(*heard: str) -> Listed:
    return Listed(job(index, text) for index, text in enumerate(heard))


def answers(*heard: str, workers: int = 2) -> dict[int, Answer]:
    return {
        answer.index: answer for answer in run_jobs(jobs(*heard), RecordingEngine(), workers, RecordingEngine.patience)
    }


def test_every_job_is_answered_once_with_its_own_sound() -> None:
    heard = [f"yi1 {'er4 ' * length}san1" for length in range(5)]
    spoken = answers(*heard)
    assert sorted(spoken) == list(range(5))
    alone = [trim(RecordingEngine().speak(text, "tone", 1.0)) for text in heard]
    assert [spoken[index].clip for index in range(5)] == alone


def test_no_jobs_no_processes() -> None:
    assert answers() == {}


def test_an_error_is_the_answer_of_its_job_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDING_FAULT", "huai4=error")
    spoken = answers("yi1", "huai4", "san1")
    assert "引擎故意出错" in str(spoken[1].failure)
    assert spoken[0].clip
    assert spoken[2].clip


def test_a_bug_in_an_engine_is_the_answer_of_its_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDING_FAULT", "huai4=crash")
    spoken = answers("yi1", "huai4", "san1", workers=1)
    assert "ZeroDivisionError" in str(spoken[1].failure)
    assert [bool(spoken[index].clip) for index in (0, 2)] == [True, True]


def test_a_worker_that_dies_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDING_FAULT", "huai4=die")
    spoken = answers("yi1", "huai4", "san1", "si4", workers=1)
    assert "意外结束" in str(spoken[1].failure)
    assert [bool(spoken[index].clip) for index in (0, 2, 3)] == [True, True, True]


def test_what_fails_in_passing_is_tried_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RECORDING_FAULT", "huai4=passing")
    monkeypatch.setenv("RECORDING_ONCE", str(tmp_path / "happened"))
    spoken = answers("yi1", "huai4", "san1", workers=1)
    assert all(answer.clip for answer in spoken.values())
    assert (tmp_path / "happened").exists()


def test_a_worker_that_dies_once_costs_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RECORDING_FAULT", "huai4=die")
    monkeypatch.setenv("RECORDING_ONCE", str(tmp_path / "happened"))
    spoken = answers("yi1", "huai4", "san1", workers=2)
    assert all(answer.clip for answer in spoken.values())


def test_a_worker_that_hangs_is_ended_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDING_FAULT", "huai4=hang")
    monkeypatch.setattr(RecordingEngine, "limits", Limits(60, answer_s=3.0))
    monkeypatch.setattr(RecordingEngine, "patience", Patience(tries=1))
    spoken = answers("yi1", "huai4", "san1", "si4", workers=2)
    assert "3 秒没有读完" in str(spoken[1].failure)
    assert [bool(spoken[index].clip) for index in (0, 2, 3)] == [True, True, True]


def test_an_engine_that_never_succeeds_stops_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDING_FAULT", "1=passing")
    monkeypatch.setattr(RecordingEngine, "patience", Patience(tries=5, failures_at_first=3))
    with pytest.raises(EngineError, match="一时出错") as stopped:
        answers(*["yi1"] * 20, workers=1)
    assert "离线声音" in str(stopped.value.hint)


def test_the_next_job_is_spoken_while_the_caller_is_busy_with_an_answer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    log = tmp_path / "spoken.log"
    monkeypatch.setenv("RECORDING_LOG", str(log))
    running = run_jobs(jobs("yi1", "er4"), RecordingEngine(), 1, RecordingEngine.patience)
    next(running)
    for _ in range(200):
        if len(log.read_text(encoding="utf-8").splitlines()) == 2:
            break
        time.sleep(0.05)
    else:
        pytest.fail("the worker waits for the caller")
    assert len(list(running)) == 1


def test_closing_the_iterator_kills_the_crew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDING_DELAY", "0")
    running = run_jobs(jobs("yi1", "er4", "san1", "si4"), RecordingEngine(), 2, RecordingEngine.patience)
    next(running)
    crew = psutil.Process().children(recursive=True)
    assert crew
    running.close()
    _, alive = psutil.wait_procs(crew, timeout=10)
    assert [child for child in alive if "spawn_main" in " ".join(child.cmdline())] == []


def test_a_stop_is_heard_in_the_middle_of_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDING_DELAY", "60")
    started_s, beats = time.monotonic(), list[float]()

    def stop_at_the_third() -> None:
        beats.append(time.monotonic() - started_s)
        if len(beats) == 3:
            raise StoppedError

    with pytest.raises(StoppedError):
        list(run_jobs(Listed([job(0, "hao3")], stop_at_the_third), RecordingEngine(), 1, RecordingEngine.patience))
    assert beats[-1] < 30
    assert not [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]


def test_children_end_with_a_killed_parent(tmp_path: Path) -> None:
    """The parent is killed while its workers are busy; nobody is left behind."""
    program = (
        "from recording_engine import RecordingEngine\n"
        "from dangke_audio.engines.contract import Heard\n"
        "from dangke_audio.model.speech import Speaker\n"
        "from dangke_audio.synthesizing.crew import Listed\n"
        "from dangke_audio.synthesizing.worker import Job\n"
        "from dangke_audio.synthesizing.workers import run_jobs\n"
        "if __name__ == '__main__':\n"
        "    jobs = [Job(i, Heard('yi1', 1, ()), Speaker('tone')) for i in range(50)]\n"
        "    for answer in run_jobs(Listed(jobs), RecordingEngine(), 2, RecordingEngine.patience):\n"
        "        print(answer.index, flush=True)\n"
    )
    script = tmp_path / "parent.py"
    script.write_text(program)
    env = {**os.environ, "RECORDING_DELAY": "0.3"}
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, env=env)
    assert parent.stdout is not None
    parent.stdout.readline()
    crew = psutil.Process(parent.pid).children(recursive=True)
    workers = [child for child in crew if "spawn_main" in " ".join(child.cmdline())]
    assert len(workers) == 2
    parent.kill()
    parent.wait()
    parent.stdout.close()
    _, alive = psutil.wait_procs(workers, timeout=20)
    assert alive == []


class Late:
    """A feed that gives one job at a time, each only when the one before has been spoken for a while."""

    def __init__(self, *heard: str) -> None:
        self.heard = list(heard)
        self.asked = 0

    def take(self) -> list[Job] | None:
        self.asked += 1
        if not self.heard:
            return None
        return [job(10 - len(self.heard), self.heard.pop(0))] if self.asked % 3 == 0 else []


def test_jobs_may_come_while_others_are_spoken() -> None:
    """Also where the crew has nothing to do meanwhile; each is answered once."""
    spoken = [answer.index for answer in run_jobs(Late("yi1", "er4", "san1"), RecordingEngine(), 2, Patience())]
    assert sorted(spoken) == [7, 8, 9]


def test_what_a_feed_raises_stops_the_crew(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopping(Late):
        def take(self) -> list[Job] | None:
            if not self.heard:
                raise StoppedError
            return super().take()

    monkeypatch.setenv("RECORDING_DELAY", "60")
    before = len(speaking_children())
    with pytest.raises(StoppedError):
        list(run_jobs(Stopping("yi1"), RecordingEngine(), 2, Patience()))
    assert len(speaking_children()) == before


def test_only_the_tail_is_spoken_longest_first() -> None:
    many = [job(index, "a" * (1 + index % 7)) for index in range(40)] + [job(40, "z" * 100)]
    order = schedule(many, workers=2)
    assert sorted(one.index for one in order) == list(range(41))
    assert [one.index for one in order[:25]] == list(range(25))
    tail = [len(one.heard.text) for one in order[25:]]
    assert tail == sorted(tail, reverse=True)
    assert tail[0] == 100


def test_the_crew_is_no_larger_than_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDING_DELAY", "0.5")
    before = len(speaking_children())
    running = run_jobs(jobs("yi1", "er4"), RecordingEngine(), 64, RecordingEngine.patience)
    next(running)
    assert len(speaking_children()) - before <= 2
    running.close()


def speaking_children() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]


INTERRUPTED = """
import os, signal, sys
from multiprocessing.context import SpawnProcess
from recording_engine import RecordingEngine
from dangke_audio.engines.contract import Heard, Patience
from dangke_audio.model.speech import Speaker
from dangke_audio.synthesizing.crew import Listed
from dangke_audio.synthesizing.worker import Job
from dangke_audio.synthesizing.workers import run_jobs

whom, started = sys.argv[1], []


def start(process, really=SpawnProcess.start):
    if whom == "parent":
        os.kill(os.getpid(), signal.SIGINT)
    really(process)
    started.append(process)
    os.kill(process.pid if whom == "child" else os.getpid(), signal.SIGINT)


if __name__ == "__main__":
    SpawnProcess.start = start
    try:
        jobs = [Job(0, Heard("yi1", 1, ()), Speaker("tone"))]
        for answer in run_jobs(Listed(jobs), RecordingEngine(), 1, Patience(tries=1)):
            print("spoken" if answer.clip else answer.failure)
    except KeyboardInterrupt:
        print("interrupted", *(process.is_alive() for process in started))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are not inherited there")
@pytest.mark.parametrize(("whom", "said"), [("parent", "interrupted False"), ("child", "spoken")])
def test_ctrl_c_while_a_worker_starts_ends_the_crew_and_not_the_worker_alone(
    tmp_path: Path, whom: str, said: str
) -> None:
    """It comes before and behind the start, to a process that has started nothing yet."""
    script = tmp_path / "interrupted.py"
    script.write_text(INTERRUPTED)
    done = subprocess.run([sys.executable, str(script), whom], capture_output=True, text=True, check=True, timeout=60)
    assert (done.stdout.strip(), done.stderr) == (said, "")
