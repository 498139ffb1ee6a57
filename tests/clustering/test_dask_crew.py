"""A crew of other processes: whatever happens to them, each job has one answer, and it is the one of this machine."""

import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra [cluster] is not installed")

from tests.support.cli import Project
from tests.support.dask_processes import DaskProcesses

from dangke_audio.clustering import DaskCrew, Waiting
from dangke_audio.engines.contract import Engine, Heard, Limits
from dangke_audio.engines.registry import load_engine
from dangke_audio.errors import ConfigError, EngineError, StoppedError
from dangke_audio.model.speech import Speaker
from dangke_audio.synthesizing.crew import Listed
from dangke_audio.synthesizing.trimming import trim
from dangke_audio.synthesizing.worker import Answer, Job

HEARD = [f"yi1 {'er4 ' * (index % 5)}san{index}" for index in range(40)]


def job(index: int, text: str) -> Job:
    return Job(index, Heard(text, len(text.split()), ()), Speaker("tone"))


@pytest.fixture
def engine() -> Engine:
    return load_engine("recording")


@pytest.fixture(scope="module")
def cluster(processes: DaskProcesses) -> DaskProcesses:
    """With three workers, each of which takes a moment for each clip."""
    processes.start_workers(3, RECORDING_DELAY="0.05")
    return processes


@pytest.fixture
def told() -> list[str]:
    return []


def crew_of(cluster: DaskProcesses, told: list[str], **waiting: float) -> DaskCrew:
    return DaskCrew(cluster.address, told.append, Waiting(**waiting))


def answers(crew: DaskCrew, engine: Engine, heard: Sequence[str]) -> Iterator[Answer]:
    yield from crew(Listed(job(index, text) for index, text in enumerate(heard)), engine, 1, engine.patience)


def assert_as_here(spoken: Sequence[Answer], engine: Engine, heard: Sequence[str], *but: int) -> None:
    """Every job was answered once, and but for some with the very sound that this process makes."""
    assert sorted(answer.index for answer in spoken) == list(range(len(heard)))
    for answer in spoken:
        here = None if answer.index in but else trim(engine.speak(heard[answer.index], "tone", 1.0))
        assert answer.clip == here, answer


def test_every_job_is_answered_once_with_its_own_sound(cluster: DaskProcesses, told: list[str], engine: Engine) -> None:
    crew = crew_of(cluster, told)
    assert_as_here(list(answers(crew, engine, HEARD)), engine, HEARD)
    assert len(crew.spoken) == 3
    assert sum(crew.spoken.values()) == len(HEARD)
    assert told == []


def test_a_build_by_a_cluster_is_the_same_to_the_byte_and_its_clips_serve_others(
    cluster: DaskProcesses, tmp_path: Path
) -> None:
    here, there, third = (Project.make(tmp_path / name) for name in ("here", "there", "third"))
    assert here.build().code == 0
    done = there.build("--on", cluster.address, "--store", f"file://{tmp_path}/shared")
    assert done.code == 0, done.err
    assert there.published() == here.published()
    assert done.last["synthesized"] == done.last["clips"]
    assert there.spoken() == [], "nothing was spoken on this machine"
    reused = third.build("--on", "tcp://127.0.0.1:1", "--store", f"{tmp_path}/shared")
    assert (reused.code, reused.last["synthesized"]) == (0, 0)
    assert third.published() == here.published()


def test_no_jobs_no_answers(cluster: DaskProcesses, told: list[str], engine: Engine) -> None:
    assert list(answers(crew_of(cluster, told), engine, [])) == []


def test_a_worker_that_is_killed_costs_nothing(cluster: DaskProcesses, told: list[str], engine: Engine) -> None:
    with cluster.client() as client:
        (victim, *_others) = client.run(os.getpid).values()
    spoken: list[Answer] = []
    for answer in answers(crew_of(cluster, told), engine, HEARD):
        spoken.append(answer)
        if len(spoken) == 8:
            os.kill(victim, signal.SIGKILL)
    assert_as_here(spoken, engine, HEARD)


