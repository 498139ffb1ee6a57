"""Small lectures as planning sees them: what is written, and a made-up clip for each sentence."""

from collections.abc import Mapping, Sequence

from dangke_audio.model.rendition import Rendition, SpokenLine

MS_A_LETTER = 200


def rendition(chapters: Mapping[str, Sequence[str]], voice: str = "甲", pause: int = 0) -> Rendition:
    """A lecture of these chapters. Sentences that have the same letters sound the same; `pause` is in samples."""
    lines = [
        line(written, index, voice, pause) for index, sentences in enumerate(chapters.values()) for written in sentences
    ]
    return Rendition(tuple(chapters), tuple(lines), ("题目", "朗读者", ""))


def line(written: str, chapter: int, voice: str = "甲", pause: int = 0) -> SpokenLine:
    """One sentence, of one clip."""
    letters = "".join(filter(str.isalnum, written))
    clip = f"{voice} {letters}"
    milliseconds = MS_A_LETTER * len(letters)
    return SpokenLine(written, chapter, (clip,), (f"block {clip}",), milliseconds, 24 * milliseconds + pause)
