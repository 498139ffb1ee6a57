"""A script up to the point where it would be spoken: what `check`, `script`, `lexicon` and the studio share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from dangke_audio.engines.contract import Engine
from dangke_audio.model.lexicon import Lexicon
from dangke_audio.model.speech import Cast, SpokenLecture, SpokenSection, Utterance
from dangke_audio.model.voice import VoiceProfile
from dangke_audio.model.wishes import Wishes


@dataclass(frozen=True, slots=True)
class FrontEnd:
    """A voice, its engine, and the readings of the project folder."""

    profile: VoiceProfile
    engine: Engine
    lexicon: Lexicon
    cast_of: Callable[[Iterable[tuple[str, str]]], Cast]
    """As in `pipeline.BuildSettings`."""
    project: Path
    """The folder whose voices and lexicons these are."""

    def lecture(self, file: Path, *, lines: bool = False) -> SpokenLecture:
        """What will be said of a script. Raises SourceError."""
        from dangke_audio.composing import read_lecture
        from dangke_audio.voicing import voice_lecture

        return voice_lecture(read_lecture(file, self.profile, self.cast_of, lines=lines), self.engine, self.lexicon)

    def words(self, written: str) -> SpokenLecture:
        """What will be said of a few words."""
        from dangke_audio.parsing.plain_lines import parse_words
        from dangke_audio.voicing import voice_lecture

        return voice_lecture(parse_words(written), self.engine, self.lexicon)

    def estimate_ms(self, section: SpokenSection) -> int:
        """About how long a section will take."""
        from dangke_audio.scripting.estimate import estimate_ms

        longest = self.engine.limits.spoken_characters
        return estimate_ms(section, Cast(self.profile.speaker), self.profile.pauses, longest, self._seconds)

    def _seconds(self, utterance: Utterance) -> float:
        """About how long an utterance will be."""
        heard = self.engine.hear(utterance.spoken, utterance.syllables, utterance.pinned)
        return heard.sounds / (self.engine.pace(utterance.speaker.voice).usual * utterance.speaker.speed)


def front_end(wishes: Wishes, project: Path) -> FrontEnd:
    """The voice that is asked for, in a project folder. Raises ConfigError, EngineError."""
    from dangke_audio.config import Casting, load_lexicon, wished_profile
    from dangke_audio.engines.registry import load_engine

    profile = wished_profile(wishes, project)
    return FrontEnd(
        profile,
        load_engine(profile.engine, profile.options),
        load_lexicon(project),
        Casting(profile, project, pace=wishes.pace).cast,
        project,
    )
