"""What was published of a document, as links."""

from collections.abc import Iterator
from urllib.parse import quote

from dangke_audio.cataloguing import CataloguedLecture, read_lecture
from dangke_audio.delivering.last_build import last_build
from dangke_audio.delivering.published import published
from dangke_audio.delivering.shelf import shelf_of
from dangke_audio.errors import DangkeError
from dangke_audio.preparing import asked_for, with_published_editions
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
        "is_current": _is_current(desk, document_id),
        "chapters": [{"title": one.title, "start_ms": one.start_ms} for one in lecture.chapters],
        "files": list(_files(lecture)),
    }


def _is_current(desk: Desk, document_id: str) -> bool:
    """Whether it was made of all that its user has written and chosen by now. What cannot be built any more was not."""
    try:
        script = desk.script_of(document_id)
        asked = asked_for(script, with_published_editions(desk.settings_of(document_id), script))
    except DangkeError:
        return False
    shelf = shelf_of(desk.out, script)
    return last_build(shelf).is_of(shelf.folder, asked)


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
