"""The engine contract for Kokoro: see engines/contract.py for what each method promises."""

from collections.abc import Callable
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from dangke_audio.engines.contract import CheckLine, Heard, Limits, Voice
from dangke_audio.engines.kokoro import phonemes
from dangke_audio.engines.kokoro.espeak_phonemes import espeak_version
from dangke_audio.engines.kokoro.loading import import_session, load_session
from dangke_audio.engines.kokoro.model_file import MODEL_SHA256, check_part, installed_parts, joined_model
from dangke_audio.engines.kokoro.probe import SESSION_SCHEMA, probe_digest
from dangke_audio.engines.kokoro.voice_packs import VOICES, load_pack, load_packs, pack_digest
from dangke_audio.errors import DangkeError
from dangke_audio.folders import cache_folder
from dangke_audio.model.audio import Pcm

if TYPE_CHECKING:
    from dangke_audio.engines.kokoro.session import Session


class KokoroEngine:
    """Kokoro-82M v1.0, int8, eight Mandarin voices, 24 kHz, no network."""

    name = "kokoro"
    rate_hz = 24_000
    deterministic = True
    # Sixty characters are about 280 of the 509 tokens it takes; longer utterances are audibly hurried (5.8 syllables a
    # second against 5.2). Letters are slower than syllables, hence the low bound.
    limits = Limits(spoken_characters=60, syllables_per_second_min=1.4, syllables_per_second_max=8.0)

    @cached_property
    def _folder(self) -> Path:
        return cache_folder() / "models"

    @cached_property
    def _session(self) -> "Session":
        return load_session(joined_model(self._folder))

    def voices(self) -> tuple[Voice, ...]:
        """The eight voices."""
        return VOICES

    def check(self) -> tuple[CheckLine, ...]:
        """The version of onnxruntime, the four model parts, the voices, the reading of English words."""
        runtime = _checked("onnxruntime", version("onnxruntime"), import_session)
        parts = (_checked(part.package, "模型文件完好", partial(check_part, part)) for part in installed_parts())
        packs = _checked("voices.npz", f"{len(VOICES)} 个声音完好", load_packs)
        english = _checked("espeak-ng", "可以读英文单词", espeak_version)
        return (runtime, *parts, packs, english)

    def prepare(self) -> None:
        """Join the model where it is not yet."""
        joined_model(self._folder)

    def fingerprint(self, voice: str) -> str:
        """Model, voice pack, onnxruntime, provider, and what this machine makes of them."""
        pack = pack_digest(voice)
        probe = probe_digest(self._folder)
        runtime = version("onnxruntime")
        return f"kokoro model={MODEL_SHA256[:16]} voice={pack} onnxruntime={runtime} provider=cpu session={SESSION_SCHEMA} probe={probe}"

    def hear(self, spoken: str, syllables: tuple[str | None, ...]) -> Heard:
        """Kokoro hears phonemes. Raises EngineError for English words where espeak-ng does not load."""
        return phonemes.hear(spoken, syllables)

    def speak(self, heard: str, voice: str, speed: float) -> Pcm:
        """Speak phonemes."""
        return self._session.speak(heard, load_pack(voice), speed)


def _checked(what: str, good: str, check: Callable[[], object]) -> CheckLine:
    try:
        check()
    except DangkeError as error:
        return CheckLine(False, what, str(error))
    return CheckLine(True, what, good)
