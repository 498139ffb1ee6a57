"""A script as far as what will be said, and by whom: all stages before any sound is made."""

from pathlib import Path

from dangke_audio.labelling import labelled
from dangke_audio.model.lecture import Lecture
from dangke_audio.model.source import SourceDocument
from dangke_audio.model.speech import Script, SpokenLecture
from dangke_audio.model.voice import VoiceProfile
from dangke_audio.parsing import parse, parse_lines
from dangke_audio.preparing import BuildSettings, CastOf, Prepared, refuse_findings, refuse_missing_voices
from dangke_audio.reading import read
from dangke_audio.remembering import KnownSentences
from dangke_audio.scripting import apply_takes, write_script
from dangke_audio.voicing import voice_lecture


def lecture_of(document: SourceDocument, profile: VoiceProfile) -> Lecture:
    """A script as a build reads it, with what the voice says first."""
    return labelled(parse(document, frozenset(profile.roles)), profile)


def read_lecture(path: Path, profile: VoiceProfile, cast_of: CastOf, *, lines: bool = False) -> Lecture:
    """Read and parse a script; with `lines`, each line is one body paragraph. Raises SourceError, ConfigError."""
    document = read(path)
    cast_of(document.sidecar.roles if document.sidecar else ())  # a role that nobody can speak is told at once
    return parse_lines(document) if lines else lecture_of(document, profile)


def compose(
    prepared: Prepared, settings: BuildSettings, known: KnownSentences | None = None
) -> tuple[SpokenLecture, Script]:
    """What will be said, and by whom. Raises FindingsError, EngineError for a voice that is not there."""
    profile, engine = settings.profile, prepared.engine
    spoken = voice_lecture(lecture_of(prepared.document, profile), engine, settings.lexicon, known)
    refuse_findings(spoken.findings, strict=settings.strict)
    script = write_script(spoken, prepared.cast, profile.pauses, engine.limits.spoken_characters)
    refuse_missing_voices(script, prepared)
    spoken, script = apply_takes(spoken, script, prepared.takes, profile, engine.rate_hz)
    refuse_findings(spoken.findings, strict=settings.strict)
    return spoken, script
