"""The engine contract for edge-tts: see engines/contract.py for what each method promises."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType
from typing import Self
from xml.sax.saxutils import escape

from dangke_audio.engines import plain_hearing
from dangke_audio.engines.contract import NOTHING_PINNED, CheckLine, Heard, Limits, Pace, Patience, Voice
from dangke_audio.engines.edge import failures, mp3_frames
from dangke_audio.engines.edge.acceptance import check_answer
from dangke_audio.engines.edge.proxy import proxy_for, without_password
from dangke_audio.engines.edge.request import HOST, MOST_TEXT_BYTES, SpeechRequest, Timeouts, rate_percent
from dangke_audio.engines.edge.voices import PACE, SHIPPED, VOICES, is_voice_name
from dangke_audio.errors import ConfigError, EngineError, SynthesisError
from dangke_audio.model.audio import Pcm

NAMED_VOICES = tuple(voice.name for voice in VOICES[:4])
FINAL = frozenset({"refused", "settings"})
"""Kinds of failure that asking once more does not mend."""
DECODER_FRAMES = 3
"""A decoder may keep so many back at the ends."""
OPTIONS = {"pitch": re.compile(r"([+-]\d{1,3})Hz"), "volume": re.compile(r"([+-]\d{1,3})%")}
OPTION_BOUND = 50
USUAL_TIMEOUTS = Timeouts()


@dataclass(frozen=True, slots=True)
class EdgeEngine:
    """Eight zh-CN voices of the Edge browser's read-aloud service. What is spoken goes to Microsoft."""

    pitch: str = "+0Hz"
    volume: str = "+0%"
    timeouts: Timeouts = USUAL_TIMEOUTS
    ready: set[str] = field(default_factory=set, compare=False, repr=False)
    """Voices that `prepare` need not ask for again; one list holds those of all roles."""

    name = "edge"
    title = "微软 Edge 朗读的在线声音：自然，但要联网，文字会离开本机"
    rate_hz = mp3_frames.RATE_HZ
    deterministic = False
    online = True
    # A sentence has at most a hundred characters: one request each, so that its melody is whole. That is some 25 s of
    # speech, far from where the service begins to lose sentences.
    limits = Limits(spoken_characters=100, workers=2, answer_s=110.0)
    patience = Patience(tries=5, delays_s=(1.0, 2.0, 4.0, 8.0, 16.0), failures_at_first=5, failures_in_a_row=10)

    def configured(self, options: Mapping[str, object]) -> Self:
        """`pitch` (`+0Hz`) and `volume` (`+0%`), each up to fifty either way."""
        faults = tuple(_option_faults(options))
        if faults:
            raise ConfigError("；".join(faults), hint='例如 pitch = "+5Hz"，volume = "-10%"；语速用 speed')
        pitch = _canonical(str(options.get("pitch", self.pitch)), "Hz")
        volume = _canonical(str(options.get("volume", self.volume)), "%")
        return replace(self, pitch=pitch, volume=volume)

    def voices(self) -> tuple[Voice, ...]:
        """The eight zh-CN voices."""
        return VOICES

    def pace(self, voice: str) -> Pace:
        """That of the table, or the usual one."""
        return next((known.pace for known in VOICES if known.name == voice), PACE)

    def check(self) -> tuple[CheckLine, ...]:
        """The library and the proxy. Nothing is sent: `doctor` does not use the network."""
        return (_library_line(), _proxy_line())

    def prepare(self, voice: str) -> None:
        """Ask the service for its voices, at most twice. Where the list is of no use, our own one must do.

        An engine remembers either list, so the voices of a lecture cost one question. Who is in neither is asked for
        again: the service may have learnt it meanwhile.
        """
        _require_name(voice)
        if voice in self.ready:
            return
        try:
            names = self._listed_names()
        except failures.NoAnswerError as error:
            raise EngineError(error.message, hint=error.hint, is_outage=True) from error
        except SynthesisError as error:
            if error.kind in FINAL or voice not in SHIPPED:
                raise EngineError(error.message, hint=error.hint, is_outage=error.kind != "settings") from error
            self.ready.update(SHIPPED)
            return
        self.ready.update(names)
        if voice not in names:
            chinese = [name for name in names if name.startswith("zh-CN-")] or list(names)
            raise EngineError(
                f"在线语音服务没有名为 {voice} 的声音",
                hint=f"现有的：{'、'.join(chinese[:8])}",
                is_outage=voice in SHIPPED,
            )

    def fingerprint(self, voice: str) -> str:
        """The request apart from text, voice and speed, and the form of the answer.

        Not the version of edge-tts: it only carries the request, and to upgrade it is the remedy for most failures,
        which must not cost every clip that is made already. The service itself has no version that it tells.
        """
        _require_name(voice)
        return f"edge-read-aloud mp3=24khz-48kbit pitch={self.pitch} volume={self.volume}"

    def hear(self, spoken: str, syllables: tuple[str | None, ...], pinned: frozenset[int] = NOTHING_PINNED) -> Heard:
        """The service hears text and guesses readings by itself; pinned ones reach it as homophones."""
        return plain_hearing.hear(spoken, syllables, pinned)

    def speak(self, heard: str, voice: str, speed: float) -> Pcm:
        """One request, one try."""
        if not is_voice_name(voice):
            raise failures.unknown_voice(voice, NAMED_VOICES)
        if not plain_hearing.has_words(heard):
            raise failures.unsuited_text("里面没有可读的字")
        if len(escape(heard).encode()) > MOST_TEXT_BYTES:
            raise failures.unsuited_text("太长")
        request = SpeechRequest(heard, voice, rate_percent(speed), self.pitch, self.volume)
        answer = _client().fetch_speech(request, self.timeouts)
        return _decoded(answer.mp3, check_answer(answer, heard))

    def _listed_names(self) -> tuple[str, ...]:
        client = _client()
        try:
            names: tuple[str, ...] = client.fetch_voice_names(self.timeouts)
        except SynthesisError as error:
            if error.kind in FINAL:
                raise
            names = client.fetch_voice_names(self.timeouts)
        return names


