"""`dangke-audio cache` from a user's chair."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.support.cli import LECTURE, Project

BUILDING = (
    "from dangke_audio.housekeeping import cache_in_use\nwith cache_in_use():\n    print('ok', flush=True)\n    input()"
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project.make(tmp_path)
    assert made.build().code == 0
    return made


def entries(project: Project, store: str) -> list[Path]:
    return [path for path in (project.folder / "cache" / store).rglob("*") if path.is_file()]


def status(project: Project) -> dict[str, object]:
    return dict(project.run("cache", "status", "--json").last)


def register(project: Project) -> None:
    """What a build does before it publishes."""
    command = "from pathlib import Path\nfrom dangke_audio.housekeeping import register\nregister(Path('output/讲稿'))"
    done = subprocess.run(
        [*project.command()[:1], "-c", command], cwd=project.folder, env=project.environment(), check=False
    )
    assert done.returncode == 0


def test_status_says_where_how_much_and_for_whom(project: Project) -> None:
    register(project)
    told = project.run("cache", "status")
    assert told.code == 0
    assert f"位置：{project.folder / 'cache'}" in told.out
    assert f"录好的片段：{len(entries(project, 'clips'))} 个" in told.out
    assert "生成过的讲稿：1 篇" in told.out
    assert "上限：5.0 GB，已用 0%" in told.out
    found = status(project)
    clips = found["clips"]
    assert isinstance(clips, dict)
    assert clips["count"] == clips["named_count"] == len(entries(project, "clips"))
    assert clips["bytes"] == sum(path.stat().st_size for path in entries(project, "clips"))


def test_status_of_no_cache(tmp_path: Path) -> None:
    fresh = Project.make(tmp_path)
    told = fresh.run("cache", "status")
    assert told.code == 0
    assert "录好的片段：0 个" in told.out
    assert not (tmp_path / "cache").exists()


def test_a_whole_cache_is_verified(project: Project) -> None:
    told = project.run("cache", "verify")
    assert told.code == 0
    count = len(entries(project, "clips")) + len(entries(project, "blocks"))
    assert f"{count} 个片段" in told.out
    assert "全部完好" in told.out


def test_damage_is_found_removed_and_made_again(project: Project) -> None:
    clip = entries(project, "clips")[0]
    clip.write_bytes(clip.read_bytes()[:-3])
    kept = project.run("cache", "verify", "--keep", "--json")
    assert kept.code == 1
    assert kept.last["damaged"] == [clip.relative_to(project.folder / "cache").as_posix()]
    assert clip.exists()
    told = project.run("cache", "verify")
    assert told.code == 1
    assert "1 个已损坏" in told.out
    assert not clip.exists()
    assert project.run("cache", "verify").code == 0
    before = project.published()
    project.script.write_text(LECTURE + "还有一句。\n", encoding="utf-8")
    assert project.build().last["synthesized"] == 2
    project.script.write_text(LECTURE, encoding="utf-8")
    project.build()
    assert project.published() == before


def test_prune_keeps_what_the_lecture_needs_and_says_so(project: Project) -> None:
    register(project)
    project.script.write_text(LECTURE.replace("要认真学习", "要认真领会"), encoding="utf-8")
    project.build()
    clips = len(entries(project, "clips"))
    would = project.run("cache", "prune", "--max-size", "0", "--dry-run")
    assert "会删除" in would.out
    assert "这是预演" in would.out
    assert len(entries(project, "clips")) == clips
    done = project.run("cache", "prune", "--max-size", "0", "--json")
    assert done.code == 0, done.err
    assert done.last["clips"] == 1, "the sentence that is not said any more"
    assert len(entries(project, "clips")) == clips - 1
    told = project.run("cache", "prune", "--max-size", "1k")
    assert "没有要删的" in told.out
    assert "1 篇已生成的讲稿要用的" in told.out
    assert "仍超过给出的大小" in told.out
    before = project.published()
    (project.out / "测试讲稿.mp3").unlink()
    assert (project.build().last["synthesized"], project.published()) == (0, before)


def test_without_options_the_cap_is_what_counts(project: Project) -> None:
    assert project.run("cache", "prune", "--json").last["clips"] == 0
    shutil.rmtree(project.folder / "output")
    done = project.run("cache", "prune", "--json", DANGKE_AUDIO_CACHE_SIZE="0")
    assert done.last["kept_bytes"] == 0
    assert entries(project, "clips") == []


def test_prune_by_age(project: Project) -> None:
    shutil.rmtree(project.folder / "output")
    assert project.run("cache", "prune", "--older-than", "90d", "--json").last["clips"] == 0
    assert project.run("cache", "prune", "--older-than", "0h", "--json").last["clips"] > 0


@pytest.mark.parametrize(
    ("option", "value", "example"),
    [("--max-size", "五个G", "5GB"), ("--max-size", "5", "5GB"), ("--older-than", "90", "90d")],
)
def test_what_cannot_be_read_is_told_in_chinese(project: Project, option: str, value: str, example: str) -> None:
    done = project.run("cache", "prune", option, value)
    assert done.code == 2
    assert f"“{value}”" in done.err
    assert example in done.err


def test_a_bad_cap_is_told_with_its_variable(project: Project) -> None:
    done = project.run("cache", "status", DANGKE_AUDIO_CACHE_SIZE="lots")
    assert done.code == 1
    assert "DANGKE_AUDIO_CACHE_SIZE" in done.err


def test_prune_refuses_while_a_build_runs(project: Project) -> None:
    with subprocess.Popen(
        [*project.command()[:1], "-c", BUILDING],
        env=project.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as building:
        assert building.stdout is not None
        assert building.stdout.readline() == b"ok\n"
        refused = project.run("cache", "prune", "--max-size", "0")
        assert refused.code == 1
        assert "正在生成讲稿，现在不能清理缓存" in refused.err
        assert project.run("cache", "status").code == project.run("cache", "verify").code == 0
        building.communicate(b"\n")


def test_deleting_the_cache_costs_nothing_but_time(project: Project) -> None:
    before = project.published()
    shutil.rmtree(project.folder / "cache")
    (project.out / "测试讲稿.mp3").unlink()
    again = project.build()
    assert (again.code, project.published()) == (0, before)
    assert json.loads((project.out / "manifest.json").read_bytes())["clips"]
