"""What a build is asked for, and a script with all that decides how it will sound: before anything heavy is loaded."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from dangke_audio.delivering.edition import Inputs
from dangke_audio.delivering.encoder import Encoding
from dangke_audio.engines.contract import Engine
from dangke_audio.engines.registry import load_engine
from dangke_audio.errors import EngineError
from dangke_audio.model.lexicon import Lexicon
from dangke_audio.model.source import SourceDocument
from dangke_audio.model.speech import Cast, Script
from dangke_audio.model.voice import VoiceProfile
from dangke_audio.provenance import made_from, told_by
from dangke_audio.reading import read

CastOf = Callable[[Iterable[tuple[str, str]]], Cast]


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """What the user chose."""

    profile: VoiceProfile
    cast_of: CastOf
    """Who speaks, given the roles of a script's sidecar."""
    lexicon: Lexicon
    out: Path
    jobs: int | None
    """Speaking processes; None for as many as the machine carries."""
    strict: bool
    encoding: Encoding = field(default_factory=Encoding)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A script that is read, and who speaks it."""

    path: Path
    document: SourceDocument
    cast: Cast
    engine: Engine
    fingerprints: Mapping[str, str]
    """What the engine says of itself, for each voice of the cast that it has."""
    inputs: Inputs
    told_by: str
    """Digest of everything but the script that decides how its sentences are said."""
    made_from: str
    """Digest of everything that decides the build's files."""


def prepare(path: Path, settings: BuildSettings) -> Prepared:
    """Raises SourceError, ConfigError for roles that nobody can speak, EngineError for a narrator that is not there."""
    profile, lexicon = settings.profile, settings.lexicon
    engine = load_engine(profile.engine, profile.options)
    document = read(path)
    sidecar = document.sidecar
    cast = settings.cast_of(sidecar.roles if sidecar else ())
    fingerprints = _fingerprints(engine, cast)
    inputs = Inputs(document.name, document.sha256, sidecar.sha256 if sidecar else None, lexicon.digest or None)
    return Prepared(
        path=path,
        document=document,
        cast=cast,
        engine=engine,
        fingerprints=fingerprints,
        inputs=inputs,
        told_by=told_by(lexicon, profile, fingerprints),
        made_from=made_from(inputs, profile, cast, fingerprints, settings.encoding),
    )


def _fingerprints(engine: Engine, cast: Cast) -> dict[str, str]:
    found = {cast.narrator.voice: engine.fingerprint(cast.narrator.voice)}
    for voice in cast.voices:
        with suppress(EngineError):  # a profile's roles are for all scripts: who says nothing here may have any voice
            found[voice] = engine.fingerprint(voice)
    return found


def refuse_missing_voices(script: Script, prepared: Prepared) -> None:
    """Raise EngineError for the first sentence whose role has a voice that the engine does not have."""
    for utterance in script.utterances:
        voice = utterance.speaker.voice
        if voice not in prepared.fingerprints:
            try:
                prepared.engine.fingerprint(voice)
            except EngineError as error:
                sentence = utterance.sentence
                message = f"角色“{sentence.role}”的声音用不了：{error.message}"
                raise EngineError(message, place=str(sentence.location), hint=error.hint) from error
