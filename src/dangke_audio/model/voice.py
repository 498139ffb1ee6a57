"""A voice profile: who speaks, how fast, how loud, with which pauses."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dangke_audio.model.speech import Pauses, Speaker


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
    label: str = ""
    """What is said before everything else, so that nobody takes the voice for a person's; empty for nothing."""
    options: Mapping[str, object] = field(default_factory=dict)
    """What only this engine understands (`[options]`); `Engine.configured` checks them."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Speaker label (甲, 主持人) → profile or voice that says its lines (`[roles]`)."""

    @property
    def speaker(self) -> Speaker:
        """Who speaks where no role does."""
        return Speaker(self.voice, self.speed, self.gain_db)
