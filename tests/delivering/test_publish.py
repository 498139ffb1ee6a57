import contextlib
import errno
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dangke_audio.delivering.edition import StagedFile
from dangke_audio.delivering.publish import publish
from dangke_audio.delivering.shelf import Shelf, publishing
from dangke_audio.errors import StorageError

FIRST = {"旧题.mp3": b"whole-1", "章节/01-a.mp3": b"one-1", "章节/02-b.mp3": b"two-1"}
SECOND = {"新题.mp3": b"whole-2", "章节/01-a.mp3": b"one-1", "章节/02-c.mp3": b"two-2"}


def manifest_of(files: dict[str, bytes]) -> bytes:
    return json.dumps({"files": [{"name": name, "content": data.decode()} for name, data in files.items()]}).encode()


def publish_all(tmp_path: Path, files: dict[str, bytes]) -> tuple[Path, ...]:
    script = tmp_path / "讲稿.txt"
    script.write_text("党课", "utf-8")
    with publishing(tmp_path / "out", script) as shelf:
        return publish(shelf, stage(shelf, files), manifest_of(files))


def stage(shelf: Shelf, files: dict[str, bytes]) -> list[StagedFile]:
    staged = []
    for name, data in files.items():
        path = shelf.staging / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        staged.append(StagedFile(name, "section", hashlib.sha256(data).hexdigest(), len(data)))
    return staged


def published(tmp_path: Path) -> dict[str, bytes]:
    folder = tmp_path / "out" / "讲稿"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def whole(files: dict[str, bytes]) -> dict[str, bytes]:
    return {**files, "manifest.json": manifest_of(files)}


def intent(tmp_path: Path) -> Path:
    return tmp_path / "out" / ".dangke" / "讲稿" / "intent.json"


def test_files_and_manifest_are_published_in_order(tmp_path: Path) -> None:
    paths = publish_all(tmp_path, FIRST)
    assert [path.relative_to(tmp_path / "out" / "讲稿").as_posix() for path in paths] == [*FIRST, "manifest.json"]
    assert published(tmp_path) == whole(FIRST)
    assert not intent(tmp_path).exists()
    assert sorted(path.name for path in intent(tmp_path).parent.iterdir()) == ["lock", "source.json"]


def test_unchanged_files_are_left_alone(tmp_path: Path) -> None:
    for path in publish_all(tmp_path, FIRST):
        os.utime(path, (1_000_000, 1_000_000))
    assert {path.stat().st_mtime for path in publish_all(tmp_path, FIRST)} == {1_000_000}
    paths = publish_all(tmp_path, {**FIRST, "章节/02-b.mp3": b"two-2"})
    changed = {path.name for path in paths if path.stat().st_mtime != 1_000_000}
    assert changed == {"02-b.mp3", "manifest.json"}


def test_stale_files_go_and_foreign_ones_stay(tmp_path: Path) -> None:
    publish_all(tmp_path, FIRST)
    folder = tmp_path / "out" / "讲稿"
    (folder / "我的笔记.txt").write_bytes(b"mine")
    (folder / "章节" / "我的录音.mp3").write_bytes(b"mine")
    publish_all(tmp_path, SECOND)
    assert published(tmp_path) == {**whole(SECOND), "我的笔记.txt": b"mine", "章节/我的录音.mp3": b"mine"}


def test_a_folder_that_becomes_empty_goes(tmp_path: Path) -> None:
    publish_all(tmp_path, FIRST)
    publish_all(tmp_path, {"旧题.mp3": b"whole-1"})
    assert not (tmp_path / "out" / "讲稿" / "章节").exists()
    assert published(tmp_path) == whole({"旧题.mp3": b"whole-1"})


def test_names_outside_the_folder_are_never_touched(tmp_path: Path) -> None:
    publish_all(tmp_path, FIRST)
    victim = tmp_path / "out" / "别的.mp3"
    victim.write_bytes(b"mine")
    forged = {
        "files": [{"name": name} for name in ("../别的.mp3", str(victim), "章节/../../别的.mp3", "", ".", "a\0b")]
    }
    (tmp_path / "out" / "讲稿" / "manifest.json").write_text(json.dumps(forged), "utf-8")
    publish_all(tmp_path, SECOND)
    assert victim.read_bytes() == b"mine"


@pytest.mark.parametrize("record", [b"", b"not json", b"[1]", b'{"files": 3}', b'{"files": [3]}', b"\xff\xfe"])
def test_a_damaged_manifest_is_replaced(tmp_path: Path, record: bytes) -> None:
    publish_all(tmp_path, FIRST)
    (tmp_path / "out" / "讲稿" / "manifest.json").write_bytes(record)
    publish_all(tmp_path, FIRST)
    assert published(tmp_path) == whole(FIRST)


def test_a_missing_or_damaged_file_is_mended(tmp_path: Path) -> None:
    first, second, *_ = publish_all(tmp_path, FIRST)
    first.unlink()
    second.write_bytes(b"ONE-1")
    publish_all(tmp_path, FIRST)
    assert published(tmp_path) == whole(FIRST)


