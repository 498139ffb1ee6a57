"""Who speaks: the voice of the profile, and those that profile and sidecar give to the roles of a script."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dangke_audio.config.profiles import at_pace, load_profile, profile_names
from dangke_audio.errors import ConfigError
from dangke_audio.model.speech import Cast, Speaker
from dangke_audio.model.voice import VoiceProfile


@dataclass(frozen=True, slots=True)
class Casting:
    """A profile and the folder in which other profiles are found by name."""

    profile: VoiceProfile
    project: Path
    understudies: tuple[str, ...] = ()
    """Voices of the engine that take over, in turn, roles of another engine's voices; without them that is an error."""
    pace: float = 1.0
    """What the speeds of the roles' profiles are multiplied with, as the narrator's has been (`at_pace`)."""

    def cast(self, sidecar_roles: Iterable[tuple[str, str]] = ()) -> Cast:
        """The cast of a script; the sidecar's word counts before the profile's. Raises ConfigError."""
        named = {**self.profile.roles, **dict(sidecar_roles)}
        strangers = [role for role, voice in named.items() if self._foreign(voice)]
        if strangers and not self.understudies:
            role = strangers[0]
            raise ConfigError(
                f"角色“{role}”的声音 {named[role]} 属于另一个引擎或用了不同的 [options]，一篇讲稿只能用一个引擎（{self.profile.engine}）",
                place=f"声音 {self.profile.name} 或说明文件的 [roles]",
                hint="dangke-audio voices 列出全部声音",
            )
        return Cast(
            self.profile.speaker, {role: self._speaker(voice, strangers, role) for role, voice in named.items()}
        )

    def _speaker(self, voice: str, strangers: list[str], role: str) -> Speaker:
        own = self.profile.speaker
        if role in strangers:
            return Speaker(self.understudies[strangers.index(role) % len(self.understudies)], own.speed, own.gain_db)
        if voice in profile_names(self.project):
            return at_pace(load_profile(voice, self.project), self.pace).speaker
        return Speaker(voice, own.speed, own.gain_db)

    def _foreign(self, voice: str) -> bool:
        """Whether a profile of that name is for another engine, or asks it for other options than the narrator's.

        What is no profile is a voice of the engine; where others take over, only those that are known.
        """
        if voice in profile_names(self.project):
            other = load_profile(voice, self.project)
            return (other.engine, other.options) != (self.profile.engine, self.profile.options)
        return bool(self.understudies) and voice not in {*self.understudies, self.profile.voice}
