"""A lecture is heard before it is published: what is not understood gets another take, and what somebody chose stays."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.cli import Project
from tests.support.tone_recognizer import SPRING, ToneRecognizer, words_of

from dangke_audio.batching import Telling, build_batch
from dangke_audio.choosing import settings_in
from dangke_audio.delivering.published import published
from dangke_audio.errors import FindingsError
from dangke_audio.folders import cache_folder
from dangke_audio.housekeeping.lectures import Named, named_by_lectures
from dangke_audio.listening import Ear, Threshold, listen_to, published_speech
from dangke_audio.model.report import Progress
from dangke_audio.model.take import USUAL
from dangke_audio.model.wishes import Wishes
from dangke_audio.preparing import BuildSettings
from dangke_audio.reading.takes import read_takes
from dangke_audio.rehearsing import MOST_TAKES, rehearse
from dangke_audio.retaking import make_take, open_desk
from dangke_audio.synthesizing import DiskStore

WORDS = "xiu1 li3"
"""Of one sentence: 农机要修理到位。"""


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the recognizer has to know."""
    project = Project.make(tmp_path_factory.mktemp("clean"), SPRING)
    assert project.build().code == 0
    return words_of(project.out)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path / "project", SPRING)


@pytest.fixture
def ear(words: dict[str, str], tmp_path: Path) -> Ear:
    return Ear(ToneRecognizer(words), DiskStore(tmp_path / "heard"))


def settings(project: Project) -> BuildSettings:
    return settings_in(project.folder, Wishes("tone"), project.folder / "output")


def silent(_progress: Progress) -> None:
    pass


def chosen(project: Project) -> list[int]:
    return [sentence.chosen for sentence in read_takes(project.script).sentences]


def test_what_is_understood_is_left_as_it_is(project: Project, ear: Ear) -> None:
    assert rehearse(project.script, settings(project), ear, silent) == ()
    assert chosen(project) == []
    assert not (project.folder / "output" / "讲稿").exists(), "nothing is published by a rehearsal"
    assert named_by_lectures(cache_folder()) == Named(frozenset(), 0, 0), (
        "nor counted as a lecture on a drive that is away"
    )


def test_a_bad_sentence_is_published_in_another_take(
    project: Project, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a batch of one: the report tells, the published MP3 is understood, and the next build changes nothing."""
    monkeypatch.setenv("RECORDING_FAULT", f"{WORDS}=backwards")
    told = Telling(silent, lambda: silent)
    (outcome,) = build_batch(
        [project.script],
        settings(project),
        None,
        told,
        lambda script, asked, tell: rehearse(script, asked, ear, tell),
    )
    assert outcome.report is not None, outcome.error
    assert [finding.code for finding in outcome.report.findings] == ["retaken"]
    assert "农机" in str(outcome.report.findings[0].location)
    assert outcome.report.synthesized > 0, "what the rehearsal spoke was spoken for this build"
    assert len(chosen(project)) == 1
    heard = listen_to(published_speech(Path(outcome.report.folder)), ear, Threshold(), lambda _done, _total: None)
    assert heard.suspicious == ()
    assert heard.new == 0, "the rehearsal heard the same bytes"
    assert rehearse(project.script, settings(project), ear, silent) == ()


def test_what_no_take_mends_is_told_and_strict_publishes_nothing(
    project: Project, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECORDING_FAULT", f"{WORDS}=always-backwards")
    (finding,) = rehearse(project.script, settings(project), ear, silent)
    assert finding.code == "not-understood"
    assert f"另试了 {MOST_TAKES} 种" in finding.message
    assert chosen(project) == [USUAL]
    spoken = len(project.spoken())
    (again,) = rehearse(project.script, settings(project), ear, silent)
    assert again.code == "not-understood"
    assert len(project.spoken()) == spoken, "enough was tried"
    with pytest.raises(FindingsError, match="去掉 --strict"):
        rehearse(project.script, replace(settings(project), strict=True), ear, silent)
    assert published(project.out) is None


def test_a_take_that_somebody_chose_is_only_told(project: Project, ear: Ear, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDING_FAULT", f"{WORDS}=always-backwards")
    desk = open_desk(project.script, settings(project))
    line = next(index for index, one in enumerate(desk.lines) if "修理" in one.written)
    take = make_take(desk, line)
    (finding,) = rehearse(project.script, settings(project), ear, silent)
    assert finding.code == "not-understood"
    assert chosen(project) == [take.number]
