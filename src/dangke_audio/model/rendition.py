"""What a lecture says, sentence by sentence, and which clips say it: what two builds are compared by."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One sentence."""

    written: str
    chapter: int
    """Index of its chapter, from 0."""
    clips: tuple[str, ...]
    """Keys, one for each utterance of the sentence."""
    blocks: tuple[str, ...]
    """Keys of the encoded blocks, one for each clip; empty where a clip is not made yet."""
    milliseconds: int
    """Of its speech, as measured in what is published, or as expected of what is not made yet."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """A whole lecture."""

    chapters: tuple[str, ...]
    """Titles; the opening is the first where it has words."""
    lines: tuple[SpokenLine, ...]

    def place(self, index: int) -> tuple[int, int]:
        """Chapter and number of a line within it, both from 1, as users count: (2, 3) is 第2章第3句."""
        chapter = self.lines[index].chapter
        first = next(number for number, line in enumerate(self.lines) if line.chapter == chapter)
        return chapter + 1, index - first + 1
