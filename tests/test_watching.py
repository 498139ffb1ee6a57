"""What has to be built again, and when: on a real file system, with editors' ways to save."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from dangke_audio import watching
from dangke_audio.errors import SourceError
from dangke_audio.watching import due, look, require_scripts

TEXT = "今天学习第一件事。"
LONG_S = 30.0


class StopWatching(BaseException):
    """Ends a thread that would watch for ever."""


@pytest.fixture(params=[False, True], ids=["told", "polled"])
def poll(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Both ways to be woken; without polling only by what the system tells."""
    monkeypatch.setattr(watching, "POLL_S", 0.05)
    monkeypatch.setattr(watching, "LOOK_S", 3600.0)
    return bool(request.param)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "SETTLE_S", 0.1)


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what has to be quick enough for the watcher, on a machine that is busy."""
    monkeypatch.setattr(watching, "SETTLE_S", 0.8)
    monkeypatch.setattr(watching, "GRACE_S", 20.0)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "讲稿.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


class Watch:
    """`due` in a thread of its own: what it gives is what would be built."""

    def __init__(self, scripts: list[Path], project: Path, *, poll: bool, on_build: Callable[[], None]) -> None:
        self.built: list[tuple[Path, str]] = []
        self._saves = due(scripts, project, poll=poll)
        self._on_build = on_build
        self._came = threading.Condition()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        with suppress(StopWatching):
            for script in self._saves:
                text = script.read_text(encoding="utf-8", errors="replace") if script.exists() else "missing"
                with self._came:
                    self.built.append((script, text))
                    self._came.notify_all()
                self._on_build()

    def wait_for(self, count: int) -> str:
        """What the last of so many builds read."""
        with self._came:
            assert self._came.wait_for(lambda: len(self.built) >= count, LONG_S), f"{len(self.built)} builds"
            return self.built[count - 1][1]

    def stays_at(self, count: int, seconds: float = 0.6) -> None:
        """No build more, for as long as one would take to be noticed."""
        self.wait_for(count)
        time.sleep(seconds)
        assert len(self.built) == count, self.built


@pytest.fixture
def watch_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Watch]]:
    """Begins a watch that ends with the test."""
    watches: list[Watch] = []
    stop = threading.Event()

    def looked(script: Path, project: Path) -> watching.Look:
        if stop.is_set():
            raise StopWatching
        return look(script, project)

    def begin(*scripts: Path, poll: bool, on_build: Callable[[], None] = lambda: None) -> Watch:
        watches.append(Watch(list(scripts), tmp_path, poll=poll, on_build=on_build))
        watches[-1].wait_for(len(scripts))
        time.sleep(0.3)  # until the system has been asked to tell
        return watches[-1]

    monkeypatch.setattr(watching, "look", looked)
    yield begin
    stop.set()
    (tmp_path / "the end").touch()
    for watch in watches:
        watch.thread.join(LONG_S)
        assert not watch.thread.is_alive()


@pytest.fixture
def start(watch_over: Callable[..., Watch], poll: bool) -> Callable[..., Watch]:
    return partial(watch_over, poll=poll)


def test_each_script_is_built_at_first_and_then_left_alone(
    start: Callable[..., Watch], script: Path, tmp_path: Path
) -> None:
    other = tmp_path / "another.txt"
    other.write_text("b")
    watch = start(script, other)
    assert [path for path, _ in watch.built] == [script, other]
    (tmp_path / "notes.txt").write_text("not ours")
    (tmp_path / ".讲稿.txt.swp").write_text("an editor's own")
    watch.stays_at(2)


def test_a_save_is_built(start: Callable[..., Watch], script: Path) -> None:
    watch = start(script)
    script.write_text("改过了。", encoding="utf-8")
    assert watch.wait_for(2) == "改过了。"
    watch.stays_at(2)


def test_a_save_of_another_script_leaves_this_one_alone(
    watch_over: Callable[..., Watch], script: Path, tmp_path: Path
) -> None:
    other = tmp_path / "another.txt"
    other.write_text("b")
    watch = watch_over(script, other, poll=False)
    other.write_text("c")
    assert watch.wait_for(3) == "c"
    watch.stays_at(3)


def test_a_save_by_rename(start: Callable[..., Watch], script: Path, tmp_path: Path) -> None:
    """Word: a temporary file takes the name; twice, for the first leaves another inode."""
    watch = start(script)
    for count, text in ((2, "第一次。"), (3, "第二次。")):
        temporary = tmp_path / "~WRL0001.tmp"
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(script)
        assert watch.wait_for(count) == text
    watch.stays_at(3)


@pytest.mark.usefixtures("unhurried")
def test_a_file_that_vanishes_for_a_moment(watch_over: Callable[..., Watch], script: Path, tmp_path: Path) -> None:
    """Vim with a backup: the old file is moved away, a new one is written, the backup goes."""
    watch = watch_over(script, poll=False)
    backup = tmp_path / "讲稿.txt~"
    script.rename(backup)
    time.sleep(0.3)
    script.write_text("新的。", encoding="utf-8")
    backup.unlink()
    assert watch.wait_for(2) == "新的。"
    watch.stays_at(2)


@pytest.mark.usefixtures("unhurried")
def test_saves_in_a_row_are_one_build(watch_over: Callable[..., Watch], script: Path) -> None:
    watch = watch_over(script, poll=False)
    for number in range(4):
        script.write_text(f"第{number}次。", encoding="utf-8")
        time.sleep(0.1)
    assert watch.wait_for(2) == "第3次。"
    watch.stays_at(2)


@pytest.mark.usefixtures("unhurried")
def test_a_file_that_is_still_being_written_is_waited_for(watch_over: Callable[..., Watch], script: Path) -> None:
    watch = watch_over(script, poll=False)
    with script.open("w", encoding="utf-8") as file:
        for _ in range(8):
            file.write("又一句。")
            file.flush()
            time.sleep(0.15)
    assert watch.wait_for(2) == "又一句。" * 8


@pytest.mark.usefixtures("unhurried")
def test_an_emptied_file_is_waited_for(watch_over: Callable[..., Watch], script: Path) -> None:
    watch = watch_over(script, poll=False)
    script.write_bytes(b"")
    time.sleep(0.3)
    script.write_text("写完了。", encoding="utf-8")
    assert watch.wait_for(2) == "写完了。"
    watch.stays_at(2)


def test_a_file_that_stays_empty_or_away_is_told_once(
    watch_over: Callable[..., Watch], script: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "GRACE_S", 0.5)
    watch = watch_over(script, poll=False)
    script.write_bytes(b"")
    assert watch.wait_for(2) == ""
    script.unlink()
    assert watch.wait_for(3) == "missing"
    watch.stays_at(3)
    script.write_text("回来了。", encoding="utf-8")
    assert watch.wait_for(4) == "回来了。"


def test_a_save_during_a_build_is_built_afterwards(watch_over: Callable[..., Watch], script: Path) -> None:
    saved: list[str] = []

    def save_while_building() -> None:
        if not saved:
            saved.append("生成时改的。")
            script.write_text(saved[0], encoding="utf-8")

    watch = watch_over(script, on_build=save_while_building, poll=False)
    assert watch.wait_for(2) == "生成时改的。"
    watch.stays_at(2)


@pytest.mark.parametrize(
    "name", ["讲稿.txt.toml", "dangke.toml", "voices/甲.toml", "voices/lexicons/地名.tsv", "讲稿.txt.takes/takes.toml"]
)
def test_all_that_decides_the_audio_is_watched(
    start: Callable[..., Watch], script: Path, tmp_path: Path, name: str
) -> None:
    """Made in a folder that was not there at first, changed, and removed."""
    watch = start(script)
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("a = 1")
    watch.wait_for(2)
    time.sleep(0.4)
    path.write_text("a = 12")
    watch.wait_for(3)
    path.unlink()
    watch.wait_for(4)
    watch.stays_at(4)


def test_a_folder_that_is_moved_away_and_comes_back(
    watch_over: Callable[..., Watch], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a stick is taken out: whatever becomes of the system's watch, the files are looked at."""
    monkeypatch.setattr(watching, "LOOK_S", 0.2)
    monkeypatch.setattr(watching, "GRACE_S", 0.5)
    folder = tmp_path / "stick"
    folder.mkdir()
    script = folder / "讲稿.txt"
    script.write_text(TEXT, encoding="utf-8")
    watch = watch_over(script, poll=False)
    shutil.move(folder, tmp_path / "pocket")
    assert watch.wait_for(2) == "missing"
    shutil.move(tmp_path / "pocket", folder)
    assert watch.wait_for(3) == TEXT
    script.write_text("又改了。", encoding="utf-8")
    assert watch.wait_for(4) == "又改了。"


def test_where_the_system_tells_nothing_files_are_looked_at(
    watch_over: Callable[..., Watch], script: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No more watches to be had."""

    def refused(*folders: Path, **options: object) -> Iterator[object]:
        raise OSError(28, "OS file watch limit reached")
        yield

    monkeypatch.setattr("watchfiles.watch", refused)
    monkeypatch.setattr(watching, "POLL_S", 0.05)
    watch = watch_over(script, poll=False)
    script.write_text("改过了。", encoding="utf-8")
    assert watch.wait_for(2) == "改过了。"


def test_a_look_sees_a_change_of_equal_length_within_one_tick(script: Path) -> None:
    before = look(script, script.parent)
    times = script.stat()
    other = script.with_suffix(".new")
    other.write_text(TEXT.replace("一", "二"), encoding="utf-8")
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    other.replace(script)
    assert look(script, script.parent) != before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_script_that_is_locked_counts_as_not_there(script: Path) -> None:
    script.chmod(0)
    assert not look(script, script.parent).is_saved


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir()])
def test_what_was_never_there_is_a_typing_error(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "讲搞.txt")
    with pytest.raises(SourceError, match="找不到"):
        require_scripts([tmp_path / "讲搞.txt"])
