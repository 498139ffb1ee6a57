"""A lecture's chapters and the utterances in them."""

from dangke_audio.errors import NothingToSpeakError
from dangke_audio.model.lecture import OPENING, Section
from dangke_audio.model.speech import Cast, Chapter, Pauses, Script, SpokenLecture, SpokenSection, Utterance
from dangke_audio.scripting.utterances import utterances_of

_DEEPEST_CHAPTER = 2


def write_script(lecture: SpokenLecture, cast: Cast, pauses: Pauses, longest: int) -> Script:
    """Cut a lecture into utterances of at most `longest` spoken characters, and those into chapters.

    Raises NothingToSpeakError where nothing that its author wrote is heard.
    """
    utterances: list[Utterance] = []
    chapters: list[Chapter] = []
    for sections in _chapters(lecture.sections):
        sentences = (sentence for section in sections for sentence in section.sentences)
        first = len(utterances)
        utterances += utterances_of(sentences, cast, pauses, longest)
        if len(utterances) > first:
            opener = sections[0].section
            level = opener.level if _opens_chapter(opener) else 1
            chapters.append(Chapter(_title(opener, lecture), level, first, len(utterances)))
    if all(utterance.sentence.kind == "label" for utterance in utterances):
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
    """Whether a chapter begins with a section: one with a heading of its own, or a group of paragraphs."""
    return not section.run_in and section.level <= _DEEPEST_CHAPTER and section.number > 0


def _title(section: Section, lecture: SpokenLecture) -> str:
    """The heading; where a lecture has none at all, the first words of the chapter's text."""
    if section.heading is not None and _opens_chapter(section):
        return section.heading
    if len(lecture.sections) > 1 and all(spoken.section.heading is None for spoken in lecture.sections):
        return section.first_words
    return OPENING
