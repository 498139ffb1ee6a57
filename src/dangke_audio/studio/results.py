"""What was published of a document, as links."""

from collections.abc import Iterator
from urllib.parse import quote

from dangke_audio.cataloguing import CataloguedLecture, read_lecture
from dangke_audio.config import load_lexicon
from dangke_audio.config.profiles import DEFAULT_PROFILE
from dangke_audio.delivering.published import published, source_of
from dangke_audio.errors import SourceError
from dangke_audio.reading.files import sha256_of
from dangke_audio.reading.sidecar import sidecar_of
from dangke_audio.reading.takes import read_takes
from dangke_audio.studio.desk import Desk
from dangke_audio.studio.guard import FILES

LABELS = {
    "lecture": "整篇 MP3",
    "page": "收听网页",
    "m4b": "有声书（M4B）",
    "part": "大喇叭",
    "section": "分章 MP3",
    "lrc": "歌词（LRC）",
    "srt": "字幕（SRT）",
    "vtt": "字幕（VTT）",
    "timetable": "时间表",
    "cover": "封面",
    "playlist": "播放列表",
    "chapters": "章节表",
}
ORDER = tuple(LABELS)


def results_of(desk: Desk, document_id: str) -> dict[str, object] | None:
    """Title, length, chapters and files; None where nothing is published. Raises UnknownDocumentError."""
    folder = desk.lecture_of(document_id)
    lecture, found = read_lecture(desk.out, folder), published(desk.out / folder)
    if lecture is None or found is None:
        return None
    return {
        "title": lecture.title,
        "folder": f"output/{folder}",
        "duration_ms": found.milliseconds,
        "editions": sorted(found.editions),
        "is_current": _is_current(desk, document_id, folder),
        "chapters": [{"title": one.title, "start_ms": one.start_ms} for one in lecture.chapters],
        "files": list(_files(lecture)),
    }


def _is_current(desk: Desk, document_id: str, folder: str) -> bool:
    """Whether it was made of script, takes and lexicons as they are now, by the voice that is chosen now."""
    script, record = desk.script_of(document_id), desk.record(document_id)
    sidecar = sidecar_of(script)
    try:
        texts = sha256_of(script.read_bytes()), sha256_of(sidecar.read_bytes()) if sidecar.is_file() else None
        takes = read_takes(script).digest
    except (OSError, SourceError):
        return False
    lexicon = load_lexicon(desk.project).digest or None
    return source_of(desk.out / folder) == (*texts, lexicon, takes, record.voice or DEFAULT_PROFILE)


def page_address(desk: Desk, document_id: str) -> str | None:
    """The path of its 收听.html; None where there is none. Raises UnknownDocumentError."""
    lecture = read_lecture(desk.out, desk.lecture_of(document_id))
    page = lecture.file("page") if lecture else None
    return _href(lecture, page.name) if lecture and page else None


def _files(lecture: CataloguedLecture) -> Iterator[dict[str, object]]:
    """The ones that people open first stand first."""
    for file in sorted(lecture.files, key=lambda one: (ORDER.index(one.kind) if one.kind in ORDER else 99, one.name)):
        yield {
            "kind": file.kind,
            "label": LABELS.get(file.kind, file.kind),
            "name": file.name,
            "size": file.size,
            "href": _href(lecture, file.name),
        }


def _href(lecture: CataloguedLecture, name: str) -> str:
    return FILES + quote(f"{lecture.folder}/{name}")
