"""Horn editions of documents onto a USB stick, from the page."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from dangke_audio import __version__
from dangke_audio.errors import ConfigError, DangkeError
from dangke_audio.exporting import Exported, Request, export, find_sticks, slot_names
from dangke_audio.exporting.naming import INTO_EMPTY
from dangke_audio.studio.desk import Desk

TICKED = "勾上“这是空的 U 盘，第一次拷”"
"""What `--into-empty` is on the page."""
EXAMPLE = "例如 E:\\ 或 /media/用户名/U盘"


def export_documents(
    desk: Desk, document_ids: Sequence[str], target: object, slots: object, *, into_empty: bool
) -> dict[str, object]:
    """Write them, in this order, as `dangke-audio export` would; says what was done. Raises UnknownDocumentError, DangkeError."""
    request = Request(
        lectures=tuple(desk.out / desk.lecture_of(one) for one in dict.fromkeys(document_ids)),
        target=_target(target),
        slots=slot_names(slots.strip()) if isinstance(slots, str) and slots.strip() else (),
        into_empty=into_empty,
        program=f"dangke-audio {__version__}",
    )
    try:
        return _told(export(request), request.target)
    except DangkeError as error:
        error.hint = error.hint and error.hint.replace(INTO_EMPTY, TICKED)
        raise


def sticks() -> list[dict[str, object]]:
    """Those that are plugged in, for the page."""
    return [{**asdict(stick), "is_fat": stick.is_fat} for stick in find_sticks()]


def _target(asked: object) -> Path:
    """A whole path: what is seen from the server's folder is not what its user means. Raises ConfigError."""
    written = asked.strip().strip('"“”') if isinstance(asked, str) else ""
    if not written or "\0" in written:
        raise ConfigError("还没有写 U 盘的位置", hint=EXAMPLE)
    path = Path(written)
    if not path.is_absolute():
        raise ConfigError("要写完整的位置", place=written, hint=EXAMPLE)
    return path


def _told(done: Exported, target: Path) -> dict[str, object]:
    is_odd = done.disk.is_whole and done.disk.kind and not done.disk.is_fat
    return {
        "target": str(target),
        "files": sum(len(slot.tracks) for slot in done.slots),
        "ms": sum(slot.milliseconds for slot in done.slots),
        "kept": list(done.kept),
        "odd_disk": done.disk.kind if is_odd else None,
        "sheet": str(done.sheet),
    }
