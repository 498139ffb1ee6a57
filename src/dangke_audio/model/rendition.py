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
    span: int
    """Samples from its first to that of the next sentence, or to the end of its chapter: the pauses show in it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands, as users count."""

    chapter: int
    """From 1, as the section files are numbered."""
    sentence: int
    """Within its chapter, from 1."""

    def __str__(self) -> str:
        return f"第{self.chapter}章第{self.sentence}句"


@dataclass(frozen=True, slots=True)
class Rendition:
    """A whole lecture."""

    chapters: tuple[str, ...]
    """Titles; the opening is the first where it has words."""
    lines: tuple[SpokenLine, ...]
    tags: tuple[str, ...] = ()
    """What every file of it is tagged with: title, artist, date, what the cover is made from."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Where each line stands."""
        places: list[Place] = []
        for line in self.lines:
            is_next = bool(places) and places[-1].chapter == line.chapter + 1
            places.append(Place(line.chapter + 1, places[-1].sentence + 1 if is_next else 1))
        return tuple(places)