@pytest.mark.parametrize("damage", ["other bytes", "shorter", "missing"])
def test_a_staged_file_is_verified_first(tmp_path: Path, damage: str) -> None:
    publish_all(tmp_path, FIRST)
    with publishing(tmp_path / "out", tmp_path / "讲稿.txt") as shelf:
        staged = stage(shelf, SECOND)
        path = shelf.staging / "新题.mp3"
        if damage == "missing":
            path.unlink()
        else:
            path.write_bytes(b"WHOLE-2" if damage == "other bytes" else b"wh")
        with pytest.raises(RuntimeError, match="新题"):
            publish(shelf, staged, manifest_of(SECOND))
    assert published(tmp_path) == whole(FIRST)


class Killed(BaseException):
    """Stands for the end of the process: nothing catches it on the way."""


def kill_after(patch: pytest.MonkeyPatch, steps: int) -> None:
    """Let so many renames and removals happen, then stop dead."""
    left = steps

    def counted(original: Callable[..., None]) -> Callable[..., None]:
        def call(*arguments: object, **keywords: object) -> None:
            nonlocal left
            if left == 0:
                raise Killed
            left -= 1
            original(*arguments, **keywords)

        return call

    for name in ("replace", "unlink"):
        patch.setattr(os, name, counted(getattr(os, name)))


@pytest.mark.parametrize("steps", range(16))
@pytest.mark.parametrize("then", [FIRST, SECOND, {"第三.mp3": b"whole-3"}], ids=["back", "again", "other"])
def test_a_publish_cut_short_anywhere_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int, then: dict[str, bytes]
) -> None:
    publish_all(tmp_path, FIRST)
    with monkeypatch.context() as patch, contextlib.suppress(Killed):
        kill_after(patch, steps)
        publish_all(tmp_path, SECOND)
    for name, data in published(tmp_path).items():
        assert data in {whole(FIRST).get(name), whole(SECOND).get(name)}
    publish_all(tmp_path, then)
    assert published(tmp_path) == whole(then)
    assert not intent(tmp_path).exists()


KILLED = """
import os, sys
from pathlib import Path
from tests.delivering.test_publish import SECOND, publish_all
left, replace = int(sys.argv[2]), os.replace
def counted(*arguments, **keywords):
    global left
    if not left:
        os.kill(os.getpid(), 9)
    left -= 1
    return replace(*arguments, **keywords)
os.replace = counted
publish_all(Path(sys.argv[1]), SECOND)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
@pytest.mark.parametrize("replaces", [0, 1, 2, 3, 4])
def test_kill_9_between_the_files(tmp_path: Path, replaces: int) -> None:
    publish_all(tmp_path, FIRST)
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", KILLED, str(tmp_path), str(replaces)]
    assert subprocess.run(command, cwd=root, check=False).returncode == -9
    for name, data in published(tmp_path).items():
        assert data in {whole(FIRST).get(name), whole(SECOND).get(name)}
    publish_all(tmp_path, SECOND)
    assert published(tmp_path) == whole(SECOND)
    assert sorted(path.name for path in intent(tmp_path).parent.iterdir()) == ["lock", "source.json"]


def test_a_file_in_use_is_named_and_the_others_are_renewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows: an MP3 that is being played cannot be replaced."""
    publish_all(tmp_path, FIRST)
    changed = {name: data + b"!" for name, data in FIRST.items()}
    replace: Callable[..., None] = os.replace

    def refuse(source: Path, target: Path, **keywords: None) -> None:
        if str(target).endswith("01-a.mp3"):
            raise PermissionError(13, "in use", str(target))
        replace(source, target, **keywords)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        with pytest.raises(StorageError, match="无法替换") as error:
            publish_all(tmp_path, changed)
    assert error.value.place == str(tmp_path / "out" / "讲稿" / "章节" / "01-a.mp3")
    assert error.value.hint
    assert published(tmp_path) == {**whole(changed), "章节/01-a.mp3": b"one-1", "manifest.json": manifest_of(FIRST)}
    publish_all(tmp_path, changed)
    assert published(tmp_path) == whole(changed)


def test_an_intent_that_cannot_be_removed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is published by then; the next build only looks again."""
    unlink: Callable[..., None] = os.unlink

    def refuse(path: Path, **keywords: None) -> None:
        if str(path).endswith("intent.json"):
            raise OSError(errno.EIO, "broken", str(path))
        unlink(path, **keywords)

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", refuse)
        with pytest.raises(StorageError, match="无法写入") as error:
            publish_all(tmp_path, FIRST)
    assert error.value.place == str(intent(tmp_path))
    assert published(tmp_path) == whole(FIRST)
    publish_all(tmp_path, FIRST)
    assert not intent(tmp_path).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    publish_all(tmp_path, FIRST)
    folder = tmp_path / "out" / "讲稿"
    folder.chmod(0o555)
    try:
        with pytest.raises(StorageError, match="无法替换"):
            publish_all(tmp_path, SECOND)
    finally:
        folder.chmod(0o755)
    assert published(tmp_path)["旧题.mp3"] == b"whole-1"
