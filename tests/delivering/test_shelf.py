import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dangke_audio.delivering.shelf import lecture_folder_name, publishing
from dangke_audio.errors import BusyError, StorageError


def script_in(folder: Path, name: str = "讲稿.txt") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("党课", "utf-8")
    return path


def test_the_folder_is_named_after_the_script(tmp_path: Path) -> None:
    script = script_in(tmp_path, "第一讲：初心?.txt") if sys.platform != "win32" else script_in(tmp_path, "第一讲.txt")
    with publishing(tmp_path / "out", script) as shelf:
        assert shelf.folder == tmp_path / "out" / script.stem.rstrip("?")
        assert shelf.state == tmp_path / "out" / ".dangke" / shelf.folder.name
        assert list(shelf.staging.iterdir()) == []
    assert not shelf.staging.exists()
    assert lecture_folder_name(tmp_path / "out", script) == shelf.folder.name


def test_another_script_of_the_same_name_gets_its_own_folder(tmp_path: Path) -> None:
    first, second, third = (script_in(tmp_path / name) for name in "abc")
    with publishing(tmp_path / "out", first) as shelf:
        assert shelf.folder.name == "讲稿"
    with publishing(tmp_path / "out", second) as shelf:
        name = shelf.folder.name
    assert name.startswith("讲稿-")
    assert len(name) == len("讲稿-") + 6
    assert lecture_folder_name(tmp_path / "out", second) == name
    assert lecture_folder_name(tmp_path / "out", first) == "讲稿"
    assert lecture_folder_name(tmp_path / "out", third) not in {"讲稿", name}


def test_a_script_that_is_gone_leaves_its_name(tmp_path: Path) -> None:
    first, second = (script_in(tmp_path / name) for name in "ab")
    with publishing(tmp_path / "out", first):
        pass
    first.unlink()
    assert lecture_folder_name(tmp_path / "out", second) == "讲稿"


def test_a_project_folder_that_is_copied_keeps_its_lectures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = tmp_path / "first"
    first.mkdir()
    (first / "讲稿.txt").write_text("好", "utf-8")
    with publishing(first / "output", first / "讲稿.txt"):
        pass
    copied = tmp_path / "copy"
    shutil.copytree(first, copied)
    assert lecture_folder_name(copied / "output", copied / "讲稿.txt") == "讲稿"
    assert lecture_folder_name(copied / "output", first / "讲稿.txt") != "讲稿"
    monkeypatch.chdir(copied)
    assert lecture_folder_name(Path("output"), Path("讲稿.txt")) == "讲稿"


def test_a_damaged_record_is_no_owner(tmp_path: Path) -> None:
    script = script_in(tmp_path)
    state = tmp_path / "out" / ".dangke" / "讲稿"
    state.mkdir(parents=True)
    for content in (b"", b"{", b"[]", b'{"script": 7}', b"\xff"):
        (state / "source.json").write_bytes(content)
        assert lecture_folder_name(tmp_path / "out", script) == "讲稿"


def test_a_name_taken_while_the_lock_was_awaited_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two scripts of one name start at once on an empty folder: the later one must not publish over the earlier."""
    first, second = (script_in(tmp_path / name) for name in "ab")
    state = tmp_path / "out" / ".dangke" / "讲稿"
    answers = iter(["讲稿"])

    def slow(out: Path, script: Path) -> str:
        name = next(answers, None)
        if name is None:
            return lecture_folder_name(out, script)
        state.mkdir(parents=True)
        (state / "source.json").write_text(json.dumps({"script": str(first.absolute())}), "utf-8")
        return name

    monkeypatch.setattr("dangke_audio.delivering.shelf.lecture_folder_name", slow)
    with publishing(tmp_path / "out", second) as shelf:
        assert shelf.folder.name.startswith("讲稿-")


def test_leftovers_of_a_killed_build_are_swept(tmp_path: Path) -> None:
    script = script_in(tmp_path)
    state = tmp_path / "out" / ".dangke" / "讲稿"
    (state / "staging" / "章节").mkdir(parents=True)
    (state / "staging" / "章节" / "01.mp3").write_bytes(b"half")
    (state / ".writing-x").write_bytes(b"half")
    with publishing(tmp_path / "out", script) as shelf:
        assert list(shelf.staging.iterdir()) == []
    assert sorted(path.name for path in state.iterdir()) == ["lock", "source.json"]


def test_orphans_beside_the_states_go_after_an_hour(tmp_path: Path) -> None:
    """What is remembered for all lectures is written there: a younger file may be another build's."""
    states = tmp_path / "out" / ".dangke"
    states.mkdir(parents=True)
    for name, age_s in {".writing-old": 7200, ".writing-young": 60}.items():
        (states / name).write_bytes(b"half")
        os.utime(states / name, (time.time() - age_s, time.time() - age_s))
    with publishing(tmp_path / "out", script_in(tmp_path)):
        assert sorted(path.name for path in states.iterdir()) == [".writing-young", "讲稿"]


def fail_on_the_shelf(out: Path, script: Path) -> None:
    with publishing(out, script) as shelf:
        (shelf.staging / "x").write_bytes(b"x")
        raise RuntimeError("stop")


def test_staging_and_lock_go_after_a_failure(tmp_path: Path) -> None:
    script = script_in(tmp_path)
    with pytest.raises(RuntimeError, match="stop"):
        fail_on_the_shelf(tmp_path / "out", script)
    assert not (tmp_path / "out" / ".dangke" / "讲稿" / "staging").exists()
    with publishing(tmp_path / "out", script) as shelf:
        assert shelf.staging.is_dir()


HOLDER = """
import sys
from pathlib import Path
from dangke_audio.delivering.shelf import publishing
with publishing(Path(sys.argv[1]), Path(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_build_is_turned_away_until_the_first_ends(tmp_path: Path) -> None:
    script, out = script_in(tmp_path), tmp_path / "out"
    command = [sys.executable, "-c", HOLDER, str(out), str(script)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(BusyError, match="正在由另一个程序生成") as busy, publishing(out, script):
            pass
        assert busy.value.place == str(script)
        assert (out / ".dangke" / "讲稿" / "staging").is_dir()
        holder.kill()
    with publishing(out, script) as shelf:
        assert shelf.staging.is_dir()


def test_an_output_folder_that_is_a_file_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(StorageError) as error, publishing(tmp_path / "out", script_in(tmp_path)):
        pass
    assert error.value.place
    assert "out" in error.value.place
    assert error.value.hint
