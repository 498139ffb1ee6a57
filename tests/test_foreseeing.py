"""What is foreseen of a build is what the build then does."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.cli import LECTURE, Project

from dangke_audio.config import Casting
from dangke_audio.config.profiles import load_profile
from dangke_audio.delivering.shelf import publishing
from dangke_audio.errors import FindingsError, SourceError
from dangke_audio.folders import cache_folder
from dangke_audio.foreseeing import Foreseen, foresee, foresee_change
from dangke_audio.model.changes import Changes
from dangke_audio.model.lexicon import NO_LEXICON
from dangke_audio.model.phone import PhoneOptions
from dangke_audio.model.plan import Plan
from dangke_audio.pipeline import build_lecture
from dangke_audio.planning import summarize
from dangke_audio.preparing import BuildSettings

DATED = LECTURE.replace("同志们：", "（2024年5月1日）\n同志们：")
Edit = Callable[[str], str]
Setting = Callable[[BuildSettings], BuildSettings]


def same(settings: BuildSettings) -> BuildSettings:
    return settings


def slower(settings: BuildSettings) -> BuildSettings:
    profile = settings.profile
    return replace(settings, profile=replace(profile, pauses=replace(profile.pauses, sentence_ms=900)))


def by_another_artist(settings: BuildSettings) -> BuildSettings:
    return replace(settings, profile=replace(settings.profile, artist="另一位"))


EDITS: dict[str, tuple[Edit, Setting]] = {
    "nothing": (lambda text: text, same),
    "a word": (lambda text: text.replace("认真", "用心"), same),
    "a homophone": (lambda text: text.replace("落实", "落石"), same),
    "two sentences swapped": (
        lambda text: text.replace("大家好。今天我们学习两件事。", "今天我们学习两件事。大家好。"),
        same,
    ),
    "the lecture's title": (lambda text: text.replace("测试讲稿", "另一个题目"), same),
    "a chapter's title": (lambda text: text.replace("二、第二件事", "二、另一件事"), same),
    "a chapter less": (lambda text: text.replace("二、第二件事\n", ""), same),
    "the date": (lambda text: text.replace("2024年", "2023年"), same),
    "longer pauses": (lambda text: text, slower),
    "another artist": (lambda text: text, by_another_artist),
    "another bitrate": (lambda text: text, lambda settings: replace(settings, phone=PhoneOptions(bitrate_kbps=96))),
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path, DATED)


@pytest.fixture
def settings(project: Project) -> BuildSettings:
    profile = load_profile("tone", project.folder)
    cast_of = Casting(profile, project.folder).cast
    return BuildSettings(profile, cast_of, NO_LEXICON, project.folder / "output", 1, strict=False)


def made(project: Project, settings: BuildSettings) -> Plan:
    return build_lecture(project.script, settings, lambda _: None).plan


def section_times(project: Project) -> dict[str, int]:
    return {f"章节/{path.name}": path.stat().st_mtime_ns for path in (project.out / "章节").glob("*.mp3")}


def without_lengths(plan: Plan) -> Changes:
    """Foreseen lengths are guesses."""
    changes = summarize(plan)
    chapters = (replace(one, counts=replace(one.counts, to_make_ms=0)) for one in changes.chapters)
    return replace(changes, chapters=tuple(chapters))


@pytest.mark.parametrize("edit", EDITS)
def test_the_build_does_what_was_foreseen(project: Project, settings: BuildSettings, edit: str) -> None:
    """The same sentences, and just the files that were named: the others are not touched."""
    made(project, settings)
    times = section_times(project)
    change, choose = EDITS[edit]
    project.script.write_text(change(DATED), encoding="utf-8")
    foreseen = foresee(project.script, choose(settings))
    plan = made(project, choose(settings))
    after = section_times(project)
    assert without_lengths(foreseen.plan) == without_lengths(plan)
    assert foreseen.section_files == tuple(sorted(after))
    assert foreseen.changed_files == tuple(name for name in sorted(after) if after[name] != times.get(name))
    assert foreseen.removed_files == tuple(sorted(times.keys() - after.keys()))
    assert bool(foreseen.changed_files) == (edit != "nothing")  # the words are in the tags, a homophone too
    assert foreseen.folder == str(project.out)


def test_a_first_build_is_foreseen_whole(project: Project, settings: BuildSettings) -> None:
    foreseen = foresee(project.script, settings)
    plan = made(project, settings)
    assert without_lengths(foreseen.plan) == without_lengths(plan)
    assert foreseen.plan.is_first
    assert foreseen.work_s is None
    assert foreseen.plan.to_make_ms == pytest.approx(plan.to_make_ms, rel=0.3)


def test_the_time_comes_from_measured_speed(project: Project, settings: BuildSettings) -> None:
    made(project, settings)
    project.script.write_text(DATED.replace("认真", "用心"), encoding="utf-8")
    foreseen = foresee(project.script, settings)
    assert foreseen.work_s is not None
    assert foreseen.work_s > 0
    low = replace(settings, profile=replace(settings.profile, voice="low"))
    assert foresee(project.script, low).work_s is None


def test_lost_clips_are_made_again_but_change_no_file(project: Project, settings: BuildSettings) -> None:
    made(project, settings)
    for entry in cache_folder().glob("clips/*/*"):
        entry.unlink()
    assert foresee(project.script, settings).plan.to_make_ms == 0, "nothing changed: the clips are not wanted"
    project.script.write_text(DATED.replace("认真", "用心"), encoding="utf-8")
    foreseen = foresee(project.script, settings)
    assert without_lengths(foreseen.plan) == without_lengths(made(project, settings))
    assert foreseen.changed_files == ("章节/02-一、第一件事.mp3",)
    assert summarize(foreseen.plan).counts.made == 10


def test_a_running_build_does_not_stand_in_the_way(project: Project, settings: BuildSettings) -> None:
    with publishing(settings.out, project.script):
        assert foresee(project.script, settings).plan.is_first


def test_what_forbids_a_build_forbids_foreseeing(project: Project, settings: BuildSettings) -> None:
    project.script.write_text(DATED + "三、没有正文的标题\n", encoding="utf-8")
    assert isinstance(foresee(project.script, settings), Foreseen)
    with pytest.raises(FindingsError):
        foresee(project.script, replace(settings, strict=True))
    made(project, settings)
    with pytest.raises(FindingsError):
        foresee(project.script, replace(settings, strict=True))


def test_a_change_is_what_a_build_of_both_would_tell(project: Project, settings: BuildSettings) -> None:
    """Neither is built before; afterwards the old one is, then the new one in its place."""
    new = project.folder / "新.txt"
    new.write_text(EDITS["two sentences swapped"][0](EDITS["a word"][0](DATED)), encoding="utf-8")
    foreseen = foresee_change(project.script, new, settings)
    assert not settings.out.exists()
    made(project, settings)
    project.script.write_text(new.read_text(encoding="utf-8"), encoding="utf-8")
    assert without_lengths(foreseen.plan) == without_lengths(made(project, settings))


def test_scripts_without_a_title_are_not_told_apart_by_their_names(project: Project, settings: BuildSettings) -> None:
    one, other = project.folder / "甲.txt", project.folder / "乙.txt"
    one.write_text("大家好。\n今天开会。\n", encoding="utf-8")
    other.write_text("大家好。\n今天开会。\n", encoding="utf-8")
    assert foresee_change(one, other, settings).plan.is_empty
    with pytest.raises(SourceError, match="同一个文件"):
        foresee_change(one, project.folder / "voices" / ".." / "甲.txt", settings)
