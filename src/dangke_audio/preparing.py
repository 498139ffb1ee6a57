"""What a build is asked for, and a script with all that decides how it will sound: before anything heavy is loaded."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from dangke_audio import provenance
from dangke_audio.covering import cover_recipe, file_sha256
from dangke_audio.delivering.edition import Inputs
from dangke_audio.delivering.encoder import Encoding
from dangke_audio.delivering.published import published
from dangke_audio.delivering.shelf import lecture_folder_name
from dangke_audio.engines.contract import Engine
from dangke_audio.engines.registry import load_engine
from dangke_audio.errors import EngineError, FindingsError
from dangke_audio.model.credits import Credits
from dangke_audio.model.horn import CHIMES, HornOptions
from dangke_audio.model.lecture import Lecture
from dangke_audio.model.lexicon import Lexicon
from dangke_audio.model.phone import PhoneOptions
from dangke_audio.model.report import EditionName, Finding
from dangke_audio.model.sidecar import Sidecar
from dangke_audio.model.source import SourceDocument
from dangke_audio.model.speech import Cast, Script
from dangke_audio.model.storage import Store
from dangke_audio.model.take import Takes
from dangke_audio.model.voice import VoiceProfile
from dangke_audio.provenance import made_from, told_by
from dangke_audio.reading import read
from dangke_audio.reading.files import file_sha256 as script_sha256
from dangke_audio.reading.sidecar import read_sidecar
from dangke_audio.reading.takes import read_takes
from dangke_audio.synthesizing.crew import Crew

MOST_TOLD = 3
"""Findings that one error names; `check` lists them all."""

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
    phone: PhoneOptions = field(default_factory=PhoneOptions)
    horn: HornOptions = field(default_factory=HornOptions)
    editions: frozenset[EditionName] = frozenset({"phone"})
    """What is to be made."""
    crew: Crew | None = None
    """Who speaks; None for processes of this machine."""
    clips: Store | None = None
    """Where clips are kept; None for the cache folder."""
    spoken_ahead: frozenset[str] = frozenset()
    """Keys of the clips that were spoken for this build before it began."""

    @property
    def encoding(self) -> Encoding:
        """How the MP3 files are encoded."""
        return Encoding(bitrate_kbps=self.phone.bitrate_kbps)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A script that is read, and who speaks it."""

    path: Path
    document: SourceDocument
    takes: Takes
    """Those that lie beside the script."""
    cast: Cast
    engine: Engine
    fingerprints: Mapping[str, str]
    """What the engine says of itself, for each voice of the cast that it has."""
    inputs: Inputs
    told_by: str
    """Digest of everything but the script that decides how its sentences are said."""
    asked_for: str
    """Digest of what its user wrote and chose: `asked_for`."""
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
    takes = read_takes(path)
    inputs = _inputs(document.name, document.sha256, sidecar, takes, lexicon)
    asked = _asked_for(inputs, cast, settings)
    return Prepared(
        path=path,
        document=document,
        takes=takes,
        cast=cast,
        engine=engine,
        fingerprints=fingerprints,
        inputs=inputs,
        told_by=told_by(lexicon, profile, fingerprints),
        asked_for=asked,
        made_from=made_from(asked, document.name, fingerprints, settings.encoding),
    )


def asked_for(path: Path, settings: BuildSettings) -> str:
    """`Prepared.asked_for` without reading the script as a document or loading an engine: some milliseconds.

    Raises SourceError, ConfigError as `prepare` does.
    """
    sidecar, takes = read_sidecar(path), read_takes(path)
    inputs = _inputs(path.name, script_sha256(path), sidecar, takes, settings.lexicon)
    return _asked_for(inputs, settings.cast_of(sidecar.roles if sidecar else ()), settings)


def _inputs(name: str, sha256: str, sidecar: Sidecar | None, takes: Takes, lexicon: Lexicon) -> Inputs:
    return Inputs(name, sha256, sidecar.sha256 if sidecar else None, lexicon.digest or None, takes.digest)


def _asked_for(inputs: Inputs, cast: Cast, settings: BuildSettings) -> str:
    return provenance.asked_for(inputs, settings.profile, cast, settings.encoding, _edition_parts(settings))


def with_published_editions(settings: BuildSettings, script: Path) -> BuildSettings:
    """The same, with the editions that stand already: a build renews them too, so that none of them grows stale."""
    found = published(settings.out / lecture_folder_name(settings.out, script))
    return replace(settings, editions=settings.editions | found.editions) if found else settings


def _edition_parts(settings: BuildSettings) -> dict[str, object]:
    """The options as they decide bytes; those of an edition that is not made do not. Raises ConfigError."""
    parts: dict[str, object] = {}
    if "phone" in settings.editions:
        parts["phone"] = _phone_parts(settings.phone)
    if "horn" in settings.editions:
        options = settings.horn
        chime = options.chime if options.chime is None or options.chime in CHIMES else file_sha256(Path(options.chime))
        parts["horn"] = {**asdict(options), "chime": chime}
    return parts


def _phone_parts(options: PhoneOptions) -> dict[str, object]:
    """The options as they decide bytes: files count by what is in them. Raises ConfigError for one that is not there."""
    plain = {name: value for name, value in asdict(options).items() if name not in ("cover_file", "music")}
    music = {name: path and file_sha256(Path(path)) for name, path in asdict(options.music).items()}
    nobody = Credits("", None, None, "")  # the lecture's own words are among the inputs
    return {**plain, **music, "cover_recipe": cover_recipe(nobody, options)}


def _fingerprints(engine: Engine, cast: Cast) -> dict[str, str]:
    found = {cast.narrator.voice: engine.fingerprint(cast.narrator.voice)}
    for voice in cast.voices:
        with suppress(EngineError):  # a profile's roles are for all scripts: who says nothing here may have any voice
            found[voice] = engine.fingerprint(voice)
    return found


def credits_of(lecture: Lecture, prepared: Prepared, settings: BuildSettings) -> Credits:
    """What the files say of the lecture; one without a title is called as its file is."""
    title = lecture.title or Path(prepared.document.name).stem
    return Credits(title, lecture.speaker, lecture.date, settings.profile.artist)


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


SCRIPT_REMEDY = "请修改讲稿后重试；dangke-audio check 会列出全部问题"


def refuse_findings(findings: Iterable[Finding], *, strict: bool, hint: str = SCRIPT_REMEDY) -> None:
    """Raise FindingsError where there are errors, or, under `--strict`, warnings."""
    forbidden = {"error", "warning"} if strict else {"error"}
    refused = [finding for finding in findings if finding.severity in forbidden]
    if refused:
        lines = [f"{one.location}：{one.message}" if one.location else one.message for one in refused[:MOST_TOLD]]
        more = [f"等 {len(refused)} 处"] if len(refused) > MOST_TOLD else []
        raise FindingsError([*lines, *more], hint=hint)
