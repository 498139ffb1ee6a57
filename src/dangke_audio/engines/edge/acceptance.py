"""Whether an answer is whole and is the answer to what was asked. Pure.

edge-tts reports no error where the service stops in the middle; what it has got until then is just short. Four things
must agree: the service said that it was done, the sound is made of whole frames, it lasts as long as the words in it,
and the words are those that were sent.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher

from dangke_audio.engines.edge import failures, mp3_frames
from dangke_audio.pinyin import is_han

MOST_SILENCE_BEHIND_S = 3.0
DECODER_DELAY_S = 0.046
"""A decoder gives everything 1105 samples later, so the sound must last that much beyond the last word. The service puts
some 0.8 s of silence behind it."""
COVERED = 0.9
"""Share of the Han characters that the words must hold, and of those in them that must be from the text."""


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One WordBoundary: a word of the text and when it sounds."""

    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """All that came for one request."""

    mp3: bytes
    words: tuple[SpokenWord, ...]
    said_done: bool
    """Whether the service closed the turn."""


def check_answer(answer: Answer, text: str) -> int:
    """The number of samples that the sound must have. Raises SynthesisError of kind `passing` naming what is wrong."""
    if not answer.said_done:
        raise failures.faulty("没有传完就停了")
    frames = mp3_frames.count_frames(answer.mp3)
    if not frames:
        raise failures.faulty("声音数据不是约定的格式，或者残缺")
    samples = frames * mp3_frames.FRAME_SAMPLES
    _check_length(samples / mp3_frames.RATE_HZ, answer.words)
    _check_words(answer.words, text)
    return samples


def _check_length(seconds: float, words: tuple[SpokenWord, ...]) -> None:
    if not words:
        raise failures.faulty("没有说明读了哪些字")
    end_s = max(word.end_s for word in words)
    if seconds < end_s + DECODER_DELAY_S:
        raise failures.faulty(f"声音只有 {seconds:.1f} 秒，最后一个词却在 {end_s:.1f} 秒处结束")
    if seconds > end_s + MOST_SILENCE_BEHIND_S:
        raise failures.faulty(f"声音长达 {seconds:.1f} 秒，最后一个词却在 {end_s:.1f} 秒处结束")


def _check_words(words: tuple[SpokenWord, ...], text: str) -> None:
    """Only Han is compared: the service writes Latin abbreviations in other ways (USD as United States Dollars)."""
    wanted, said = _han(text), _han("".join(word.text for word in words))
    matcher = SequenceMatcher(None, wanted, said, autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks())
    if common < COVERED * max(len(wanted), len(said)) or wanted[-1:] != said[-1:]:
        raise failures.faulty("读的不是送去的文字，或没有读全")


def _han(text: str) -> str:
    return "".join(filter(is_han, text))