def test_an_error_is_the_answer_of_its_job_alone(cluster: DaskProcesses, told: list[str], engine: Engine) -> None:
    cluster.set_environment(RECORDING_FAULT="san3=error")
    heard = [f"yi1 san{index}" for index in range(6)]
    spoken = list(answers(crew_of(cluster, told), engine, heard))
    cluster.set_environment(RECORDING_FAULT="")
    assert_as_here(spoken, engine, heard, 3)
    assert "引擎故意出错" in str(next(answer.failure for answer in spoken if answer.index == 3))


def test_a_worker_that_hangs_is_restarted_and_its_sentence_spoken_elsewhere(
    cluster: DaskProcesses, told: list[str], engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster.set_environment(RECORDING_FAULT="san3=hang")
    cluster.set_environment(RECORDING_ONCE=str(cluster.folder / "has-hung"))
    monkeypatch.setattr(type(engine), "limits", Limits(60, answer_s=2.0))
    spoken = list(answers(crew_of(cluster, told), engine, HEARD[:12]))
    assert_as_here(spoken, engine, HEARD[:12])
    assert "停住不动" in " ".join(told)
    cluster.set_environment(RECORDING_FAULT="", RECORDING_ONCE="")


def test_what_a_feed_raises_stops_the_crew_and_takes_its_tasks_back(
    cluster: DaskProcesses, told: list[str], engine: Engine
) -> None:
    class Stopping(Listed):
        def take(self) -> Sequence[Job] | None:
            jobs = super().take()
            if jobs is None:
                raise StoppedError
            return jobs

    with cluster.client() as client:
        running = crew_of(cluster, told)(Stopping([job(0, HEARD[0])]), engine, 1, engine.patience)
        with pytest.raises(StoppedError):
            list(running)
        held = answers(crew_of(cluster, told), engine, HEARD)
        next(held)
        held.close()  # type: ignore[attr-defined]
        left = client.run_on_scheduler(lambda dask_scheduler: [ts.state for ts in dask_scheduler.tasks.values()])
    assert "no-worker" not in left
    assert len(left) <= 3, "no more than what is being spoken just now"


class OneAtATime:
    """A feed that goes on until everybody has spoken."""

    def __init__(self, crew: DaskCrew, everybody: int) -> None:
        self.crew = crew
        self.everybody = everybody
        self.given = 0

    def take(self) -> Sequence[Job] | None:
        if len(self.crew.spoken) == self.everybody:
            return None
        if self.given > sum(self.crew.spoken.values()) + 12:
            return []
        self.given += 1
        return [job(self.given - 1, HEARD[self.given % len(HEARD)])]


def test_a_worker_that_comes_in_the_middle_gets_work_and_one_that_speaks_otherwise_does_not(
    cluster: DaskProcesses, told: list[str], engine: Engine
) -> None:
    """The feed does not end before the newcomer has spoken."""
    crew = crew_of(cluster, told)
    feed = OneAtATime(crew, everybody=4)
    spoken: list[Answer] = []
    started = [cluster.start_workers(1, RECORDING_PROCESSOR="another", RECORDING_DELAY="0.05")]
    for answer in crew(feed, engine, 1, engine.patience):
        spoken.append(answer)
        if len(spoken) == 5:
            started.append(cluster.start_workers(1, RECORDING_DELAY="0.05"))
    for one in started:
        cluster.stop(one)
    assert_as_here(spoken, engine, [HEARD[index % len(HEARD)] for index in range(1, feed.given + 1)])
    (line,) = told
    assert line.startswith("不用 tcp://127.0.0.1:")
    assert "处理器" in line
    assert all(worker not in line for worker in crew.spoken)


def test_where_all_speak_otherwise_the_difference_is_told(
    cluster: DaskProcesses, told: list[str], engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECORDING_PROCESSOR", "of this machine")
    with pytest.raises(EngineError, match="试读的结果"):
        list(answers(crew_of(cluster, told, refused_s=0.5), engine, HEARD))


def test_nobody_there_is_told(told: list[str], engine: Engine) -> None:
    with pytest.raises(ConfigError, match="地址不对"):
        list(answers(DaskCrew("blah", told.append), engine, HEARD))
    with pytest.raises(EngineError, match="没有连上集群"):
        list(answers(DaskCrew("tcp://127.0.0.1:1", told.append, Waiting(connect_s=0.5)), engine, HEARD))
