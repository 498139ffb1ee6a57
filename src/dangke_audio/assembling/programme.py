"""Where everything stands in the files for loudspeakers: chime, announcements, the lecture in parts, repeats. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dangke_audio.assembling.cutting import Border, cut_into_parts
from dangke_audio.assembling.timeline import lay_out_clip
from dangke_audio.model.audio import Block, Clip
from dangke_audio.model.horn import Part
from dangke_audio.model.speech import Script, Utterance

CHIME_PAUSE_MS = 500
"""Between the chime and what follows."""
DEEPEST = 5
"""Less the level of the chapter that follows: the rank of a border."""


@dataclass(frozen=True, slots=True)
class Said:
    """One clip on its way into a part."""

    clip: Clip
    pause_ms: int
    gain_db: float = 0.0


@dataclass(frozen=True, slots=True)
class Frame:
    """What is played around the text of a part."""

    before: tuple[Said, ...]
    behind: tuple[Said, ...] = ()


def cut_script(script: Script, text: Sequence[Said], longest: int, rate_hz: int) -> tuple[tuple[Said, ...], ...]:
    """The text in parts of at most `longest` samples."""
    lengths = [block.samples for block in _laid_out(text, rate_hz)]
    ends = cut_into_parts(lengths, list(_borders(script)), longest)
    return tuple(tuple(text[first:end]) for first, end in zip((0, *ends), ends, strict=False))


def lay_out_part(title: str, frame: Frame, text: Sequence[Said], times: int, gap_ms: int, rate_hz: int) -> Part:
    """A part whose text is played so many times, with a gap between."""
    *most, last = text
    again = (*most, replace(last, pause_ms=gap_ms))
    return Part(title, tuple(_laid_out([*frame.before, *(times - 1) * again, *text, *frame.behind], rate_hz)))


def lay_out_said(item: Said, start: int, rate_hz: int) -> Block:
    """The block of one clip; `start` changes nothing else."""
    return lay_out_clip(item.clip, start, item.pause_ms, item.gain_db, rate_hz)


def _laid_out(items: Iterable[Said], rate_hz: int) -> Iterable[Block]:
    start = 0
    for item in items:
        block = lay_out_said(item, start, rate_hz)
        start = block.end
        yield block


def _borders(script: Script) -> Iterable[Border]:
    levels = {chapter.first: chapter.level for chapter in script.chapters}
    for index, (this, following) in enumerate(zip(script.utterances, script.utterances[1:], strict=False)):
        level = levels.get(index + 1)
        rank = _rank(this, following) if level is None else DEEPEST - level
        yield Border(index, rank, following.spoken)


def _rank(this: Utterance, following: Utterance) -> int:
    """Of a border inside a chapter; a heading is never parted from what it is about."""
    if this.sentence is following.sentence or this.sentence.kind in ("title", "heading"):
        return 0
    return 2 if this.sentence.ends_paragraph else 1
