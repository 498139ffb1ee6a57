"""The engine contract for Kokoro: see engines/contract.py for what each method promises."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Self

from dangke_audio.engines.contract import NOTHING_PINNED, CheckLine, Heard, Limits, Pace, Patience, Voice
from dangke_audio.engines.kokoro import phonemes
from dangke_audio.engines.kokoro.espeak_phonemes import espeak_version
from dangke_audio.engines.kokoro.loading import import_session, load_session
from dangke_audio.engines.kokoro.mixing import mix_digest, mix_pace, mixed_pack, parse_mix
from dangke_audio.engines.kokoro.model_file import (
    MODEL_SHA256,
    check_part,
    installed_parts,
    is_whole,
    joined_path,
    models_folder,
)
from dangke_audio.engines.kokoro.probe import SESSION_SCHEMA, probe_digest
from dangke_audio.engines.kokoro.quick_model import QuickModel, quick_model
from dangke_audio.engines.kokoro.voice_packs import VOICES, load_packs
from dangke_audio.errors import ConfigError, DangkeError, EngineError
from dangke_audio.model.audio import Pcm

if TYPE_CHECKING:
    from dangke_audio.engines.kokoro.session import Session


class KokoroEngine:
    """Kokoro-82M v1.0, int8, eight Mandarin voices, 24 kHz, no network."""

    name = "kokoro"
    title = "离线语音合成（Kokoro-82M，八个普通话声音），不用网络"
    rate_hz = 24_000
    deterministic = True
    online = False
    # Sixty characters are about 280 of the 509 tokens it takes; longer utterances are audibly hurried (5.8 syllables a
    # second against 5.2).
    limits = Limits(spoken_characters=60, worker_bytes=700 * 2**20)
    patience = Patience()

    @cached_property
    def _folder(self) -> Path:
        return models_folder()

    @cached_property
    def _model(self) -> QuickModel:
        """Found before anything is spoken; it travels into the speaking processes, so that all load the same one."""
        return quick_model(self._folder)

    @cached_property
    def _session(self) -> "Session":
        return load_session(self._model.path)

    def configured(self, options: Mapping[str, object]) -> Self:
        """It has no options."""
        if options:
            raise ConfigError(f"kokoro 没有这些选项：{'、'.join(sorted(options))}", hint="请从 [options] 里删去")
        return self

    def voices(self) -> tuple[Voice, ...]:
        """The eight voices; mixing.py says how several are named as one."""
        return VOICES

    def pace(self, voice: str) -> Pace:
        """As measured."""
        try:
            return mix_pace(voice)
        except EngineError:
            return Pace()

    def check(self) -> tuple[CheckLine, ...]:
        """The version of onnxruntime, the model, the voices, the reading of English words."""
        runtime = _checked("onnxruntime", version("onnxruntime"), import_session)
        packs = _checked("voices.npz", f"{len(VOICES)} 个声音完好", load_packs)
        english = _checked("espeak-ng", "可以读英文单词", espeak_version)
        return (runtime, *self._check_model(), packs, english)

    def _check_model(self) -> tuple[CheckLine, ...]:
        """The four parts; where they are not installed, the joined model that was brought as a file."""
        parts = installed_parts()
        carried = joined_path(self._folder)
        if any(part.path is None for part in parts) and is_whole(carried):
            return (CheckLine(True, "语音模型", f"模型文件完好（{carried}）"),)
        return tuple(_checked(part.package, "模型文件完好", partial(check_part, part)) for part in parts)

    def prepare(self, voice: str) -> None:
        """Join and rewrite the model where that has not been done. Raises EngineError for no such voice."""
        parse_mix(voice)
        _ = self._model

    def fingerprint(self, voice: str) -> str:
        """Model, voice pack, onnxruntime, provider, and what this machine makes of them."""
        pack = mix_digest(voice)
        probe = probe_digest(self._folder, self._model)
        runtime = version("onnxruntime")
        return f"kokoro model={MODEL_SHA256[:16]} graph={self._model.graph} voice={pack} onnxruntime={runtime} provider=cpu session={SESSION_SCHEMA} probe={probe}"

    def hear(
        self,
        spoken: str,
        syllables: tuple[str | None, ...],
        pinned: frozenset[int] = NOTHING_PINNED,  # noqa: ARG002  (every reading is told, pinned or not)
    ) -> Heard:
        """Kokoro hears phonemes. Raises EngineError for English words where espeak-ng does not load."""
        return phonemes.hear(spoken, syllables)

    def speak(self, heard: str, voice: str, speed: float) -> Pcm:
        """Speak phonemes."""
        return self._session.speak(heard, mixed_pack(voice), speed)


def _checked(what: str, good: str, check: Callable[[], object]) -> CheckLine:
    try:
        check()
    except DangkeError as error:
        return CheckLine(False, what, str(error))
    return CheckLine(True, what, good)
