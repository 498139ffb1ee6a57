"""Script and clips → the loudspeaker edition: what is played, in which file, how often."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from dangke_audio.announcing import Line
from dangke_audio.assembling.programme import Frame, Said, cut_script, lay_out_part
from dangke_audio.delivering.edition import Horn
from dangke_audio.errors import ConfigError
from dangke_audio.horn_blocks import HornBlocks
from dangke_audio.model.audio import Clip
from dangke_audio.model.horn import HORN_RATE_HZ, HornOptions
from dangke_audio.model.source import Pin
from dangke_audio.model.speech import Script, Utterance
from dangke_audio.normalizing.numbers import cardinal

NOTICE_LONGEST_S = 180
"""A script without headings that is no longer is a notice, and is read twice."""
MOST_FILES = 99
"""What the simplest players find in a folder."""

Announce = Callable[[Line], tuple[Utterance, ...]]
"""Makes a line ready to be spoken; gives nothing for an empty one."""
Speak = Callable[[tuple[Utterance, ...]], tuple[Clip, ...]]
"""Gives the engine's clips of utterances."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A lecture as it was spoken."""

    title: str
    script: Script
    clips: tuple[Clip, ...]
    """The engine's, one for each utterance."""

    @property
    def title_pins(self) -> tuple[Pin, ...]:
        """The readings that somebody fixed in the title, where it is read aloud: it is announced as it is read."""
        sentences = (utterance.sentence for utterance in self.script.utterances)
        return next((one.pins for one in sentences if one.kind == "title" and one.written == self.title), ())


def broadcast(spoken: Spoken, blocks: HornBlocks, announce: Announce, speak: Speak) -> Horn:
    """Lay out the loudspeaker edition; what is said around the lecture is spoken now.

    Raises ConfigError for announcements that cannot be said and for too many parts, and what speaking raises.
    """
    options = blocks.options
    text = tuple(map(blocks.said, spoken.script.utterances, spoken.clips))
    texts = cut_script(spoken.script, text, options.part_minutes * 60 * HORN_RATE_HZ, HORN_RATE_HZ)
    is_notice = _is_notice(spoken.script, text)
    times = options.repeats or (2 if is_notice else 1)
    within, copies = (times, 1) if options.repeat == "part" else (1, times)
    _refuse_too_many(len(texts) * copies)
    lines = [(Line(""), Line(""))] if is_notice else list(_lines(spoken, options, len(texts)))
    words = [announce(line) for pair in lines for line in pair]
    clips = speak(tuple(chain.from_iterable(words)))
    told = iter(clips)
    around = [tuple(blocks.said(utterance, next(told)) for utterance in utterances) for utterances in words]
    frames = [
        Frame((*blocks.chimed, *before), behind) for before, behind in zip(around[::2], around[1::2], strict=True)
    ]
    gap_ms = round(1000 * options.gap_s)
    parts = tuple(
        lay_out_part(title, frame, part, within, gap_ms, HORN_RATE_HZ)
        for title, frame, part in zip(_titles(len(texts), is_notice=is_notice), frames, texts, strict=True)
    )
    return Horn(options, parts * copies, blocks.source, tuple(clip.key for clip in clips))


def _refuse_too_many(files: int) -> None:
    if files > MOST_FILES:
        message = f"大喇叭版会有 {files} 个文件，播放器最多认 {MOST_FILES} 个"
        raise ConfigError(
            message, hint="请把每段的分钟数改大（dangke.toml 里的 part_minutes，命令行的 --part-minutes）"
        )


def _is_notice(script: Script, text: Sequence[Said]) -> bool:
    length = sum(item.clip.samples for item in text)
    return len(script.chapters) == 1 and length <= NOTICE_LONGEST_S * HORN_RATE_HZ


def _lines(spoken: Spoken, options: HornOptions, count: int) -> Iterator[tuple[Line, Line]]:
    """What is said in front of each of so many parts, and behind it."""
    words = options.announcements
    for number in range(1, count + 1):
        opening = (
            opening_line(words.opening, spoken.title, spoken.title_pins)
            if number == 1
            else Line(words.part.replace("{number}", str(number)))
        )
        yield opening, Line(words.closing if number == count else "")


def opening_line(pattern: str, title: str, pins: tuple[Pin, ...]) -> Line:
    """The pattern with the title in it, wherever `{title}` stands, read as in the lecture."""
    text, found = "", []
    for number, piece in enumerate(pattern.split("{title}")):
        if number:
            found += [replace(pin, start=pin.start + len(text), end=pin.end + len(text)) for pin in pins]
            text += title
        text += piece
    return Line(text, tuple(found))


def _titles(count: int, *, is_notice: bool) -> list[str]:
    if count == 1:
        return ["通知" if is_notice else "全文"]
    return [f"第{cardinal(str(number))}部分" for number in range(1, count + 1)]