def _decoded(mp3: bytes, samples: int) -> Pcm:
    from dangke_audio.transcoding import decode

    pcm = decode(mp3, mp3_frames.RATE_HZ)
    if abs(pcm.samples - samples) > DECODER_FRAMES * mp3_frames.FRAME_SAMPLES:
        raise failures.faulty("声音数据有一部分解不开")
    return pcm


def _client() -> ModuleType:
    """The module client.py, late: aiohttp takes half a second. Raises EngineError."""
    try:
        from dangke_audio.engines.edge import client
    except ImportError as error:
        hint = "请安装：python -m pip install -U edge-tts"
        raise EngineError("没有安装 edge-tts，或安装得不完整", hint=hint) from error
    return client


def _require_name(voice: str) -> None:
    if not is_voice_name(voice):
        error = failures.unknown_voice(voice, NAMED_VOICES)
        raise EngineError(error.message, hint=error.hint)


def _option_faults(options: Mapping[str, object]) -> Iterator[str]:
    for option, value in options.items():
        if option not in OPTIONS:
            near = difflib.get_close_matches(option, OPTIONS, n=1)
            yield f"不认识的项 options.{option}" + (f"，是不是 {near[0]}？" if near else "")
            continue
        shape = OPTIONS[option].fullmatch(value) if isinstance(value, str) else None
        if shape is None or abs(int(shape[1])) > OPTION_BOUND:
            example = "+0Hz" if option == "pitch" else "+0%"
            yield f'options.{option} 应形如 "{example}"，在 -{OPTION_BOUND} 到 +{OPTION_BOUND} 之间'


def _canonical(value: str, unit: str) -> str:
    """`-00Hz` → `+0Hz`: the same sound must not have two keys."""
    return f"{int(value.removesuffix(unit)):+d}{unit}"


def _library_line() -> CheckLine:
    try:
        _client()
        return CheckLine(True, "edge-tts", f"{version('edge-tts')}（没有联网试读）")
    except (EngineError, PackageNotFoundError) as error:
        return CheckLine(False, "edge-tts", str(error))


def _proxy_line() -> CheckLine:
    try:
        proxy = proxy_for(HOST)
    except SynthesisError as error:
        return CheckLine(False, "代理", str(error))
    return CheckLine(True, "代理", without_password(proxy) if proxy else "不用代理")
