"""The engine contract for speech servers: see engines/contract.py for what each method promises."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING, Self

from dangke_audio.engines import plain_hearing
from dangke_audio.engines.contract import NOTHING_PINNED, CheckLine, Heard, Limits, Pace, Patience, Voice
from dangke_audio.engines.openai_api.account import Account, DamagedError
from dangke_audio.engines.openai_api.addresses import place_of
from dangke_audio.engines.openai_api.containers import account_of
from dangke_audio.engines.openai_api.credentials import read_key
from dangke_audio.engines.openai_api.settings import HINT, Settings, read_settings
from dangke_audio.errors import DangkeError, EngineError, SynthesisError
from dangke_audio.model.audio import Pcm

if TYPE_CHECKING:
    from dangke_audio.engines.openai_api.client import Answer

ASKING_S = 20.0
"""For the one question before work starts."""
STARTING_S = 30.0
"""For starting a process and decoding, on top of the answer's time."""

WIDE = Pace(slowest=1.4, fastest=9.0)
"""Clips of a voice with a measured pace are held to that more closely, by `synthesizing/checks.py`."""


class OpenAiApiEngine:
    """A server that is named in the profile. What is spoken goes there, which may be this machine.

    Besides the settings it holds only whether the server has answered, so pickling it gives no key away.
    """

    name = "openai_api"
    title = "任何有 /v1/audio/speech 接口的语音服务器：自己的或云上的，地址写在声音配置里"
    rate_hz = 24_000
    deterministic = False
    online = True
    patience = Patience(tries=4, delays_s=(1.0, 2.0, 4.0, 8.0, 16.0), failures_at_first=4, failures_in_a_row=8)

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._has_answered = False
        # Local models lose or hurry long texts; a clause more or less is no matter to a cloud.
        self.limits = Limits(
            spoken_characters=80, workers=self.settings.workers, answer_s=self.settings.total_s + STARTING_S
        )

    def configured(self, options: Mapping[str, object]) -> Self:
        """`base_url` and `model`, and what settings.py has besides."""
        return type(self)(read_settings(options))

    def voices(self) -> tuple[Voice, ...]:
        """None that are known: the profile's `voice` is whatever the server calls it."""
        return ()

    def pace(self, voice: str) -> Pace:  # noqa: ARG002  (one of a profile's)
        """What the profile says; without that, wide bounds around a usual pace, because the voice is not known."""
        if self.settings.syllables_per_second is None:
            return WIDE
        return replace(WIDE, usual=self.settings.syllables_per_second, is_measured=True)

    def check(self) -> tuple[CheckLine, ...]:
        """Whether the server of the profile answers; without a profile there is nothing to check."""
        if not self.settings.base_url:
            return (CheckLine(True, self.name, "服务器地址写在声音配置里，没有配置就用不到"),)
        try:
            self._greet()
        except DangkeError as error:
            return (CheckLine(False, self.name, str(error)),)
        return (CheckLine(True, self.name, f"{place_of(self.settings.base_url)} 有回答"),)

    def prepare(self, voice: str) -> None:
        """Read the key, and ask the server for its models: many have no such list, but all can be reached or not.

        Once is enough for all voices of a lecture.
        """
        self._require(voice)
        if not self._has_answered:
            self._greet()
            self._has_answered = True

    def fingerprint(self, voice: str) -> str:
        """The request apart from text, voice and speed. Not the key, nor how long we wait."""
        self._require(voice)
        settings = self.settings
        told = hashlib.sha256(settings.instructions.encode()).hexdigest()[:12] if settings.instructions else "-"
        return f"openai_api url={settings.base_url} model={settings.model} format={settings.response_format} instructions={told}"

    def hear(self, spoken: str, syllables: tuple[str | None, ...], pinned: frozenset[int] = NOTHING_PINNED) -> Heard:
        """A server hears text and guesses readings by itself; pinned ones reach it as homophones."""
        return plain_hearing.hear(spoken, syllables, pinned)

    def speak(self, heard: str, voice: str, speed: float) -> Pcm:
        """One request, one try."""
        self._require(voice)
        if not plain_hearing.has_words(heard):
            raise SynthesisError("里面没有可读的字", hint="请改写这一句")
        key = read_key(self.settings.key_env)
        answer = _client().ask(self.settings.speech_url, self._waiting(), key, self._question(heard, voice, speed))
        return self._sound(answer, key)

    def _question(self, text: str, voice: str, speed: float) -> dict[str, object]:
        settings = self.settings
        question: dict[str, object] = {
            "model": settings.model,
            "input": text,
            "voice": voice,
            "response_format": settings.response_format,
            "speed": speed,
        }
        return {**question, "instructions": settings.instructions} if settings.instructions else question

    def _sound(self, answer: "Answer", key: str | None) -> Pcm:
        """Whatever the server calls it: known by its first bytes. Raises SynthesisError."""
        from dangke_audio.engines.openai_api import failures

        if answer.status != 200:
            raise failures.status_error(answer, self.settings, key)
        try:
            account = account_of(answer.body)
        except DamagedError as error:
            raise failures.damaged(str(error)) from error
        if account is None:
            raise failures.no_sound(answer, key)
        if not (account.has_end or answer.is_measured):
            raise failures.endless()
        return self._decoded(answer.body, account)

    def _decoded(self, data: bytes, account: Account) -> Pcm:
        from dangke_audio.engines.openai_api import failures
        from dangke_audio.transcoding import decode

        try:
            pcm = decode(data, self.rate_hz)
        except SynthesisError as error:
            raise failures.damaged(error.message) from error
        seconds = pcm.samples / self.rate_hz
        if account.seconds is not None and abs(seconds - account.seconds) > account.slack_s:
            raise failures.damaged(f"应有 {account.seconds:.1f} 秒，解出 {seconds:.1f} 秒")
        return pcm

    def _greet(self) -> None:
        """Raises EngineError where the server is not there, or will not have our key."""
        from dangke_audio.engines.openai_api import failures

        key = read_key(self.settings.key_env)
        try:
            answer = self._asked_for_models(key)
        except SynthesisError as error:
            raise EngineError(error.message, hint=error.hint, is_outage=error.kind != "settings") from error
        if answer.status in {401, 402, 403, 407}:
            refusal = failures.status_error(answer, self.settings, key)
            raise EngineError(refusal.message, hint=refusal.hint)

    def _asked_for_models(self, key: str | None) -> "Answer":
        """Tried twice, for what passes."""
        client = _client()
        waiting = client.Waiting(min(self.settings.connect_s, ASKING_S), ASKING_S, ASKING_S)
        try:
            answer: Answer = client.ask(self.settings.models_url, waiting, key)
        except SynthesisError as error:
            if error.kind == "settings":
                raise
            answer = client.ask(self.settings.models_url, waiting, key)
        return answer

    def _waiting(self) -> object:
        settings = self.settings
        return _client().Waiting(settings.connect_s, settings.idle_s, settings.total_s)

    def _require(self, voice: str) -> None:
        if not self.settings.base_url:
            raise EngineError("没有写明语音服务器", hint=f"请在声音配置的 [options] 里写 base_url 和 model，{HINT}")
        if not voice.strip():
            raise EngineError("没有写明服务器的哪个声音", hint="请在声音配置里写 voice")


def _client() -> ModuleType:
    """The module client.py, late: aiohttp takes half a second. Raises EngineError."""
    try:
        from dangke_audio.engines.openai_api import client
    except ImportError as error:
        hint = "请安装：python -m pip install aiohttp"
        raise EngineError("没有安装 aiohttp，或安装得不完整", hint=hint) from error
    return client
