"""The walk of an export: read and verify the lectures, look at the target, check, plan, perform, write the sheet.

Nothing is changed before all checks are passed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dangke_audio.durable import storage_error, write_durably
from dangke_audio.errors import ConfigError, StorageError
from dangke_audio.exporting.belongings import Belongings, sort_out
from dangke_audio.exporting.disk import Disk, check_fat_limits, check_room, disk_of
from dangke_audio.exporting.executor import perform
from dangke_audio.exporting.markers import record_of
from dangke_audio.exporting.naming import programme
from dangke_audio.exporting.operations import Operation
from dangke_audio.exporting.planner import plan
from dangke_audio.exporting.programme import Slot
from dangke_audio.exporting.schedule import MADE_BY, TITLE, sheet_page, sheet_text
from dangke_audio.exporting.sources import read_horn_lecture
from dangke_audio.exporting.standing import Standing, look


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be exported, and where."""

    lectures: tuple[Path, ...]
    """Their folders, in playing order."""
    target: Path
    slots: tuple[str, ...] = ()
    """One folder for each; a single folder where there are none."""
    into_empty: bool = False
    """Whether an empty folder that no export has marked may be used."""
    program: str = "dangke-audio"
    """Name and version, for the marker."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was done."""

    slots: tuple[Slot, ...]
    removed: int
    """Files of the export before."""
    kept: tuple[str, ...]
    """What is not ours and lies on the target still."""
    was_interrupted: bool
    """Whether the export before had been cut short."""
    disk: Disk
    sheet: Path
    page: Path


def export(request: Request, on_step: Callable[[Operation], None] = lambda _: None) -> Exported:
    """Raises SourceError (a lecture), ConfigError (what was asked for) and StorageError (the target, the sheet)."""
    _check_apart(request.lectures, request.target)
    slots = programme([read_horn_lecture(folder) for folder in request.lectures], request.slots)
    standing = look(request.target)
    place = str(request.target)
    found = sort_out(standing, record_of(slots), may_be_unmarked=request.into_empty, place=place)
    disk = disk_of(request.target)
    check_fat_limits(slots)
    check_room(slots, _sizes(standing, found), disk, place)
    sheet, page = (request.lectures[0].absolute().parent / f"{TITLE}{suffix}" for suffix in (".txt", ".html"))
    _check_ours(sheet, page)
    steps = plan(slots, found, standing.begun or b"", request.program)
    perform(steps, request.target, keeps_order=disk.is_fat, on_step=on_step)
    write_durably(sheet, [sheet_text(slots, place)])
    write_durably(page, [sheet_page(slots, place)])
    return Exported(slots, len(found.files), found.kept, found.begun, disk, sheet, page)


def _check_apart(lectures: Sequence[Path], target: Path) -> None:
    """Neither in the other: an export would become part of what is exported, or remove it."""
    real = target.resolve()
    for lecture in lectures:
        folder = lecture.resolve()
        if real.is_relative_to(folder) or folder.is_relative_to(real):
            message = "目标不能和讲稿的输出文件夹互相包含"
            raise ConfigError(message, place=str(target), hint="请给出 U 盘的盘符，或另外一个文件夹")


def _sizes(standing: Standing, found: Belongings) -> list[int]:
    """Bytes of the files that will be removed."""
    removed = set(found.files)
    return [
        entry.size
        for folder, entries in standing.inside.items()
        for entry in entries
        if f"{folder}/{entry.name}" in removed
    ]


def _check_ours(*sheets: Path) -> None:
    """Raises StorageError where a file of the sheet's name is not one of ours."""
    for path in sheets:
        try:
            if MADE_BY.encode() not in path.read_bytes():
                raise StorageError(
                    "这里已经有一个不是本程序写的同名文件", place=str(path), hint="请把它移走或改名后重试"
                )
        except FileNotFoundError:
            continue
        except OSError as error:
            raise storage_error(path, error) from error
