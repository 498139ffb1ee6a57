"""What `check`, `script` and `lexicon` share: a script up to the point where it would be spoken."""

from dataclasses import dataclass
from pathlib import Path

from dangke_audio.engines.contract import Engine
from dangke_audio.model.lexicon import Lexicon
from dangke_audio.model.speech import SpokenLecture, SpokenSection
from dangke_audio.model.voice import VoiceProfile


@dataclass(frozen=True, slots=True)
class FrontEnd:
    """A voice, its engine, and the readings of the project folder."""

    profile: VoiceProfile
    engine: Engine
    lexicon: Lexicon

    def lecture(self, file: Path, *, lines: bool = False) -> SpokenLecture:
        """What will be said of a script. Raises SourceError."""
        from dangke_audio.pipeline import read_lecture
        from dangke_audio.voicing import voice_lecture

        return voice_lecture(read_lecture(file, lines=lines), self.engine, self.lexicon)

    def words(self, written: str) -> SpokenLecture:
        """What will be said of a few words."""
        from dangke_audio.parsing.plain_lines import parse_words
        from dangke_audio.voicing import voice_lecture

        return voice_lecture(parse_words(written), self.engine, self.lexicon)

    def estimate_ms(self, section: SpokenSection) -> int:
        """About how long a section will take."""
        from dangke_audio.scripting.estimate import estimate_ms

        pace = next(
            (voice.syllables_per_second for voice in self.engine.voices() if voice.name == self.profile.voice), 4.8
        )
        return estimate_ms(
            section,
            self.profile.pauses,
            self.engine.limits.spoken_characters,
            lambda utterance: self.engine.hear(utterance.spoken, utterance.syllables).sounds,
            pace * self.profile.speed,
        )


def front_end(voice: str | None, engine: str | None) -> FrontEnd:
    """What `--voice` and `--engine` name, in this folder. Raises ConfigError, EngineError."""
    from dangke_audio.config import choose_profile, load_lexicon
    from dangke_audio.engines.registry import load_engine

    profile = choose_profile(voice, engine, Path.cwd())
    return FrontEnd(profile, load_engine(profile.engine), load_lexicon(Path.cwd()))
