"""A lecture opened for takes: its sentences as a build would speak them, and the takes that lie beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dangke_audio.composing import compose
from dangke_audio.model.speech import Script, SpokenLecture, Utterance
from dangke_audio.model.take import NO_TAKES, RetakenSentence, Take, Takes
from dangke_audio.preparing import BuildSettings, Prepared, prepare
from dangke_audio.reading.takes import read_takes, takes_folder
from dangke_audio.retaking.places import chapter_at, sentence_at
from dangke_audio.scripting.takes import Line, find_sentences, lines_of


@dataclass(frozen=True, slots=True)
class Desk:
    """One lecture; `script` is as if there were no takes."""

    prepared: Prepared
    settings: BuildSettings
    script: Script
    lines: tuple[Line, ...]
    takes: Takes
    """As they were when the desk was opened."""

    @property
    def folder(self) -> Path:
        """Where the takes are."""
        return takes_folder(self.prepared.path)

    def file(self, take: Take) -> Path:
        """Where the sound of a take is."""
        return self.folder / take.file

    def find(self, words: Sequence[str]) -> int:
        """Index of the line that the words of a command line mean. Raises ConfigError that lists what there is."""
        counts = [len(self.chapter_lines(chapter)) for chapter in range(len(self.script.chapters))]
        chapter, number = sentence_at(words, self.titles, counts)
        return self.chapter_lines(chapter)[number]

    def find_chapter(self, words: str) -> int:
        """Index of a chapter. Raises ConfigError that lists what there is."""
        return chapter_at(words, self.titles)

    @property
    def titles(self) -> tuple[str, ...]:
        """Of all chapters."""
        return tuple(chapter.title for chapter in self.script.chapters)

    def chapter_lines(self, chapter: int) -> list[int]:
        """Indexes of a chapter's lines."""
        return [index for index, line in enumerate(self.lines) if line.chapter == chapter]

    def number(self, line: int) -> int:
        """Of a line in its chapter, from 1."""
        return self.chapter_lines(self.lines[line].chapter).index(line) + 1

    def utterances(self, line: int) -> tuple[Utterance, ...]:
        """What an engine speaks of a line."""
        return self.script.utterances[self.lines[line].first : self.lines[line].end]

    def retaken(self) -> Mapping[int, RetakenSentence]:
        """The sentences that have takes, by their lines."""
        found = find_sentences(self.takes.sentences, self.lines)
        return {line: self.takes.sentences[which] for which, line in found.items()}

    def read_again(self) -> "Desk":
        """With the takes as they are now. Raises SourceError."""
        return replace(self, takes=read_takes(self.prepared.path))


def open_desk(path: Path, settings: BuildSettings) -> Desk:
    """Read a script as a build does. Raises DangkeError as a build does before it speaks."""
    prepared = prepare(path, settings)
    return desk_of(prepared, settings, *compose(replace(prepared, takes=NO_TAKES), settings))


def desk_of(prepared: Prepared, settings: BuildSettings, lecture: SpokenLecture, script: Script) -> Desk:
    """The same of a script that is read already; `script` is as if there were no takes."""
    return Desk(prepared, settings, script, lines_of(lecture, script), prepared.takes)
