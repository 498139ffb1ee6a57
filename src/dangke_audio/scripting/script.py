"""A lecture's chapters and the utterances in them."""

from dangke_audio.errors import NothingToSpeakError
from dangke_audio.model.lecture import Section
from dangke_audio.model.speech import Chapter, Pauses, Script, SpokenLecture, SpokenSection, Utterance
from dangke_audio.scripting.utterances import utterances_of

OPENING = "开场"
"""Title of the chapter before the first heading."""

_DEEPEST_CHAPTER = 2


def write_script(lecture: SpokenLecture, pauses: Pauses, longest: int) -> Script:
    """Cut a lecture into utterances of at most `longest` spoken characters, and those into chapters.

    Raises NothingToSpeakError where no utterance comes of it.
    """
    utterances: list[Utterance] = []
    chapters: list[Chapter] = []
    for sections in _chapters(lecture.sections):
        sentences = (sentence for section in sections for sentence in section.sentences)
        first = len(utterances)
        utterances += utterances_of(sentences, pauses, longest)
        if len(utterances) > first:
            title, level = _title(sections[0].section)
            chapters.append(Chapter(title, level, first, len(utterances)))
    if not utterances:
        raise NothingToSpeakError("讲稿里没有可以朗读的文字", hint="请检查文件内容")
    return Script(tuple(utterances), tuple(chapters))


def _chapters(sections: tuple[SpokenSection, ...]) -> list[list[SpokenSection]]:
    """Sections grouped by chapter: run-in headings and those of level 3 stay inside the one before them."""
    chapters: list[list[SpokenSection]] = []
    for spoken in sections:
        if not chapters or _opens_chapter(spoken.section):
            chapters.append([])
        chapters[-1].append(spoken)
    return chapters


def _opens_chapter(section: Section) -> bool:
    """Whether a chapter begins with a section."""
    return section.heading is not None and not section.run_in and section.level <= _DEEPEST_CHAPTER


def _title(section: Section) -> tuple[str, int]:
    """Title and level of the chapter that begins with a section."""
    if section.heading is not None and _opens_chapter(section):
        return section.heading, section.level
    return OPENING, 1
