"""Unplugged, killed, full, broken, forbidden: what is told, and that the next export starts clean."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.support.faulty_disk import Fault, FaultyDisk, Trouble, below
from tests.support.horn_lectures import horn_lecture, tree

from dangke_audio.errors import StorageError
from dangke_audio.exporting import Request, export
from dangke_audio.exporting.markers import BEGUN, FINISHED
from dangke_audio.exporting.operations import CheckOrder, Operation, WriteFile

ROOT = Path(__file__).parents[2]
SLOTS = ("早", "晚")
MINE = "说明.txt"


class Journey:
    """A stick that holds an export of 甲 and a file of the user's, onto which 乙 is to be exported."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.old = horn_lecture(folder / "output", "甲", parts=["旧通知", "旧尾声"])
        self.new = horn_lecture(folder / "output", "乙", parts=["通知", "尾声"])
        self.stick, self._before = folder / "stick", folder / "before"
        self._before.mkdir()
        export(Request((self.old,), self._before, SLOTS, into_empty=True, program="p"))
        (self._before / MINE).write_bytes(b"mine")
        self.prepare()
        self.export()
        self.wanted = tree(self.stick)

    def prepare(self) -> None:
        """As it was before."""
        shutil.rmtree(self.stick, ignore_errors=True)
        shutil.copytree(self._before, self.stick)

    def export(self, on_step: Callable[[Operation], None] = lambda _: None) -> None:
        """The export that is to be interrupted, or is to come after."""
        export(Request((self.new,), self.stick, SLOTS, program="p"), on_step)

    def mended(self) -> bool:
        """Whether another export leaves what an export without trouble leaves; without waiting for the disk."""
        with FaultyDisk(Fault()):
            self.export()
        return tree(self.stick) == self.wanted


@pytest.fixture
def journey(tmp_path: Path) -> Journey:
    return Journey(tmp_path)


@pytest.mark.parametrize(
    ("trouble", "said"),
    [("broken", "出错"), ("full", "空间不足"), ("forbidden", "不能写入"), ("read-only", "不能写入")],
)
def test_any_operation_fails(journey: Journey, trouble: Trouble, said: str) -> None:
    refused = []
    for number in range(1, 1000):
        journey.prepare()
        with FaultyDisk(Fault(trouble, number, below(journey.stick))) as disk:
            try:
                journey.export()
            except StorageError as error:
                refused.append(error)
        assert (journey.stick / MINE).read_bytes() == b"mine"
        if disk.struck is None:
            break
        assert journey.mended(), disk.struck
    assert len(refused) > 15
    for told in refused:
        assert said in told.message
        assert "没有完成" in told.message or "没有改动" in told.message
        assert told.place
        assert told.hint
    print(f"\n{trouble}: {number - 1} operations, {len(refused)} refused")


def test_killed_at_any_operation(journey: Journey) -> None:
    """SIGKILL; twice in a row, at another place, before the export that is let through."""
    for number in range(1, 1000, 4):
        journey.prepare()
        code = killed(journey, number)
        if code == 0:
            break
        left = tree(journey.stick)
        assert BEGUN in left or FINISHED in left
        killed(journey, (number * 7) % 40 + 1)
        assert journey.mended(), number
    assert number > 30


def killed(journey: Journey, at: int) -> int:
    command = [sys.executable, "-m", "tests.support.killed_exports", str(at), str(journey.stick), str(journey.new)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False)
    assert done.returncode in {0, -9}, done.stderr.decode()
    return done.returncode


def test_killed_onto_an_empty_stick(journey: Journey) -> None:
    """Nothing but DANGKE.NEW says that it is ours, and no option is needed to go on."""
    for number in (1, 2, 4, 9, 14, 20, 26):
        shutil.rmtree(journey.stick)
        journey.stick.mkdir()
        assert killed(journey, number) == -9
        begun = (journey.stick / BEGUN).exists()
        assert begun is (number > 1)
        export(Request((journey.new,), journey.stick, SLOTS, into_empty=not begun, program="p"))
        assert {**tree(journey.stick), MINE: b"mine"} == journey.wanted


@pytest.mark.parametrize("is_replaced", [False, True])
def test_unplugged(journey: Journey, is_replaced: bool) -> None:
    """The folder goes in the middle; where it was mounted an empty one may be left, in which nothing is written."""
    away = journey.folder / "pulled out"

    def pull(step: Operation) -> None:
        if isinstance(step, WriteFile) and step.name.startswith("02"):
            journey.stick.rename(away)
            if is_replaced:
                journey.stick.mkdir()

    with pytest.raises(StorageError, match="目标不见了.*没有完成") as caught:
        journey.export(pull)
    assert caught.value.hint
    assert "插好" in caught.value.hint
    if is_replaced:
        assert list(journey.stick.iterdir()) == []
        journey.stick.rmdir()
    assert BEGUN in tree(away)
    assert FINISHED not in tree(away)
    away.rename(journey.stick)
    journey.export()
    assert tree(journey.stick) == journey.wanted


def test_a_stick_that_forgets(journey: Journey) -> None:
    """What is read back is not what was written."""
    forgotten = journey.stick / "01_早" / "0002_尾声.mp3"

    def forget(step: Operation) -> None:
        if isinstance(step, CheckOrder) and not step.folder:
            forgotten.write_bytes(bytes(forgotten.stat().st_size))

    with pytest.raises(StorageError, match="读回来不一样"):
        journey.export(forget)
    assert FINISHED not in tree(journey.stick)
    journey.export()
    assert tree(journey.stick) == journey.wanted


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 96 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", str(folder)]
    if (
        sys.platform != "linux"
        or os.geteuid() != 0
        or subprocess.run(command, capture_output=True, check=False).returncode
    ):
        pytest.skip("a tmpfs can only be mounted by root, where mounting is allowed at all")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_too_small(journey: Journey, small_disk: Path) -> None:
    """Told before anything is written, by counting; that the system runs out of room comes second."""
    lecture = horn_lecture(journey.folder / "output", "长", parts=[f"{number}段" for number in range(30)])
    with pytest.raises(StorageError, match="空间不够"):
        export(Request((lecture,), small_disk, SLOTS, into_empty=True))
    assert list(small_disk.iterdir()) == []


def test_a_disk_that_others_fill_meanwhile(journey: Journey, small_disk: Path) -> None:
    def fill(step: Operation) -> None:
        if isinstance(step, WriteFile) and step.name.startswith("02_晚/0002"):
            with pytest.raises(OSError, match="No space"):
                (small_disk / "别的").write_bytes(bytes(96 * 1024))

    request = Request((journey.new,), small_disk, SLOTS, into_empty=True, program="p")
    with pytest.raises(StorageError, match="空间不足.*没有完成"):
        export(request, fill)
    (small_disk / "别的").unlink()
    export(request)
    assert {**tree(small_disk), MINE: b"mine"} == journey.wanted


def test_a_read_only_disk(journey: Journey, small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(StorageError, match="不能写入，原来的内容没有改动") as caught:
        export(Request((journey.new,), small_disk, SLOTS, into_empty=True))
    assert caught.value.hint
    assert "写保护" in caught.value.hint
