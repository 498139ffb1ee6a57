"""What is remembered of a lecture's builds, by whatever name the user calls the lecture."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dangke_audio.delivering.history import past_builds
from dangke_audio.delivering.published import published
from dangke_audio.delivering.shelf import STATE_FOLDER, lecture_folder_name
from dangke_audio.errors import SourceError
from dangke_audio.model.history import PastBuild


@dataclass(frozen=True, slots=True)
class Past:
    """A lecture and its builds."""

    title: str
    """The name of its folder where it has not been published yet."""
    folder: Path
    builds: tuple[PastBuild, ...]
    """The newest first; never empty."""


def recall(lecture: str, out: Path) -> Past:
    """The builds of a lecture: its script, its published folder, the folder's name, or its title.

    Raises SourceError where no such lecture was ever built, or several have that title.
    """
    folder = _folder(lecture, out)
    builds = past_builds(folder.parent / STATE_FOLDER / folder.name)
    if not builds:
        raise SourceError("这篇讲稿还没有生成记录", place=lecture, hint=f"先运行 dangke-audio build；{_other_out(out)}")
    found = published(folder)
    return Past(found.title if found else folder.name, folder, tuple(reversed(builds)))


def _folder(lecture: str, out: Path) -> Path:
    """Where the lecture is published, or would be."""
    path = Path(lecture)
    if path.is_file():
        return out / lecture_folder_name(out, path)
    if _has_state(path):
        return path
    for name in (lecture, path.name, path.stem):  # the script may be gone, its lecture is not
        if name and _has_state(out / name):
            return out / name
    titled = [folder for folder in _lectures(out) if (found := published(folder)) and found.title == lecture]
    if len(titled) > 1:
        names = "、".join(str(folder) for folder in titled)
        raise SourceError(f"有 {len(titled)} 篇讲稿都叫这个题目", place=lecture, hint=f"请写明是哪个文件夹：{names}")
    if not titled:
        known = "、".join(folder.name for folder in _lectures(out))
        hint = f"{out} 里有：{known}；{_other_out(out)}" if known else f"先运行 dangke-audio build；{_other_out(out)}"
        raise SourceError("没有找到这篇讲稿的生成记录", place=lecture, hint=hint)
    return titled[0]


def _other_out(out: Path) -> str:
    return f"不在 {out} 里的，请加 --out 文件夹"


def _has_state(folder: Path) -> bool:
    return (folder.parent / STATE_FOLDER / folder.name).is_dir()


def _lectures(out: Path) -> Iterator[Path]:
    """All that have a state folder below `out`, by name."""
    states = out / STATE_FOLDER
    names = sorted(state.name for state in states.iterdir() if state.is_dir()) if states.is_dir() else []
    return (out / name for name in names)
