"""What a heard lecture comes to: figures, and what is odd about it in words. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dangke_audio.listening.alignment import Alignment, Mark
from dangke_audio.listening.listening import Heard, Verdict
from dangke_audio.listening.syllables import Expected


@dataclass(frozen=True, slots=True)
class Score:
    """Of one or many sentences."""

    syllables: int
    errors: int
    """Wrong, missing or too many."""
    lenient_errors: int
    """The same where n and ng, z and zh, c and ch, s and sh, l and n are taken as equal."""

    sure_errors: int = 0
    """Those of them that are not the recognizer's own."""

    @property
    def rate(self) -> float:
        """Errors for each syllable."""
        return self.errors / max(1, self.syllables)

    @property
    def lenient_rate(self) -> float:
        """Lenient errors for each syllable."""
        return self.lenient_errors / max(1, self.syllables)


def score_of(verdicts: Sequence[Verdict]) -> Score:
    """All of them together."""
    return Score(
        sum(verdict.sentence.syllables for verdict in verdicts),
        sum(verdict.opinion.strict.errors for verdict in verdicts),
        sum(verdict.opinion.lenient.errors for verdict in verdicts),
        sum(verdict.opinion.judged.errors for verdict in verdicts),
    )


def marked(expected: Sequence[Expected], alignment: Alignment) -> Iterator[tuple[str, Mark]]:
    """The characters that should be heard, each with what became of it."""
    return ((each.written, mark) for each, mark in zip(expected, alignment.marks, strict=True) if each.written)


def wrongly_heard(verdict: Verdict) -> str:
    """What was not heard as it should be: 认真 学习; empty where something was only too much."""
    words, is_open = "", False
    for written, mark in marked(verdict.sentence.expected, verdict.opinion.judged):
        if mark is not Mark.RIGHT:
            words += written if is_open or not words else f" {written}"
        is_open = mark is not Mark.RIGHT
    return words


def noise_told(verdict: Verdict) -> str:
    """That there is noise, and where; empty where there is none."""
    if verdict.noise is None:
        return ""
    return f"这一句里有杂音（{clock(verdict.noise.start_s)} 到 {clock(verdict.noise.end_s)}）"


def clock(seconds: float) -> str:
    """Minutes and seconds: 02:05."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes:02}:{rest:02}"


def oddities(heard: Heard) -> Iterator[str]:
    """What is odd about the file as a whole."""
    rate_hz = heard.speech.rate_hz
    if heard.excess:
        more = "长" if heard.excess > 0 else "短"
        yield f"录音比应有的{more} {abs(heard.excess) / rate_hz:.1f} 秒，中间多了或少了内容"
    if heard.shifted:
        first = heard.shifted[0]
        later = "晚" if first.shift > 0 else "早"
        yield (
            f"从{first.sentence.place}起有 {len(heard.shifted)} 句读得没错，但都{later}了 {abs(first.shift) / rate_hz:.1f} 秒，"
            "和字幕、章节对不上"
        )
    if heard.is_changed:
        yield "这个文件在生成以后被改动过，请重新运行 dangke-audio build"
