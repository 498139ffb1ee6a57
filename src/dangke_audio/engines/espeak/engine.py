"""The engine contract for espeak-ng: see engines/contract.py for what each method promises."""

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import pairwise
from typing import Self

from dangke_audio.engines.contract import NOTHING_PINNED, CheckLine, Heard, Limits, Pace, Patience, Voice
from dangke_audio.engines.espeak import hearing
from dangke_audio.engines.espeak.speaker import speak
from dangke_audio.engines.espeak_library import espeak_version, locate
from dangke_audio.errors import ConfigError, DangkeError, EngineError, SynthesisError
from dangke_audio.model.audio import Pcm

# Measured over 65 utterances: 4.2 … 6.0 at any speed; lone letters 4 … 10, English 4.5 … 9.3.
PACE = Pace(usual=5.0, slowest=2.2, fastest=11.0, is_measured=True)
VOICES = (Voice("cmn", "机器男声（试听用）", PACE), Voice("cmn+f2", "机器女声（试听用）", PACE))
_NAMES = {"cmn": "cmn-latn-pinyin", "cmn+f2": "cmn-latn-pinyin+f2"}
"""Ours → the library's."""
SCHEMA = 2
"""Raised when speaker.py or child.py asks the library in another way."""
# Measured: five syllables a second at 240, and how the pace follows the number, which it does not in proportion.
_WORDS_PER_MINUTE = ((0.5, 132), (0.75, 189), (1.0, 240), (1.25, 287), (1.5, 337), (2.0, 428))
# All that decides the sound of Mandarin; the sounds of English words are in the heard text.
_DATA = ("phontab", "phonindex", "phondata", "intonations", "cmn_dict", "lang/sit/cmn-Latn-pinyin", "voices/!v/f2")


@dataclass(frozen=True, slots=True)
class EspeakEngine:
    """espeak-ng 1.52, two voices, offline, a few hundredths of a second for each sentence."""

    name = "espeak"
    title = "机器声，几秒钟读完一篇：试听读音、停顿和节奏用，不用网络"
    rate_hz = 24_000
    deterministic = True
    online = False
    # As many as kokoro takes, so that the preview is cut where the real thing will be.
    limits = Limits(spoken_characters=60, worker_bytes=130 * 2**20, answer_s=60.0)
    patience = Patience()

    def configured(self, options: Mapping[str, object]) -> Self:
        """It has no options."""
        if options:
            raise ConfigError(f"espeak 没有这些选项：{'、'.join(sorted(options))}", hint="请从 [options] 里删去")
        return self

    def voices(self) -> tuple[Voice, ...]:
        """A man's and a woman's."""
        return VOICES

    def pace(self, voice: str) -> Pace:
        """The same for both."""
        return next((known.pace for known in VOICES if known.name == voice), PACE)

    def check(self) -> tuple[CheckLine, ...]:
        """The library's version, and whether a word comes out."""
        try:
            found = espeak_version()
            speak("hao3", _NAMES[VOICES[0].name], words_per_minute(1.0))
        except DangkeError as error:
            return (CheckLine(False, "espeak-ng", str(error)),)
        return (CheckLine(True, "espeak-ng", f"{found}，可以试听"),)

    def prepare(self, voice: str) -> None:
        """See that it is there."""
        _require_voice(voice)
        locate()

    def fingerprint(self, voice: str) -> str:
        """Library and data as they lie on the disk, and the resampler."""
        _require_voice(voice)
        return f"espeak files={_files_digest()} av={version('av')} rate={self.rate_hz} schema={SCHEMA}"

    def hear(self, spoken: str, syllables: tuple[str | None, ...], pinned: frozenset[int] = NOTHING_PINNED) -> Heard:
        """It hears pinyin. Raises EngineError for English words where espeak-ng does not load."""
        return hearing.hear(spoken, syllables, pinned)

    def speak(self, heard: str, voice: str, speed: float) -> Pcm:
        """Speak pinyin, in a process of its own."""
        _require_voice(voice)
        if not any(map(str.isalnum, heard)):
            raise SynthesisError("没有可以读的字")
        from dangke_audio.transcoding import resample

        return resample(speak(heard, _NAMES[voice], words_per_minute(speed)), self.rate_hz)


def words_per_minute(speed: float) -> int:
    """The library's measure of pace, for our speed 0.5 … 2.0."""
    speeds = [known for known, _words in _WORDS_PER_MINUTE]
    bounded = min(max(speed, speeds[0]), speeds[-1])
    (low, slow), (high, quick) = list(pairwise(_WORDS_PER_MINUTE))[
        min(bisect_right(speeds, bounded), len(speeds) - 1) - 1
    ]
    return round(slow + (quick - slow) * (bounded - low) / (high - low))


@cache
def _files_digest() -> str:
    """The first sixteen hexadecimal digits of a SHA-256. Raises EngineError."""
    files = locate()
    digest = hashlib.sha256()
    try:
        for path in (files.library, *(files.data / name for name in _DATA)):
            content = path.read_bytes()
            digest.update(f"{path.name} {len(content)}\n".encode() + content)
    except OSError as error:
        hint = "请重新安装 espeakng-loader"
        raise EngineError("espeak-ng 的文件不全", place=str(error.filename), hint=hint) from error
    return digest.hexdigest()[:16]


def _require_voice(voice: str) -> None:
    if voice not in _NAMES:
        raise EngineError(f"没有名为 {voice} 的声音", hint=f"可用的声音：{'、'.join(_NAMES)}")
