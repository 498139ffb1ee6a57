"""What is to be done, what was done, and what was done before: build --dry-run, diff, history."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.support.cli import LECTURE, Done, Project

SEED = Path(__file__).parent.parent.parent / "seeds" / "000_e140869088638101.txt"
CORRECTED = LECTURE.replace("要认真学习。", "要认真领会。")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path)


def write(project: Project, text: str) -> None:
    project.script.write_text(text, encoding="utf-8")


def dry_run(project: Project, *options: str) -> Done:
    return project.run("build", "讲稿.txt", "--voice", "tone", "--dry-run", *options)


def build(project: Project, **extra: str) -> Done:
    return project.run("build", "讲稿.txt", "--voice", "tone", **extra)


def everything(project: Project) -> Mapping[str, tuple[int, int]]:
    """Size and time of every file and folder of the project."""
    found = {str(path): path.stat() for path in [project.folder, *project.folder.rglob("*")]}
    return {name: (stat.st_size, stat.st_mtime_ns) for name, stat in found.items()}


def test_a_dry_run_of_a_new_lecture_writes_nothing(project: Project) -> None:
    before = everything(project)
    done = dry_run(project)
    assert done.code == 0, done.err
    assert everything(project) == before
    assert project.spoken() == []
    assert "还没有生成过" in done.out
    assert "第2章《一、第一件事》：共 3 句，录 3 秒" in done.out
    assert "章节/03-二、第二件事.mp3" in done.out
    assert "还没有测过速度" in done.out


def test_a_dry_run_of_an_edit_says_what_the_build_then_does(project: Project) -> None:
    build(project)
    write(project, CORRECTED.replace("谢谢大家！", ""))
    before = everything(project)
    done = dry_run(project)
    assert everything(project) == before
    assert done.out.splitlines() == [
        "预计：测试讲稿（只是预计，没有生成任何文件）",
        "第1章《开场》：不变 4 句",
        "第2章《一、第一件事》：不变 2 句，改 1 句，重录 1 秒",
        "第3章《二、第二件事》：不变 2 句，删 1 句",
        "要更新的章节文件：2 个，共 3 个",
        "  章节/02-一、第一件事.mp3",
        "  章节/03-二、第二件事.mp3",
        "合计：不变 8 句，改 1 句，删 1 句，重录 1 秒",
        "全篇：约 20 秒",
        "合成：1 秒的声音，约需 1 秒",
    ]
    times = {path.name: path.stat().st_mtime_ns for path in (project.out / "章节").glob("*.mp3")}
    out = build(project).out.splitlines()
    assert out[2:4] == ["第2章《一、第一件事》：改 1 句，重录 1 秒", "第3章《二、第二件事》：删 1 句"]
    after = {path.name: path.stat().st_mtime_ns for path in (project.out / "章节").glob("*.mp3")}
    assert [name for name in sorted(after) if after[name] != times[name]] == [
        "02-一、第一件事.mp3",
        "03-二、第二件事.mp3",
    ]


def test_a_dry_run_for_programs(project: Project) -> None:
    build(project)
    write(project, CORRECTED)
    plan, last = dry_run(project, "--json").objects
    assert (plan["event"], plan["path"], plan["title"]) == ("plan", "讲稿.txt", "测试讲稿")
    assert (plan["kept"], plan["changed"], plan["made"], plan["is_first"]) == (9, 1, 1, False)
    assert plan["changed_files"] == ["章节/02-一、第一件事.mp3"]
    assert plan["removed_files"] == []
    assert 500 < plan["to_make_ms"] < 2000
    assert plan["work_s"] > 0
    assert [chapter["changed"] for chapter in plan["chapters"]] == [0, 1, 0]
    assert plan["chapters"][1]["lines"] == [
        {
            "kind": "changed",
            "before": "要认真学习。",
            "was_at": {"chapter": 2, "sentence": 3},
            "after": "要认真领会。",
            "stands_at": {"chapter": 2, "sentence": 3},
        }
    ]
    assert (last["event"], last["dry_run"], last["lectures"], last["failed"]) == ("done", True, 1, 0)


def test_before_the_first_measure_there_is_no_time_to_tell(project: Project) -> None:
    plan, _ = dry_run(project, "--json").objects
    assert plan["work_s"] is None
    assert plan["audio_ms"] > plan["to_make_ms"] > 0


def test_a_dry_run_when_nothing_changed(project: Project) -> None:
    build(project)
    assert "没有变化，不用重新生成" in dry_run(project).out


def test_a_dry_run_fails_where_the_build_would(project: Project) -> None:
    write(project, "大家好。\nこれはだめ。\n")
    done = dry_run(project)
    assert done.code == 1
    assert "读不出来" in done.err
    missing = project.run("build", "没有.txt", "--voice", "tone", "--dry-run", "--json")
    assert missing.code == 1
    assert (missing.objects[0]["event"], missing.last["failed"]) == ("error", 1)


def test_a_rebuild_says_what_changed(project: Project) -> None:
    assert "第1章" not in build(project).out
    assert "没有变化" in build(project).out
    write(project, CORRECTED)
    (lecture,) = [line for line in project.build().objects if line["event"] == "lecture"]
    changes = lecture["changes"]
    assert (changes["is_first"], changes["kept"], changes["changed"]) == (False, 9, 1)
    assert [(chapter["number"], chapter["title"]) for chapter in changes["chapters"]] == [(2, "一、第一件事")]
    assert "plan" not in lecture


def test_history_lists_the_builds_the_newest_first(project: Project) -> None:
    build(project)
    build(project)
    write(project, LECTURE.replace("要落实", "要坚持"))
    assert build(project, RECORDING_FAULT="jian1 chi2=silent").code == 1
    assert build(project).code == 0
    done = project.run("history", "讲稿.txt")
    assert done.code == 0, done.err
    title, *rows = done.out.splitlines()
    assert title == f"《测试讲稿》的生成记录，新的在前（{Path('output') / '讲稿'}）"
    assert [row[:2] for row in rows] == ["1 ", "2 ", "3 ", "4 "]
    assert "改 1 句，重录 2 秒；新录 1 句，用时" in rows[0]
    assert "没有生成成功" in rows[1]
    assert "讲稿.txt:7" in rows[1]
    assert "没有变化" in rows[2]
    assert "第一次生成，共 10 句" in rows[3]
    for name in ("output/讲稿", "讲稿", "测试讲稿"):
        assert project.run("history", name).out == done.out


def test_history_tells_one_build_in_full(project: Project) -> None:
    build(project)
    write(project, CORRECTED)
    build(project)
    lines = project.run("history", "讲稿.txt", "1").out.splitlines()
    assert "声音 tone" in lines[0]
    assert lines[-4:] == [
        "第2章《一、第一件事》",
        "  改 第2章第3句",
        "    旧：要认真【学习】。",
        "    新：要认真【领会】。",
    ]
    (told,) = project.run("history", "讲稿.txt", "1", "--json").objects
    assert (told["event"], told["number"], told["changes"]["changed"]) == ("build", 1, 1)
    assert told["changes"]["chapters"][1]["lines"][0]["after"] == "要认真领会。"
    (listed,) = project.run("history", "讲稿.txt", "--json").objects
    assert [one["changes"]["is_first"] for one in listed["builds"]] == [False, True]


def test_the_manifest_has_nothing_of_history_and_speed(project: Project) -> None:
    project.build()
    manifest = json.loads((project.out / "manifest.json").read_text(encoding="utf-8"))
    assert not {"time", "wall_s", "history", "speed", "plan", "changes"} & set(manifest)
    assert (project.folder / "output" / ".dangke" / "讲稿" / "history.jsonl").is_file()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("history", "讲稿.txt"), ("讲稿.txt", "还没有生成记录", "dangke-audio build")),
        (("history", "没有这篇"), ("没有这篇", "没有找到", "--out")),
        (("diff", "讲稿.txt", "没有.txt", "--voice", "tone"), ("没有.txt", "找不到")),
        (("diff", "没有.txt", "讲稿.txt", "--voice", "tone"), ("没有.txt", "找不到")),
        (("diff", "讲稿.txt", "讲稿.txt", "--voice", "tone"), ("讲稿.txt", "同一个文件", "两份")),
    ],
)
def test_wrong_names_are_told_with_a_remedy(
    project: Project, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    done = project.run(*arguments)
    assert done.code == 1
    assert done.err.startswith("错误：")
    assert all(word in done.err for word in words), done.err


def test_a_build_that_is_not_there_is_told(project: Project) -> None:
    build(project)
    done = project.run("history", "讲稿.txt", "5")
    assert done.code == 1
    assert "一共 1 次" in done.err
    assert project.run("history", "讲稿.txt", "0").code == 2


def test_diff_of_two_versions_that_sound_the_same(project: Project) -> None:
    (project.folder / "新.txt").write_text(LECTURE, encoding="utf-8")
    done = project.run("diff", "讲稿.txt", "新.txt", "--voice", "tone")
    assert done.code == 0
    assert done.out.splitlines()[2] == "没有变化：每一句读出来都一样"


def test_diff_of_two_versions_of_the_seed(project: Project) -> None:
    """A correction that sounds the same, one that does not, a sentence dropped, two paragraphs swapped."""
    lines = SEED.read_text(encoding="utf-8").splitlines(keepends=True)
    (project.folder / "旧.txt").write_text("".join(lines), encoding="utf-8")
    second, third = (next(i for i, line in enumerate(lines) if line.startswith(start)) for start in ("二要", "三要"))
    lines[second], lines[third] = lines[third], lines[second]
    text = "".join(lines).replace("日溢高涨", "日益高涨").replace("时代的进迁", "时代的变迁")
    (project.folder / "新.txt").write_text(text.replace("俗话说“上面千条线,下面一根针”。", ""), encoding="utf-8")
    before = everything(project)
    done = project.run("diff", "旧.txt", "新.txt", "--voice", "tone")
    assert done.code == 0, done.err
    assert everything(project) == before
    assert done.out.splitlines() == [
        "旧：旧.txt",
        "新：新.txt",
        "第1章《开场》",
        "  删 第1章第5句：俗话说“上面千条线,下面一根针”。",
        "第3章《二、在密切联系群众上下功夫,当好党群关系的“联络员”》",
        "  改 第3章第7句",
        "    旧：随着时代的【进】迁、社会的进步、网络的发展、改革开放进程的加快,群众的见识更广了,思想更活了,",
        "    新：随着时代的【变】迁、社会的进步、网络的发展、改革开放进程的加快,群众的见识更广了,思想更活了,",
        "  只改写法 第3章第8句（读音一样，不用重录）",
        "    旧：从思想上对生活的追求、对政府的期盼变得日【溢】高涨,已从简单的温饱演变成在政治、经济、文化、生态方面多方位、多层次的要求。",
        "    新：从思想上对生活的追求、对政府的期盼变得日【益】高涨,已从简单的温饱演变成在政治、经济、文化、生态方面多方位、多层次的要求。",
        "  移 第3章第18～22句 → 第3章第11～15句：三要广泛听取意见,畅通群众诉求表达渠道。（等 5 句）",
        "要更新的章节文件：2 个，共 4 个",
        "  章节/01-开场.mp3",
        "  章节/03-二、在密切联系群众上下功夫,当好党群关系的“联络员”.mp3",
        "合计：不变 44 句，改 1 句，只改写法 1 句，移 5 句，删 1 句，重录 8 秒",
        "全篇：约 7 分 43 秒",
        "合成：8 秒的声音；这个声音还没有测过速度，生成一次后就知道要多久",
    ]


def test_diff_for_programs(project: Project) -> None:
    (project.folder / "新.txt").write_text(CORRECTED, encoding="utf-8")
    (told,) = project.run("diff", "讲稿.txt", "新.txt", "--voice", "tone", "--json").objects
    assert (told["event"], told["old"], told["path"]) == ("diff", "讲稿.txt", "新.txt")
    assert (told["kept"], told["changed"], told["made"]) == (9, 1, 1)
    assert told["changed_files"] == ["章节/02-一、第一件事.mp3"]
