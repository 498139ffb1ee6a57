"""A voice profile: who speaks, how fast, how loud, with which pauses."""

from dataclasses import dataclass

from dangke_audio.model.speech import Pauses


@dataclass(frozen=True, slots=True)
class VoiceProfile:
    """One file of voices/*.toml."""

    name: str
    """The file's stem, what `--voice` takes."""
    title: str
    """For people, in Chinese."""
    engine: str
    voice: str
    """The engine's own name for the voice."""
    speed: float
    """1.0 is the voice's own pace."""
    gain_db: float
    """What is added to the engine's level, so that all voices are equally loud; rounded to 0.1 dB."""
    pauses: Pauses
    artist: str
    """For the tag TPE1."""
